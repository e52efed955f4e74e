import Foundation
import Statistics
import Testing
import TrainingData

@Suite("Tables for weighted draws")
struct WeightedTablesTests {
  static let weightLists: [[Double]] = [
    [1], [0.2, 0.2, 0.2, 0.2, 0.1, 0.1], [5, 3, 2], [0, 1, 0, 3, 0], [1e-300, 2e-300, 1e-300], [1e308, 1e308, 1e308],
    [1, 1e-9, 1e9], [Double](repeating: 1, count: 7),
  ]

  @Test("the alias table's columns add up to weight / sum of weights", arguments: weightLists)
  func rebuilt(weights: [Double]) throws {
    let table = try AliasTable(weights: weights)
    for (rebuilt, share) in zip(table.rebuiltProbabilities, try drawProbabilities(weights)) {
      #expect(abs(rebuilt - share) < 1e-12)
    }
    #expect(table.probability.allSatisfy { 0...1 ~= $0 })
  }

  @Test("large random tables rebuild their probabilities and give no chance to weight zero")
  func largeTables() throws {
    var rng = SeededGenerator(seed: 1)
    for size in [2, 10, 1000, 100_000] {
      let weights = (0..<size).map { _ in rng.bernoulli(0.3) ? 0 : rng.exponential() } + [1]
      let table = try AliasTable(weights: weights)
      let rebuilt = table.rebuiltProbabilities
      let shares = try drawProbabilities(weights)
      #expect(rebuilt.indices.allSatisfy { abs(rebuilt[$0] - shares[$0]) < 1e-12 })
      #expect(rebuilt.indices.allSatisfy { weights[$0] > 0 || rebuilt[$0] == 0 })
    }
  }

  @Test(
    "draws of both tables follow the weights", arguments: [[5, 3, 2], [0.2, 0.2, 0.2, 0.2, 0.1, 0.1], [1, 10, 89]])
  func draws(weights: [Double]) throws {
    let law = try drawProbabilities(weights)
    let alias = try AliasTable(weights: weights)
    let cumulative = try CumulativeTable(weights: weights)
    var rng = SeededGenerator(seed: 2)
    #expect(try pValue(tally(categories: law.count, runs: 100_000) { alias.draw(using: &rng) }, law: law) > alpha)
    #expect(try pValue(tally(categories: law.count, runs: 100_000) { cumulative.draw(using: &rng) }, law: law) > alpha)
  }

  @Test("inversion picks the first running sum above u, and never an index of weight zero")
  func inversion() throws {
    let table = try CumulativeTable(weights: [0, 2, 0, 1, 1, 0])
    #expect(table.cumulative == [0, 0.5, 0.5, 0.75, 1, 1])
    #expect([0, 0.25, 0.499, 0.5, 0.74, 0.75, 1.0.nextDown].map(table.index) == [1, 1, 1, 3, 3, 4, 4])
    #expect(table.index(at: 1) == 4)
  }

  @Test("the joint law of two draws is that of the ten-element list with duplicates (W04)")
  func twoDraws() throws {
    let items = [1, 2, 3, 4, 100, 1000]
    let weights = [0.2, 0.2, 0.2, 0.2, 0.1, 0.1]
    let shares = try AliasTable(weights: weights).rebuiltProbabilities
    let duplicated = [1, 1, 2, 2, 3, 3, 4, 4, 100, 1000]
    for (item, share) in zip(items, shares) {
      #expect(abs(share - Double(duplicated.count { $0 == item }) / 10) < 1e-12)
    }
    var anyRare = 0.0
    var same = 0.0
    for (a, p) in zip(items, shares) {
      for (b, q) in zip(items, shares) {
        if a >= 100 || b >= 100 { anyRare += p * q }
        if a == b { same += p * q }
      }
    }
    #expect(abs(anyRare - 0.36) < 1e-12)
    #expect(abs(same - 0.18) < 1e-12)
    #expect(abs(shares[5] * shares[5] - 0.01) < 1e-12)

    var rng = SeededGenerator(seed: 3)
    let counts = try tally(categories: 2, runs: 50_000) {
      try weightedSampleWithReplacement(of: items, weights: weights, count: 2, using: &rng).contains { $0 >= 100 }
        ? 1 : 0
    }
    #expect(try pValue(counts, law: [0.64, 0.36]) > alpha)
  }

  @Test(
    "bad weights are refused, and the sentence names the first",
    arguments: [
      ([1, -1], "weight 1 is -1.0; weights must be finite and not negative"),
      ([.nan], "weight 0 is nan; weights must be finite and not negative"),
      ([1, 2, .infinity], "weight 2 is inf; weights must be finite and not negative"),
      ([0, 0], "every weight is zero, so nothing can be drawn; at least one weight must be positive"),
      ([], "the list of weights is empty; it needs at least one element"),
    ] as [([Double], String)])
  func refusals(weights: [Double], sentence: String) throws {
    let fromAlias = #expect(throws: SamplingError.self) { try AliasTable(weights: weights) }
    #expect(fromAlias?.description == sentence)
    let fromCumulative = #expect(throws: SamplingError.self) { try CumulativeTable(weights: weights) }
    #expect(fromCumulative?.description == sentence)
  }

  @Test("tables survive coding, and a table that would draw out of range is refused")
  func coding() throws {
    let alias = try AliasTable(weights: [1, 2, 3])
    let cumulative = try CumulativeTable(weights: [1, 2, 0])
    #expect(try JSONDecoder().decode(AliasTable.self, from: JSONEncoder().encode(alias)) == alias)
    #expect(try JSONDecoder().decode(CumulativeTable.self, from: JSONEncoder().encode(cumulative)) == cumulative)
    for text in [
      #"{"probability":[0.5],"alias":[1]}"#, #"{"probability":[],"alias":[]}"#, #"{"probability":[2],"alias":[0]}"#,
    ] {
      #expect(throws: DecodingError.self) { try JSONDecoder().decode(AliasTable.self, from: Data(text.utf8)) }
    }
    for text in ["[]", "[0.5,0.4,1]", "[0.5]"] {
      #expect(throws: DecodingError.self) { try JSONDecoder().decode(CumulativeTable.self, from: Data(text.utf8)) }
    }
  }

  @Test("a table shows its columns")
  func columns() throws {
    let table = try AliasTable(weights: [1, 3])
    #expect(table.probability == [0.5, 1])
    #expect(table.alias == [1, 1])
    #expect(table.description == "column 0: 0 with probability 0.5, otherwise 1\ncolumn 1: 1 with probability 1.0")
  }
}
