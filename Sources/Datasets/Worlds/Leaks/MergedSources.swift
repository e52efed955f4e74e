import DataFrames

/// Two sources put together, and, apart, which rows of the second came from the first.
public struct MergedSources: ObservedTable {
  /// The rows of source A and after them those of B: `row` (from 1), `source` ("A" or "B"), `x0`, `x1`, …, `label`.
  public let frame: DataFrame
  /// Source A: `row` (from 1), `x0`, `x1`, …, `label`.
  public let first: DataFrame
  /// Source B, with the columns of A.
  public let second: DataFrame
  /// Truth: for each row of the frame the row of the frame, from 0, that it is a copy of; nil for what is no copy.
  public let trueOrigins: [Int?]
  /// Truth: the probability of each row's label; a copy has that of its original.
  public let trueProbabilities: [Double]
}
