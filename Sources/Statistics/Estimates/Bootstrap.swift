/// Any statistic with its standard error and its interval, from how it varies when the data are drawn again from
/// themselves.
///
///     let median = try Bootstrap(incomes, seed: 1) { try $0.median() }
///     try median.interval()   // where the population's median lies, with 95% confidence
///
/// The elements are drawn as they are: to keep rows together, give rows (a prediction with its label), and read the
/// statistic from them.
/// Source: Efron, "Bootstrap Methods: Another Look at the Jackknife", Annals of Statistics 7(1), 1979; the interval:
/// "Better Bootstrap Confidence Intervals", JASA 82, 1987.
public struct Bootstrap: Hashable, Sendable, Codable, CustomStringConvertible {
  /// How the interval is read off the replicates.
  public enum Method: String, Hashable, Sendable, Codable {
    /// The quantiles of the replicates as they stand.
    case percentile
    /// Bias-corrected and accelerated: the quantiles moved by how far the replicates lie to one side of the estimate
    /// and by how their spread changes with it.
    case bca
  }

  /// The statistic of the data themselves.
  public let estimate: Double

  /// The statistic of each resample, from the smallest to the largest.
  public let replicates: [Double]

  /// How the interval is read off the replicates.
  public let method: Method

  /// How the spread of the statistic changes with its value, from leaving out one element at a time; zero for
  /// `.percentile`.
  public let acceleration: Double

  /// Draws `resamples` samples of the size of the data from the data, with replacement, and computes the statistic of
  /// each.
  ///
  /// - Parameters:
  ///   - resamples: a few hundred are enough for the standard error; an interval needs thousands.
  ///   - statistic: a number read from a sample.
  /// - Throws: ``EstimateError`` if there are fewer than two elements, no resamples, or the statistic is not a finite
  ///   number; whatever `statistic` throws.
  /// - Complexity: `resamples` statistics, and one more for each element by `.bca`.
  @inlinable
  public init<C: Collection, G: RandomNumberGenerator>(
    _ data: C, resamples: Int = 9_999, method: Method = .bca, using rng: inout G,
    statistic: ([C.Element]) throws -> Double
  ) throws {
    let data = Array(data)
    var parts: [JackknifePart] = []
    if method == .bca {
      parts = [try JackknifePart(data) { try statistic($0) }]
    }
    var resample = data
    try self.init(resamples: resamples, method: method, sizes: [data.count], parts: parts, of: statistic(data)) {
      for index in resample.indices { resample[index] = data[rng.uniformInt(below: data.count)] }
      return try statistic(resample)
    }
  }

  /// Draws from two independent samples, each by itself, for a statistic of both: a difference of means, of medians.
  ///
  /// - Throws: ``EstimateError`` if a sample has fewer than two elements, there are no resamples, or the statistic is
  ///   not a finite number; whatever `statistic` throws.
  @inlinable
  public init<X: Collection, Y: Collection, G: RandomNumberGenerator>(
    _ first: X, _ second: Y, resamples: Int = 9_999, method: Method = .bca, using rng: inout G,
    statistic: ([X.Element], [Y.Element]) throws -> Double
  ) throws {
    let first = Array(first)
    let second = Array(second)
    var parts: [JackknifePart] = []
    if method == .bca {
      parts = [
        try JackknifePart(first) { try statistic($0, second) },
        try JackknifePart(second) { try statistic(first, $0) },
      ]
    }
    var ones = first
    var others = second
    try self.init(
      resamples: resamples, method: method, sizes: [first.count, second.count], parts: parts,
      of: statistic(first, second)
    ) {
      for index in ones.indices { ones[index] = first[rng.uniformInt(below: first.count)] }
      for index in others.indices { others[index] = second[rng.uniformInt(below: second.count)] }
      return try statistic(ones, others)
    }
  }

  /// The same with a generator of its own, made from `seed`.
  ///
  /// - Throws: ``EstimateError`` and whatever `statistic` throws.
  @inlinable
  public init<C: Collection>(
    _ data: C, resamples: Int = 9_999, method: Method = .bca, seed: UInt64,
    statistic: ([C.Element]) throws -> Double
  ) throws {
    var rng = SeededGenerator(seed: seed)
    try self.init(data, resamples: resamples, method: method, using: &rng, statistic: statistic)
  }

  /// The same of two samples with a generator of its own, made from `seed`.
  ///
  /// - Throws: ``EstimateError`` and whatever `statistic` throws.
  @inlinable
  public init<X: Collection, Y: Collection>(
    _ first: X, _ second: Y, resamples: Int = 9_999, method: Method = .bca, seed: UInt64,
    statistic: ([X.Element], [Y.Element]) throws -> Double
  ) throws {
    var rng = SeededGenerator(seed: seed)
    try self.init(first, second, resamples: resamples, method: method, using: &rng, statistic: statistic)
  }

