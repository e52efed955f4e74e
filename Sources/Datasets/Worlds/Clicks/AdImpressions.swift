import DataFrames

/// Impressions of advertisements, with what is logged of them and, apart, what is true.
public struct AdImpressions: ObservedTable {
  /// One row an impression: `impression` (from 1), `ad`, `predicted` (probability of a click), `clicked`.
  public let frame: DataFrame
  /// Truth: the probability of a click on each impression.
  public let trueProbabilities: [Double]
}
