import Evaluation
import LinearAlgebra
import Testing

@Suite("Values of evaluation as text")
struct DescriptionTests {
  @Test("a fold shows its sizes and first rows, whatever its length")
  func folds() throws {
    let folds = try Folds.kFold(4, rows: 100_000, seed: 1)
    #expect("\(folds)" == "k-fold, 100000 rows, 4 folds")
    let lines = "\(folds[0])".split(separator: "\n")
    #expect(lines.count == 2 && lines[0].hasPrefix("train: 75000 rows (") && lines[1].hasPrefix("test: 25000 rows ("))
    #expect(lines.allSatisfy { $0.hasSuffix(", …)") && $0.count < 100 })
    #expect("\(Fold(train: [0, 2, 5], test: [1]))" == "train: 3 rows (0, 2, 5)\ntest: 1 row (1)")
  }

  @Test("curves of many points are one line of text")
  func curves() throws {
    let scores = (0..<10_000).map { Double($0 * 7919 % 10_007) }
    let actual = scores.map { $0 > 6_000 }
    #expect("\(try ROCCurve(scores: scores, actual: actual))" == "ROC curve of 10001 points, area 1")
    #expect(
      "\(try PrecisionRecallCurve(scores: scores, actual: actual))"
        == "precision-recall curve of 10001 points, average precision 1")
    let isotonic = try IsotonicRegression().fit(x: [1, 2, 3], y: [0.1, 0.5, 0.9])
    #expect("\(isotonic)" == "isotonic curve of 3 points, from 0.1 at 1 to 0.9 at 3")
  }

  @Test("tables are their own text")
  func tables() throws {
    let matrix = try ConfusionMatrix(predicted: ["cat", "dog"], actual: ["cat", "cat"])
    #expect("\(matrix)".contains("actual cat") && "\(matrix)".contains("predicted dog"))
    let report = try RegressionReport(predicted: [1, 2, 3], actual: [1, 2, 4])
    #expect("\(report)".contains("mean absolute error"))
    let diagram = try ReliabilityDiagram(probabilities: [0.1, 0.9], actual: [0, 1])
    #expect("\(diagram)".contains("came true"))
    let importance = try permutationImportance(
      of: [[1, 0], [2, 0], [3, 0]], names: ["a", "b"], repeats: 2, seed: 1
    ) {
      $0[0][0] == 1 ? 1 : 0
    }
    #expect("\(importance)".contains("± over repeats") && "\(importance)".contains("score of all features 1"))
  }

  @Test("scores, baselines, rankings and outcomes are told apart by their text")
  func names() throws {
    #expect("\(ClassScore.recall(of: "yes"))" == "recall of yes")
    #expect("\(NumberScore.rSquared)" == "R²")
    #expect("\(Baseline.majority(of: [1, 1, 0]))" == "baseline majority")
    #expect(
      "\(try Ranking(scores: [0.9, 0.5, 0.5], relevance: [0, 2, 1]))" == "3 items by score, relevance 0, (2, 1)")
    let outcome = ClassOutcome(predicted: [1, 0], actual: [1, 1], classes: [0, 1])
    #expect("\(outcome)" == "2 rows, predicted 1, 0, actual 1, 1")
  }
}
