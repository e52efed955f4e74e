/// The nine ways to read a quantile off a sample.
///
/// Source: Hyndman and Fan, "Sample Quantiles in Statistical Packages", American Statistician 50(4), 1996, whose
/// numbers the raw values are.
public enum QuantileMethod: Int, CaseIterable, Hashable, Sendable, Codable {
  /// Type 1: the smallest value with at least that share at or below it.
  case invertedCumulative = 1
  /// Type 2: as type 1, with the average at steps.
  case averagedInvertedCumulative = 2
  /// Type 3: the value whose number is nearest to np, even numbers at ties.
  case closestObservation = 3
  /// Type 4: linear between the steps of the empirical distribution.
  case interpolatedInvertedCumulative = 4
  /// Type 5: linear between the middles of the steps (Hazen).
  case hazen = 5
  /// Type 6: the kth value at k/(n + 1) (Weibull).
  case weibull = 6
  /// Type 7: the kth value at (k − 1)/(n − 1); the default of most software.
  case linear = 7
  /// Type 8: about median-unbiased whatever the distribution; the one that Hyndman and Fan recommend.
  case medianUnbiased = 8
  /// Type 9: about unbiased for normal data.
  case normalUnbiased = 9
}

extension Sequence where Element == Double {
  /// The value below which the given share of the data lies. O(n log n).
  ///
  /// - Throws: ``SummaryError`` if there are no values, one is not a number, or `probability` is not in 0…1.
  @inlinable
  public func quantile(
    _ probability: Double, method: QuantileMethod = .linear
  ) throws(SummaryError) -> Double {
    try quantiles([probability], method: method)[0]
  }

  /// Several quantiles for one sorting. O(n log n).
  ///
  /// - Throws: ``SummaryError`` if there are no values, one is not a number, or a probability is not in 0…1.
  @inlinable
  public func quantiles(
    _ probabilities: [Double], method: QuantileMethod = .linear
  ) throws(SummaryError) -> [Double] {
    try method.quantiles(of: Array(self), at: probabilities)
  }

  /// The middle value, or the mean of the middle two. O(n log n).
  ///
  /// - Throws: ``SummaryError`` if there are no values or one is not a number.
  @inlinable
  public func median() throws(SummaryError) -> Double {
    try quantile(0.5)
  }
}

extension Collection where Element == Double {
  /// The smallest value such that it and the smaller ones hold at least the given share of the weight. O(n log n).
  ///
  /// With equal weights this is the quantile by ``QuantileMethod/invertedCumulative``. Values of no weight do not
  /// count.
  ///
  /// - Throws: ``SummaryError`` if there are no values, one is not a number, `probability` is not in 0…1, the numbers
  ///   of values and weights differ, a weight is negative or not finite, or all are zero.
  @inlinable
  public func weightedQuantile<W: Collection>(
    _ probability: Double, weights: W
  ) throws(SummaryError) -> Double where W.Element == Double {
    try weightedQuantileOf(Array(self), weights: Array(weights), at: probability)
  }
}

@usableFromInline
func weightedQuantileOf(
  _ values: [Double], weights: [Double], at probability: Double
) throws(SummaryError) -> Double {
  guard probability >= 0, probability <= 1 else {
    throw .notProbability(of: "weighted quantile", value: probability)
  }
  if let position = values.firstIndex(where: \.isNaN) {
    throw .badValue(of: "weighted quantile", value: values[position], position: position)
  }
  _ = try WeightedSums(of: values, weights: weights, name: "weighted quantile")
  let order = ascendingOrder(values).filter { weights[$0] > 0 }
  let target = probability * order.reduce(0) { $0 + weights[$1] }
  var reached = 0.0
  for index in order {
    reached += weights[index]
    // Weights such as 0.1 add up with roundings; a share that is missed by them is reached.
    if reached >= target * (1 - 0x1p-50) { return values[index] }
  }
  return values[order[order.count - 1]]
}

extension QuantileMethod {
  @usableFromInline
  func quantiles(of values: [Double], at probabilities: [Double]) throws(SummaryError) -> [Double] {
    if let position = values.firstIndex(where: \.isNaN) {
      throw .badValue(of: "quantile", value: values[position], position: position)
    }
    guard !values.isEmpty else { throw .tooFewValues(of: "quantile", count: 0, needed: 1) }
    let sorted = ascending(values)
    var result: [Double] = []
    for probability in probabilities {
      guard probability >= 0, probability <= 1 else {
        throw .notProbability(of: "quantile", value: probability)
      }
      result.append(read(probability, from: sorted))
    }
    return result
  }

  /// The quantile as (1 − γ)·x[j] + γ·x[j + 1], where j + g = n·p + m counts from 1.
  private func read(_ p: Double, from sorted: [Double]) -> Double {
    let n = Double(sorted.count)
    let position: Double
    switch self {
    case .invertedCumulative, .averagedInvertedCumulative, .interpolatedInvertedCumulative:
      position = n * p
    case .closestObservation: position = n * p - 0.5
    case .hazen: position = n * p + 0.5
    case .weibull: position = (n + 1) * p
    case .linear: position = (n - 1) * p + 1
    case .medianUnbiased: position = (n + 1.0 / 3) * p + 1.0 / 3
    case .normalUnbiased: position = (n + 0.25) * p + 0.375
    }
    // A product such as 10 × 0.3 may miss a whole number by a rounding; it counts as whole.
    let nearest = position.rounded()
    let isWhole = (position - nearest).magnitude <= 4 * n.ulp
    let floor = isWhole ? nearest : position.rounded(.down)
    let rest = isWhole ? 0 : position - floor
    let share: Double
    switch self {
    case .invertedCumulative: share = rest > 0 ? 1 : 0
    case .averagedInvertedCumulative: share = rest > 0 ? 1 : 0.5
    case .closestObservation: share = rest == 0 && floor.truncatingRemainder(dividingBy: 2) == 0 ? 0 : 1
    default: share = rest
    }
    let last = sorted.count - 1
    let j = Int(floor)
    let below = sorted[Swift.min(Swift.max(j - 1, 0), last)]
    let above = sorted[Swift.min(Swift.max(j, 0), last)]
    if share == 0 || below == above { return below }
    return share == 1 ? above : (1 - share) * below + share * above
  }
}
