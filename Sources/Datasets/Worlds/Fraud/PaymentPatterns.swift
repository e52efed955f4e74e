import Statistics

/// What a payment looks like, before it has a time: the values that tell honest payments from frauds.
struct PaymentTraits {
  var hour: Int
  var category: Int
  /// The logarithm of the amount over that of the card's usual amount relative to all cards.
  var logAmount: Double
  var logDistance: Double
  var isAbroad: Bool
  /// Authorizations of the card within the hour that led to no payment.
  var refusals: Int
}

/// The distributions of the traits for each kind of payment, from which payments are drawn and by which Bayes'
/// rule gives the probability of fraud.
///
/// Honest payments lie near a manifold: the amount follows from the merchant's category and the card, the distance
/// from the category, and being abroad from the distance. Stolen cards shift the distributions along it: more
/// money, farther away, at night, with refusals. Anomalies have the same distribution as honest payments in every
/// single column, but each column is drawn by itself.
struct PaymentPatterns {
  static let honestHours: [Double] = [
    1, 0.6, 0.4, 0.3, 0.3, 0.5, 1.2, 2.5, 3.5, 4, 4.5, 5, 6, 5.5, 5, 5, 5.5, 6.5, 7, 6, 4.5, 3.5, 2.5, 1.6,
  ]
  static let stolenCardHours: [Double] = [
    5, 5, 5, 5, 4.5, 4, 3, 2.5, 2.5, 3, 3, 3, 3.5, 3.5, 3.5, 3.5, 3.5, 4, 4, 4, 4, 4.5, 5, 5,
  ]
  /// The standard deviation of the cards' usual amounts, on the scale of logarithms.
  static let cardDeviation = 0.5
  /// Farther from home than 300 kilometers most payments are abroad, nearer hardly any.
  private static let logAbroadDistance = Portable.log(300)
  private static let abroadFar = 0.6
  private static let abroadNear = 0.01

  private let hourDraws = [CategoryDraws(weights: honestHours), CategoryDraws(weights: stolenCardHours)]
  private let categoryDraws: [CategoryDraws]
  private let hourLogRatios: [Double]
  private let categoryLogRatios: [Double]
  private let honestShares: [Double]
  private let logAmounts: [Double]
  private let logDistances: [Double]
  private let amountSpread = (honest: Spread(0.3), stolen: Spread(0.6))
  private let distanceSpread = (honest: Spread(0.5), stolen: Spread(1))
  /// The spread of honest amounts around their category, cards of any leaning together.
  private let anomalyAmountSpread = Spread((0.3 * 0.3 + cardDeviation * cardDeviation).squareRoot())
  private let stolenShift = (amount: 0.9, distance: 1.2)
  private let refusals = (honest: RareCounts(mean: 0.1), stolen: RareCounts(mean: 1.2))
  private let anomalyAbroad: Double

  init() {
    let categories = MerchantCategory.allCases
    honestShares = categories.map(\.honestShare)
    let stolenShares = categories.map(\.stolenCardShare)
    categoryDraws = [CategoryDraws(weights: honestShares), CategoryDraws(weights: stolenShares)]
    categoryLogRatios = zip(stolenShares, honestShares).map { Portable.log($0 / $1) }
    let honestSum = Self.honestHours.reduce(0, +)
    let stolenSum = Self.stolenCardHours.reduce(0, +)
    hourLogRatios = zip(Self.stolenCardHours, Self.honestHours).map {
      Portable.log($0 / stolenSum) - Portable.log($1 / honestSum)
    }
    logAmounts = categories.map { Portable.log($0.medianAmount) }
    logDistances = categories.map { Portable.log($0.medianDistance) }
    var far = 0.0
    for (share, logDistance) in zip(honestShares, logDistances) {
      let z = (Self.logAbroadDistance - logDistance) / distanceSpread.honest.deviation
      far += share * Normal.standard.survival(z)
    }
    anomalyAbroad = Self.abroadNear + (Self.abroadFar - Self.abroadNear) * far
  }

  /// The usual amount of a card with no leaning, in dollars: the geometric mean over honest payments.
  var usualAmount: Double {
    Portable.exp(zip(honestShares, logAmounts).reduce(0) { $0 + $1.0 * $1.1 })
  }

  /// The hour of a payment; the day does not matter.
  func hour(of kind: FraudTransactions.Kind, using rng: inout some RandomNumberGenerator) -> Int {
    hourDraws[kind == .stolenCard ? 1 : 0].draw(using: &rng)
  }

