import Statistics

/// The mean of something under a target distribution, estimated from draws of another.
public struct ImportanceEstimate: Hashable, Codable, Sendable {
  /// The estimated mean.
  public let mean: Double
  /// The estimated standard error of the mean; not a number for a single draw by plain weighting. Where few
  /// draws carry most of the weight it is itself far too small: look at ``effectiveSampleSize`` first.
  public let standardError: Double
  /// `(Σw)² / Σw²`; 0 if every weight is zero.
  public let effectiveSampleSize: Double
  /// The number of draws.
  public let count: Int
  /// The largest weight.
  public let largestWeight: Double

  /// The effective sample size as a share of the draws, 0 to 1.
  public var effectiveShare: Double { effectiveSampleSize / Double(count) }
}

/// How the weighted values are averaged.
public enum ImportanceEstimator: String, CaseIterable, Codable, Sendable {
  /// `Σ w x / n`: without bias. The weights must be the full ratios of two normalized densities.
  case plain
  /// `Σ w x / Σ w`: biased by about 1/n but often much less variable, exact for a constant, and valid for
  /// weights known only up to a factor.
  case selfNormalized
}

/// Estimates the mean of `values` under the target from draws of the proposal and their weights. O(n).
///
/// The standard error is the spread of w·x over √n for `plain`, and the first-order (delta method) one,
/// √Σw²(x − mean)² / Σw, for `selfNormalized`.
///
/// - Throws: ``SamplingError`` if there is not one weight per value, if there are none, if a weight is
///   negative, infinite or missing, if a value is not finite, or if all weights are zero where they are to be
///   normalized.
///
/// Source: Owen, *Monte Carlo Theory, Methods and Examples*, 2013, sections 9.1 and 9.2.
public func importanceEstimate(
  values: [Double], weights: [Double], estimator: ImportanceEstimator = .plain
) throws(SamplingError) -> ImportanceEstimate {
  guard !values.isEmpty else { throw .empty(what: "the list of values") }
  guard values.count == weights.count else {
    throw .lengthMismatch(
      what: "the list of weights", count: weights.count,
      expected: "the list of values", expectedCount: values.count)
  }
  for (draw, value) in values.enumerated() where !value.isFinite {
    throw .invalidNumber(what: "the value", index: draw, value: value, expected: "finite")
  }
  let count = Double(values.count)
  var largest = 0.0
  var sum = 0.0
  var weighted = 0.0
  var effective = 0.0
  do {
    largest = try largestWeight(weights)
    effective = try effectiveSampleSize(weights)
  } catch .allWeightsZero where estimator == .plain {
    // The target may truly be absent from these draws: the plain mean is then 0.
  }
  for (value, weight) in zip(values, weights) {
    sum += weight
    weighted += weight * value
  }
  var spread = 0.0
  let mean: Double
  let standardError: Double
  switch estimator {
  case .plain:
    mean = weighted / count
    for (value, weight) in zip(values, weights) {
      let deviation = weight * value - mean
      spread += deviation * deviation
    }
    standardError = count > 1 ? (spread / (count - 1) / count).squareRoot() : .nan
  case .selfNormalized:
    mean = weighted / sum
    for (value, weight) in zip(values, weights) {
      let deviation = weight / sum * (value - mean)
      spread += deviation * deviation
    }
    standardError = spread.squareRoot()
  }
  return ImportanceEstimate(
    mean: mean, standardError: standardError, effectiveSampleSize: effective, count: values.count,
    largestWeight: largest)
}

/// What importance sampling of a discrete distribution does exactly, before any draw.
public struct ImportanceLaw: Hashable, Codable, Sendable {
  /// The weight P/Q of each outcome.
  public let weights: [Double]
  /// The mean of the values under the target, which the plain estimate has on average.
  public let mean: Double
  /// The variance of w·x for one draw of the proposal; over n draws the plain estimate has this over n.
  public let variancePerDraw: Double
  /// The variance of x for one draw of the target itself.
  public let directVariance: Double
  /// The limit of effective sample size over draws, `1 / Σ P²/Q`.
  public let effectiveShare: Double

  /// Works out the law for `values` of the outcomes. O(outcomes).
  ///
  /// - Throws: as ``importanceWeights(target:proposal:)``, and if there is not one value per outcome.
  public init(values: [Double], target: [Double], proposal: [Double]) throws(SamplingError) {
    guard values.count == target.count else {
      throw .lengthMismatch(
        what: "the list of values", count: values.count, expected: "the target", expectedCount: target.count)
    }
    weights = try importanceWeights(target: target, proposal: proposal)
    var mean = 0.0
    var squares = 0.0
    for outcome in values.indices {
      mean += target[outcome] * values[outcome]
      squares += target[outcome] * weights[outcome]
    }
    var variance = 0.0
    var direct = 0.0
    for outcome in values.indices {
      let weighted = weights[outcome] * values[outcome] - mean
      variance += proposal[outcome] * weighted * weighted
      direct += target[outcome] * (values[outcome] - mean) * (values[outcome] - mean)
    }
    self.mean = mean
    variancePerDraw = variance
    directVariance = direct
    effectiveShare = 1 / squares
  }
}

extension ImportanceEstimate: CustomStringConvertible {
  /// The mean with its standard error, and what the draws are worth.
  public var description: String {
    "mean \(shortNumber(mean)) ± \(shortNumber(standardError)) from \(count) draws worth "
      + "\(shortNumber(effectiveSampleSize)), largest weight \(shortNumber(largestWeight))"
  }
}

extension ImportanceLaw: CustomStringConvertible {
  /// The mean, the variance of a draw, and the first weights.
  public var description: String {
    "mean \(shortNumber(mean)), variance of a draw \(shortNumber(variancePerDraw)), of the target itself "
      + "\(shortNumber(directVariance)); weights \(firstValues(weights.lazy.map(shortNumber)))"
  }
}
