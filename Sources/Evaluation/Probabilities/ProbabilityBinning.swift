/// How probabilities are put into bins.
public enum ProbabilityBinning: String, CaseIterable, Hashable, Codable, Sendable {
  /// Bins of equal width from 0 to 1; each contains its upper limit, the first also 0.
  case equalWidth
  /// Bins with, as nearly as ties allow, the same weight of rows; equal probabilities stay together.
  case equalMass
}