  /// The other traits of a payment with a card of the given leaning: log amount = category + leaning + noise.
  func traits(
    of kind: FraudTransactions.Kind, hour: Int, leaning: Double, using rng: inout some RandomNumberGenerator
  ) -> PaymentTraits {
    let category = categoryDraws[kind == .stolenCard ? 1 : 0].draw(using: &rng)
    var traits = PaymentTraits(
      hour: hour, category: category, logAmount: 0, logDistance: 0, isAbroad: false, refusals: 0)
    switch kind {
    case .honest:
      traits.logAmount = logAmounts[category] + leaning + amountSpread.honest.deviation * rng.normal()
      traits.logDistance = logDistances[category] + distanceSpread.honest.deviation * rng.normal()
    case .stolenCard:
      traits.logAmount =
        logAmounts[category] + leaning + stolenShift.amount + amountSpread.stolen.deviation * rng.normal()
      traits.logDistance =
        logDistances[category] + stolenShift.distance + distanceSpread.stolen.deviation * rng.normal()
    case .anomaly:
      traits.logAmount = logAmounts[categoryDraws[0].draw(using: &rng)] + anomalyAmountSpread.deviation * rng.normal()
      traits.logDistance =
        logDistances[categoryDraws[0].draw(using: &rng)] + distanceSpread.honest.deviation * rng.normal()
    }
    let isFar = traits.logDistance > Self.logAbroadDistance
    traits.isAbroad = rng.bernoulli(
      kind == .anomaly ? anomalyAbroad : (isFar ? Self.abroadFar : Self.abroadNear))
    traits.refusals = (kind == .stolenCard ? refusals.stolen : refusals.honest).draw(using: &rng)
    return traits
  }

  /// P(fraud | traits, card) by Bayes' rule, with P(fraud | card) and the share of anomalies among frauds.
  func fraudProbability(_ traits: PaymentTraits, leaning: Double, prior: Double, anomalyShare: Double) -> Double {
    let category = traits.category
    let amount = traits.logAmount - logAmounts[category] - leaning
    let distance = traits.logDistance - logDistances[category]
    let honestAmount = Self.logDensity(amount, amountSpread.honest)
    let honestDistance = Self.logDensity(distance, distanceSpread.honest)

    let stolen =
      hourLogRatios[traits.hour] + categoryLogRatios[category]
      + Self.logDensity(amount - stolenShift.amount, amountSpread.stolen) - honestAmount
      + Self.logDensity(distance - stolenShift.distance, distanceSpread.stolen) - honestDistance
      + refusals.stolen.logMass(traits.refusals) - refusals.honest.logMass(traits.refusals)

    let isFar = traits.logDistance > Self.logAbroadDistance
    let honestAbroad = isFar ? Self.abroadFar : Self.abroadNear
    let abroadRatio = traits.isAbroad ? anomalyAbroad / honestAbroad : (1 - anomalyAbroad) / (1 - honestAbroad)
    let anomaly =
      Portable.log(mixture(of: traits.logAmount, around: logAmounts, anomalyAmountSpread)) - honestAmount
      + Portable.log(mixture(of: traits.logDistance, around: logDistances, distanceSpread.honest))
      - honestDistance + Portable.log(abroadRatio)

    // The odds of fraud, over a common factor so that nothing overflows.
    let largest = max(0, stolen, anomaly)
    let fraud =
      prior
      * ((1 - anomalyShare) * Portable.exp(stolen - largest) + anomalyShare * Portable.exp(anomaly - largest))
    return fraud / (fraud + (1 - prior) * Portable.exp(-largest))
  }

  private func mixture(of x: Double, around centers: [Double], _ spread: Spread) -> Double {
    var sum = 0.0
    for place in centers.indices {
      sum += honestShares[place] * Portable.exp(Self.logDensity(x - centers[place], spread))
    }
    // Far from every center the density underflows; it is never exactly zero.
    return max(sum, .leastNormalMagnitude)
  }

  /// Of a normal distribution, but for the constant −ln √2π, which all densities here share.
  private static func logDensity(_ x: Double, _ spread: Spread) -> Double {
    let z = x / spread.deviation
    return -0.5 * z * z - spread.logDeviation
  }

  /// A standard deviation and its logarithm.
  private struct Spread {
    let deviation: Double
    let logDeviation: Double

    init(_ deviation: Double) {
      self.deviation = deviation
      logDeviation = Portable.log(deviation)
    }
  }
}
