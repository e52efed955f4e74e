import DataFrames
import Statistics

/// Mortgage applications and what was decided about them in the past, to the disadvantage of one race.
///
/// With income and credit on standardized scales, an applicant is creditworthy where
/// 1.2 income + 1.5 credit + noise > 0. The past decision subtracts `penalty` from that number for race 1. The zip
/// group equals the race in 85 of 100 cases, so that leaving the race out does not take the bias away. Race 1 has
/// lower incomes too, by 0.2.
///
/// Source: Designing Machine Learning Systems, ch. 6, invariance tests.
public struct MortgageWorld: Hashable, Codable, Sendable {
  /// The number of applications in the past, and again of those to come.
  public var applications: Int
  /// The share of race 1.
  public var minorityShare: Double
  /// The probability that the zip group equals the race.
  public var zipMatch: Double
  /// How much lower the mean income of race 1 is, in standard deviations.
  public var incomeGap: Double
  /// What past decisions subtracted from the score of race 1; 0 for fair ones.
  public var penalty: Double
  /// The standard deviation of what is not in the application.
  public var noise: Double

  public init(
    applications: Int = 8_000, minorityShare: Double = 0.3, zipMatch: Double = 0.85, incomeGap: Double = 0.2,
    penalty: Double = 1.5, noise: Double = 0.7
  ) {
    self.applications = applications
    self.minorityShare = minorityShare
    self.zipMatch = zipMatch
    self.incomeGap = incomeGap
    self.penalty = penalty
    self.noise = noise
  }

  private static let weights = (income: 1.2, credit: 1.5)

  /// Makes the applications of a seed. O(applications).
  ///
  /// - Throws: ``DatasetError/invalidParameter(what:value:expected:)`` if a parameter is out of its range.
  public func generate(seed: UInt64) throws(DatasetError) -> MortgageApplications {
    try check()
    let history = applications(SeededGenerator(seed: seed, stream: "history"))
    let arriving = applications(SeededGenerator(seed: seed, stream: "arriving"))
    return MortgageApplications(
      frame: history.frame, arriving: arriving.frame, isCreditworthy: history.isCreditworthy,
      isArrivingCreditworthy: arriving.isCreditworthy, trueProbabilities: history.creditworthy,
      trueArrivingProbabilities: arriving.creditworthy, trueApprovalProbabilities: history.approved)
  }

  private struct Made {
    var frame = DataFrame()
    var isCreditworthy: [Bool] = []
    var creditworthy: [Double] = []
    var approved: [Double] = []
  }

  private func applications(_ generator: SeededGenerator) -> Made {
    var rng = generator
    var made = Made()
    var incomes: [Double] = []
    var credits: [Double] = []
    var amounts: [Double] = []
    var races: [Int] = []
    var zips: [Int] = []
    var isApproved: [Bool] = []
    for _ in 0..<applications {
      let race = rng.bernoulli(minorityShare) ? 1 : 0
      let zip = rng.bernoulli(zipMatch) ? race : 1 - race
      let income = rng.normal() - incomeGap * Double(race)
      let credit = rng.normal()
      let score = Self.weights.income * income + Self.weights.credit * credit
      let disadvantage = penalty * Double(race)
      let drawn = score + noise * rng.normal()
      races.append(race)
      zips.append(zip)
      incomes.append(income)
      credits.append(credit)
      amounts.append((150 * Portable.exp(0.4 * rng.normal())).rounded())
      made.isCreditworthy.append(drawn > 0)
      isApproved.append(drawn - disadvantage > 0)
      made.creditworthy.append(probabilityAboveZero(score))
      made.approved.append(probabilityAboveZero(score - disadvantage))
    }
    made.frame = observedFrame([
      Column("application", 1...applications),
      Column("income", incomes),
      Column("credit", credits),
      Column("zip_group", zips),
      Column("race", races),
      Column("amount", amounts),
      Column("approved", isApproved),
    ])
    return made
  }

  private func probabilityAboveZero(_ mean: Double) -> Double {
    noise > 0 ? Normal.standard.cumulative(mean / noise) : (mean > 0 ? 1 : 0)
  }

  private func check() throws(DatasetError) {
    try requireParameter(applications >= 1, "the number of applications", applications, "1 or more")
    try requireParameter(
      minorityShare >= 0 && minorityShare <= 1, "the share of race 1", minorityShare, "in 0...1")
    try requireParameter(
      zipMatch >= 0 && zipMatch <= 1, "the probability that the zip group equals the race", zipMatch, "in 0...1")
    try requireParameter(incomeGap.isFinite, "the gap of the incomes", incomeGap, "finite")
    try requireParameter(penalty.isFinite, "the penalty of past decisions", penalty, "finite")
    try requireParameter(noise >= 0 && noise.isFinite, "the noise", noise, "finite and not negative")
  }
}
