import DataFrames
import Datasets
import Statistics
import Testing

@Suite("Brand world")
struct BrandWorldTests {
  @Test("the same seed gives the same impressions and requests")
  func seeds() throws {
    let world = BrandWorld(impressions: 1_000, requests: 50)
    let first = try world.generate(seed: 3)
    let second = try world.generate(seed: 3)
    #expect(first.frame == second.frame && first.requests == second.requests)
    #expect(try world.generate(seed: 4).requests != first.requests)
  }

  @Test("clicks are draws with each brand's probability, and popular brands are clicked more")
  func truth() throws {
    let impressions = try BrandWorld().generate(seed: 1)
    expectDraws(try impressions.frame.array("clicked", of: Bool.self), of: impressions.trueProbabilities, "clicks")
    let logits = impressions.trueKnownBrands.map { Portable.log($0.clickProbability / (1 - $0.clickProbability)) }
    let residuals = logits.enumerated().map { $1 - (-2.2 + 0.9 * (1 - 2 * Double($0 + 1) / 2_000)) }
    expectMean(residuals, 0, "effect of the rank")
    let brands = try impressions.frame.array("brand", of: String.self)
    expectCount(
      brands.count { $0 == "brand1" }, of: 100_000, probability: try Zipf(count: 2_000, exponent: 1.1).mass(1),
      "first brand")
  }

  @Test("twenty new brands: five of luxury, ten established, five knock-offs, unknown to the impressions")
  func newBrands() throws {
    let impressions = try BrandWorld().generate(seed: 2)
    #expect(impressions.trueNewBrands.count == 20)
    for (tier, count, logit) in [
      (BrandImpressions.Tier.luxury, 5, -0.8), (.established, 10, -1.6), (.knockOff, 5, -4.5),
    ] {
      let brands = impressions.trueNewBrands.filter { $0.tier == tier }
      #expect(brands.count == count)
      let mean =
        brands.reduce(0) { $0 + Portable.log($1.clickProbability / (1 - $1.clickProbability)) } / Double(count)
      #expect(abs(mean - logit) < 4 * 0.2 / Double(count).squareRoot())
    }
    let seen = Set(try impressions.frame.array("brand", of: String.self))
    #expect(impressions.trueNewBrands.allSatisfy { !seen.contains($0.name) })
  }

  @Test("a request has six different known brands and four different new ones; showing the best three gives 0.30")
  func requests() throws {
    let impressions = try BrandWorld().generate(seed: 5)
    let new = Set(impressions.trueNewBrands.map(\.name))
    #expect(impressions.requests.count == 4_000)
    var best = 0.0
    for request in impressions.requests {
      #expect(Set(request.brands).count == 10)
      #expect(request.brands.map { new.contains($0) } == [Bool](repeating: false, count: 6) + [true, true, true, true])
      best += request.trueProbabilities.sorted(by: >).prefix(3).reduce(0, +) / 3
    }
    #expect(abs(best / 4_000 - 0.30) < 0.06)
    expectDraws(
      impressions.requests.flatMap(\.wouldClick), of: impressions.requests.flatMap(\.trueProbabilities), "requests")
  }

  @Test("a parameter out of its range is refused with a sentence")
  func refusals() {
    expectRefusal("the number of known brands at a request is 6; it must be in 0...5, a tenth of the brands") {
      try BrandWorld(brands: 50).generate(seed: 1)
    }
    expectRefusal("the number of new brands at a request is 21; it must be in 0...20") {
      try BrandWorld(newPerRequest: 21).generate(seed: 1)
    }
  }
}
