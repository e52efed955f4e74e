/// What keeps a value from being estimated.
public enum EstimateError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The number of runs is not positive.
  case noRuns(Int)
  /// There are fewer successes than none, or more than runs.
  case successesOutOfRange(successes: Int, runs: Int)
  /// The confidence is not strictly between 0 and 1.
  case badConfidence(Double)
  /// There are too few values for an estimate.
  case tooFewValues(of: String, count: Int, needed: Int)
  /// A value is not finite.
  case notFinite(of: String, value: Double, position: Int)
  /// The number of resamples is not positive.
  case noResamples(Int)
  /// A statistic is not a finite number.
  case badStatistic(Double, of: String)
  /// All replicates of a bootstrap lie on one side of the estimate.
  case oneSidedReplicates

  public var description: String {
    switch self {
    case .noRuns(let runs): "a probability is estimated from at least one run, not \(runs)"
    case .successesOutOfRange(let successes, let runs):
      "the successes of \(counted(runs, "run")) must be between 0 and \(runs), not \(successes)"
    case .badConfidence(let confidence):
      "a confidence must lie between 0 and 1 (0.95 is usual), not \(confidence)"
    case .tooFewValues(let name, let count, let needed):
      "a \(name) is estimated from at least \(counted(needed, "value")), not \(count)"
    case .notFinite(let name, let value, let position):
      "a \(name) is estimated from finite numbers, but value \(position) (counted from 0) is \(value)"
    case .noResamples(let resamples): "a bootstrap needs at least one resample, not \(resamples)"
    case .badStatistic(let value, let source):
      "the statistic of \(source) is \(value), and a bootstrap needs finite numbers: "
        + "see what it does with few distinct values"
    case .oneSidedReplicates:
      "all replicates lie on one side of the estimate, so the bias cannot be corrected: "
        + "use the percentile method, or a smoother statistic than an extreme"
    }
  }
}

/// Refuses a confidence that is not strictly between 0 and 1.
func requireConfidence(_ confidence: Double) throws(EstimateError) {
  guard confidence > 0, confidence < 1 else { throw .badConfidence(confidence) }
}
