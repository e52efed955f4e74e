import DataFrames
import Statistics

/// Card payments in the order of time, of which very few are frauds.
///
/// Every card has a history: payments at different times, an age, a usual amount. Two kinds of fraud are in the
/// stream: stolen cards (more money than usual, farther away, at night, after refused attempts) and anomalies,
/// whose values are all usual one by one but not together. The world keeps what no bank sees: the kind of every
/// payment, and P(fraud) given everything in its row and its card's history, by Bayes' rule. No classifier can
/// have a lower expected log loss than ``FraudTransactions/trueProbabilities``.
///
///     let payments = try FraudWorld(transactions: 20_000, fraudShare: 0.015).generate(seed: 7)
///     payments.frame
///
/// Source: Designing Machine Learning Systems, ch. 4 (class imbalance; 6.8 cents of every 100 dollars) and ch. 6
/// (fraud as the detection of what is not normal).
public struct FraudWorld: Hashable, Codable, Sendable {
  /// The number of payments.
  public var transactions: Int
  /// The number of cards; a few are used much more than others (log-normal, standard deviation 0.8).
  public var cards: Int
  /// The number of days over which the payments are spread.
  public var days: Int
  /// The expected share of frauds among the payments, by count.
  public var fraudShare: Double
  /// The share of frauds that are anomalies; the others are stolen cards.
  public var anomalyShare: Double
  /// How many times riskier a card is on the day of its issue than when it is old; the risk fades as
  /// exp(−age/60 days).
  public var newCardRisk: Double
  /// When frauds are disputed.
  public var disputes: DisputeDelay

  public init(
    transactions: Int = 100_000, cards: Int = 5_000, days: Int = 180, fraudShare: Double = 0.0007,
    anomalyShare: Double = 0.3, newCardRisk: Double = 3, disputes: DisputeDelay = DisputeDelay()
  ) {
    self.transactions = transactions
    self.cards = cards
    self.days = days
    self.fraudShare = fraudShare
    self.anomalyShare = anomalyShare
    self.newCardRisk = newCardRisk
    self.disputes = disputes
  }

  /// Payments as they are: 7 in 10,000 are frauds.
  public static let natural = FraudWorld()
  /// A small table for detectors of anomalies: 20,000 payments, 1.5% frauds, half of them anomalies.
  public static let screening = FraudWorld(
    transactions: 20_000, cards: 1_000, days: 90, fraudShare: 0.015, anomalyShare: 0.5)
  /// 100,000 payments of which 0.5% are frauds.
  public static let onBudget = FraudWorld(fraudShare: 0.005)

  /// Makes the payments of a seed. O(transactions × log transactions).
  ///
  /// - Throws: ``DatasetError/invalidParameter(what:value:expected:)`` if a parameter is out of its range.
  public func generate(seed: UInt64) throws(DatasetError) -> FraudTransactions {
    try check()
    let patterns = PaymentPatterns()
    let holders = cardHolders(seed: seed, patterns)
    let payments = timedPayments(seed: seed, patterns, holders)
    var rng = SeededGenerator(seed: seed, stream: "traits")
    var disputeRandom = SeededGenerator(seed: seed, stream: "disputes")
    let count = transactions
    let names = MerchantCategory.allCases.map(\.rawValue)

    var traits: [PaymentTraits] = []
    var amounts: [Double] = []
    var distances: [Double] = []
    var probabilities: [Double] = []
    var disputeTimes: [Double?] = []
    var attempts: [Int] = []
    traits.reserveCapacity(count)
    amounts.reserveCapacity(count)
    distances.reserveCapacity(count)
    probabilities.reserveCapacity(count)
    disputeTimes.reserveCapacity(count)
    attempts.reserveCapacity(count)

    // For each card its newest payment so far, for each payment the one before it with the same card; −1 for none.
    var newest = [Int](repeating: -1, count: cards)
    var previous = [Int](repeating: -1, count: count)
    for (index, payment) in payments.enumerated() {
      let card = payment.card
      var drawn = patterns.traits(
        of: payment.kind, hour: payment.hour, leaning: holders.leanings[card], using: &rng)
      // What is written down is rounded; the probability is that of what is written down.
      let amount = max(0.01, (Portable.exp(drawn.logAmount) * 100).rounded() / 100)
      let distance = max(0.01, (Portable.exp(drawn.logDistance) * 100).rounded() / 100)
      drawn.logAmount = Portable.log(amount)
      drawn.logDistance = Portable.log(distance)
      amounts.append(amount)
      distances.append(distance)
      probabilities.append(
        patterns.fraudProbability(
          drawn, leaning: holders.leanings[card], prior: payment.prior, anomalyShare: anomalyShare))
      previous[index] = newest[card]
      newest[card] = index
      var earlier = 0
      var before = previous[index]
      while before >= 0, payments[before].time > payment.time - 1.0 / 24 {
        earlier += 1
        before = previous[before]
      }
      attempts.append(earlier + drawn.refusals)
      let delay = payment.kind == .honest ? nil : disputes.draw(using: &disputeRandom)
      disputeTimes.append(delay.map { payment.time + $0 })
      traits.append(drawn)
    }

    let frame = observedFrame([
      Column("transaction", 1...count),
      Column("time", payments.map(\.time)),
      Column("card", payments.map { $0.card + 1 }),
      Column("amount", amounts),
      Column("category", categories: traits.map { names[$0.category] }),
      Column("hour", payments.map(\.hour)),
      Column("distance", distances),
      Column("abroad", traits.map(\.isAbroad)),
      Column("card_age", payments.map { Int(holders.ages[$0.card] + $0.time) }),
      Column("usual_amount", payments.map { holders.usualAmounts[$0.card] }),
      Column("attempts_last_hour", attempts),
    ])
    return FraudTransactions(
      world: self, frame: frame, trueProbabilities: probabilities, trueKinds: payments.map(\.kind),
      trueDisputeTimes: disputeTimes, times: payments.map(\.time))
  }

