import Evaluation
import Statistics
import Testing

@Suite("Comparison of two models")
struct ComparisonTests {
  struct Case: Decodable {
    let first, second: [Double]
    let share, t, p, greater, lower, upper: Double
  }
  struct Content: Decodable { let comparisons: [Case] }

  @Test("the paired and the corrected test agree with SciPy")
  func reference() throws {
    var worst = WorstError()
    for item in try fixture("metrics", as: Content.self).comparisons {
      let test = try FoldComparison(first: item.first, second: item.second, testShareOfTrain: item.share)
      worst.add(test.statistic, item.t, "t")
      worst.add(test.pValue, item.p, "p")
      let greater = try FoldComparison(
        first: item.first, second: item.second, testShareOfTrain: item.share, alternative: .greater)
      worst.add(greater.pValue, item.greater, "one-sided p")
      let interval = try test.interval()
      worst.add([interval.lowerBound, interval.upperBound], [item.lower, item.upper], "interval")
    }
    #expect(worst.error < 1e-11, "\(worst)")
  }

  @Test("the corrected test takes the sizes of the folds")
  func validated() throws {
    let folds = try Folds.kFold(5, rows: 50, repeats: 2, seed: 1)
    func validation(_ better: Double) throws -> CrossValidation {
      try crossValidate(folds, score: { predicted, rows in predicted[0] }) { train in
        { rows in rows.map { better * Double($0 % 7) } }
      }
    }
    let test = try FoldComparison(first: validation(2), second: validation(1))
    #expect(test.correction == 0.25 && test.degreesOfFreedom == 9)
    let plain = try FoldComparison(
      first: validation(2).measures[0].scores, second: validation(1).measures[0].scores, testShareOfTrain: 0)
    #expect(abs(test.statistic / plain.statistic) < 1)
    let other = try crossValidate(
      Folds.kFold(4, rows: 50, seed: 1), score: { predicted, _ in predicted[0] }
    ) { _ in { rows in rows.map(Double.init) } }
    #expect(
      sentence { try FoldComparison(first: validation(1), second: other) }
        == "the two learners were not validated on folds of the same sizes; give both the same folds")
    #expect(
      sentence { try FoldComparison(first: validation(1), second: validation(2), measure: "recall") }
        == "there is no measure \"recall\"; there is score")
  }

  @Test("equal scores differ by nothing, constant differences by infinitely many errors")
  func degenerate() throws {
    #expect(try FoldComparison(first: [1, 2], second: [1, 2], testShareOfTrain: 0.25).pValue == 1)
    #expect(try FoldComparison(first: [2, 3], second: [1, 2], testShareOfTrain: 0.25).pValue == 0)
    #expect(
      try FoldComparison(first: [2, 3], second: [1, 2], testShareOfTrain: 0.25, alternative: .less).pValue == 1)
  }

  @Test("McNemar's test counts the rows on which just one is right")
  func mcNemar() throws {
    let actual = [1, 1, 1, 1, 0, 0, 0, 0]
    let test = try McNemarTest(
      first: [1, 1, 1, 1, 0, 0, 0, 1], second: [0, 0, 0, 1, 1, 0, 0, 0], actual: actual)
    #expect(test.onlyFirst == 4 && test.onlySecond == 1)
    #expect(
      sentence { try McNemarTest(first: [1], second: [1, 0], actual: [1, 0]) }
        == "got 1 prediction but 2 true labels; give one of each per row")
  }

  @Test("the bootstrap judges both models on the same draws")
  func bootstrap() throws {
    var rng = SeededGenerator(seed: 1)
    let actual = (0..<200).map { _ in rng.bernoulli(0.5) }
    let good = actual.map { rng.bernoulli(0.9) ? $0 : !$0 }
    let poor = actual.map { rng.bernoulli(0.7) ? $0 : !$0 }
    let gain = try bootstrapDifference(first: good, second: poor, actual: actual, resamples: 999, seed: 2) {
      try accuracy(predicted: $0, actual: $1)
    }
    #expect(try gain.interval().lowerBound > 0)
    let same = try bootstrapDifference(first: good, second: good, actual: actual, resamples: 99, seed: 2) {
      try accuracy(predicted: $0, actual: $1)
    }
    #expect(same.replicates.allSatisfy { $0 == 0 })
  }
}
