import DataFrames
import Statistics

/// Employees whose tenure is to be predicted: neither the date of the start nor that of the end says much about it, and
/// both together say all.
///
///     start  uniform in 0..<startYears
///     skill  standard normal
///     tenure = exp(logTenure + skillEffect × skill + noise × N(0, 1))     in years
///     end    = start + tenure
///
/// The end is not known while somebody is employed: ``Employees/frame(inYear:)`` shows what is. Those who are employed
/// in a year are those of long tenures, and those who have left are, early on, those of short ones; how much so is
/// exact here.
///
/// Source: Designing Machine Learning Systems, ch. 5, detecting data leakage.
public struct EmployeeWorld: Hashable, Codable, Sendable {
  /// The number of employees who ever start.
  public var employees: Int
  /// The number of years over which they start.
  public var startYears: Double
  /// The mean of the logarithm of the tenure in years.
  public var logTenure: Double
  /// What a standard deviation of skill adds to the logarithm of the tenure.
  public var skillEffect: Double
  /// The standard deviation of the logarithm of the tenure among people of one skill.
  public var noise: Double

  public init(
    employees: Int = 2_000, startYears: Double = 40, logTenure: Double = 0.3, skillEffect: Double = 0.25,
    noise: Double = 0.5
  ) {
    self.employees = employees
    self.startYears = startYears
    self.logTenure = logTenure
    self.skillEffect = skillEffect
    self.noise = noise
  }

  /// Makes the employees of a seed. O(employees).
  ///
  /// - Throws: ``DatasetError/invalidParameter(what:value:expected:)`` if a parameter is out of its range.
  public func generate(seed: UInt64) throws(DatasetError) -> Employees {
    try check()
    var rng = SeededGenerator(seed: seed, stream: "employees")
    let people = (0..<employees).map { _ in
      let start = startYears * rng.uniform()
      let skill = rng.normal()
      return Employees.Person(
        start: start, skill: skill,
        tenure: Portable.exp(logTenure + skillEffect * skill + noise * rng.normal()))
    }
    return Employees(people: people, trueExpectedTenures: people.map { expectedTenure(skill: $0.skill) })
  }

  /// The expected tenure of somebody of the given skill, in years: exp(logTenure + skillEffect × skill + noise²/2).
  public func expectedTenure(skill: Double) -> Double {
    Portable.exp(logTenure + skillEffect * skill + noise * noise / 2)
  }

  /// The expected tenure, in years.
  public var expectedTenure: Double { Portable.exp(logTenure + logVariance / 2) }

  /// The variance of the tenure, in squared years.
  public var tenureVariance: Double { expectedTenure * expectedTenure * Portable.expm1(logVariance) }

  /// The share of the variance of the tenure that a line in the skill explains: skillEffect²/(exp(v) − 1), with v the
  /// variance of the logarithm of the tenure.
  public var skillRSquared: Double { skillEffect * skillEffect / Portable.expm1(logVariance) }

  /// The share of the variance of the tenure that a line in the end explains; the start alone explains nothing, and
  /// both together everything.
  public var endRSquared: Double { tenureVariance / (tenureVariance + startYears * startYears / 12) }

  /// The expected number of those employed in a year.
  ///
  /// - Throws: ``DatasetError/invalidParameter(what:value:expected:)`` if a parameter is out of its range.
  public func expectedHeadcount(inYear year: Double) throws(DatasetError) -> Double {
    Double(employees) / startYears * (try startMoment(0, inYear: year, hasLeft: false))
  }

  /// The expected tenure, in years, of those employed in a year: who stays long is there more often.
  ///
  /// Not a number in years so late that nobody can be there.
  /// - Throws: ``DatasetError/invalidParameter(what:value:expected:)`` if a parameter is out of its range.
  public func expectedTenureOfEmployed(inYear year: Double) throws(DatasetError) -> Double {
    try startMoment(1, inYear: year, hasLeft: false) / startMoment(0, inYear: year, hasLeft: false)
  }

  /// The expected tenure, in years, of those who have left by a year, the only ones whose tenure is known then.
  ///
  /// Not a number in years so early that nobody can have left.
  /// - Throws: ``DatasetError/invalidParameter(what:value:expected:)`` if a parameter is out of its range.
  public func expectedTenureOfThoseWhoLeft(inYear year: Double) throws(DatasetError) -> Double {
    try startMoment(1, inYear: year, hasLeft: true) / startMoment(0, inYear: year, hasLeft: true)
  }

  private var logVariance: Double { skillEffect * skillEffect + noise * noise }

  /// E(Tᵏ w), where w is the length of the starts from which a tenure T ends before the year,
  /// (year − T)⁺ − (a − T)⁺, or does not, (T − a)⁺ − (T − year)⁺, with a = max(0, year − startYears).
  private func startMoment(_ power: Double, inYear year: Double, hasLeft: Bool) throws(DatasetError) -> Double {
    try check()
    try requireParameter(year > 0 && year.isFinite, "the year", year, "positive and finite")
    func upTo(_ bound: Double) -> Double {
      bound * partialMoment(power, bound, isBelow: hasLeft) - partialMoment(power + 1, bound, isBelow: hasLeft)
    }
    return upTo(year) - upTo(max(0, year - startYears))
  }

  /// E(Tᵏ; T > c) = exp(kμ + k²σ²/2) Φ((μ + kσ² − ln c)/σ), or the rest of E(Tᵏ).
  private func partialMoment(_ power: Double, _ bound: Double, isBelow: Bool) -> Double {
    let z = (logTenure + power * logVariance - Portable.log(bound)) / logVariance.squareRoot()
    return Portable.exp(power * logTenure + power * power * logVariance / 2)
      * (isBelow ? Normal.standard.survival(z) : Normal.standard.cumulative(z))
  }

  private func check() throws(DatasetError) {
    try requireParameter(employees >= 1, "the number of employees", employees, "1 or more")
    try requireParameter(
      startYears > 0 && startYears.isFinite, "the number of years of starts", startYears, "positive and finite")
    try requireParameter(abs(logTenure) <= 10, "the mean of the logarithm of the tenure", logTenure, "in -10...10")
    try requireParameter(abs(skillEffect) <= 3, "the effect of the skill", skillEffect, "in -3...3")
    try requireParameter(noise > 0 && noise <= 3, "the noise of the tenure", noise, "above 0 and at most 3")
  }
}
