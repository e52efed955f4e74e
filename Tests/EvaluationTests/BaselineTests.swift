import Evaluation
import Statistics
import Testing

@Suite("Baselines")
struct BaselineTests {
  private let labels = (0..<2_000).map { $0 % 10 == 0 ? "spam" : "ham" }

  @Test("each baseline predicts what its name says")
  func predictions() throws {
    let rows = Array(0..<2_000)
    func predicted<Value: Sendable>(_ baseline: Baseline<Value>) throws -> [Value] { try baseline.fit(rows)(rows) }
    #expect(try predicted(.majority(of: labels)).allSatisfy { $0 == "ham" })
    let prior = try predicted(.prior(of: labels, seed: 1)).count { $0 == "spam" }
    #expect(abs(Double(prior) / 2_000 - 0.1) < 0.03)
    let uniform = try predicted(.uniform(over: ["spam", "ham"], seed: 1)).count { $0 == "spam" }
    #expect(abs(Double(uniform) / 2_000 - 0.5) < 0.04)
    #expect(try predicted(.human(labels: labels)) == labels)
    #expect(try predicted(.rule { $0 < 3 }).count { $0 } == 3)
    #expect(try predicted(.mean(of: rows.map(Double.init)))[0] == 999.5)
    #expect(try predicted(.median(of: rows.map { $0 < 1_500 ? 1 : 100 }))[0] == 1)
  }

  @Test("a row's draw does not depend on its fold")
  func draws() throws {
    let baseline = Baseline.uniform(over: [0, 1, 2], seed: 9)
    #expect(try baseline.fit([])([5, 6]) == [baseline.fit([1])([5])[0], baseline.fit([2])([6])[0]])
  }

  @Test("baselines go through cross-validation like any learner")
  func validated() throws {
    let labels = labels
    let folds = try Folds.stratifiedKFold(4, strata: labels, seed: 1)
    let result = try crossValidate(
      folds, score: { try accuracy(predicted: $0, actual: $1.map { labels[$0] }) },
      fit: Baseline.majority(of: labels).fit)
    #expect(result.measures[0].scores == [0.9, 0.9, 0.9, 0.9])
  }

  @Test("guessing scores are those of the book's table")
  func guessing() throws {
    let even = try GuessingScores(positiveShare: 0.1, guessedShare: 0.5)
    #expect(abs(even.f1 - 1.0 / 6) < 1e-15 && abs(even.accuracy - 0.5) < 1e-15)
    let byShare = try GuessingScores(positiveShare: 0.1, guessedShare: 0.1)
    #expect(abs(byShare.f1 - 0.1) < 1e-15 && abs(byShare.accuracy - 0.82) < 1e-15)
    let always = try GuessingScores(positiveShare: 0.9, guessedShare: 1)
    #expect(abs(always.f1 - 0.947368421) < 1e-9 && always.recall == 1)
    #expect(try GuessingScores(positiveShare: 0.1, guessedShare: 0).f1 == 0)
    #expect(
      sentence { try GuessingScores(positiveShare: 2, guessedShare: 0) }
        == "the share of positives is 2, and it must be from 0 to 1")
  }

  @Test("rows that a baseline knows nothing of are refused")
  func refusals() {
    #expect(
      sentence { try Baseline.human(labels: ["a"]).fit([])([1]) }
        == "a row to predict is 1, and it must be among the 1 rows that people labeled")
    #expect(
      sentence { try Baseline.majority(of: ["a"]).fit([])([0]) }
        == "too few rows for a baseline: 0, where it takes at least 1")
  }
}
