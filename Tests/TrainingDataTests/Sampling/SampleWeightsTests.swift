import Statistics
import Testing
import TrainingData

@Suite("Sample weights")
struct SampleWeightsTests {
  @Test("25/75 against 50/50 weighs red three times as much, and the weighted share is exactly one half (W21)")
  func redAndBlue() throws {
    let weights = try populationCorrectionWeights(observed: [0.25, 0.75], true: [0.5, 0.5])
    #expect(abs(weights[0] / weights[1] - 3) < 1e-12)
    let red = 0.25 * weights[0]
    #expect(abs(red / (red + 0.75 * weights[1]) - 0.5) < 1e-12)
    #expect(abs(0.25 * weights[0] + 0.75 * weights[1] - 1) < 1e-12)
  }

  @Test("10/90 against 30/70 weighs red 27/7 as much as blue")
  func anotherMix() throws {
    let weights = try populationCorrectionWeights(observed: [10, 90], true: [30, 70])
    #expect(abs(weights[0] / weights[1] - 27.0 / 7) < 1e-12)
  }

  @Test("weights per row correct the mix of the rows")
  func perRow() throws {
    let colors = ["red", "blue", "blue", "blue"]
    let weights = try populationCorrectionWeights(of: colors, true: ["red": 1, "blue": 1, "green": 0])
    #expect(abs(weights[0] - 2) < 1e-12)
    #expect(abs(weights[1] - 2.0 / 3) < 1e-12)
    #expect(abs(weights.reduce(0, +) - 4) < 1e-12)
  }

  @Test("a category that no weight can bring back is named")
  func unobserved() {
    #expect(throws: SamplingError.categoryNotObserved(category: "green", truth: 0.2)) {
      try populationCorrectionWeights(of: ["red", "blue"], true: ["red": 0.4, "blue": 0.4, "green": 0.2])
    }
    #expect(throws: SamplingError.categoryWithoutTruth(category: "blue", known: ["red"])) {
      try populationCorrectionWeights(of: ["red", "blue"], true: ["red": 1])
    }
    #expect(throws: SamplingError.categoryNotObserved(category: "1", truth: 0.5)) {
      try populationCorrectionWeights(observed: [1, 0], true: [0.5, 0.5])
    }
    #expect(throws: SamplingError.self) { try populationCorrectionWeights(observed: [1], true: [0.5, 0.5]) }
    #expect(throws: SamplingError.empty(what: "the list of categories")) {
      try populationCorrectionWeights(of: [String](), true: ["red": 1])
    }
  }

  @Test("recency weights fade by e per time constant, and not at all for an infinite one")
  func recency() throws {
    let weights = try recencyWeights(ages: [0, 7, 14], timeConstant: 7)
    for (weight, expected) in zip(weights, [1, 0.36787944117144233, 0.1353352832366127]) {
      #expect(abs(weight - expected) < 1e-15)
    }
    #expect(try recencyWeights(ages: [0, 5, 1e9], timeConstant: .infinity) == [1, 1, 1])
    for (age, constant) in [(-1.0, 1.0), (.nan, 1), (1, 0), (1, -2), (1, .nan)] {
      #expect(throws: SamplingError.self) { try recencyWeights(ages: [age], timeConstant: constant) }
    }
  }

  @Test("effective sample size of 1, 1, 1, 1, 16 is 1.538")
  func effectiveSize() throws {
    #expect(abs(try effectiveSampleSize([1, 1, 1, 1, 16]) - 400.0 / 260) < 1e-12)
    #expect(try effectiveSampleSize([3, 3, 3]) == 3)
    #expect(try effectiveSampleSize([0, 1e300, 1e300]) == 2)
    #expect(throws: SamplingError.allWeightsZero) { try effectiveSampleSize([0, 0]) }
  }
}
