import DataFrames
import Statistics

/// Impressions of a few advertisements, with the click probabilities that a model predicted and the clicks.
///
/// Each impression fits its viewer more or less: a factor, uniform around 1, multiplies both the true and the
/// predicted probability, so that over many impressions their means are the rates given here. In the default, ad A
/// is predicted at 10% and B at 8%, but they are clicked half as often: the ranking is right, the number of clicks
/// that is promised to the advertiser is not.
///
/// Source: Designing Machine Learning Systems, ch. 6, model calibration.
public struct AdWorld: Hashable, Codable, Sendable {
  /// One advertisement.
  public struct Ad: Hashable, Codable, Sendable {
    /// The name in the log.
    public var name: String
    /// The mean of the predicted probabilities.
    public var predictedRate: Double
    /// The mean of the true probabilities.
    public var trueRate: Double

    public init(name: String, predictedRate: Double, trueRate: Double) {
      self.name = name
      self.predictedRate = predictedRate
      self.trueRate = trueRate
    }
  }

  /// The advertisements; each impression shows one of them, all equally often.
  public var ads: [Ad]
  /// The number of impressions of each advertisement.
  public var impressionsPerAd: Int
  /// How far the factor of an impression can be from 1; 0 if all impressions of an ad are alike.
  public var spread: Double

  public init(
    ads: [Ad] = [
      Ad(name: "A", predictedRate: 0.10, trueRate: 0.05), Ad(name: "B", predictedRate: 0.08, trueRate: 0.04),
    ], impressionsPerAd: Int = 100_000, spread: Double = 0.5
  ) {
    self.ads = ads
    self.impressionsPerAd = impressionsPerAd
    self.spread = spread
  }

  /// Makes the impressions of a seed, the ads in turn. O(impressions).
  ///
  /// - Throws: ``DatasetError/invalidParameter(what:value:expected:)`` if a parameter is out of its range.
  public func generate(seed: UInt64) throws(DatasetError) -> AdImpressions {
    try check()
    var rng = SeededGenerator(seed: seed, stream: "ads")
    let count = impressionsPerAd * ads.count
    var predicted: [Double] = []
    var probabilities: [Double] = []
    var clicked: [Bool] = []
    predicted.reserveCapacity(count)
    probabilities.reserveCapacity(count)
    clicked.reserveCapacity(count)
    for row in 0..<count {
      let ad = ads[row % ads.count]
      let factor = 1 + spread * (2 * rng.uniform() - 1)
      predicted.append(ad.predictedRate * factor)
      probabilities.append(ad.trueRate * factor)
      clicked.append(rng.bernoulli(ad.trueRate * factor))
    }
    return AdImpressions(
      frame: observedFrame([
        Column("impression", 1...count),
        Column("ad", categories: (0..<count).lazy.map { ads[$0 % ads.count].name }),
        Column("predicted", predicted),
        Column("clicked", clicked),
      ]), trueProbabilities: probabilities)
  }

  private func check() throws(DatasetError) {
    try requireParameter(!ads.isEmpty, "the number of ads", ads.count, "1 or more")
    try requireParameter(impressionsPerAd >= 1, "the number of impressions of each ad", impressionsPerAd, "1 or more")
    try requireParameter(spread >= 0 && spread <= 1, "the spread of the impressions", spread, "in 0...1")
    for ad in ads {
      try requireParameter(
        ad.predictedRate >= 0 && ad.predictedRate * (1 + spread) <= 1, "the predicted rate of ad \(ad.name)",
        ad.predictedRate, "in 0...\(1 / (1 + spread)), so that no probability is above 1")
      try requireParameter(
        ad.trueRate >= 0 && ad.trueRate * (1 + spread) <= 1, "the true rate of ad \(ad.name)", ad.trueRate,
        "in 0...\(1 / (1 + spread)), so that no probability is above 1")
    }
  }
}
