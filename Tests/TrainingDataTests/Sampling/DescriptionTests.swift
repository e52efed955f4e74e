import Statistics
import Testing
import TrainingData

@Suite("Values of sampling as text")
struct DescriptionTests {
  @Test("strata and splits show their sizes and first rows, whatever their length")
  func strata() throws {
    var rng = SeededGenerator(seed: 1)
    let labels = (0..<10_000).map { $0 % 10 == 0 ? "rare" : "common" } + ["single"]
    #expect("\(Strata(labels))" == "10001 rows in 3 strata: rare 1000, common 9000, single 1")
    let lines = "\(try stratifiedSplit(strata: labels, test: 0.2, using: &rng))".split(separator: "\n")
    #expect(lines.count == 4)
    #expect(lines[0].hasPrefix("train: 8001 rows (") && lines[0].hasSuffix(", …)") && lines[0].count < 100)
    #expect(lines[1] == "validation: 0 rows")
    #expect(lines[3].hasPrefix("class single has only row 10000"))
  }

  @Test("reservoirs show how much they saw and the first elements")
  func reservoirs() throws {
    var rng = SeededGenerator(seed: 2)
    var reservoir = try Reservoir<Int>(capacity: 1_000)
    reservoir.insert(contentsOf: 0..<500, using: &rng)
    #expect("\(reservoir)" == "500 of 500 elements: 0, 1, 2, 3, 4, 5, 6, 7, …")
    var skipping = try SkippingReservoir<Character>(capacity: 2)
    skipping.insert(contentsOf: "ab", using: &rng)
    #expect("\(skipping)" == "2 of 2 elements: a, b")
    var weighted = try WeightedReservoir<Int>(capacity: 3)
    try weighted.insert(contentsOf: [7], weights: [2], using: &rng)
    #expect("\(weighted)" == "1 of 1 elements: 7")
  }

  @Test("tables of weights show their first entries, and laws their moments")
  func tables() throws {
    let alias = try AliasTable(weights: [Double](repeating: 1, count: 1_000))
    #expect("\(alias)".split(separator: "\n").count == 21)
    #expect("\(alias)".hasSuffix("… 980 more columns"))
    #expect("\(try CumulativeTable(weights: [5, 3, 2]))" == "running sums of 3 weights: 0.5, 0.8, 1")
    let law = try ImportanceLaw(values: [1, 2], target: [0.5, 0.5], proposal: [0.25, 0.75])
    #expect(
      "\(law)" == "mean 1.5, variance of a draw 0.08333, of the target itself 0.25; weights 2, 0.6667")
    let estimate = try importanceEstimate(values: [1, 1], weights: [1, 1])
    #expect("\(estimate)" == "mean 1 ± 0 from 2 draws worth 2, largest weight 1")
    let sets = LabelSetCounts([["cat", "dog"], ["dog", "cat"], []])
    #expect("\(sets)" == "2 label sets, 1 of one row only: 2 × {cat, dog}, 1 × {}")
  }
}
