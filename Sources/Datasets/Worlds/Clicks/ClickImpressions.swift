import DataFrames

/// Impressions, with what is logged of them and, apart, what is true.
public struct ClickImpressions: ObservedTable {
  /// One row an impression: `impression` (from 1), `brand` ("brand17"), `category`, `hour` (0 to 23), `user`,
  /// `clicked`.
  public let frame: DataFrame
  /// Truth: the probability of a click on each impression.
  public let trueProbabilities: [Double]
  /// Truth: the effect of "brand1", "brand2" and so on, on the scale of logits.
  public let trueBrandEffects: [Double]
  /// Truth: the effect of "category1" and so on.
  public let trueCategoryEffects: [Double]
  /// Truth: the effect of each hour.
  public let trueHourEffects: [Double]
  /// Truth: the effect of "user1" and so on.
  public let trueUserEffects: [Double]
}
