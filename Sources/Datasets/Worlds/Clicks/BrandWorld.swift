import DataFrames
import Statistics

/// A shop whose brands never stop growing: impressions of known brands, and then requests in which new brands
/// stand beside them.
///
/// Known brand of rank i of K has the click logit −2.2 + 0.9 (1 − 2i/K) + N(0, 0.5): popular brands are clicked
/// more. They come up with Zipf probabilities. Twenty brands are new: five of luxury (logit N(−0.8, 0.2)), ten
/// established ones from elsewhere (N(−1.6, 0.2)) and five knock-offs (N(−4.5, 0.2)). A model that was trained on
/// the impressions has never seen them.
///
/// Source: Designing Machine Learning Systems, ch. 5, categorical features.
public struct BrandWorld: Hashable, Codable, Sendable {
  /// The number of impressions of known brands.
  public var impressions: Int
  /// The number of known brands.
  public var brands: Int
  /// The exponent of the brands' Zipf distribution.
  public var exponent: Double
  /// The number of requests that come after the impressions.
  public var requests: Int
  /// The number of different known brands that can be shown at each request.
  public var knownPerRequest: Int
  /// The number of different new brands that can be shown at each request.
  public var newPerRequest: Int

  public init(
    impressions: Int = 100_000, brands: Int = 2_000, exponent: Double = 1.1, requests: Int = 4_000,
    knownPerRequest: Int = 6, newPerRequest: Int = 4
  ) {
    self.impressions = impressions
    self.brands = brands
    self.exponent = exponent
    self.requests = requests
    self.knownPerRequest = knownPerRequest
    self.newPerRequest = newPerRequest
  }

  /// Makes the impressions and the requests of a seed. O(impressions + requests).
  ///
  /// - Throws: ``DatasetError/invalidParameter(what:value:expected:)`` if a parameter is out of its range.
  public func generate(seed: UInt64) throws(DatasetError) -> BrandImpressions {
    try check()
    var brandRandom = SeededGenerator(seed: seed, stream: "brands")
    let known = (1...brands).map { rank in
      BrandImpressions.Brand(
        name: "brand\(rank)", tier: .known,
        clickProbability: LogitScale.probability(
          -2.2 + 0.9 * (1 - 2 * Double(rank) / Double(brands)) + 0.5 * brandRandom.normal()))
    }
    let tiers: [(BrandImpressions.Tier, Double)] =
      Array(repeating: (.luxury, -0.8), count: 5) + Array(repeating: (.established, -1.6), count: 10)
      + Array(repeating: (.knockOff, -4.5), count: 5)
    // The names of the new brands say nothing about their tier.
    let new = brandRandom.shuffled(tiers).enumerated().map { place, tier in
      BrandImpressions.Brand(
        name: "newbrand\(place + 1)", tier: tier.0,
        clickProbability: LogitScale.probability(tier.1 + 0.2 * brandRandom.normal()))
    }
    let zipf = zipfDraws(count: brands, exponent: exponent)

    var rng = SeededGenerator(seed: seed, stream: "impressions")
    var shown = [Int](repeating: 0, count: impressions)
    var clicked = [Bool](repeating: false, count: impressions)
    for row in 0..<impressions {
      shown[row] = zipf.draw(using: &rng) - 1
      clicked[row] = rng.bernoulli(known[shown[row]].clickProbability)
    }

    var requestRandom = SeededGenerator(seed: seed, stream: "requests")
    let slates = (0..<requests).map { _ in
      var candidates: [BrandImpressions.Brand] = []
      var taken: [Int] = []
      while taken.count < knownPerRequest {
        let pick = zipf.draw(using: &requestRandom) - 1
        if !taken.contains(pick) { taken.append(pick) }
      }
      candidates += taken.map { known[$0] }
      var places = Array(new.indices)
      for place in 0..<newPerRequest {
        places.swapAt(place, place + requestRandom.uniformInt(below: new.count - place))
        candidates.append(new[places[place]])
      }
      return BrandImpressions.Request(
        brands: candidates.map(\.name),
        trueProbabilities: candidates.map(\.clickProbability),
        wouldClick: candidates.map { requestRandom.bernoulli($0.clickProbability) })
    }
    return BrandImpressions(
      frame: observedFrame([
        Column("impression", 1...impressions),
        Column("brand", categories: shown.lazy.map { known[$0].name }),
        Column("clicked", clicked),
      ]),
      requests: slates, trueKnownBrands: known, trueNewBrands: new,
      trueProbabilities: shown.map { known[$0].clickProbability })
  }

  private func check() throws(DatasetError) {
    try requireParameter(impressions >= 1, "the number of impressions", impressions, "1 or more")
    try requireParameter(brands >= 1, "the number of brands", brands, "1 or more")
    try requireParameter(exponent >= 0 && exponent <= 3, "the exponent of the brands", exponent, "in 0...3")
    try requireParameter(requests >= 0, "the number of requests", requests, "0 or more")
    // With more than a tenth of the brands in each request, drawing different ones would take too long.
    try requireParameter(
      knownPerRequest >= 0 && knownPerRequest <= brands / 10, "the number of known brands at a request",
      knownPerRequest, "in 0...\(brands / 10), a tenth of the brands")
    try requireParameter(
      newPerRequest >= 0 && newPerRequest <= 20, "the number of new brands at a request", newPerRequest, "in 0...20")
  }
}
