import DataFrames
import Statistics

/// A shop's recommendations and everything that users do about them, each with its delay: click, cart, purchase,
/// rating, return.
///
/// Every item has an appeal (it draws clicks), a value (it is worth buying) and a price; appeal and value agree only
/// in part, so that what is clicked most is not what earns most. Each impression also has a relevance to its user.
///
///     logit click = a + relevanceEffect × relevance + itemEffect × appeal      relevance standard normal
///     logit cart  = b + itemEffect × value, given a click
///
/// with a and b such that the mean probabilities are the rates given here. The other steps have constant rates.
/// Delays: ``ClickDelay`` for the click; then exponential with a mean of 10 minutes to the cart; log-normal with a
/// median of an hour to the purchase; an exponential of 7 days to the rating; 3 to 30 days to the return.
///
/// Source: Designing Machine Learning Systems, ch. 4, natural labels.
public struct FeedbackWorld: Hashable, Codable, Sendable {
  /// The number of impressions.
  public var impressions: Int
  /// The number of users.
  public var users: Int
  /// The number of items.
  public var items: Int
  /// The number of days over which the impressions are spread.
  public var days: Int
  /// The mean probability of a click on an impression.
  public var clickRate: Double
  /// The mean probability that what is clicked goes to the cart.
  public var cartRate: Double
  /// The probability that what is in the cart is bought.
  public var purchaseRate: Double
  /// The probability that what is bought is rated.
  public var ratingRate: Double
  /// The probability that what is bought is returned.
  public var returnRate: Double
  /// The effect of the relevance on the logit of a click.
  public var relevanceEffect: Double
  /// The effect of an item's appeal on the logit of a click, and of its value on that of the cart.
  public var itemEffect: Double
  /// The correlation between the appeal and the value of an item.
  public var appealValueCorrelation: Double
  /// When clicks come.
  public var clickDelay: ClickDelay

  public init(
    impressions: Int = 100_000, users: Int = 2_000, items: Int = 200, days: Int = 7, clickRate: Double = 0.03,
    cartRate: Double = 0.2, purchaseRate: Double = 0.4, ratingRate: Double = 0.15, returnRate: Double = 0.08,
    relevanceEffect: Double = 0.8, itemEffect: Double = 0.7, appealValueCorrelation: Double = 0.2,
    clickDelay: ClickDelay = ClickDelay()
  ) {
    self.impressions = impressions
    self.users = users
    self.items = items
    self.days = days
    self.clickRate = clickRate
    self.cartRate = cartRate
    self.purchaseRate = purchaseRate
    self.ratingRate = ratingRate
    self.returnRate = returnRate
    self.relevanceEffect = relevanceEffect
    self.itemEffect = itemEffect
    self.appealValueCorrelation = appealValueCorrelation
    self.clickDelay = clickDelay
  }

  /// 200,000 impressions whose clicks depend on the relevance only, with a rate of 3.87%: what a window of 10
  /// minutes hides can be computed exactly.
  public static let delayedClicks = FeedbackWorld(impressions: 200_000, clickRate: 0.0387, itemEffect: 0)

  static let minutesPerDay = 1440.0

