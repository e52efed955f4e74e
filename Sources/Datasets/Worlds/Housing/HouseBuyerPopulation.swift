import Statistics

/// Who could buy a house: people of two genders, A and B, and their ages.
///
/// An age is normal, rounded to whole years and moved into 18...80.
public struct HouseBuyerPopulation: Hashable, Codable, Sendable {
  /// The probability that a person is of gender A.
  public var shareOfA: Double
  /// The mean age of gender A in years, before ages are moved into 18...80.
  public var meanAgeOfA: Double
  /// The mean age of gender B in years, before ages are moved into 18...80.
  public var meanAgeOfB: Double
  /// The standard deviation of the age within a gender, in years.
  public var ageDeviation: Double

  public init(shareOfA: Double = 0.4, meanAgeOfA: Double = 38, meanAgeOfB: Double = 34, ageDeviation: Double = 9) {
    self.shareOfA = shareOfA
    self.meanAgeOfA = meanAgeOfA
    self.meanAgeOfB = meanAgeOfB
    self.ageDeviation = ageDeviation
  }

  func drawPerson(using rng: inout SeededGenerator) -> (isA: Bool, age: Int) {
    let isA = rng.bernoulli(shareOfA)
    let age = rng.normal(mean: isA ? meanAgeOfA : meanAgeOfB, standardDeviation: ageDeviation)
    return (isA, Int(min(max(age.rounded(), 18), 80)))
  }

  func check() throws(DatasetError) {
    try requireParameter(shareOfA >= 0 && shareOfA <= 1, "the share of gender A", shareOfA, "in 0...1")
    for (mean, gender) in [(meanAgeOfA, "A"), (meanAgeOfB, "B")] {
      try requireParameter(mean >= 18 && mean <= 80, "the mean age of gender \(gender)", mean, "in 18...80")
    }
    try requireParameter(
      ageDeviation >= 0 && ageDeviation <= 50, "the standard deviation of the age", ageDeviation, "in 0...50")
  }
}
