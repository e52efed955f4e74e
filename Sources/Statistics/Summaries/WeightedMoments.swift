/// What a weight says about its value, which decides the divisor of a weighted variance.
public enum WeightKind: Hashable, Sendable, Codable {
  /// The value was seen that many times: divides by Σw − 1.
  case frequency
  /// The value counts that much (as by importance sampling): divides by Σw − Σw²/Σw, unbiased for
  /// independent values of equal variance.
  case reliability
  /// The values are the whole population: divides by Σw.
  case population
}

extension Collection where Element == Double {
  /// The mean with the given weights, one for each value. O(n).
  ///
  /// - Throws: ``SummaryError`` if the numbers of values and weights differ, a weight is negative or not finite,
  ///   or all are zero.
  @inlinable
  public func weightedMean<W: Collection>(_ weights: W) throws(SummaryError) -> Double
  where W.Element == Double {
    try WeightedSums(of: Array(self), weights: Array(weights), name: "weighted mean").mean
  }

  /// The variance with the given weights, one for each value. O(n).
  ///
  /// - Throws: ``SummaryError`` as ``weightedMean(_:)`` does, and if the divisor is not positive.
  @inlinable
  public func weightedVariance<W: Collection>(
    _ weights: W, _ kind: WeightKind = .reliability
  ) throws(SummaryError) -> Double where W.Element == Double {
    try WeightedSums(of: Array(self), weights: Array(weights), name: "weighted variance").variance(kind)
  }

  /// The square root of the weighted variance. O(n).
  ///
  /// - Throws: ``SummaryError`` as ``weightedVariance(_:_:)`` does.
  @inlinable
  public func weightedStandardDeviation<W: Collection>(
    _ weights: W, _ kind: WeightKind = .reliability
  ) throws(SummaryError) -> Double where W.Element == Double {
    try weightedVariance(weights, kind).squareRoot()
  }

  /// The skewness of the population in which each value has its weight's share; not a number where the values that
  /// have weight are all the same. O(n), two passes.
  ///
  /// - Throws: ``SummaryError`` as ``weightedMean(_:)`` does.
  @inlinable
  public func weightedSkewness<W: Collection>(_ weights: W) throws(SummaryError) -> Double
  where W.Element == Double {
    try weightedCentralMoments(Array(self), Array(weights), name: "weighted skewness").skewness(.population)
  }

  /// The kurtosis (3 if normal) of the population in which each value has its weight's share; not a number where
  /// the values that have weight are all the same. O(n), two passes.
  ///
  /// - Throws: ``SummaryError`` as ``weightedMean(_:)`` does.
  @inlinable
  public func weightedKurtosis<W: Collection>(_ weights: W) throws(SummaryError) -> Double
  where W.Element == Double {
    try weightedCentralMoments(Array(self), Array(weights), name: "weighted kurtosis").excessKurtosis(.population) + 3
  }
}

@usableFromInline
func weightedCentralMoments(
  _ values: [Double], _ weights: [Double], name: String
) throws(SummaryError) -> CentralMoments {
  _ = try WeightedSums(of: values, weights: weights, name: name)
  return CentralMoments(values, weights: weights)
}

/// The sums behind the weighted moments, in one pass.
///
/// Source: West, "Updating Mean and Variance Estimates: An Improved Method", CACM 22(9), 1979.
@usableFromInline
struct WeightedSums {
  @usableFromInline private(set) var mean = 0.0
  private var weight = 0.0
  private var squaredWeight = 0.0
  private var squares = 0.0

  @usableFromInline
  init(of values: [Double], weights: [Double], name: String) throws(SummaryError) {
    guard values.count == weights.count else {
      throw .lengthsDiffer(of: name, first: values.count, second: weights.count)
    }
    for (position, added) in weights.enumerated() {
      guard added >= 0, added < .infinity else { throw .badWeight(value: added, position: position) }
      guard added > 0 else { continue }
      weight += added
      squaredWeight += added * added
      let before = values[position] - mean
      if before.isFinite {
        mean += before * (added / weight)
        squares += added * before * (values[position] - mean)
      } else {
        (mean, squares) = distantMoments(mean, values[position], share: added / weight)
      }
    }
    guard weight > 0 else { throw .weightsSumTooLow(of: name, sum: weight) }
  }

  @usableFromInline
  func variance(_ kind: WeightKind) throws(SummaryError) -> Double {
    let divisor: Double
    switch kind {
    case .frequency: divisor = weight - 1
    case .reliability: divisor = weight - squaredWeight / weight
    case .population: divisor = weight
    }
    guard divisor > 0 else { throw .weightsSumTooLow(of: "weighted variance", sum: weight) }
    return squares / divisor
  }
}
