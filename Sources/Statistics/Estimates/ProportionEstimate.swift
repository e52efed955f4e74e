internal import Foundation

/// A probability estimated from how often something happened: the share, its standard error, its interval.
public struct ProportionEstimate: Hashable, Sendable, Codable, CustomStringConvertible {
  /// How many runs succeeded.
  public let successes: Int

  /// How many runs there were.
  public let runs: Int

  /// Makes the estimate of a probability from `successes` among `runs`.
  ///
  /// - Throws: ``EstimateError`` if there are no runs, or more successes than runs, or fewer than none.
  public init(successes: Int, runs: Int) throws(EstimateError) {
    guard runs > 0 else { throw .noRuns(runs) }
    guard successes >= 0, successes <= runs else {
      throw .successesOutOfRange(successes: successes, runs: runs)
    }
    self.successes = successes
    self.runs = runs
  }

  /// The share of runs that succeeded.
  public var estimate: Double { Double(successes) / Double(runs) }

  /// √(p(1 − p)/n) with the estimate as p: zero where all runs agree, which is when the interval says more.
  public var standardError: Double {
    (estimate * (1 - estimate) / Double(runs)).squareRoot()
  }

  /// The Wilson score interval: the probabilities that a two-sided test would not reject.
  ///
  /// With z the normal quantile: (p + z²/2n ± z·√(p(1 − p)/n + z²/4n²)) / (1 + z²/n).
  /// Source: Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", JASA 22, 1927.
  ///
  /// - Throws: ``EstimateError`` if `confidence` is not between 0 and 1.
  public func wilsonInterval(confidence: Double = 0.95) throws(EstimateError) -> ClosedRange<Double> {
    try interval(confidence: confidence)
  }

  /// The Wilson score interval, as for ``wilsonInterval(confidence:)``; open to one side for a one-sided alternative.
  ///
  /// - Throws: ``EstimateError`` if `confidence` is not between 0 and 1.
  public func interval(
    confidence: Double = 0.95, alternative: Alternative = .twoSided
  ) throws(EstimateError) -> ClosedRange<Double> {
    try requireConfidence(confidence)
    return wilsonInterval(loss: 1 - confidence, alternative)
  }

  func wilsonInterval(loss: Double, _ alternative: Alternative) -> ClosedRange<Double> {
    let whole = wilsonInterval(z: -standardNormalQuantile(alternative == .twoSided ? loss / 2 : loss))
    return (alternative == .less ? 0 : whole.lowerBound)...(alternative == .greater ? 1 : whole.upperBound)
  }

  func wilsonInterval(z: Double) -> ClosedRange<Double> {
    let n = Double(runs)
    let p = estimate
    let center = p + z * z / (2 * n)
    let halfWidth = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
    let scale = 1 + z * z / n
    // The product of both ends is p²/(1 + z²/n), which saves the digits of a small lower end.
    let larger = center + halfWidth
    let lower = successes == 0 ? 0 : z > 0 ? p * p / larger : (center - halfWidth) / scale
    let upper = successes == runs ? 1 : min(1, larger / scale)
    return min(lower, upper)...max(lower, upper)
  }

  /// The Clopper-Pearson interval: never covers the truth less often than it says, and mostly more often.
  ///
  /// The ends are quantiles of beta distributions: those probabilities at which the exact binomial tails are just
  /// (1 − confidence)/2.
  /// Source: Clopper and Pearson, "The Use of Confidence or Fiducial Limits Illustrated in the Case of the
  /// Binomial", Biometrika 26(4), 1934.
  ///
  /// - Throws: ``EstimateError`` if `confidence` is not between 0 and 1.
  public func clopperPearsonInterval(confidence: Double = 0.95) throws(EstimateError) -> ClosedRange<Double> {
    try requireConfidence(confidence)
    return clopperPearsonInterval(loss: 1 - confidence, .twoSided)
  }

  func clopperPearsonInterval(loss all: Double, _ alternative: Alternative) -> ClosedRange<Double> {
    let loss = alternative == .twoSided ? all / 2 : all
    let failures = Double(runs - successes)
    let lower =
      successes == 0 || alternative == .less
      ? 0 : Portable.logistic(betaLogitQuantile(Double(successes), failures + 1, lower: loss, upper: 1 - loss))
    let upper =
      successes == runs || alternative == .greater
      ? 1 : Portable.logistic(betaLogitQuantile(Double(successes) + 1, failures, lower: 1 - loss, upper: loss))
    return lower...upper
  }

  /// How many standard errors of the given probability the estimate lies above it.
  ///
  /// Uses the error that `probability` itself would have, so it is a fair test where no run succeeded.
  public func standardErrors(above probability: Double) -> Double {
    (estimate - probability) / (probability * (1 - probability) / Double(runs)).squareRoot()
  }

  public var description: String {
    String(format: "%.4f ± %.4f (%d of %d runs)", estimate, standardError, successes, runs)
  }
}
