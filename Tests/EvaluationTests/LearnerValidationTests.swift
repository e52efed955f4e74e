import DataFrames
import Evaluation
import LinearAlgebra
import Models
import Plotting
import Testing

@Suite("Learners on folds, from matrices and frames")
struct LearnerValidationTests {
  private struct Reference: Decodable {
    let age, income: [Double]
    let country: [String]
    let member: [Bool]
    let bought: [String]
    let coefficients: [Double]
    let intercept: Double
    let probabilities: [Double]
    let folds: [[String: Double]]
    let statistic, pValue: Double
  }

  private let reference: Reference
  private let frame: DataFrame
  private let folds: Folds

  init() throws {
    reference = try fixture("learners", as: Reference.self)
    frame = try DataFrame(
      Column("age", reference.age), Column("income", reference.income), Column("country", reference.country),
      Column("member", reference.member), Column("bought", reference.bought))
    let rows = 0..<frame.rowCount
    folds = try Folds(
      (0..<5).map { part in
        Fold(train: rows.filter { $0 % 5 != part }, test: rows.filter { $0 % 5 == part })
      }, rows: frame.rowCount)
  }

  /// The same as numbers, by hand.
  private var matrix: Matrix<Double> {
    Matrix(rowCount: frame.rowCount, columnCount: 6) { row, column in
      switch column {
      case 0: reference.age[row]
      case 1: reference.income[row]
      case 2, 3, 4: reference.country[row] == ["DK", "NO", "SE"][column - 2] ? 1 : 0
      default: reference.member[row] ? 1 : 0
      }
    }
  }

  private var labels: [Int] { reference.bought.map { $0 == "yes" ? 1 : 0 } }

  @Test("a fit to a frame is that of scikit-learn with a column for each category")
  func fit() throws {
    let model = try LogisticRegression().fit(frame, label: "bought")
    #expect(model.featureNames == ["age", "income", "country = DK", "country = NO", "country = SE", "member"])
    #expect(model.classNames == ["no", "yes"])
    #expect(try model.matrix(frame) == matrix)
    var worst = WorstError()
    worst.add(model.model.coefficients, reference.coefficients, "coefficients")
    worst.add(model.model.intercept, reference.intercept, "intercept")
    worst.add(try model.probabilities(frame).array("yes", of: Double.self), reference.probabilities, "probabilities")
    #expect(worst.error < 1e-6, "\(worst)")
    let table = try model.coefficients()
    #expect(try table.array("feature", of: String.self) == model.featureNames)
    #expect(try table.array("coefficient", of: Double.self) == model.model.coefficients)
  }

  @Test("scores on folds are those of scikit-learn, from a frame and from a matrix, for any number of threads")
  func scores() throws {
    let scores: [ClassScore] = [.accuracy, .logLoss, .rocAUC, .recall(of: "yes")]
    for threads in [nil, 1, 3] {
      let found = try crossValidate(
        LogisticRegression(), frame, label: "bought", folds: folds, scores: scores, threads: threads)
      var worst = WorstError()
      for name in ["accuracy", "log loss", "ROC AUC", "recall of yes"] {
        worst.add(try found[name].scores, reference.folds.map { $0[name] ?? .nan }, name)
      }
      #expect(worst.error < 1e-6, "\(worst)")
      let same = try crossValidate(
        LogisticRegression(), features: matrix, labels: labels, folds: folds,
        scores: [.accuracy, .logLoss, .rocAUC, .recall(of: 1)])
      #expect(same.measures.map(\.scores) == found.measures.map(\.scores))
    }
  }

  @Test("the usual scores are asked where none are named")
  func usual() throws {
    let found = try crossValidate(LogisticRegression(), frame, label: "bought")
    #expect(found.measures.map(\.name) == ["accuracy", "log loss", "ROC AUC"])
    #expect(found.testRows.count == 5)
    let adaBoost = try crossValidate(AdaBoost(rounds: 5), features: matrix, labels: labels)
    #expect(adaBoost.measures.map(\.name) == ["accuracy"])
    let three = (0..<frame.rowCount).map { $0 % 3 }
    let forest = try crossValidate(DecisionTree(depth: 2), features: matrix, labels: three)
    #expect(forest.measures.map(\.name) == ["accuracy", "log loss"])
    let numbers = try crossValidate(
      DecisionTreeRegression(depth: 2), frame, target: "income", features: ["age", "country"])
    #expect(numbers.measures.map(\.name) == ["R²", "mean absolute error"])
  }

