import DataFrames

/// Impressions of known brands and requests with new ones; what is logged, and, apart, what is true.
public struct BrandImpressions: ObservedTable {
  /// Where a brand stands in the market.
  public enum Tier: String, CaseIterable, Codable, Sendable {
    case known, luxury, established, knockOff
  }

  /// Truth about one brand.
  public struct Brand: Hashable, Codable, Sendable {
    /// The name in the log.
    public let name: String
    /// Where the brand stands.
    public let tier: Tier
    /// The probability of a click when the brand is shown.
    public let clickProbability: Double
  }

  /// The brands that can be shown to one visitor.
  public struct Request: Hashable, Codable, Sendable {
    /// The names: known brands first, then new ones.
    public let brands: [String]
    /// Truth: the probability of a click on each.
    public let trueProbabilities: [Double]
    /// What the visitor does with each brand if it is shown. A recommender may look only at those that it showed.
    public let wouldClick: [Bool]
  }

  /// One row an impression: `impression` (from 1), `brand`, `clicked`.
  public let frame: DataFrame
  /// The requests that come after the impressions, in order.
  public let requests: [Request]
  /// Truth: the known brands, most popular first.
  public let trueKnownBrands: [Brand]
  /// Truth: the new brands.
  public let trueNewBrands: [Brand]
  /// Truth: the probability of a click on each impression.
  public let trueProbabilities: [Double]
}
