import Statistics
import Testing
import TrainingData

@Suite("Simple random sample")
struct SimpleRandomSampleTests {
  @Test("each ordered sample is equally likely")
  func orderedSamples() throws {
    var rng = SeededGenerator(seed: 1)
    // 3 of 5 in order: 60 outcomes, as numbers in base 5.
    var counts: [Int: Int] = [:]
    for _ in 0..<24_000 {
      let sample = try simpleRandomSample(of: 5, count: 3, using: &rng)
      counts[sample[0] * 25 + sample[1] * 5 + sample[2], default: 0] += 1
    }
    #expect(counts.count == 60)
    #expect(try uniformPValue(Array(counts.values)) > alpha)
  }

  @Test("a sparse draw from a huge population includes each part of it equally often")
  func sparse() throws {
    var rng = SeededGenerator(seed: 2)
    let population = 1_000_000_000_000
    let sample = try simpleRandomSample(of: population, count: 20_000, using: &rng)
    #expect(Set(sample).count == 20_000)
    var counts = [Int](repeating: 0, count: 20)
    for index in sample { counts[index / (population / 20)] += 1 }
    #expect(try uniformPValue(counts) > alpha)
  }

  @Test("indices are different and in range for every size, dense and sparse")
  func distinct() throws {
    var rng = SeededGenerator(seed: 3)
    for population in [1, 2, 63, 64, 65, 1000, 100_000] {
      for count in [0, 1, population / 100, population / 3, population - 1, population] where count >= 0 {
        let sample = try simpleRandomSample(of: population, count: count, using: &rng)
        #expect(sample.count == count)
        #expect(Set(sample).count == count)
        #expect(sample.allSatisfy { (0..<population).contains($0) })
      }
    }
    #expect(try simpleRandomSample(of: 0, count: 0, using: &rng).isEmpty)
  }

  @Test("with replacement every sequence is equally likely")
  func withReplacement() throws {
    var rng = SeededGenerator(seed: 4)
    let counts = try tally(categories: 27, runs: 20_000) {
      let sample = try sampleWithReplacement(of: 3, count: 3, using: &rng)
      return sample[0] * 9 + sample[1] * 3 + sample[2]
    }
    #expect(try uniformPValue(counts) > alpha)
  }

  @Test("elements of any collection are those at the drawn positions")
  func collections() throws {
    let letters = Array("abcdefghij")
    var rng = SeededGenerator(seed: 5)
    var same = rng
    var again = rng
    let indices = try simpleRandomSample(of: 10, count: 4, using: &rng)
    #expect(try simpleRandomSample(of: letters, count: 4, using: &same) == indices.map { letters[$0] })
    #expect(try simpleRandomSample(of: "abcdefghij", count: 4, using: &again) == indices.map { letters[$0] })
    #expect(try sampleWithReplacement(of: letters[2..<4], count: 50, using: &rng).allSatisfy("cd".contains))
  }

  @Test("the miss frequency of a rare class follows the hypergeometric law (N = 100,000, ten rare rows, 1%)")
  func missingARareClass() throws {
    var rng = SeededGenerator(seed: 6)
    let expected = try Hypergeometric.missProbability(population: 100_000, rare: 10, sample: 1000)
    #expect(abs(expected - 0.9044) < 0.0005)
    let missed = try tally(categories: 2, runs: 2000) {
      try simpleRandomSample(of: 100_000, count: 1000, using: &rng).contains { $0 < 10 } ? 1 : 0
    }
    #expect(try pValue(missed, law: [expected, 1 - expected]) > alpha)
  }

  @Test(
    "a class of 0.01% is missed by a 1% sample with a probability that depends on absolute counts (W03)",
    arguments: [(10_000, 0.99), (100_000, 0.9044), (1_000_000, 0.3660), (10_000_000, 4.3e-5)])
  func missProbability(population: Int, expected: Double) throws {
    let probability = try Hypergeometric.missProbability(
      population: population, rare: population / 10_000, sample: population / 100)
    #expect(abs(probability - expected) < min(5e-5, 0.02 * expected))
  }

  @Test("impossible requests are refused with a sentence that says what is possible")
  func refusals() {
    var rng = SeededGenerator(seed: 7)
    #expect(throws: SamplingError.tooManyDraws(requested: 4, available: 3)) {
      try simpleRandomSample(of: 3, count: 4, using: &rng)
    }
    #expect(throws: SamplingError.countTooSmall(what: "the number of draws", value: -1, minimum: 0)) {
      try simpleRandomSample(of: 3, count: -1, using: &rng)
    }
    #expect(throws: SamplingError.empty(what: "the population")) {
      try sampleWithReplacement(of: [Int](), count: 1, using: &rng)
    }
    #expect(
      SamplingError.tooManyDraws(requested: 4, available: 3).description
        == "cannot draw 4 rows without replacement from 3; ask for at most 3, or draw with replacement")
  }
}
