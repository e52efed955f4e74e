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
    guard confidence > 0, confidence < 1 else { throw .badConfidence(confidence) }
    let n = Double(runs)
    let p = estimate
    let z = -standardNormalQuantile((1 - confidence) / 2)
    let center = p + z * z / (2 * n)
    let halfWidth = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
    let scale = 1 + z * z / n
    let lower = successes == 0 ? 0 : max(0, (center - halfWidth) / scale)
    let upper = successes == runs ? 1 : min(1, (center + halfWidth) / scale)
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

/// What keeps a probability from being estimated.
public enum EstimateError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The number of runs is not positive.
  case noRuns(Int)
  /// There are fewer successes than none, or more than runs.
  case successesOutOfRange(successes: Int, runs: Int)
  /// The confidence is not strictly between 0 and 1.
  case badConfidence(Double)

  public var description: String {
    switch self {
    case .noRuns(let runs): "a probability is estimated from at least one run, not \(runs)"
    case .successesOutOfRange(let successes, let runs):
      "the successes of \(runs) runs must be between 0 and \(runs), not \(successes)"
    case .badConfidence(let confidence):
      "a confidence must lie between 0 and 1 (0.95 is usual), not \(confidence)"
    }
  }
}
