/// How an iterative fit ended.
public struct ConvergenceReport: Codable, Equatable, Sendable {
  /// The number of steps taken.
  public let iterations: Int
  /// The value, at the last step, of what the fit minimizes.
  public let objective: Double
  /// What is left of the quantity that the learner drives to zero; each learner says which it is.
  public let residual: Double
  /// Whether `residual` came under the learner's tolerance before the steps ran out.
  public let converged: Bool
}
