import Statistics
import Testing
import TrainingData

@Suite("Weighted reservoir")
struct WeightedReservoirTests {
  static let weights = [5.0, 1, 0, 3, 2, 4]

  /// The probability of each ordered pair of successive draws.
  static let pairs: [(pair: [Int], probability: Double)] = {
    let sum = weights.reduce(0, +)
    return weights.indices.flatMap { a in
      weights.indices.filter { $0 != a }.map { b in
        ([a, b], weights[a] / sum * weights[b] / (sum - weights[a]))
      }
    }.filter { $0.1 > 0 }
  }()

  @Test("the order of the items is that of successive draws", arguments: WeightedReservoir<Int>.Algorithm.allCases)
  func law(algorithm: WeightedReservoir<Int>.Algorithm) throws {
    var rng = SeededGenerator(seed: 1)
    let counts = try tally(categories: Self.pairs.count, runs: 60_000) {
      var reservoir = try WeightedReservoir<Int>(capacity: 2, algorithm: algorithm)
      try reservoir.insert(contentsOf: 0..<6, weights: Self.weights, using: &rng)
      let items = reservoir.items
      return Self.pairs.firstIndex { $0.pair == items }!
    }
    #expect(try pValue(counts, law: Self.pairs.map(\.probability)) > alpha)
  }

  @Test("a long stream includes each element with the exact probability")
  func inclusion() throws {
    let weights = (0..<12).map { Double($0 % 4) + 0.5 }
    let exact = try successiveInclusionProbabilities(weights: weights, count: 4)
    for algorithm in WeightedReservoir<Int>.Algorithm.allCases {
      var rng = SeededGenerator(seed: 2)
      var counts = [Int](repeating: 0, count: 12)
      for _ in 0..<20_000 {
        var reservoir = try WeightedReservoir<Int>(capacity: 4, algorithm: algorithm)
        try reservoir.insert(contentsOf: 0..<12, weights: weights, using: &rng)
        for item in reservoir.items { counts[item] += 1 }
      }
      for (count, probability) in zip(counts, exact) {
        let error = (20_000 * probability * (1 - probability)).squareRoot()
        #expect(abs(Double(count) - 20_000 * probability) < 4 * error)
      }
    }
  }

  @Test(
    "merged reservoirs have the law of one, and keep it as the stream goes on",
    arguments: WeightedReservoir<Int>.Algorithm.allCases)
  func merging(algorithm: WeightedReservoir<Int>.Algorithm) throws {
    var rng = SeededGenerator(seed: 3)
    let counts = try tally(categories: Self.pairs.count, runs: 60_000) {
      var first = try WeightedReservoir<Int>(capacity: 2, algorithm: algorithm)
      var second = try WeightedReservoir<Int>(capacity: 3, algorithm: algorithm)
      try first.insert(0, weight: Self.weights[0], using: &rng)
      for element in 1..<4 { try second.insert(element, weight: Self.weights[element], using: &rng) }
      var merged = first.merging(second, using: &rng)
      for element in 4..<6 { try merged.insert(element, weight: Self.weights[element], using: &rng) }
      #expect(merged.capacity == 2 && merged.seen == 6)
      let items = merged.items
      return Self.pairs.firstIndex { $0.pair == items }!
    }
    #expect(try pValue(counts, law: Self.pairs.map(\.probability)) > alpha)
  }

  @Test("weights of any size work")
  func extremeWeights() throws {
    for scale in [1e-300, 1, 1e300] {
      for algorithm in WeightedReservoir<Int>.Algorithm.allCases {
        var rng = SeededGenerator(seed: 4)
        let counts = try tally(categories: 2, runs: 4000) {
          var reservoir = try WeightedReservoir<Int>(capacity: 1, algorithm: algorithm)
          for element in 0..<20 { try reservoir.insert(element, weight: (element < 10 ? 9 : 1) * scale, using: &rng) }
          return reservoir.items[0] < 10 ? 0 : 1
        }
        #expect(try pValue(counts, law: [0.9, 0.1]) > alpha)
      }
    }
  }

  @Test("jumps need far fewer draws than a key for every element")
  func fewerDraws() throws {
    var jumps = CountingGenerator(seed: 5)
    var keys = CountingGenerator(seed: 5)
    var first = try WeightedReservoir<Int>(capacity: 10)
    var second = try WeightedReservoir<Int>(capacity: 10, algorithm: .everyKey)
    for element in 0..<50_000 {
      try first.insert(element, weight: Double(1 + element % 3), using: &jumps)
      try second.insert(element, weight: Double(1 + element % 3), using: &keys)
    }
    #expect(keys.words == 50_000)
    #expect(jumps.words < 400)
  }

  @Test("a bad weight is refused and leaves the reservoir as it was")
  func refusals() throws {
    var rng = SeededGenerator(seed: 6)
    var reservoir = try WeightedReservoir<Int>(capacity: 2)
    try reservoir.insert(1, weight: 1, using: &rng)
    for weight in [-1, Double.nan, .infinity] {
      #expect(throws: SamplingError.self) { try reservoir.insert(2, weight: weight, using: &rng) }
    }
    #expect(throws: SamplingError.self) { try reservoir.insert(contentsOf: [1, 2], weights: [1], using: &rng) }
    #expect(reservoir.items == [1] && reservoir.seen == 1)
    #expect(try reservoir.insert(3, weight: 0, using: &rng) == false)
    #expect(reservoir.seen == 2)
  }
}
