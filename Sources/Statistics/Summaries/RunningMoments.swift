/// The count, mean, variance and range of values that arrive one at a time, in one pass and O(1) memory.
///
/// Two of them merge into what one would hold that had seen both parts, so parts can be summarized apart.
/// Source: Welford, "Note on a Method for Calculating Corrected Sums of Squares and Products", Technometrics 4(3),
/// 1962; merging: Chan, Golub and LeVeque, "Algorithms for Computing the Sample Variance", American Statistician
/// 37(3), 1983.
public struct RunningMoments: Hashable, Sendable, Codable {
  /// How many values were taken in.
  public var count: Int { seen }

  @usableFromInline var seen = 0
  @usableFromInline var center = 0.0
  @usableFromInline var squares = 0.0
  @usableFromInline var smallest = 0.0
  @usableFromInline var largest = 0.0

  /// Makes the moments of no values.
  @inlinable
  public init() {}

  /// Makes the moments of the given values. O(n).
  @inlinable
  public init<S: Sequence>(_ values: S) where S.Element == Double {
    for value in values { add(value) }
  }

  /// Takes in one more value. O(1).
  @inlinable
  public mutating func add(_ value: Double) {
    if seen == 0 || value < smallest { smallest = value }
    if seen == 0 || value > largest { largest = value }
    seen += 1
    let before = value - center
    if before.isFinite {
      center += before / Double(seen)
      squares += before * (value - center)
    } else {
      (center, squares) = distantMoments(center, value, share: 1 / Double(seen))
    }
  }

  /// Takes in all the values that another has seen. O(1).
  public mutating func merge(_ other: RunningMoments) {
    guard other.seen > 0 else { return }
    guard seen > 0 else {
      self = other
      return
    }
    let share = Double(other.seen) / Double(seen + other.seen)
    let distance = other.center - center
    if distance.isFinite {
      squares += other.squares + distance * distance * Double(seen) * share
      center += distance * share
    } else {
      (center, squares) = distantMoments(center, other.center, share: share)
    }
    seen += other.seen
    smallest = min(smallest, other.smallest)
    largest = max(largest, other.largest)
  }

  /// The smallest value so far; nil before the first.
  public var minimum: Double? { seen > 0 ? smallest : nil }

  /// The largest value so far; nil before the first.
  public var maximum: Double? { seen > 0 ? largest : nil }

  /// The mean; not a number before the first value, or where values of infinite size and both signs, or one that is not
  /// a number, were seen.
  public var mean: Double { seen > 0 ? center : .nan }

  /// The sum of squared distances from the mean.
  public var sumOfSquares: Double { squares }

  /// The variance of a sample (dividing by n − 1) or of a whole population (by n); not a number if that is 0.
  public func variance(_ kind: VarianceKind = .sample) -> Double {
    kind.variance(squares, count: count)
  }

  /// The square root of the variance.
  public func standardDeviation(_ kind: VarianceKind = .sample) -> Double {
    variance(kind).squareRoot()
  }

  /// The standard error of the mean, from the sample variance; not a number for fewer than two values.
  public var standardErrorOfMean: Double { (variance() / Double(count)).squareRoot() }
}

/// Which sum of squares divided by what: a sample's or a whole population's variance.
public enum VarianceKind: Hashable, Sendable, Codable {
  /// Divides by n − 1: unbiased for the variance of the population that the values are a sample of.
  case sample
  /// Divides by n: the variance of exactly these values.
  case population

  func divisor(_ count: Int) -> Double {
    switch self {
    case .sample: Double(count - 1)
    case .population: Double(count)
    }
  }

  @usableFromInline
  func variance(_ squares: Double, count: Int) -> Double {
    let divisor = divisor(count)
    return divisor > 0 ? squares / divisor : .nan
  }
}
