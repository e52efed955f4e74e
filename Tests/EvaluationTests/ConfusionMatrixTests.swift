import Evaluation
import Plotting
import Testing

@Suite("Confusion matrix")
struct ConfusionMatrixTests {
  struct Scores: Decodable {
    let precision, recall, f1, fHalf, f2, jaccard: Double
  }
  struct ClassScores: Decodable {
    let precision, recall, f1, fHalf, f2, jaccard: [Double]
  }
  struct Case: Decodable {
    let name: String
    let predicted, actual, classes: [Int]
    let weights: [Double]?
    let cells: [[Double]]
    let accuracy, balancedAccuracy, matthews, kappa, kappaLinear, kappaQuadratic: Double
    let perClass: ClassScores
    let macro, micro, weighted: Scores
    let specificity: [Double]
  }
  struct Content: Decodable { let confusion: [Case] }

  @Test("every score agrees with scikit-learn, with weights, absent classes and classes never predicted")
  func reference() throws {
    var worst = WorstError()
    for item in try fixture("metrics", as: Content.self).confusion {
      let matrix = try ConfusionMatrix(
        predicted: item.predicted, actual: item.actual, classes: item.classes, sampleWeights: item.weights)
      worst.add(matrix.cells.flatMap { $0 }, item.cells.flatMap { $0 }, "\(item.name): cells")
      worst.add(matrix.accuracy, item.accuracy, "\(item.name): accuracy")
      let direct = try accuracy(predicted: item.predicted, actual: item.actual, sampleWeights: item.weights)
      worst.add(direct, item.accuracy, "\(item.name): accuracy by itself")
      worst.add(matrix.balancedAccuracy, item.balancedAccuracy, "\(item.name): balanced accuracy")
      worst.add(matrix.matthewsCorrelation, item.matthews, "\(item.name): Matthews")
      worst.add(matrix.kappa(), item.kappa, "\(item.name): kappa")
      worst.add(matrix.kappa(.linear), item.kappaLinear, "\(item.name): linear kappa")
      worst.add(matrix.kappa(.quadratic), item.kappaQuadratic, "\(item.name): quadratic kappa")
      let counts = try item.classes.map { try matrix.counts(of: $0) }
      worst.add(counts.map(\.precision), item.perClass.precision, "\(item.name): precision")
      worst.add(counts.map(\.recall), item.perClass.recall, "\(item.name): recall")
      worst.add(counts.map(\.f1), item.perClass.f1, "\(item.name): F1")
      worst.add(counts.map { $0.fBeta(0.5) }, item.perClass.fHalf, "\(item.name): F0.5")
      worst.add(counts.map { $0.fBeta(2) }, item.perClass.f2, "\(item.name): F2")
      worst.add(counts.map(\.jaccard), item.perClass.jaccard, "\(item.name): Jaccard")
      worst.add(counts.map(\.specificity), item.specificity, "\(item.name): specificity")
      for (average, scores) in [
        (ClassAverage.macro, item.macro), (.micro, item.micro), (.weighted, item.weighted),
      ] {
        let name = "\(item.name): \(average)"
        worst.add(matrix.precision(average), scores.precision, name + " precision")
        worst.add(matrix.recall(average), scores.recall, name + " recall")
        worst.add(matrix.f1(average), scores.f1, name + " F1")
        worst.add(matrix.fBeta(0.5, average), scores.fHalf, name + " F0.5")
        worst.add(matrix.fBeta(2, average), scores.f2, name + " F2")
      }
      if item.classes.count == 2 {
        worst.add(counts[1].matthewsCorrelation, item.matthews, "\(item.name): Matthews of counts")
        worst.add(counts[1].balancedAccuracy, item.balancedAccuracy, "\(item.name): balanced accuracy of counts")
      }
    }
    #expect(worst.error < 1e-14, "\(worst)")
  }

  @Test("two models with the same accuracy differ in what they find: the numbers of the book")
  func book() throws {
    let a = ClassCounts(truePositives: 10, falsePositives: 10, falseNegatives: 90, trueNegatives: 890)
    let b = ClassCounts(truePositives: 90, falsePositives: 90, falseNegatives: 10, trueNegatives: 810)
    #expect(a.accuracy == 0.9 && b.accuracy == 0.9)
    #expect(a.precision == 0.5 && b.precision == 0.5)
    #expect(a.recall == 0.1 && b.recall == 0.9)
    #expect(abs(a.f1 - 1.0 / 6) < 1e-15)
    #expect(abs(b.f1 - 9.0 / 14) < 1e-15)
    let matrix = try ConfusionMatrix(classes: ["cancer", "normal"], cells: [[10, 90], [10, 890]])
    #expect(abs(try matrix.f1(of: "normal") - 0.946809) < 1e-6)
    #expect(abs(matrix.matthewsCorrelation - 0.190476) < 1e-6)
  }