  private struct CardHolders {
    let ages: [Double]
    /// Where the card's usual amount lies on the scale of logarithms, as written down.
    let leanings: [Double]
    let usualAmounts: [Double]
    let draws: CategoryDraws
  }

  private struct Payment {
    let time: Double
    let hour: Int
    let card: Int
    let kind: FraudTransactions.Kind
    let prior: Double
  }

  private func cardHolders(seed: UInt64, _ patterns: PaymentPatterns) -> CardHolders {
    var rng = SeededGenerator(seed: seed, stream: "cards")
    let usual = patterns.usualAmount
    let usualAmounts = (0..<cards).map { _ in
      max(0.01, (usual * Portable.exp(PaymentPatterns.cardDeviation * rng.normal()) * 100).rounded() / 100)
    }
    return CardHolders(
      ages: (0..<cards).map { _ in rng.exponential(rate: 1 / 600) },
      leanings: usualAmounts.map { Portable.log($0 / usual) },
      usualAmounts: usualAmounts,
      draws: CategoryDraws(weights: (0..<cards).map { _ in Portable.exp(0.8 * rng.normal()) }))
  }

  /// Who pays when, and of which kind the payment is, in the order of time.
  private func timedPayments(
    seed: UInt64, _ patterns: PaymentPatterns, _ holders: CardHolders
  ) -> [Payment] {
    var rng = SeededGenerator(seed: seed, stream: "payments")
    var places: [(card: Int, day: Int, risk: Double)] = []
    places.reserveCapacity(transactions)
    var total = 0.0
    for _ in 0..<transactions {
      let card = holders.draws.draw(using: &rng)
      let day = rng.uniformInt(below: days)
      let age = holders.ages[card] + Double(day)
      let risk = 1 + (newCardRisk - 1) * Portable.exp(-age / 60)
      total += risk
      places.append((card, day, risk))
    }
    let scale = fraudShare * Double(transactions) / total
    var payments = places.map { place in
      let prior = place.risk * scale
      let kind: FraudTransactions.Kind =
        rng.bernoulli(prior) ? (rng.bernoulli(anomalyShare) ? .anomaly : .stolenCard) : .honest
      let hour = patterns.hour(of: kind, using: &rng)
      return Payment(
        time: Double(place.day) + (Double(hour) + rng.uniform()) / 24, hour: hour, card: place.card, kind: kind,
        prior: prior)
    }
    payments.sort { $0.time < $1.time }
    return payments
  }

  private func check() throws(DatasetError) {
    try requireParameter(transactions >= 1, "the number of transactions", transactions, "1 or more")
    try requireParameter(cards >= 1, "the number of cards", cards, "1 or more")
    try requireParameter(days >= 1, "the number of days", days, "1 or more")
    try requireParameter(fraudShare >= 0 && fraudShare <= 0.2, "the share of frauds", fraudShare, "in 0...0.2")
    try requireParameter(
      anomalyShare >= 0 && anomalyShare <= 1, "the share of anomalies among the frauds", anomalyShare, "in 0...1")
    try requireParameter(newCardRisk >= 1 && newCardRisk <= 5, "the risk of a new card", newCardRisk, "in 1...5")
    try disputes.check()
  }
}
