import Statistics
import Testing

@Suite("Estimated probabilities")
struct ProportionEstimateTests {
  struct Reference: Decodable {
    struct Interval: Decodable {
      let successes: Int
      let runs: Int
      let confidence: Double
      let lower: Double
      let upper: Double
    }
    let proportions: [Interval]
  }

  @Test("Wilson intervals agree with SciPy")
  func wilson() throws {
    let reference = try fixture("tests_and_summaries", as: Reference.self).proportions
    #expect(reference.count == 15)
    for entry in reference {
      let estimate = try ProportionEstimate(successes: entry.successes, runs: entry.runs)
      let interval = try estimate.wilsonInterval(confidence: entry.confidence)
      #expect((interval.lowerBound - entry.lower).magnitude < 1e-12)
      #expect((interval.upperBound - entry.upper).magnitude < 1e-12)
    }
  }

  @Test("an audit of 200 rows with 38 wrong gives .19 and [.1417, .2500]")
  func audit() throws {
    let estimate = try ProportionEstimate(successes: 38, runs: 200)
    #expect(relativeError(estimate.estimate, 0.19) < 1e-15)
    let interval = try estimate.wilsonInterval()
    #expect((interval.lowerBound - 0.1417).magnitude < 5e-5)
    #expect((interval.upperBound - 0.2500).magnitude < 5e-5)
    #expect(estimate.description == "0.1900 ± 0.0277 (38 of 200 runs)")
  }

  @Test("the interval is Wilson's, and open to one side for a one-sided alternative")
  func interval() throws {
    let estimate = try ProportionEstimate(successes: 38, runs: 200)
    #expect(try estimate.interval() == estimate.wilsonInterval())
    #expect(try estimate.interval(confidence: 0.9) == estimate.wilsonInterval(confidence: 0.9))
    let ends = try estimate.wilsonInterval(confidence: 0.9)
    let (below, above) = (
      try estimate.interval(alternative: .less), try estimate.interval(alternative: .greater)
    )
    #expect(below.lowerBound == 0 && relativeError(below.upperBound, ends.upperBound) < 1e-14)
    #expect(above.upperBound == 1 && relativeError(above.lowerBound, ends.lowerBound) < 1e-14)
    #expect(throws: EstimateError.badConfidence(1)) { try estimate.interval(confidence: 1) }
  }

  @Test("a 95% interval covers the truth about 95% of the time")
  func coverage() throws {
    var rng = SeededGenerator(seed: 500)
    let truth = try Binomial(trials: 120, probability: 0.07)
    let covered = try estimateProbability(runs: 5000, using: &rng) { rng in
      let successes = truth.draw(using: &rng)
      return try ProportionEstimate(successes: successes, runs: 120).wilsonInterval().contains(0.07)
    }
    // Exactly, by adding up the binomial masses whose interval covers .07.
    let exact = try (0...120).reduce(0.0) { sum, k in
      let interval = try ProportionEstimate(successes: k, runs: 120).wilsonInterval()
      return interval.contains(0.07) ? sum + truth.mass(k) : sum
    }
    #expect(exact > 0.93 && exact < 0.97)
    #expect(covered.standardErrors(above: exact).magnitude < 3.29)
  }

  @Test("a simulation estimates the chance that a sample misses a rare class")
  func missProbability() throws {
    var rng = SeededGenerator(seed: 501)
    let exact = try Hypergeometric.missProbability(population: 1000, rare: 10, sample: 100)
    let estimate = try estimateProbability(runs: 4000, using: &rng) { rng in
      var rows = Array(0..<1000)
      rng.shuffle(&rows)
      return rows.prefix(100).allSatisfy { $0 >= 10 }
    }
    #expect(estimate.runs == 4000)
    #expect(estimate.standardErrors(above: exact).magnitude < 3.29)
    #expect(try estimate.wilsonInterval(confidence: 0.999).contains(exact))
  }

  @Test("the same generator gives the same estimate, and goes on from where it stands")
  func determinism() throws {
    var first = SeededGenerator(seed: 502)
    var second = SeededGenerator(seed: 502)
    let one = try estimateProbability(runs: 500, using: &first) { $0.bernoulli(0.2) }
    let same = try estimateProbability(runs: 500, using: &second) { $0.bernoulli(0.2) }
    #expect(one == same)
    #expect(first == second)
    #expect(first != SeededGenerator(seed: 502))
  }

  @Test("numbers that make no estimate are refused with a sentence")
  func refusals() throws {
    var rng = SeededGenerator(seed: 503)
    #expect(throws: EstimateError.noRuns(0)) {
      try estimateProbability(runs: 0, using: &rng) { $0.bernoulli(0.5) }
    }
    #expect(throws: EstimateError.noRuns(-2)) { try ProportionEstimate(successes: 0, runs: -2) }
    #expect(throws: EstimateError.successesOutOfRange(successes: 3, runs: 2)) {
      try ProportionEstimate(successes: 3, runs: 2)
    }
    #expect(throws: EstimateError.badConfidence(95)) {
      try ProportionEstimate(successes: 1, runs: 2).wilsonInterval(confidence: 95)
    }
    #expect(EstimateError.noRuns(0).description == "a probability is estimated from at least one run, not 0")
    #expect(
      EstimateError.successesOutOfRange(successes: 3, runs: 2).description
        == "the successes of 2 runs must be between 0 and 2, not 3")
    #expect(
      EstimateError.successesOutOfRange(successes: 3, runs: 1).description
        == "the successes of 1 run must be between 0 and 1, not 3")
    #expect(
      EstimateError.badConfidence(95).description
        == "a confidence must lie between 0 and 1 (0.95 is usual), not 95.0")
  }
}
