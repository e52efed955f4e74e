import Statistics
import Testing
import TrainingData

@Suite("Stratified sample")
struct StratifiedSampleTests {
  /// 900 rows of A, 90 of B and 10 of C, mixed.
  static let labels: [String] = {
    var rng = SeededGenerator(seed: 9)
    return rng.shuffled(
      [String](repeating: "A", count: 900) + [String](repeating: "B", count: 90) + [String](repeating: "C", count: 10))
  }()

  @Test("every draw has the same class counts, the rare class included")
  func constantCounts() throws {
    var rng = SeededGenerator(seed: 1)
    for _ in 0..<50 {
      let sample = try stratifiedSample(strata: Self.labels, rate: 0.1, using: &rng)
      #expect(Set(sample).count == 100)
      #expect(["A", "B", "C"].map { label in sample.count { Self.labels[$0] == label } } == [90, 9, 1])
    }
  }

  @Test("within a stratum each set of rows is equally likely")
  func withinStratum() throws {
    let labels = ["a", "b", "a", "b", "a", "b", "a"]
    var rng = SeededGenerator(seed: 2)
    let sets = subsets(of: 4, size: 2).flatMap { a in (0..<3).map { (a, $0) } }
    let counts = try tally(categories: sets.count, runs: 9000) {
      let sample = try stratifiedSample(strata: labels, counts: [2, 1], using: &rng)
      let ofA = bitSet(sample.filter { $0 % 2 == 0 }.map { $0 / 2 })
      let ofB = sample.first { $0 % 2 == 1 }! / 2
      return sets.firstIndex { $0 == (ofA, ofB) }!
    }
    #expect(try uniformPValue(counts) > alpha)
  }

  @Test("elements come from the strata that the key path names, in the allocated numbers")
  func elements() throws {
    struct Row {
      let id: Int
      let color: String
    }
    let rows = (0..<20).map { Row(id: $0, color: $0 < 15 ? "blue" : "red") }
    var rng = SeededGenerator(seed: 3)
    let sample = try stratifiedSample(of: rows, by: \.color, count: 8, using: &rng)
    #expect(sample.count { $0.color == "blue" } == 6)
    #expect(sample.count { $0.color == "red" } == 2)
    #expect(try stratifiedSample(of: rows, by: \.color, rate: 0.2, using: &rng).count == 4)
  }

  @Test("strata keep the order in which they first appear")
  func order() {
    let strata = Strata(["z", "a", "z", "m", "a"])
    #expect(strata.labels == ["z", "a", "m"])
    #expect(strata.rows == [[0, 2], [1, 4], [3]])
    #expect(strata.sizes == [2, 2, 1])
    #expect(strata.count == 5)
  }

  @Test("labels of any kind give the same strata and, with the same seed, the same rows")
  func kindsOfLabels() throws {
    var rng = SeededGenerator(seed: 5)
    let numbers = (0..<2_000).map { _ in rng.uniformInt(below: 9) - 4 }
    let spread = numbers.map { $0 == 4 ? .max : $0 == -4 ? .min : $0 }
    let texts = numbers.map { "\($0)" }
    let order = Strata(numbers)
    #expect(order.labels == numbers.reduce(into: []) { if !$0.contains($1) { $0.append($1) } })
    #expect(order.rows == order.labels.map { label in numbers.indices.filter { numbers[$0] == label } })
    #expect(Strata(spread).rows == order.rows && Strata(texts).rows == order.rows)
    #expect(Strata(numbers.map { AnyHashable($0) }).rows == order.rows)
    func draw(_ sample: (inout SeededGenerator) throws -> [Int]) rethrows -> [Int] {
      var rng = SeededGenerator(seed: 6)
      return try sample(&rng)
    }
    let rows = try draw { try stratifiedSample(strata: numbers, rate: 0.1, using: &$0) }
    #expect(try rows == draw { try stratifiedSample(strata: spread, rate: 0.1, using: &$0) })
    #expect(try rows == draw { try stratifiedSample(strata: texts, rate: 0.1, using: &$0) })
    #expect(
      try rows
        == draw { rng in
          try zip(order.rows, allocate(rate: 0.1, toStrata: order.sizes)).flatMap { rows, count in
            try simpleRandomSample(of: rows, count: count, using: &rng)
          }
        })
  }

  @Test("no rows have no strata, and a sample of none is empty")
  func empty() throws {
    var rng = SeededGenerator(seed: 7)
    #expect(Strata([Int]()).labels.isEmpty && Strata([String]()).rows.isEmpty)
    #expect(try stratifiedSample(strata: [Int](), rate: 0.5, using: &rng).isEmpty)
  }

  @Test("counts that do not fit the strata are refused")
  func refusals() {
    var rng = SeededGenerator(seed: 4)
    #expect(
      throws: SamplingError.lengthMismatch(
        what: "the counts", count: 1, expected: "the strata", expectedCount: 2)
    ) { try stratifiedSample(strata: ["a", "b"], counts: [1], using: &rng) }
    #expect(throws: SamplingError.tooManyDraws(requested: 2, available: 1)) {
      try stratifiedSample(strata: ["a", "b"], counts: [1, 2], using: &rng)
    }
  }
}
