import DataFrames
import Statistics

/// People who buy a house or do not, with values missing for a reason that can be chosen.
///
///     let buyers = try HouseBuyerWorld(missingness: .notAtRandom()).generate(seed: 7)
///     buyers.frame          // what is observed
///     buyers.completeFrame  // what is true
///
/// Of each person the gender and age come from ``population``. The income is log-normal and grows with age, the older
/// are more often married, the married have more children. Whether a person buys follows ``effects``. The same seed
/// gives the same people whatever is missing.
///
/// Source: Designing Machine Learning Systems, ch. 5 (missing not at random, at random, completely at random).
public struct HouseBuyerWorld: Hashable, Codable, Sendable {
  /// A column that can have gaps.
  public enum MaskedColumn: String, CaseIterable, Codable, Sendable {
    case age, income
  }

  /// What the logarithm of the odds of buying is the sum of.
  public struct Effects: Hashable, Codable, Sendable {
    /// For an unmarried person of 35 with a median income and no children, before ``genderA`` or ``genderB``.
    public var intercept: Double
    /// For each unit of ``HouseBuyerWorld/incomeScore(_:)``.
    public var income: Double
    /// For being married.
    public var married: Double
    /// For each child.
    public var child: Double
    /// For having three children or more, once.
    public var manyChildren: Double
    /// For each year above 35.
    public var age: Double
    /// For gender A.
    public var genderA: Double
    /// For gender B.
    public var genderB: Double

    public init(
      intercept: Double = -1.2, income: Double = 1.08, married: Double = 1, child: Double = 0.3,
      manyChildren: Double = -0.2, age: Double = 0.03, genderA: Double = -0.2, genderB: Double = 0.2
    ) {
      self.intercept = intercept
      self.income = income
      self.married = married
      self.child = child
      self.manyChildren = manyChildren
      self.age = age
      self.genderA = genderA
      self.genderB = genderB
    }
  }

  /// The number of people to learn from: the first rows.
  public var trainCount: Int
  /// The number of people to test on: the last rows.
  public var testCount: Int
  /// Which values are missing.
  public var missingness: Missingness
  /// Genders and ages.
  public var population: HouseBuyerPopulation
  /// The mean of the logarithm of the income, in dollars a year, at 35.
  public var logIncome: Double
  /// What a year of age adds to the mean of the logarithm of the income.
  public var logIncomePerYear: Double
  /// The standard deviation of the logarithm of the income among people of one age.
  public var logIncomeDeviation: Double
  /// The log odds of being married at 35.
  public var marriageIntercept: Double
  /// What a year of age adds to the log odds of being married.
  public var marriagePerYear: Double
  /// The mean number of children of the married (Poisson).
  public var childrenOfMarried: Double
  /// The mean number of children of the others (Poisson).
  public var childrenOfUnmarried: Double
  /// What makes people buy.
  public var effects: Effects

  public init(
    trainCount: Int = 14_000, testCount: Int = 6_000, missingness: Missingness = .none,
    population: HouseBuyerPopulation = HouseBuyerPopulation(), logIncome: Double = 10.9,
    logIncomePerYear: Double = 0.01, logIncomeDeviation: Double = 0.6, marriageIntercept: Double = -0.3,
    marriagePerYear: Double = 0.05, childrenOfMarried: Double = 1.4, childrenOfUnmarried: Double = 0.4,
    effects: Effects = Effects()
  ) {
    self.trainCount = trainCount
    self.testCount = testCount
    self.missingness = missingness
    self.population = population
    self.logIncome = logIncome
    self.logIncomePerYear = logIncomePerYear
    self.logIncomeDeviation = logIncomeDeviation
    self.marriageIntercept = marriageIntercept
    self.marriagePerYear = marriagePerYear
    self.childrenOfMarried = childrenOfMarried
    self.childrenOfUnmarried = childrenOfUnmarried
    self.effects = effects
  }

  /// An income, in dollars a year, on the scale of the effects: (log income − ``logIncome``) / ``logIncomeDeviation``.
  public func incomeScore(_ income: Double) -> Double { (Portable.log(income) - logIncome) / logIncomeDeviation }

  /// The probability that a person buys.
  public func buyProbability(gender: String, age: Int, income: Int, married: Bool, children: Int) -> Double {
    var logOdds = effects.intercept + effects.income * incomeScore(Double(income))
    logOdds += (married ? effects.married : 0) + effects.child * Double(children)
    logOdds += (children > 2 ? effects.manyChildren : 0) + effects.age * Double(age - 35)
    return LogitScale.probability(logOdds + (gender == "A" ? effects.genderA : effects.genderB))
  }