  @Test("two learners are compared by the corrected t test on the same folds")
  func comparison() throws {
    let found = try compare(
      LogisticRegression(), LogisticRegression(l2: 3000), frame, label: "bought", folds: folds, score: .logLoss)
    #expect(abs(found.statistic - reference.statistic) < 1e-5)
    #expect(abs(found.pValue - reference.pValue) < 1e-7)
    let itself = try compare(LogisticRegression(), LogisticRegression(), features: matrix, labels: labels)
    #expect(itself.differences == [Double](repeating: 0, count: 10))
  }

  @Test("a learning curve ends with the scores of cross-validation")
  func curve() throws {
    let curve = try learningCurve(LogisticRegression(), frame, label: "bought", folds: folds, score: .logLoss)
    #expect(curve.sizes == [12, 30, 60, 90, 120])
    let whole = try crossValidate(LogisticRegression(), frame, label: "bought", folds: folds, scores: [.logLoss])
    var worst = WorstError()
    worst.add(curve.testScores[4], try whole["log loss"].scores, "the whole")
    #expect(worst.error < 1e-9, "\(worst)")
    #expect(curve.testMeans[4] < curve.testMeans[0])
    let numbers = try learningCurve(
      DecisionTreeRegression(depth: 2), features: matrix, targets: reference.income, sizes: [20, 40])
    #expect(numbers.sizes == [20, 40])
  }

