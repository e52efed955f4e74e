import DataFrames

/// Rows with a rare label.
public struct RarePositives: ObservedTable {
  /// `row` (from 1), `x0`, `x1`, …, `label`.
  public let frame: DataFrame
  /// Truth: the probability that each row is positive.
  public let trueProbabilities: [Double]
}
