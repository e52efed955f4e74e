import DataFrames
import Datasets
import Testing

@Suite("Review world")
struct ReviewWorldTests {
  @Test("the same seed gives the same reviews, another seed others")
  func seeds() throws {
    let first = try ReviewWorld(customers: 2_000).generate(seed: 3)
    #expect(try ReviewWorld(customers: 2_000).generate(seed: 3).frame == first.frame)
    #expect(try ReviewWorld(customers: 2_000).generate(seed: 4).frame != first.frame)
  }

  @Test("in closed form: 3.6 over all, 3.22 over reviews; no bias when all write alike, more when the happy do")
  func closedForm() {
    // Shares .05, .10, .25, .40, .20; writing .54, .18, .02, .06, .18:
    // (1×.027 + 2×.018 + 3×.005 + 4×.024 + 5×.036) ÷ .11.
    let world = ReviewWorld()
    #expect(abs(world.trueMean - 3.6) < 1e-12)
    #expect(abs(world.expectedPostedMean - 0.354 / 0.11) < 1e-12)
    for (stars, probability) in [(1, 0.54), (2, 0.18), (3, 0.02), (4, 0.06), (5, 0.18)] {
      #expect(abs(world.postingProbability(stars: stars) - probability) < 1e-12)
    }
    // Writing by everybody alike: no bias.
    let even = ReviewWorld(extremenessFactor: 1, unhappyFactor: 1)
    #expect(abs(even.expectedPostedMean - even.trueMean) < 1e-12)
    #expect(ReviewWorld(unhappyFactor: 0.5).expectedPostedMean > 3.9)
  }

  @Test("the mean of the reviews differs from the truth by the bias in closed form, and reciprocal weights undo it")
  func bias() throws {
    let world = ReviewWorld(customers: 200_000)
    let reviews = try world.generate(seed: 7)
    let stars = try reviews.frame.array("stars", of: Int.self).map(Double.init)
    expectMean(stars, world.expectedPostedMean, "reviews")
    expectMean(reviews.trueStars.map(Double.init), world.trueMean, "customers")
    #expect(world.expectedPostedMean - world.trueMean < -0.38)
    let weights = reviews.trueReviewProbabilities.map { 1 / $0 }
    let weighted = zip(stars, weights).reduce(0) { $0 + $1.0 * $1.1 } / weights.reduce(0, +)
    #expect(abs(weighted - reviews.trueMean) < 0.05)
    // Who writes is drawn with the probabilities.
    let writers = Set(try reviews.frame.array("customer", of: Int.self))
    expectDraws(
      reviews.trueStars.indices.map { writers.contains($0 + 1) }, of: reviews.truePostingProbabilities, "writers")
  }

  @Test("a review has the stars of its customer and says what they say")
  func texts() throws {
    let reviews = try ReviewWorld(customers: 50_000).generate(seed: 8)
    let customers = try reviews.frame.array("customer", of: Int.self)
    let stars = try reviews.frame.array("stars", of: Int.self)
    let texts = try reviews.frame.array("text", of: String.self)
    let days = try reviews.frame.array("day", of: Int.self)
    #expect(zip(customers, stars).allSatisfy { reviews.trueStars[$0 - 1] == $1 })
    #expect(zip(days, days.dropFirst()).allSatisfy { $0 <= $1 } && days.allSatisfy { (0..<90).contains($0) })
    let angry = stars.indices.filter { texts[$0].contains("useless") }
    #expect(angry.count > 50 && angry.allSatisfy { stars[$0] <= 2 })
    // One adjective in eight is a neighbor's: a word of five stars comes with five in most cases, not always.
    let superb = stars.indices.filter { texts[$0].contains("superb") }
    let share = Double(superb.count { stars[$0] == 5 }) / Double(superb.count)
    #expect(share > 0.85 && share < 1)
    #expect(Set(texts).count > 500)
  }

  @Test("a parameter out of its range is refused with a sentence")
  func refusals() {
    expectRefusal("the number of shares of stars is 3; it must be 5") {
      try ReviewWorld(starShares: [0.2, 0.3, 0.5]).generate(seed: 1)
    }
    expectRefusal(
      """
      the probability that a customer of 1 stars writes is 3.375; it must be at most 1; lower the quiet share or the \
      factors
      """
    ) { try ReviewWorld(quietShare: 0.125).generate(seed: 1) }
  }
}
