import Statistics
import Testing

@Suite("KolmogorovSmirnovTest")
struct KolmogorovSmirnovTestTests {
  struct Reference: Decodable {
    struct Tail: Decodable {
      let n: Int
      let d: Double
      let pValue: Double
    }
    struct Sample: Decodable {
      let values: [Double]
      let statistic: Double
      let pValue: Double
    }
    let kolmogorov: [Tail]
    let kolmogorovLarge: [Tail]
    let kolmogorovSample: Sample
  }

  let reference: Reference

  init() throws {
    reference = try fixture("tests_and_summaries", as: Reference.self)
  }

  @Test("exact p-values agree with SciPy and with a matrix power in 60 digits")
  func exactTails() {
    for entry in reference.kolmogorov {
      let p = kolmogorovSurvival(entry.d, sampleSize: entry.n)
      #expect(relativeError(p, entry.pValue) < 1e-9, "n \(entry.n), d \(entry.d): \(p), not \(entry.pValue)")
    }
  }

  @Test("p-values of larger samples agree with SciPy to 3e-6")
  func largeTails() {
    for entry in reference.kolmogorovLarge {
      let p = kolmogorovSurvival(entry.d, sampleSize: entry.n)
      #expect((p - entry.pValue).magnitude < 3e-6, "n \(entry.n), d \(entry.d): \(p), not \(entry.pValue)")
    }
  }

  @Test("the largest gap of a sample agrees with SciPy, and order does not matter")
  func sample() throws {
    let entry = reference.kolmogorovSample
    let test = try KolmogorovSmirnovTest(entry.values, against: Normal.standard)
    #expect(relativeError(test.statistic, entry.statistic) < 1e-13)
    #expect(relativeError(test.pValue, entry.pValue) < 1e-10)
    #expect(try KolmogorovSmirnovTest(entry.values.reversed(), against: Normal.standard) == test)
  }

  @Test("a sample from elsewhere is found out")
  func power() throws {
    var rng = SeededGenerator(seed: 401)
    let shifted = (0..<2000).map { _ in rng.normal(mean: 0.2, standardDeviation: 1) }
    #expect(try KolmogorovSmirnovTest(shifted, against: Normal.standard).pValue < 1e-6)
  }

  @Test("samples that make no test are refused with a sentence")
  func refusals() {
    #expect(throws: HypothesisTestError.emptySample) {
      try KolmogorovSmirnovTest([], against: Normal.standard)
    }
    #expect(throws: HypothesisTestError.notANumber(position: 1)) {
      try KolmogorovSmirnovTest([0, .nan], against: Normal.standard)
    }
    #expect(
      HypothesisTestError.notANumber(position: 1).description
        == "the sample must hold numbers, but value 1 (counted from 0) is not a number")
    #expect(
      HypothesisTestError.emptySample.description == "a Kolmogorov-Smirnov test needs at least one value")
  }
}
