import DataFrames
import Datasets
import Statistics
import Testing

@Suite("Duplicate world")
struct DuplicateWorldTests {
  @Test("the same seed gives the same rows, another seed others")
  func seeds() throws {
    let first = try DuplicateWorld(rows: 100).generate(seed: 3)
    #expect(try DuplicateWorld(rows: 100).generate(seed: 3).frame == first.frame)
    #expect(try DuplicateWorld(rows: 100).generate(seed: 4).frame != first.frame)
    #expect(
      first.frame.columnNames == ["row"] + (0..<10).map { "x\($0)" } + ["label"] && first.frame.rowCount == 110)
    #expect(try first.frame.array("row", of: Int.self) == Array(1...110))
  }

  @Test("features are standard normal and labels follow their logit")
  func truth() throws {
    let made = try DuplicateWorld(rows: 20_000, copyShare: 0).generate(seed: 1)
    #expect(made.trueOrigins.allSatisfy { $0 == nil })
    try expectLogisticRows(made.frame, effects: [1, 0.5], probabilities: made.trueProbabilities)
  }

  @Test("every copy is within the noise of its origin, no origin is copied twice, and nothing else is that near")
  func copies() throws {
    let made = try DuplicateWorld().generate(seed: 5)
    let features = try features(of: made.frame)
    let labels = try made.frame.array("label", of: Bool.self)
    func squares(_ a: Int, _ b: Int) -> Double {
      features.reduce(0) { $0 + ($1[a] - $1[b]) * ($1[a] - $1[b]) }
    }
    // 200 copies, each of another row: 10 squared noises of 0.02, of which one in ten million sums exceeds the bound.
    let bound = 0.0004 * (try ChiSquare(degreesOfFreedom: 10).upperQuantile(1e-7))
    let pairs = made.trueOrigins.enumerated().compactMap { row, origin in origin.map { (row, $0) } }
    #expect(pairs.count == 200 && Set(pairs.map { $0.1 }).count == 200)
    #expect(pairs.allSatisfy { made.trueOrigins[$0.1] == nil && labels[$0.0] == labels[$0.1] })
    #expect(pairs.allSatisfy { made.trueProbabilities[$0.0] == made.trueProbabilities[$0.1] })
    #expect(pairs.allSatisfy { squares($0.0, $0.1) < bound })
    expectMean(
      pairs.flatMap { pair in features.map { ($0[pair.0] - $0[pair.1]) * ($0[pair.0] - $0[pair.1]) } }, 0.0004, "noise")
    let near = (0..<2_200).reduce(0) { sum, row in sum + (0..<row).count { squares(row, $0) < bound } }
    #expect(near == 200)
  }

  @Test("copies stand anywhere among the rows, not after their origins")
  func order() throws {
    let made = try DuplicateWorld(rows: 10_000).generate(seed: 2)
    var quarters = [0, 0, 0, 0]
    for (row, origin) in made.trueOrigins.enumerated() where origin != nil { quarters[row / 2_750] += 1 }
    #expect(try ChiSquareTest(uniformityOf: quarters).pValue > 0.001)
    let after = made.trueOrigins.enumerated().count { row, origin in origin.map { $0 < row } ?? false }
    expectCount(after, of: 1_000, probability: 0.5, "copies after their origins")
  }

  @Test("the nearest neighbor is always right about a test row whose twin was learned, and hardly about the others")
  func leak() throws {
    let world = DuplicateWorld(copyShare: 0.3)
    let made = try world.generate(seed: 9)
    var rng = SeededGenerator(seed: 1)
    let order = rng.shuffled(0..<2_600)
    let (test, training) = (Array(order[..<520]), Array(order[520...]))
    let labels = try made.frame.array("label", of: Bool.self)
    let nearest = nearestLabels(try features(of: made.frame), labels, training: training, test: test)
    var twinOf: [Int: Int] = [:]
    for (row, origin) in made.trueOrigins.enumerated() {
      guard let origin else { continue }
      twinOf[row] = origin
      twinOf[origin] = row
    }
    let learned = Set(training)
    let isTwin = test.map { row in twinOf[row].map(learned.contains) ?? false }
    let isRight = zip(test, nearest).map { labels[$0] == $1 }
    #expect(zip(isTwin, isRight).allSatisfy { !$0 || $1 })
    // Pairs are split together or apart, which makes the count vary less than a binomial one.
    expectCount(
      isTwin.count { $0 }, of: 520, probability: try world.expectedTwinShare(testRows: 520), "twins in the training set"
    )
    let others = zip(isTwin, isRight).filter { !$0.0 }.count { $0.1 }
    let accuracy = Double(isRight.count { $0 }) / 520
    let clean = Double(others) / Double(isTwin.count { !$0 })
    #expect((0.5...0.68).contains(clean) && accuracy > clean + 0.1)
  }

  @Test("the expected share of twins is exact: by enumeration for two rows, one of them copied")
  func twinShare() throws {
    // Three rows, two of them twins; the test row is one of the twins in 2 of 3 cases.
    let world = DuplicateWorld(rows: 2, copyShare: 0.5)
    #expect(abs(try world.expectedTwinShare(testRows: 1) - 2.0 / 3) < 1e-12)
    // Two test rows: both twins (0 learned), or one twin and the other row (1 of 2), twice.
    #expect(abs(try world.expectedTwinShare(testRows: 2) - 1.0 / 3) < 1e-12)
    #expect(try DuplicateWorld(rows: 1, copyShare: 0).expectedTwinShare(testRows: 1) == 0)
  }

  @Test("a parameter out of its range is refused with a sentence")
  func refusals() {
    expectRefusal("the share of copies is 1.5; it must be in 0...1") {
      try DuplicateWorld(copyShare: 1.5).generate(seed: 1)
    }
    expectRefusal("the noise of a copy is nan; it must be finite and not negative") {
      try DuplicateWorld(noise: .nan).generate(seed: 1)
    }
    expectRefusal("the number of effects is 2; it must be at most 1, the number of features") {
      try DuplicateWorld(features: 1).generate(seed: 1)
    }
    expectRefusal("the number of test rows is 2201; it must be in 1...2200") {
      try DuplicateWorld().expectedTwinShare(testRows: 2_201)
    }
  }
}