  @usableFromInline
  init(
    resamples: Int, method: Method, sizes: [Int], parts: [JackknifePart], of estimate: @autoclosure () throws -> Double,
    replicate: () throws -> Double
  ) throws {
    guard resamples > 0 else { throw EstimateError.noResamples(resamples) }
    for size in sizes where size < 2 { throw EstimateError.tooFewValues(of: "bootstrap", count: size, needed: 2) }
    self.method = method
    self.estimate = try estimate()
    guard self.estimate.isFinite else { throw EstimateError.badStatistic(self.estimate, of: "the data") }
    var replicates: [Double] = []
    replicates.reserveCapacity(resamples)
    for number in 0..<resamples {
      let value = try replicate()
      guard value.isFinite else { throw EstimateError.badStatistic(value, of: "resample \(number)") }
      replicates.append(value)
    }
    self.replicates = ascending(replicates)
    acceleration = JackknifePart.acceleration(parts)
  }

  /// The standard deviation of the replicates.
  public var standardError: Double { replicates.standardDeviation() }

  /// By how much the replicates exceed the estimate on average.
  public var bias: Double { CentralMoments(replicates).mean - estimate }

  /// Where the statistic of the population lies; open to one side (infinite) for a one-sided alternative.
  ///
  /// - Throws: ``EstimateError`` if `confidence` is not between 0 and 1, or all replicates lie on one side of the
  ///   estimate, which leaves `.bca` nothing to correct by.
  public func interval(
    confidence: Double = 0.95, alternative: Alternative = .twoSided
  ) throws(EstimateError) -> ClosedRange<Double> {
    try requireConfidence(confidence)
    let loss = (1 - confidence) / (alternative == .twoSided ? 2 : 1)
    let lower = alternative == .less ? -.infinity : try value(at: loss, upper: false)
    let upper = alternative == .greater ? .infinity : try value(at: loss, upper: true)
    return min(lower, upper)...max(lower, upper)
  }

  /// The end of the interval beyond which a share `loss` is given up.
  private func value(at loss: Double, upper: Bool) throws(EstimateError) -> Double {
    var share = upper ? 1 - loss : loss
    if method == .bca {
      let below = replicates.count { $0 < estimate } + replicates.count { $0 <= estimate }
      guard below > 0, below < 2 * replicates.count else { throw .oneSidedReplicates }
      let shift = standardNormalQuantile(Double(below) / Double(2 * replicates.count))
      let z = shift + (upper ? -standardNormalQuantile(loss) : standardNormalQuantile(loss))
      share = standardNormalCumulative(shift + z / (1 - acceleration * z))
    }
    // The replicates are sorted: quantiles by the linear method.
    let position = min(max(share, 0), 1) * Double(replicates.count - 1)
    let low = Int(position)
    let high = min(low + 1, replicates.count - 1)
    return replicates[low] + (position - Double(low)) * (replicates[high] - replicates[low])
  }

  public var description: String {
    let bounds = (try? interval()).map { "95% interval \(shortInterval($0))" } ?? "no interval"
    return "\(shortNumber(estimate)) ± \(shortNumber(standardError)), \(bounds) "
      + "(\(method == .bca ? "BCa" : "percentile"), \(replicates.count) resamples)"
  }
}

/// The influence of each element of one sample, from leaving it out.
@usableFromInline
struct JackknifePart {
  /// Σ U³/n³ and Σ U²/n² with U = (n − 1)·(mean of the statistics − statistic without the element).
  private let cubes: Double
  private let squares: Double

  @usableFromInline
  init<Element>(_ data: [Element], _ statistic: ([Element]) throws -> Double) throws {
    guard data.count >= 2 else {
      throw EstimateError.tooFewValues(of: "bootstrap", count: data.count, needed: 2)
    }
    // The element left out trades places with the first, in turn.
    var values: [Double] = []
    var rest = Array(data.dropFirst())
    for index in data.indices {
      if index > 0 { rest[index - 1] = data[index - 1] }
      let value = try statistic(rest)
      guard value.isFinite else {
        throw EstimateError.badStatistic(value, of: "the data without element \(index)")
      }
      values.append(value)
    }
    let n = Double(data.count)
    let mean = CentralMoments(values).mean
    var cubes = 0.0
    var squares = 0.0
    for value in values {
      let influence = (n - 1) / n * (mean - value)
      squares += influence * influence
      cubes += influence * influence * influence
    }
    self.cubes = cubes
    self.squares = squares
  }

  /// Σ U³/n³ / (6·(Σ U²/n²)^1.5); zero where no element has an influence.
  static func acceleration(_ parts: [JackknifePart]) -> Double {
    let cubes = parts.reduce(0) { $0 + $1.cubes }
    let squares = parts.reduce(0) { $0 + $1.squares }
    return squares > 0 ? cubes / (6 * squares * squares.squareRoot()) : 0
  }
}
