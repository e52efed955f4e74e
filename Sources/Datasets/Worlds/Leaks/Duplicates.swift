import DataFrames

/// Rows of which some are copies of others, and, apart, which.
public struct Duplicates: ObservedTable {
  /// In random order: `row` (from 1), `x0`, `x1`, …, `label`.
  public let frame: DataFrame
  /// Truth: for each row the row of the frame, from 0, that it is a copy of; nil for what is no copy.
  public let trueOrigins: [Int?]
  /// Truth: the probability of each row's label; a copy has that of its original.
  public let trueProbabilities: [Double]
}
