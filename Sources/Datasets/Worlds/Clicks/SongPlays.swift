import DataFrames

/// Offered songs in the order of days, with what is logged of them and, apart, what is true.
public struct SongPlays: ObservedTable {
  /// One row an offer: `day` (from 0), `artist` ("artist7"), `taste` (how much the user likes this kind of music,
  /// standard normal), `clicked`, the label.
  public let frame: DataFrame
  /// Truth: the probability of a click on each row.
  public let trueProbabilities: [Double]
  /// Truth: the effect of "artist1" and so on, on the scale of logits.
  public let trueArtistEffects: [Double]
  /// Truth: the shock of each day (outer) and artist (inner), on the scale of logits.
  public let trueShocks: [[Double]]
}