  /// Makes the impressions of a seed. O(impressions × log impressions).
  ///
  /// - Throws: ``DatasetError/invalidParameter(what:value:expected:)`` if a parameter is out of its range.
  public func generate(seed: UInt64) throws(DatasetError) -> FeedbackImpressions {
    try check()
    var itemRandom = SeededGenerator(seed: seed, stream: "items")
    let residual = (1 - appealValueCorrelation * appealValueCorrelation).squareRoot()
    let catalog = (0..<items).map { _ in
      let appeal = itemRandom.normal()
      return FeedbackImpressions.Item(
        appeal: appeal, value: appealValueCorrelation * appeal + residual * itemRandom.normal(),
        price: (3000 * Portable.exp(0.6 * itemRandom.normal())).rounded() / 100)
    }

    var rng = SeededGenerator(seed: seed, stream: "impressions")
    let span = Double(days) * Self.minutesPerDay
    var shownAt = (0..<impressions).map { _ in rng.uniform() * span }
    shownAt.sort()
    var userOf = [Int](repeating: 0, count: impressions)
    var itemOf = userOf
    var relevance = [Double](repeating: 0, count: impressions)
    var clickLogits = relevance
    for row in 0..<impressions {
      userOf[row] = rng.uniformInt(below: users)
      itemOf[row] = rng.uniformInt(below: items)
      relevance[row] = rng.normal()
      clickLogits[row] = relevanceEffect * relevance[row] + itemEffect * catalog[itemOf[row]].appeal
    }
    let clickShift = LogitScale.shift(of: clickLogits, toMean: clickRate)
    let clickProbabilities = clickLogits.map { LogitScale.probability($0 + clickShift) }
    let cartLogits = itemOf.map { itemEffect * catalog[$0].value }
    let cartShift = LogitScale.shift(of: cartLogits, weights: clickProbabilities, toMean: cartRate)
    let cartProbabilities = cartLogits.map { LogitScale.probability($0 + cartShift) }

    var events = SeededGenerator(seed: seed, stream: "events")
    var predicted = [Double](repeating: 0, count: impressions)
    var feedback = [Feedback](repeating: Feedback(), count: impressions)
    for row in 0..<impressions {
      predicted[row] = LogitScale.probability(clickLogits[row] + clickShift + 0.3 * events.normal())
      guard events.bernoulli(clickProbabilities[row]) else { continue }
      let click = clickDelay.draw(using: &events)
      feedback[row].click = click
      guard events.bernoulli(cartProbabilities[row]) else { continue }
      let cart = click + events.exponential(rate: 0.1)
      feedback[row].cart = cart
      guard events.bernoulli(purchaseRate) else { continue }
      let purchase = cart + 60 * Portable.exp(events.normal())
      feedback[row].purchase = purchase
      if events.bernoulli(ratingRate) {
        feedback[row].rating = purchase + events.exponential(rate: 1 / (7 * Self.minutesPerDay))
        let stars = (3.8 + 0.6 * catalog[itemOf[row]].value + 0.9 * events.normal()).rounded()
        feedback[row].stars = Int(min(max(stars, 1), 5))
      }
      if events.bernoulli(returnRate) {
        feedback[row].returned = purchase + events.uniform(3, 30) * Self.minutesPerDay
      }
    }
    return FeedbackImpressions(
      shown: observedFrame([
        Column("impression", 1...impressions),
        Column("user", userOf.map { $0 + 1 }),
        Column("item", itemOf.map { $0 + 1 }),
        Column("price", itemOf.map { catalog[$0].price }),
        Column("time", shownAt),
        Column("relevance", relevance),
        Column("predicted", predicted),
      ]),
      times: shownAt, feedback: feedback, trueProbabilities: clickProbabilities,
      truePurchaseProbabilities: zip(clickProbabilities, cartProbabilities).map { $0 * $1 * purchaseRate },
      trueItems: catalog)
  }

  /// The delays of what a user did, in minutes after the impression.
  struct Feedback: Sendable {
    var click: Double?
    var cart: Double?
    var purchase: Double?
    var rating: Double?
    var stars: Int?
    var returned: Double?
  }

  private func check() throws(DatasetError) {
    for (what, count) in [("impressions", impressions), ("users", users), ("items", items), ("days", days)] {
      try requireParameter(count >= 1, "the number of \(what)", count, "1 or more")
    }
    for (what, rate) in [("clicks", clickRate), ("carts", cartRate)] {
      try requireParameter(rate > 0 && rate < 1, "the rate of \(what)", rate, "between 0 and 1")
    }
    for (what, rate) in [("purchases", purchaseRate), ("ratings", ratingRate), ("returns", returnRate)] {
      try requireParameter(rate >= 0 && rate <= 1, "the rate of \(what)", rate, "in 0...1")
    }
    for (what, effect) in [("relevance", relevanceEffect), ("items", itemEffect)] {
      try requireParameter(abs(effect) <= 5, "the effect of \(what)", effect, "in -5...5")
    }
    try requireParameter(
      abs(appealValueCorrelation) <= 1, "the correlation between appeal and value", appealValueCorrelation,
      "in -1...1")
    try clickDelay.check()
  }
}
