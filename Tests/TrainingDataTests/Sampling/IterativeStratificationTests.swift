import Statistics
import Testing
import TrainingData

@Suite("Iterative stratification of multilabel rows")
struct IterativeStratificationTests {
  /// 600 rows over 10 labels, label j with probability 0.5 / (j + 1), and some rows without any.
  static let table: [[Int]] = {
    var rng = SeededGenerator(seed: 11)
    return (0..<600).map { _ in (0..<10).filter { label in rng.bernoulli(0.5 / Double(label + 1)) } }
  }()

  @Test("folds are disjoint and together all rows")
  func partition() throws {
    var rng = SeededGenerator(seed: 1)
    let folds = try iterativeStratification(of: Self.table, folds: 5, using: &rng)
    #expect(folds.flatMap { $0 }.sorted() == Array(0..<600))
    #expect(folds.allSatisfy { $0 == $0.sorted() })
  }

  @Test("every label is within about one row of its target in every part", arguments: 0..<10 as Range<UInt64>)
  func targets(seed: UInt64) throws {
    var rng = SeededGenerator(seed: seed)
    let fractions = [0.7, 0.1, 0.2]
    let parts = try iterativeStratification(of: Self.table, fractions: fractions, using: &rng)
    for (part, fraction) in zip(parts, fractions) {
      for label in 0..<10 {
        let all = Self.table.count { $0.contains(label) }
        let inPart = part.count { Self.table[$0].contains(label) }
        #expect(abs(Double(inPart) - fraction * Double(all)) < 1.5, "label \(label), fraction \(fraction)")
      }
    }
  }

  @Test("label shares are several times nearer to the table's than those of random folds")
  func beatsRandom() throws {
    var rng = SeededGenerator(seed: 2)
    let folds = try iterativeStratification(of: Self.table, folds: 5, using: &rng)
    let order = try simpleRandomSample(of: 600, count: 600, using: &rng)
    let random = (0..<5).map { fold in Array(order[(fold * 120)..<(fold * 120 + 120)]) }
    let iterative = try LabelShareError(parts: folds, of: Self.table)
    let chance = try LabelShareError(parts: random, of: Self.table)
    #expect(iterative.meanShareError < chance.meanShareError / 3)
    #expect(iterative.largestRowError < 2)
    #expect(chance.largestRowError > 4)
  }

  @Test("a label with as many rows as folds is in every fold")
  func rareLabel() throws {
    let rare = Self.table.indices.map { row in row % 120 == 7 ? Self.table[row] + [99] : Self.table[row] }
    for seed in 0..<20 as Range<UInt64> {
      var rng = SeededGenerator(seed: seed)
      let folds = try iterativeStratification(of: rare, folds: 5, using: &rng)
      #expect(folds.allSatisfy { fold in fold.count { rare[$0].contains(99) } == 1 })
    }
  }

  @Test("a label listed twice counts once, and rows without labels fill the parts up")
  func oddRows() throws {
    var rng = SeededGenerator(seed: 3)
    let rows: [[String]] = [["a", "a"], ["a"], [], [], [], [], [], []]
    let parts = try iterativeStratification(of: rows, fractions: [0.5, 0.5], using: &rng)
    #expect(parts.map(\.count) == [4, 4])
    #expect(parts.allSatisfy { part in part.count { rows[$0].contains("a") } == 1 })
  }

  @Test("label sets are counted whatever the order of their labels")
  func labelSets() {
    let counts = LabelSetCounts([["cat", "dog"], ["dog", "cat"], ["cat"], [], ["bird"], ["cat", "cat"]])
    #expect(counts.count == 4)
    #expect(counts.singletons == 2)
    #expect(counts.sets.map(\.rows) == [2, 2, 1, 1])
    #expect(counts.sets[0].labels == ["cat", "dog"])
    #expect(counts.sets[1].labels == ["cat"] && counts.sets[2].labels == [])
  }

  @Test("the share error of a small split is the one worked out by hand")
  func shareError() throws {
    // Label a: 3 of 4 rows; label b: 1 of 4. Part 0 has rows 0, 1 (a 2, b 0), part 1 rows 2, 3 (a 1, b 1).
    let error = try LabelShareError(parts: [[0, 1], [2, 3]], of: [["a"], ["a"], ["a"], ["b"]])
    #expect(error.largestRowError == 0.5)
    #expect(error.meanShareError == 0.25)
    #expect(error.missing == 1)
  }

  @Test("fractions that are not a division are refused")
  func refusals() {
    var rng = SeededGenerator(seed: 4)
    #expect(throws: SamplingError.fractionsDoNotAddUp(sum: 0.75)) {
      try iterativeStratification(of: Self.table, fractions: [0.5, 0.25], using: &rng)
    }
    #expect(throws: SamplingError.empty(what: "the list of fractions")) {
      try iterativeStratification(of: Self.table, fractions: [], using: &rng)
    }
    #expect(throws: SamplingError.countTooSmall(what: "the number of folds", value: 0, minimum: 1)) {
      try iterativeStratification(of: Self.table, folds: 0, using: &rng)
    }
    #expect(throws: SamplingError.rowOutOfRange(row: 9, rows: 1)) {
      try LabelShareError(parts: [[9]], of: [["a"]])
    }
  }
}
