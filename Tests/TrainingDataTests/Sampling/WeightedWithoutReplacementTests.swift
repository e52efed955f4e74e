import Statistics
import Testing
import TrainingData

@Suite("Weighted sample without replacement")
struct WeightedWithoutReplacementTests {
  @Test("exact inclusion of two draws from weights 5, 3, 2")
  func exactByHand() throws {
    // Left out is the last of the three: P(a last) = .3·(2/7) + .2·(3/8) and so on.
    let inclusion = try successiveInclusionProbabilities(weights: [5, 3, 2], count: 2)
    let left = [0.3 * 2 / 7 + 0.2 * 3 / 8, 0.5 * 2 / 5 + 0.2 * 5 / 8, 0.5 * 3 / 5 + 0.3 * 5 / 7]
    for (probability, last) in zip(inclusion, left) { #expect(abs(probability - (1 - last)) < 1e-12) }
    #expect(abs(inclusion.reduce(0, +) - 2) < 1e-12)
  }

  @Test("equal weights give a simple random sample")
  func equalWeights() throws {
    for probability in try successiveInclusionProbabilities(weights: [2, 2, 2, 2, 2], count: 3) {
      #expect(abs(probability - 0.6) < 1e-12)
    }
  }

  @Test("ordered pairs are drawn with the probabilities of successive draws")
  func orderedPairs() throws {
    let weights = [5.0, 3, 2, 1, 0]
    var law: [Double] = []
    var pairs: [[Int]] = []
    for a in 0..<4 {
      for b in 0..<4 where a != b {
        pairs.append([a, b])
        law.append(weights[a] / 11 * weights[b] / (11 - weights[a]))
      }
    }
    var rng = SeededGenerator(seed: 1)
    let counts = try tally(categories: pairs.count, runs: 60_000) {
      let sample = try weightedSampleWithoutReplacement(of: 0..<5, weights: weights, count: 2, using: &rng)
      return pairs.firstIndex(of: sample)!
    }
    #expect(try pValue(counts, law: law) > alpha)
  }

  @Test("two draws without replacement differ from two with replacement")
  func differsFromWithReplacement() throws {
    let weights = [0.2, 0.2, 0.2, 0.2, 0.1, 0.1]
    // With replacement each of the light items is in a pair with probability 1 − .9² = .19.
    let inclusion = try successiveInclusionProbabilities(weights: weights, count: 2)
    #expect(abs(inclusion[4] - (0.1 + 4 * 0.2 * 0.1 / 0.8 + 0.1 * 0.1 / 0.9)) < 1e-12)
    #expect(inclusion[4] > 0.21)
  }

  @Test("requests that the weights cannot meet are refused")
  func refusals() {
    var rng = SeededGenerator(seed: 2)
    #expect(throws: SamplingError.tooFewPositiveWeights(requested: 2, positive: 1)) {
      try weightedSampleWithoutReplacement(of: ["a", "b"], weights: [1, 0], count: 2, using: &rng)
    }
    #expect(
      throws: SamplingError.lengthMismatch(
        what: "the list of weights", count: 1, expected: "the list of items", expectedCount: 2)
    ) { try weightedSampleWithoutReplacement(of: ["a", "b"], weights: [1], count: 1, using: &rng) }
    #expect(throws: SamplingError.tooManyRows(count: 21, limit: 20)) {
      try successiveInclusionProbabilities(weights: [Double](repeating: 1, count: 21), count: 2)
    }
  }
}
