import Statistics
import Testing
import TrainingData

@Suite("Splits into train, validation and test")
struct DataSplitTests {
  @Test("parts are disjoint and together all rows, each class within one row of its share")
  func shares() throws {
    var rng = SeededGenerator(seed: 1)
    for _ in 0..<400 {
      let classes = 1 + rng.uniformInt(below: 12)
      let rows = rng.uniformInt(below: 300)
      let labels = (0..<rows).map { _ in min(rng.uniformInt(below: classes), rng.uniformInt(below: classes)) }
      let test = [0, 0.1, 0.2, 1.0 / 3, 0.25][rng.uniformInt(below: 5)]
      let validation = [0, 0.1, 0.2, 0.15][rng.uniformInt(below: 4)]
      let split = try stratifiedSplit(strata: labels, test: test, validation: validation, using: &rng)
      #expect((split.train + split.validation + split.test).sorted() == Array(0..<rows))
      #expect(split.train == split.train.sorted())
      for (label, all) in zip(Strata(labels).labels, Strata(labels).rows) where all.count > 1 {
        let parts = [(split.train, 1 - test - validation), (split.validation, validation), (split.test, test)]
        for (part, fraction) in parts {
          let count = Double(part.count { labels[$0] == label })
          #expect(abs(count - fraction * Double(all.count)) < 1)
        }
      }
      // Each class by itself rounds to 0 or 1 more; together they keep the sizes of the parts.
      let singletons = Double(Strata(labels).rows.count { $0.count == 1 })
      #expect(abs(Double(split.test.count) - test * Double(rows)) <= 1 + singletons)
      #expect(abs(Double(split.validation.count) - validation * Double(rows)) <= 2 + singletons)
    }
  }

  @Test("many classes of two rows still give a test set of the asked size")
  func manySmallClasses() throws {
    var rng = SeededGenerator(seed: 2)
    let labels = (0..<200).map { $0 / 2 }
    let split = try stratifiedSplit(strata: labels, test: 0.2, validation: 0.1, using: &rng)
    #expect(split.test.count == 40)
    #expect(split.validation.count == 20)
    // Which classes are tested is random, not the first forty.
    #expect(Set(split.test.map { labels[$0] }) != Set(0..<40))
  }

  @Test("a class of one row goes to train and is reported, one that misses a part too")
  func warnings() throws {
    var rng = SeededGenerator(seed: 3)
    let labels = [String](repeating: "common", count: 8) + ["lonely", "pair", "pair"]
    let split = try stratifiedSplit(strata: labels, test: 0.25, using: &rng)
    #expect(split.train.contains(8))
    #expect(split.warnings.contains(.onlyOneRow(stratum: "lonely", row: 8)))
    let pairs = split.test.count { labels[$0] == "pair" }
    #expect(split.warnings.contains(.absent(stratum: "pair", part: "test", rows: 2)) == (pairs == 0))
    #expect(split.warnings.count == (pairs == 0 ? 2 : 1))
    #expect(
      DataSplit.Warning.onlyOneRow(stratum: "lonely", row: 8).description
        == "class lonely has only row 8: it goes to train, and no other part can measure this class")
  }

  @Test("the same seed gives the same split, another seed another one")
  func seeds() throws {
    let labels = (0..<100).map { $0 % 3 }
    func split(_ seed: UInt64) throws -> DataSplit {
      var rng = SeededGenerator(seed: seed)
      return try stratifiedSplit(strata: labels, test: 0.2, validation: 0.2, using: &rng)
    }
    #expect(try split(5) == split(5))
    #expect(try split(5) != split(6))
  }

  @Test("each row of a class is equally likely to be tested")
  func inclusion() throws {
    var rng = SeededGenerator(seed: 4)
    let labels = [0, 1, 0, 1, 0, 1, 0, 1, 0, 1]
    var counts = [Int](repeating: 0, count: 10)
    for _ in 0..<5000 {
      for row in try stratifiedSplit(strata: labels, test: 0.4, using: &rng).test { counts[row] += 1 }
    }
    #expect(counts.reduce(0, +) == 20_000)
    #expect(counts.allSatisfy { abs(Double($0) - 2000) < 4 * (5000 * 0.4 * 0.6).squareRoot() })
  }

  @Test("a random split has the asked sizes whatever the classes")
  func random() throws {
    var rng = SeededGenerator(seed: 5)
    let split = try randomSplit(of: 101, test: 0.2, validation: 0.1, using: &rng)
    #expect([split.train.count, split.validation.count, split.test.count] == [71, 10, 20])
    #expect((split.train + split.validation + split.test).sorted() == Array(0..<101))
    #expect(try randomSplit(of: 0, test: 0.5, using: &rng).train.isEmpty)
  }

  @Test(
    "fractions that leave nothing to train on are refused",
    arguments: [
      (1.0, 0.0), (-0.1, 0), (0.5, 0.5), (0.2, -0.1), (.nan, 0), (0.1, .nan),
    ])
  func refusals(test: Double, validation: Double) {
    var rng = SeededGenerator(seed: 6)
    #expect(throws: SamplingError.self) {
      try stratifiedSplit(strata: [1, 2], test: test, validation: validation, using: &rng)
    }
    #expect(throws: SamplingError.self) {
      try randomSplit(of: 2, test: test, validation: validation, using: &rng)
    }
  }
}