  @Test("both orientations show the same cells, and say which is which")
  func orientation() throws {
    let matrix = try ConfusionMatrix(
      predicted: ["cat", "dog", "dog", "dog"], actual: ["cat", "cat", "cat", "dog"])
    #expect(matrix.classes == ["cat", "dog"])
    #expect(try matrix[actual: "cat", predicted: "dog"] == 2)
    #expect(matrix.rows(.actualInRows) == [[1, 2], [0, 1]])
    #expect(matrix.rows(.predictedInRows) == [[1, 0], [2, 1]])
    #expect(matrix.shares(of: .actual)[0] == [1.0 / 3, 2.0 / 3])
    #expect(matrix.shares(of: .predicted)[0] == [1, 2.0 / 3])
    let context = DisplayContext(width: 80)
    let upright = matrix.table(.actualInRows).display(in: context).plain
    #expect(upright.contains("actual cat") && upright.contains("predicted dog"))
    let turned = matrix.table(.predictedInRows).display(in: context).plain
    #expect(turned.contains("predicted cat") && turned.contains("actual dog"))
    #expect(matrix.plot(.predictedInRows, shares: .actual).display(in: context).svg?.contains("<svg") == true)
    #expect(matrix.report().display(in: context).plain.contains("macro average"))
  }

  @Test("the cells add up to the weights")
  func sums() throws {
    let matrix = try ConfusionMatrix(
      predicted: [true, false, true], actual: [false, false, true], sampleWeights: [0.5, 2, 3])
    #expect(matrix.classes == [false, true])
    #expect(matrix.total == 5.5)
    #expect(matrix.classCounts.allSatisfy { $0.total == 5.5 })
  }

  @Test("a score equal to the threshold is not above it")
  func threshold() throws {
    let matrix = try ConfusionMatrix(scores: [0.5, 0.6, 0.4], above: 0.5, actual: [true, true, false])
    #expect(try matrix.counts(of: true).truePositives == 1)
    #expect(try matrix.counts(of: true).falseNegatives == 1)
  }

  @Test("a ratio of nothing to nothing is 0, and the report says where")
  func undefined() throws {
    let matrix = try ConfusionMatrix(predicted: [0, 0, 0], actual: [0, 0, 1], classes: [0, 1, 2])
    #expect(try matrix.precision(of: 1) == 0 && matrix.recall(of: 2) == 0 && matrix.matthewsCorrelation == 0)
    #expect(matrix.kappa() == 0)
    let text = matrix.report().display(in: DisplayContext(width: 100)).plain
    #expect(text.contains("never predicted, so precision 0/0 counts as 0: 1, 2"))
    #expect(text.contains("no rows, so recall 0/0 counts as 0: 2"))
  }

  @Test("a class that the matrix does not have is refused, and the one that was meant is named")
  func unknownClass() throws {
    let matrix = try ConfusionMatrix(
      predicted: ["cat", "dog"], actual: ["cat", "cat"], classes: ["cat", "dog", "cow"])
    #expect(try matrix.recall(of: "cow") == 0 && matrix.recall(of: "dog") == 0 && matrix.precision(of: "cow") == 0)
    let refused = "there is no class dogs; did you mean \"dog\"? the classes are cat, dog, cow"
    #expect(sentence { try matrix.recall(of: "dogs") } == refused)
    #expect(sentence { try matrix.precision(of: "dogs") } == refused)
    #expect(sentence { try matrix.specificity(of: "dogs") } == refused)
    #expect(sentence { try matrix.f1(of: "dogs") } == refused)
    #expect(sentence { try matrix.fBeta(2, of: "dogs") } == refused)
    #expect(sentence { try matrix[actual: "dogs", predicted: "cat"] } == refused)
    #expect(sentence { try matrix[actual: "cat", predicted: "dogs"] } == refused)
    #expect(sentence { try matrix.counts(of: "fish") } == "there is no class fish; the classes are cat, dog, cow")
  }

  @Test("labels that are not among the classes, or classes named twice, are refused with the place")
  func refusals() {
    #expect(
      sentence { try ConfusionMatrix(predicted: [0, 7], actual: [0, 1], classes: [0, 1]) }
        == "row 1 has the label 7, which is not among the classes (0, 1)")
    #expect(
      sentence { try ConfusionMatrix(predicted: [0], actual: [0], classes: [0, 0]) }
        == "the class 0 is named twice; name each class once")
    #expect(
      sentence { try ConfusionMatrix(predicted: [0], actual: [0, 1]) }
        == "got 1 prediction but 2 true labels; give one of each per row")
    #expect(
      sentence { try ConfusionMatrix(scores: [0.1, .nan], above: 0, actual: [true, false]) }
        == "the score of row 1 is nan, which is neither above nor below any other; every score must be a number")
  }
}