  /// Makes the people of a seed. O(people).
  ///
  /// - Throws: ``DatasetError/invalidParameter(what:value:expected:)`` if a parameter is out of its range.
  public func generate(seed: UInt64) throws(DatasetError) -> HouseBuyers {
    let childCounts = try check()
    let count = trainCount + testCount
    var rng = SeededGenerator(seed: seed, stream: "people")
    var maskRandom = SeededGenerator(seed: seed, stream: "mask")
    var people = People(capacity: count)
    var buys: [Bool] = []
    var buyProbabilities: [Double] = []
    var missingProbabilities: [Double] = []
    for row in 0..<count {
      let (isA, age) = population.drawPerson(using: &rng)
      let years = Double(age - 35)
      let logarithm = logIncome + logIncomePerYear * years + logIncomeDeviation * rng.normal()
      let married = rng.bernoulli(LogitScale.probability(marriageIntercept + marriagePerYear * years))
      people.genders.append(isA ? "A" : "B")
      people.ages.append(age)
      people.incomes.append(Int(max(1, Portable.exp(logarithm).rounded())))
      people.married.append(married)
      people.children.append((married ? childCounts.married : childCounts.unmarried).draw(using: &rng))
      let probability = buyProbability(
        gender: people.genders[row], age: age, income: people.incomes[row], married: married,
        children: people.children[row])
      buyProbabilities.append(probability)
      buys.append(rng.bernoulli(probability))
      missingProbabilities.append(
        missingness.probability(isA: isA, incomeScore: incomeScore(Double(people.incomes[row]))))
    }
    let isMissing = missingProbabilities.map { maskRandom.bernoulli($0) }
    func gaps(_ values: [Int], in column: MaskedColumn) -> [Int?] {
      missingness.column == column ? zip(values, isMissing).map { $1 ? nil : $0 } : values
    }
    return HouseBuyers(
      frame: people.frame(
        ages: gaps(people.ages, in: .age), incomes: gaps(people.incomes, in: .income), buys: buys),
      completeFrame: people.frame(ages: people.ages, incomes: people.incomes, buys: buys), trainCount: trainCount,
      trueProbabilities: buyProbabilities, missingProbabilities: missingProbabilities, isMissing: isMissing)
  }

  private struct People {
    var genders: [String] = []
    var ages: [Int] = []
    var incomes: [Int] = []
    var married: [Bool] = []
    var children: [Int] = []

    init(capacity: Int) {
      genders.reserveCapacity(capacity)
      ages.reserveCapacity(capacity)
      incomes.reserveCapacity(capacity)
      married.reserveCapacity(capacity)
      children.reserveCapacity(capacity)
    }

    func frame(ages: [Int?], incomes: [Int?], buys: [Bool]) -> DataFrame {
      observedFrame([
        Column("gender", genders), Column("age", ages), Column("income", incomes), Column("married", married),
        Column("children", children), Column("buys", buys),
      ])
    }
  }

  private func check() throws(DatasetError) -> (married: Poisson, unmarried: Poisson) {
    try requireParameter(trainCount >= 1, "the number of people to learn from", trainCount, "1 or more")
    try requireParameter(testCount >= 0, "the number of people to test on", testCount, "0 or more")
    try missingness.check()
    try population.check()
    try requireParameter(logIncome >= 0 && logIncome <= 20, "the mean log income", logIncome, "in 0...20")
    try requireParameter(
      logIncomePerYear.magnitude <= 0.1, "the growth of the log income per year", logIncomePerYear, "in -0.1...0.1")
    try requireParameter(
      logIncomeDeviation > 0 && logIncomeDeviation <= 2, "the standard deviation of the log income",
      logIncomeDeviation, "above 0 and at most 2")
    for (number, what) in [
      (marriageIntercept, "the log odds of being married"), (marriagePerYear, "the growth of the log odds of marriage"),
      (effects.intercept, "the intercept"), (effects.income, "the effect of the income"),
      (effects.married, "the effect of being married"), (effects.child, "the effect of a child"),
      (effects.manyChildren, "the effect of many children"), (effects.age, "the effect of the age"),
      (effects.genderA, "the effect of gender A"), (effects.genderB, "the effect of gender B"),
    ] {
      try requireParameter(number.isFinite, what, number, "finite")
    }
    func children(_ mean: Double, of whom: String) throws(DatasetError) -> Poisson {
      guard mean <= 20, let counts = try? Poisson(mean: mean) else {
        throw .invalidParameter(
          what: "the mean number of children of the \(whom)", value: "\(mean)", expected: "above 0 and at most 20")
      }
      return counts
    }
    return (try children(childrenOfMarried, of: "married"), try children(childrenOfUnmarried, of: "unmarried"))
  }
}
