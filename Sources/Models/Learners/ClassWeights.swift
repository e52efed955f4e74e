/// How much the rows of each class count, beside their own sample weights.
public enum ClassWeights: Equatable, Sendable {
  /// Every class counts as often as it occurs.
  case equal
  /// Classes count the same in total: each row by n / (classes × rows of its class), sample weights included.
  case balanced
  /// Each row counts by the factor of its label; 1 for a label that is not listed.
  case factors([Int: Double])
}
