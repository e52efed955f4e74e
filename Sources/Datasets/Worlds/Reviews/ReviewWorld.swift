import DataFrames
import Statistics

/// Customers of a product, of whom few write a review: the angry and the delighted more often than the others.
///
/// Every customer has an opinion of 1 to 5 stars. Who holds s stars writes with the probability
///
///     quietShare × extremenessFactor^|s − 3| × (unhappyFactor if s < 3)
///
/// Whoever averages the reviews has a convenience sample. The bias is known: ``expectedPostedMean`` less
/// ``trueMean``, with the defaults 3.22 less 3.60 stars.
///
/// Source: Designing Machine Learning Systems, ch. 4, nonprobability sampling.
public struct ReviewWorld: Hashable, Codable, Sendable {
  /// The number of customers.
  public var customers: Int
  /// The shares of customers who hold 1, 2, 3, 4 and 5 stars.
  public var starShares: [Double]
  /// The probability that a customer of 3 stars writes.
  public var quietShare: Double
  /// How many times likelier it is to write with each star away from 3.
  public var extremenessFactor: Double
  /// How many times likelier it is for the unhappy to write than for the happy of the same extremeness.
  public var unhappyFactor: Double
  /// The number of days after the purchase within which reviews come.
  public var days: Int

  public init(
    customers: Int = 20_000, starShares: [Double] = [0.05, 0.10, 0.25, 0.40, 0.20], quietShare: Double = 0.02,
    extremenessFactor: Double = 3, unhappyFactor: Double = 3, days: Int = 90
  ) {
    self.customers = customers
    self.starShares = starShares
    self.quietShare = quietShare
    self.extremenessFactor = extremenessFactor
    self.unhappyFactor = unhappyFactor
    self.days = days
  }

  /// The probability that a customer who holds so many stars writes a review.
  public func postingProbability(stars: Int) -> Double {
    var probability = quietShare
    for _ in 0..<abs(stars - 3) { probability *= extremenessFactor }
    return stars < 3 ? probability * unhappyFactor : probability
  }

  /// The expected mean of the stars over all customers.
  public var trueMean: Double {
    starShares.enumerated().reduce(0) { $0 + Double($1.offset + 1) * $1.element }
  }

  /// The mean of the stars over those who write, for ever more customers: Σ s q p ÷ Σ q p, with q the shares and p
  /// the probabilities of writing.
  public var expectedPostedMean: Double {
    var weighted = 0.0
    var total = 0.0
    for (place, share) in starShares.enumerated() {
      let weight = share * postingProbability(stars: place + 1)
      weighted += Double(place + 1) * weight
      total += weight
    }
    return weighted / total
  }

  /// Makes the customers and the reviews of a seed. O(customers).
  ///
  /// - Throws: ``DatasetError/invalidParameter(what:value:expected:)`` if a parameter is out of its range.
  public func generate(seed: UInt64) throws(DatasetError) -> Reviews {
    try check()
    let draws = CategoryDraws(weights: starShares)
    let probabilities = (1...5).map { postingProbability(stars: $0) }
    var rng = SeededGenerator(seed: seed, stream: "customers")
    var texts = SeededGenerator(seed: seed, stream: "texts")
    let allStars = (0..<customers).map { _ in draws.draw(using: &rng) + 1 }
    let hasPosted = allStars.map { rng.bernoulli(probabilities[$0 - 1]) }
    var reviews: [(customer: Int, time: Double, stars: Int, text: String)] = []
    for customer in allStars.indices where hasPosted[customer] {
      let stars = allStars[customer]
      reviews.append(
        (customer, rng.uniform() * Double(days), stars, ReviewText.write(stars: stars, using: &texts)))
    }
    reviews.sort { $0.time < $1.time }
    return Reviews(
      frame: observedFrame([
        Column("review", reviews.indices.map { $0 + 1 }),
        Column("day", reviews.map { Int($0.time) }),
        Column("customer", reviews.map { $0.customer + 1 }),
        Column("stars", reviews.map(\.stars)),
        Column("text", reviews.map(\.text)),
      ]),
      trueStars: allStars, truePostingProbabilities: allStars.map { probabilities[$0 - 1] },
      trueReviewProbabilities: reviews.map { probabilities[$0.stars - 1] })
  }

  private func check() throws(DatasetError) {
    try requireParameter(customers >= 1, "the number of customers", customers, "1 or more")
    try requireParameter(days >= 1, "the number of days", days, "1 or more")
    try requireParameter(starShares.count == 5, "the number of shares of stars", starShares.count, "5")
    try requireDistribution(starShares, "the shares of stars")
    try requireParameter(quietShare > 0 && quietShare <= 1, "the quiet share", quietShare, "above 0 and at most 1")
    try requireParameter(
      extremenessFactor >= 0 && extremenessFactor.isFinite, "the factor of extremeness", extremenessFactor,
      "finite and not negative")
    try requireParameter(
      unhappyFactor >= 0 && unhappyFactor.isFinite, "the factor of the unhappy", unhappyFactor,
      "finite and not negative")
    for stars in 1...5 {
      try requireParameter(
        postingProbability(stars: stars) <= 1, "the probability that a customer of \(stars) stars writes",
        postingProbability(stars: stars), "at most 1; lower the quiet share or the factors")
    }
  }
}
