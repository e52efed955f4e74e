import DataFrames
import Statistics

/// People among whom age works in opposite ways: of gender A the older buy, of gender B the younger do, and the age of
/// nearly all of gender A is missing.
///
/// Whoever deletes the rows with gaps learns from gender B alone, and is then worse than chance on gender A.
///
///     let buyers = try DividedHouseBuyerWorld().generate(seed: 7)
///     buyers.train
///
/// The log odds of buying are ± ``agePerYear`` × (age − 35) + ``searchEffect`` × search score, with + for gender A. The
/// search score, how hard a person looks for a house, is standard normal.
///
/// Source: Designing Machine Learning Systems, ch. 5 (deleting rows that are missing at random can bias a model).
public struct DividedHouseBuyerWorld: Hashable, Codable, Sendable {
  /// The number of people to learn from: the first rows.
  public var trainCount: Int
  /// The number of people to test on: the last rows.
  public var testCount: Int
  /// Genders and ages.
  public var population: HouseBuyerPopulation
  /// What a year of age adds to the log odds of buying of gender A, and takes from those of gender B.
  public var agePerYear: Double
  /// What a unit of the search score adds to the log odds of buying.
  public var searchEffect: Double
  /// The probability that the age is missing for gender A.
  public var missingShareOfA: Double
  /// The probability that the age is missing for gender B.
  public var missingShareOfB: Double

  public init(
    trainCount: Int = 14_000, testCount: Int = 6_000, population: HouseBuyerPopulation = HouseBuyerPopulation(),
    agePerYear: Double = 0.12, searchEffect: Double = 0.6, missingShareOfA: Double = 0.95,
    missingShareOfB: Double = 0.03
  ) {
    self.trainCount = trainCount
    self.testCount = testCount
    self.population = population
    self.agePerYear = agePerYear
    self.searchEffect = searchEffect
    self.missingShareOfA = missingShareOfA
    self.missingShareOfB = missingShareOfB
  }

  /// The probability that a person buys.
  public func buyProbability(gender: String, age: Int, searchScore: Double) -> Double {
    LogitScale.probability((gender == "A" ? 1 : -1) * agePerYear * Double(age - 35) + searchEffect * searchScore)
  }

  /// Makes the people of a seed. Columns: `gender`, `age`, `search_score`, `buys`. O(people).
  ///
  /// - Throws: ``DatasetError/invalidParameter(what:value:expected:)`` if a parameter is out of its range.
  public func generate(seed: UInt64) throws(DatasetError) -> HouseBuyers {
    try check()
    var rng = SeededGenerator(seed: seed, stream: "people")
    var maskRandom = SeededGenerator(seed: seed, stream: "mask")
    var genders: [String] = []
    var ages: [Int] = []
    var scores: [Double] = []
    var buys: [Bool] = []
    var probabilities: [Double] = []
    for _ in 0..<(trainCount + testCount) {
      let (isA, age) = population.drawPerson(using: &rng)
      let score = rng.normal()
      let probability = buyProbability(gender: isA ? "A" : "B", age: age, searchScore: score)
      genders.append(isA ? "A" : "B")
      ages.append(age)
      scores.append(score)
      probabilities.append(probability)
      buys.append(rng.bernoulli(probability))
    }
    let missingness = HouseBuyerWorld.Missingness.atRandom(shareOfA: missingShareOfA, shareOfB: missingShareOfB)
    let missingProbabilities = genders.map { missingness.probability(isA: $0 == "A", incomeScore: 0) }
    let isMissing = missingProbabilities.map { maskRandom.bernoulli($0) }
    func frame(ages: [Int?]) -> DataFrame {
      observedFrame([
        Column("gender", genders), Column("age", ages), Column("search_score", scores), Column("buys", buys),
      ])
    }
    return HouseBuyers(
      frame: frame(ages: zip(ages, isMissing).map { $1 ? nil : $0 }), completeFrame: frame(ages: ages),
      trainCount: trainCount, trueProbabilities: probabilities, missingProbabilities: missingProbabilities,
      isMissing: isMissing)
  }

  private func check() throws(DatasetError) {
    try requireParameter(trainCount >= 1, "the number of people to learn from", trainCount, "1 or more")
    try requireParameter(testCount >= 0, "the number of people to test on", testCount, "0 or more")
    try population.check()
    try requireParameter(agePerYear.isFinite, "the effect of a year of age", agePerYear, "finite")
    try requireParameter(searchEffect.isFinite, "the effect of the search score", searchEffect, "finite")
    try HouseBuyerWorld.Missingness.atRandom(shareOfA: missingShareOfA, shareOfB: missingShareOfB).check()
  }
}
