import DataFrames
import Datasets
import Statistics
import Testing

@Suite("Click world")
struct ClickWorldTests {
  @Test("the same seed gives the same impressions, another seed others")
  func seeds() throws {
    let world = ClickWorld(impressions: 2_000)
    let first = try world.generate(seed: 3)
    #expect(try world.generate(seed: 3).frame == first.frame)
    #expect(try world.generate(seed: 4).frame != first.frame)
    #expect(first.frame.columnNames == ["impression", "brand", "category", "hour", "user", "clicked"])
  }

  @Test("clicks are draws with the true probabilities, which are those of the effects")
  func truth() throws {
    let clicks = try ClickWorld().generate(seed: 1)
    expectDraws(try clicks.frame.array("clicked", of: Bool.self), of: clicks.trueProbabilities, "clicks")
    let brands = try clicks.frame.array("brand", of: String.self)
    let categories = try clicks.frame.array("category", of: String.self)
    let hours = try clicks.frame.array("hour", of: Int.self)
    let users = try clicks.frame.array("user", of: String.self)
    for row in stride(from: 0, to: 200_000, by: 997) {
      let logit =
        try -2 + clicks.trueBrandEffects[#require(Int(brands[row].dropFirst(5))) - 1]
        + clicks.trueCategoryEffects[#require(Int(categories[row].dropFirst(8))) - 1]
        + clicks.trueHourEffects[hours[row]]
        + clicks.trueUserEffects[#require(Int(users[row].dropFirst(4))) - 1]
      #expect(abs(clicks.trueProbabilities[row] - 1 / (1 + Portable.exp(-logit))) < 1e-12)
    }
  }

  @Test("brands come with Zipf probabilities, categories evenly, effects with their standard deviations")
  func marginals() throws {
    let world = ClickWorld()
    let clicks = try world.generate(seed: 2)
    let zipf = try Zipf(count: 5_000, exponent: 1.05)
    let brands = try clicks.frame.array("brand", of: String.self)
    for rank in [1, 2, 10, 100] {
      expectCount(
        brands.count { $0 == "brand\(rank)" }, of: 200_000, probability: zipf.mass(rank), "brand \(rank)")
    }
    let categories = try clicks.frame.array("category", of: String.self)
    expectCount(categories.count { $0 == "category7" }, of: 200_000, probability: 0.02, "category")
    // The variance of n normal draws: standard error σ² √(2/n).
    for (effects, deviation) in [
      (clicks.trueBrandEffects, 0.5), (clicks.trueUserEffects, 0.7), (clicks.trueCategoryEffects, 0.6),
    ] {
      let variance = effects.reduce(0) { $0 + $1 * $1 } / Double(effects.count)
      let error = deviation * deviation * (2 / Double(effects.count)).squareRoot()
      #expect(abs(variance - deviation * deviation) < 4 * error)
    }
  }

  @Test("a parameter out of its range is refused with a sentence")
  func refusals() {
    expectRefusal("the number of brands is 0; it must be 1 or more") { try ClickWorld(brands: 0).generate(seed: 1) }
    expectRefusal("the standard deviation of the effects of users is -0.1; it must be finite and not negative") {
      try ClickWorld(userDeviation: -0.1).generate(seed: 1)
    }
  }
}