  @Test("importance shuffles a column with all its categories, and a column that is not used matters nothing")
  func importance() throws {
    let model = try LogisticRegression().fit(frame, label: "bought")
    let loss = try permutationImportance(of: model, frame, score: .logLoss, repeats: 5, seed: 3)
    #expect(loss.features == ["age", "income", "country", "member"])
    #expect(loss.means.allSatisfy { $0 > 0 })
    #expect(
      try loss.baseline
        == logLoss(probabilities: model.classProbabilities(frame), classes: [0, 1], actual: labels))
    let noise = try frame.adding(Column("noise", repeatElement(1.0, count: frame.rowCount)))
    let blind = try permutationImportance(
      of: DecisionTree(depth: 3).fit(noise, label: "bought"), noise, repeats: 3)
    #expect(blind.drops[4] == [0, 0, 0])
    let raw = try permutationImportance(
      of: model.model, features: matrix, labels: labels, names: model.featureNames, repeats: 2)
    #expect(raw.features == model.featureNames)
    let tree = try DecisionTreeRegression(depth: 3).fit(frame, target: "income", features: ["age", "member"])
    #expect(try permutationImportance(of: tree, frame).features == ["age", "member"])
  }

  @Test("measures take what models and frames give")
  func measures() throws {
    let model = try LogisticRegression().fit(frame, label: "bought")
    let predicted = try model.predict(frame)
    let probabilities = try model.probabilities(frame)
    let actual = try frame["bought"]
    let texts = reference.bought
    let right = try zip(predicted.array(of: String.self), texts).filter { $0 == $1 }.count
    #expect(try accuracy(predicted: predicted, actual: actual) == Double(right) / Double(texts.count))
    #expect(try ConfusionMatrix(predicted: predicted, actual: actual).classes == ["no", "yes"])
    let yes = try probabilities.array("yes", of: Double.self)
    let isYes = texts.map { $0 == "yes" }
    #expect(
      try abs(logLoss(probabilities: probabilities, actual: actual) - logLoss(probabilities: yes, actual: isYes))
        < 1e-12)
    #expect(
      try abs(
        brierScore(probabilities: probabilities, actual: actual) / 2 - brierScore(probabilities: yes, actual: isYes))
        < 1e-12)
    let area = try rocAUC(scores: yes, actual: isYes)
    #expect(try rocAUC(probabilities: probabilities, actual: actual) == area)
    #expect(try rocAUC(scores: probabilities["yes"], actual: actual, positive: "yes") == area)
    #expect(try abs(ROCCurve(scores: probabilities["yes"], actual: actual, positive: "yes").auc - area) < 1e-12)
    #expect(
      try PrecisionRecallCurve(scores: probabilities["yes"], actual: actual, positive: "yes").averagePrecision
        == averagePrecision(scores: yes, actual: isYes))
    #expect(try ReliabilityDiagram(probabilities: probabilities["yes"], actual: actual, positive: "yes").bins.count > 3)
    #expect(try expectedCalibrationError(probabilities: probabilities, actual: actual) >= 0)
    #expect(
      sentence { try rocAUC(scores: probabilities["yes"], actual: actual) }
        == "column \"bought\" does not say which class counts as positive; name it with positive: \"yes\" "
        + "(the classes are no, yes)")
    #expect(
      sentence { try rocAUC(scores: probabilities["yes"], actual: actual, positive: "Yes") }
        == "there is no class Yes; did you mean \"yes\"? the classes are no, yes")
    let scores = try model.evaluate(frame)
    #expect(scores.names == ["accuracy", "log loss", "ROC AUC"])
    #expect(try scores["ROC AUC"] == area)
    #expect(
      sentence { try scores["roc AUC"] }
        == "there is no measure \"roc AUC\"; did you mean \"ROC AUC\"? there are accuracy, log loss, ROC AUC")
    #expect(scores.display(in: DisplayContext()).plain.contains("on 150 rows"))
    let line = try DecisionTreeRegression(depth: 3).fit(frame, target: "income")
    let numbers = try line.predict(frame)
    #expect(
      try rSquared(predicted: numbers, actual: frame["income"])
        == rSquared(predicted: numbers, actual: reference.income))
    #expect(try line.evaluate(frame)["R²"] == rSquared(predicted: numbers, actual: reference.income))
    #expect(try RegressionReport(predicted: numbers, actual: frame["income"]).rows == 150)
  }

  @Test("whole numbers are classes in their order, not in that of their texts")
  func wholeNumbers() throws {
    let matrix = try ConfusionMatrix(predicted: Column("p", [2, 10, 2]), actual: Column("a", [2, 10, 10]))
    #expect(matrix.classes == ["2", "10"])
    #expect(try rocAUC(scores: Column("s", [0.1, 0.9]), actual: Column("a", [0, 1])) == 1)
    #expect(try rocAUC(scores: Column("s", [0.1, 0.9]), actual: Column("a", [true, false])) == 0)
  }

  @Test("what cannot be measured is said, with the fold and the names")
  func refusals() throws {
    #expect(
      sentence { try crossValidate(AdaBoost(rounds: 3), features: matrix, labels: labels, scores: [.logLoss]) }
        == "in fold 0: log loss is about probabilities, and AdaBoostModel gives none; choose a score of predicted "
        + "classes, such as .accuracy")
    #expect(
      sentence { try crossValidate(LogisticRegression(), frame, label: "bougth") }?.contains("did you mean \"bought\"?")
        == true)
    #expect(
      sentence {
        try crossValidate(LogisticRegression(), features: matrix, labels: labels, folds: .kFold(2, rows: 10, seed: 1))
      } == "the folds are for 10 rows, and there are 150; make them for these rows")
    #expect(
      sentence { try crossValidate(LogisticRegression(), frame, label: "bought", scores: [.recall(of: "maybe")]) }
        == "in fold 0: there is no class maybe; the classes are no, yes")
    var broken = reference.age
    broken[7] = .nan
    let bad = try frame.adding(Column("age", broken))
    #expect(
      sentence { try crossValidate(LogisticRegression(), bad, label: "bought", folds: folds) }?.contains(
        "column \"age\"") == true)
  }

  @Test("probabilities as a matrix and as arrays give the same")
  func matrices() throws {
    let rows = [[0.7, 0.2, 0.1], [0.1, 0.8, 0.1], [0.3, 0.3, 0.4], [0.2, 0.5, 0.3]]
    let classes = ["a", "b", "c"]
    let actual = ["a", "b", "c", "a"]
    let matrix = try Matrix(rows: rows)
    #expect(
      try logLoss(probabilities: matrix, classes: classes, actual: actual)
        == logLoss(probabilities: rows, classes: classes, actual: actual))
    #expect(
      try brierScore(probabilities: matrix, classes: classes, actual: actual)
        == brierScore(probabilities: rows, classes: classes, actual: actual))
    #expect(
      try rocAUC(probabilities: matrix, classes: classes, actual: actual, multiclass: .oneAgainstOne)
        == rocAUC(probabilities: rows, classes: classes, actual: actual, multiclass: .oneAgainstOne))
    #expect(
      try expectedCalibrationError(probabilities: matrix, classes: classes, actual: actual)
        == expectedCalibrationError(probabilities: rows, classes: classes, actual: actual))
    let logits = try Matrix(rows: rows.map { $0.map { $0 * 3 } })
    let scaling = try TemperatureScaling().fit(logits: logits, actual: [0, 1, 2, 0])
    #expect(try Matrix(rows: scaling.probabilities(logits: logits.arrays)) == scaling.probabilities(logits: logits))
  }

  @Test("precision, recall and F1 take the positive class of 0 and 1 or of true and false")
  func positiveClass() throws {
    let plain = try crossValidate(
      LogisticRegression(), features: matrix, labels: labels, scores: [.precision, .recall, .f1])
    let named = try crossValidate(
      LogisticRegression(), features: matrix, labels: labels, scores: [.precision(of: 1), .recall(of: 1), .f1(of: 1)])
    #expect(plain.measures.map(\.scores) == named.measures.map(\.scores))
    #expect(plain.measures.map(\.name) == ["precision", "recall", "F1"])
    _ = try crossValidate(LogisticRegression(), frame, label: "member", scores: [.f1])
    #expect(
      sentence { try crossValidate(LogisticRegression(), frame, label: "bought", scores: [.f1]) }
        == "in fold 0: f1 is about one class, and no, yes do not say which counts as positive; name it, as in "
        + ".f1(of: \"yes\"), or use .macroF1, the mean over classes")
    #expect(
      sentence { try crossValidate(LogisticRegression(), frame, label: "bought", scores: [.precision]) }
        == "in fold 0: precision is about one class, and no, yes do not say which counts as positive; name it, as in "
        + ".precision(of: \"yes\")")
  }

  @Test("a class that a fold has no training rows of is told by its name and by the row of the frame")
  func classOnlyTested() throws {
    let small = try DataFrame(
      Column("x", [1.0, 2, 3, 4, 5, 6, 7]), Column("kind", ["a", "b", "a", "b", "a", "b", "c"]))
    let folds = try Folds.blocks(2, rows: 7)
    #expect(
      sentence { try crossValidate(GaussianNaiveBayes(), small, label: "kind", folds: folds, scores: [.logLoss]) }
        == "in fold 1: row 6 has the label c, and no row that the model was fitted to has it (they have a, b); make "
        + "folds in which each part has every class, with Folds.stratifiedKFold(…, strata: …, seed: …)")
  }

  @Test("metrics of numbers and stratified folds take columns")
  func columns() throws {
    let (predicted, actual) = (Column("p", [1.0, 2, 4]), Column("a", [1.5, 2, 3]))
    let (p, a) = ([1.0, 2, 4], [1.5, 2, 3])
    #expect(
      try meanAbsoluteError(predicted: predicted, actual: actual) == meanAbsoluteError(predicted: p, actual: a))
    #expect(try meanSquaredError(predicted: predicted, actual: actual) == meanSquaredError(predicted: p, actual: a))
    #expect(
      try rootMeanSquaredError(predicted: predicted, actual: actual) == rootMeanSquaredError(predicted: p, actual: a))
    #expect(try rSquared(predicted: predicted, actual: actual) == rSquared(predicted: p, actual: a))
    #expect(try RegressionReport(predicted: predicted, actual: actual) == RegressionReport(predicted: p, actual: a))
    #expect(
      try Folds.stratifiedKFold(5, strata: frame["bought"], seed: 1)
        == Folds.stratifiedKFold(5, strata: reference.bought, seed: 1))
    #expect(
      try Folds.stratifiedHoldOut(strata: frame["bought"], test: 0.2, seed: 1)
        == Folds.stratifiedHoldOut(strata: reference.bought, test: 0.2, seed: 1))
  }
}

extension Matrix<Double> {
  fileprivate var arrays: [[Double]] { (0..<rowCount).map { Array(row($0)) } }
}
