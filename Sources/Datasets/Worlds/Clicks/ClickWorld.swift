import DataFrames
import Statistics

/// Advertisement impressions with categories of many values, for models that hash them.
///
/// The logit of a click is −2 plus the effects of the brand, the category, the hour and the user, each drawn once
/// from a normal distribution with mean 0. Brands come with Zipf probabilities, brand i in proportion to
/// 1/iˢ; the other three uniformly.
///
/// Truth: ``ClickImpressions/trueProbabilities`` and the effects.
///
/// Source: Designing Machine Learning Systems, ch. 5, the hashing trick.
public struct ClickWorld: Hashable, Codable, Sendable {
  /// The number of impressions.
  public var impressions: Int
  /// The number of brands, of which many may never come up.
  public var brands: Int
  /// The exponent s of the brands' Zipf distribution.
  public var brandExponent: Double
  /// The standard deviation of the brands' effects, on the scale of logits.
  public var brandDeviation: Double
  /// The number of categories of goods.
  public var categories: Int
  /// The standard deviation of the categories' effects.
  public var categoryDeviation: Double
  /// The standard deviation of the effects of the 24 hours.
  public var hourDeviation: Double
  /// The number of users.
  public var users: Int
  /// The standard deviation of the users' effects.
  public var userDeviation: Double
  /// The logit of a click where all effects are zero.
  public var bias: Double

  public init(
    impressions: Int = 200_000, brands: Int = 5_000, brandExponent: Double = 1.05, brandDeviation: Double = 0.5,
    categories: Int = 50, categoryDeviation: Double = 0.6, hourDeviation: Double = 0.4, users: Int = 500,
    userDeviation: Double = 0.7, bias: Double = -2
  ) {
    self.impressions = impressions
    self.brands = brands
    self.brandExponent = brandExponent
    self.brandDeviation = brandDeviation
    self.categories = categories
    self.categoryDeviation = categoryDeviation
    self.hourDeviation = hourDeviation
    self.users = users
    self.userDeviation = userDeviation
    self.bias = bias
  }

  /// Brands whose effects are as strong as to make collisions hurt: standard deviation 0.9.
  public static let strongBrands = ClickWorld(brandDeviation: 0.9)

  /// Makes the impressions of a seed. O(impressions + brands).
  ///
  /// - Throws: ``DatasetError/invalidParameter(what:value:expected:)`` if a parameter is out of its range.
  public func generate(seed: UInt64) throws(DatasetError) -> ClickImpressions {
    try check()
    func effects(_ count: Int, _ deviation: Double, _ stream: String) -> [Double] {
      var rng = SeededGenerator(seed: seed, stream: stream)
      return (0..<count).map { _ in deviation * rng.normal() }
    }
    let brandEffects = effects(brands, brandDeviation, "brands")
    let categoryEffects = effects(categories, categoryDeviation, "categories")
    let hourEffects = effects(24, hourDeviation, "hours")
    let userEffects = effects(users, userDeviation, "users")
    let zipf = zipfDraws(count: brands, exponent: brandExponent)

    var rng = SeededGenerator(seed: seed, stream: "impressions")
    var brandOf = [Int](repeating: 0, count: impressions)
    var categoryOf = brandOf
    var hourOf = brandOf
    var userOf = brandOf
    var probabilities = [Double](repeating: 0, count: impressions)
    var clicked = [Bool](repeating: false, count: impressions)
    for row in 0..<impressions {
      brandOf[row] = zipf.draw(using: &rng) - 1
      categoryOf[row] = rng.uniformInt(below: categories)
      hourOf[row] = rng.uniformInt(below: 24)
      userOf[row] = rng.uniformInt(below: users)
      probabilities[row] = LogitScale.probability(
        bias + brandEffects[brandOf[row]] + categoryEffects[categoryOf[row]] + hourEffects[hourOf[row]]
          + userEffects[userOf[row]])
      clicked[row] = rng.bernoulli(probabilities[row])
    }
    func names(_ kind: String, _ count: Int) -> [String] { (1...count).map { "\(kind)\($0)" } }
    let brandNames = names("brand", brands)
    let categoryNames = names("category", categories)
    let userNames = names("user", users)
    return ClickImpressions(
      frame: observedFrame([
        Column("impression", 1...impressions),
        Column("brand", categories: brandOf.lazy.map { brandNames[$0] }),
        Column("category", categories: categoryOf.lazy.map { categoryNames[$0] }),
        Column("hour", hourOf),
        Column("user", categories: userOf.lazy.map { userNames[$0] }),
        Column("clicked", clicked),
      ]),
      trueProbabilities: probabilities, trueBrandEffects: brandEffects, trueCategoryEffects: categoryEffects,
      trueHourEffects: hourEffects, trueUserEffects: userEffects)
  }

  private func check() throws(DatasetError) {
    try requireParameter(impressions >= 1, "the number of impressions", impressions, "1 or more")
    try requireParameter(brands >= 1, "the number of brands", brands, "1 or more")
    try requireParameter(categories >= 1, "the number of categories", categories, "1 or more")
    try requireParameter(users >= 1, "the number of users", users, "1 or more")
    try requireParameter(
      brandExponent >= 0 && brandExponent <= 10, "the exponent of the brands", brandExponent, "in 0...10")
    for (what, deviation) in [
      ("brands", brandDeviation), ("categories", categoryDeviation), ("hours", hourDeviation),
      ("users", userDeviation),
    ] {
      try requireParameter(
        deviation >= 0 && deviation.isFinite, "the standard deviation of the effects of \(what)", deviation,
        "finite and not negative")
    }
    try requireParameter(bias.isFinite, "the bias", bias, "finite")
  }
}
