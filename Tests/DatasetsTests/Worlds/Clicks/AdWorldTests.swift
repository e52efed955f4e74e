import DataFrames
import Datasets
import Testing

@Suite("Ad world")
struct AdWorldTests {
  @Test("both ads are predicted at twice their clicks: 10,000 predicted, some 5,000 clicked")
  func rates() throws {
    let ads = try AdWorld().generate(seed: 1)
    #expect(try AdWorld().generate(seed: 1).frame == ads.frame)
    let names = try ads.frame.array("ad", of: String.self)
    let predicted = try ads.frame.array("predicted", of: Double.self)
    let clicked = try ads.frame.array("clicked", of: Bool.self)
    for (name, predictedRate, rate) in [("A", 0.10, 0.05), ("B", 0.08, 0.04)] {
      let rows = names.indices.filter { names[$0] == name }
      #expect(rows.count == 100_000)
      expectMean(rows.map { predicted[$0] }, predictedRate, "predicted \(name)")
      expectCount(rows.count { clicked[$0] }, of: rows.count, probability: rate, "clicked \(name)")
    }
    #expect(zip(predicted, ads.trueProbabilities).allSatisfy { abs($0 - 2 * $1) < 1e-15 })
    expectDraws(clicked, of: ads.trueProbabilities, "clicks")
  }

  @Test("without spread all impressions of an ad are alike")
  func spread() throws {
    let ads = try AdWorld(impressionsPerAd: 10, spread: 0).generate(seed: 1)
    #expect(try ads.frame.array("predicted", of: Double.self) == (0..<20).map { $0 % 2 == 0 ? 0.10 : 0.08 })
  }

  @Test("a parameter out of its range is refused with a sentence")
  func refusals() {
    expectRefusal("the number of ads is 0; it must be 1 or more") { try AdWorld(ads: []).generate(seed: 1) }
    expectRefusal("the true rate of ad C is 0.9; it must be in 0...0.5, so that no probability is above 1") {
      try AdWorld(ads: [AdWorld.Ad(name: "C", predictedRate: 0.1, trueRate: 0.9)], spread: 1).generate(seed: 1)
    }
  }
}
