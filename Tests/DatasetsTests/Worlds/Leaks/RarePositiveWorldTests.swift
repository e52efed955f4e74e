import DataFrames
import Datasets
import Statistics
import Testing

@Suite("Rare positive world")
struct RarePositiveWorldTests {
  @Test("the same seed gives the same rows, another seed others")
  func seeds() throws {
    let first = try RarePositiveWorld(rows: 100).generate(seed: 3)
    #expect(try RarePositiveWorld(rows: 100).generate(seed: 3).frame == first.frame)
    #expect(try RarePositiveWorld(rows: 100).generate(seed: 4).frame != first.frame)
    #expect(first.frame.columnNames == ["row"] + (0..<8).map { "x\($0)" } + ["label"])
  }

  @Test("the rate and the best area under the ROC curve are those of SciPy's integration")
  func exact() throws {
    for stated in try datasetFixture("leak-worlds", as: LeakWorldsFixture.self).rarePositives {
      let world = RarePositiveWorld(intercept: stated.intercept, effects: stated.effects)
      #expect(abs(try world.positiveRate() - stated.rate) < 1e-9)
      #expect(abs(try world.bayesAUC() - stated.auc) < 1e-6)
    }
    #expect(try RarePositiveWorld(effects: []).bayesAUC() == 0.5)
  }

  @Test("labels follow their logit, with the stated rate and the stated area under the ROC curve")
  func truth() throws {
    let world = RarePositiveWorld(rows: 100_000)
    let made = try world.generate(seed: 1)
    try expectLogisticRows(
      made.frame, intercept: -3.6, effects: [0.8, 0.5], probabilities: made.trueProbabilities)
    let labels = try made.frame.array("label", of: Bool.self)
    expectCount(labels.count { $0 }, of: 100_000, probability: try world.positiveRate(), "positives")
    let positive = zip(labels, made.trueProbabilities).filter(\.0).map(\.1)
    let negative = zip(labels, made.trueProbabilities).filter { !$0.0 }.map(\.1)
    let area = try MannWhitneyTest(positive, negative).superiority
    let auc = try world.bayesAUC()
    // The variance of the area is at most A(1 − A) over the smaller group.
    #expect(abs(area - auc) < 4 * (auc * (1 - auc) / Double(positive.count)).squareRoot())
  }

  @Test("oversampling before the split makes the nearest neighbor find every positive, after it hardly any")
  func leak() throws {
    let made = try RarePositiveWorld().generate(seed: 2)
    let features = try features(of: made.frame)
    let labels = try made.frame.array("label", of: Bool.self)
    func oversampled(_ rows: [Int]) -> [Int] { rows.flatMap { Array(repeating: $0, count: labels[$0] ? 24 : 1) } }
    func recall(training: [Int], test: [Int]) -> Double {
      let found = zip(test, nearestLabels(features, labels, training: training, test: test))
      return Double(found.count { labels[$0] && $1 }) / Double(test.count { labels[$0] })
    }
    var rng = SeededGenerator(seed: 3)
    let before = rng.shuffled(oversampled(Array(0..<4_000)))
    let cut = before.count / 5
    #expect(recall(training: Array(before[cut...]), test: Array(before[..<cut])) >= 0.97)
    let rows = rng.shuffled(0..<4_000)
    #expect(recall(training: oversampled(Array(rows[800...])), test: Array(rows[..<800])) <= 0.15)
  }

  @Test("a parameter out of its range is refused with a sentence")
  func refusals() {
    expectRefusal("the intercept is inf; it must be finite") {
      try RarePositiveWorld(intercept: .infinity).positiveRate()
    }
    expectRefusal("the list of effects is [nan]; it must be finite numbers") {
      try RarePositiveWorld(effects: [.nan]).generate(seed: 1)
    }
  }
}
