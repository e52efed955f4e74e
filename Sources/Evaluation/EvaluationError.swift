internal import DataFrames
internal import Spelling
internal import Statistics

/// What makes an evaluation impossible.
public enum EvaluationError: Error, Equatable, Sendable, CustomStringConvertible {
  /// There is nothing to evaluate.
  case noPredictions
  /// There are `predicted` predictions for `actual` true labels.
  case labelCount(predicted: Int, actual: Int)
  /// There are `weights` sample weights for `predictions` predictions.
  case weightCount(weights: Int, predictions: Int)
  /// The weight of `row` is negative or not finite.
  case weight(row: Int, value: Double)
  /// No weight is above zero.
  case weightsAllZero
  /// The weights are finite, but their sum is not.
  case weightsTooLarge
  /// Two lists that belong together differ in length.
  case lengths(first: String, count: Int, second: String, secondCount: Int)
  /// A score is NaN, which has no place in an order.
  case scoreIsNaN(row: Int)
  /// A number that must be finite is not.
  case notFinite(what: String, row: Int, value: Double)
  /// A probability is not between 0 and 1.
  case probability(row: Int, value: Double)
  /// The probabilities of a row do not add up to 1.
  case probabilitySum(row: Int, sum: Double)
  /// A row has another number of values than there are classes.
  case classColumns(row: Int, columns: Int, classes: Int)
  /// A label is not among the classes.
  case unknownLabel(row: Int, label: String, classes: [String])
  /// A class is named twice.
  case repeatedClass(String)
  /// All rows that count are of one kind, and `measure` compares two.
  case oneClass(measure: String, label: String)
  /// There are fewer rows, groups, or times than the work needs.
  case tooFew(what: String, count: Int, needed: Int, purpose: String)
  /// A true value is 0, of which no error is a percentage.
  case zeroActual(row: Int)
  /// A setting is out of range.
  case setting(name: String, value: Double, requirement: String)
  /// A score of one model, fold or column is not a finite number.
  case badScore(of: String, value: Double)
  /// A fitted predictor gave another number of predictions than there were rows.
  case predictionCount(predictions: Int, rows: Int)
  /// A row is judged by two folds where each row can have one prediction.
  case rowJudgedTwice(row: Int, first: Int, second: Int)
  /// A learner was not validated by the measure asked for.
  case unknownMeasure(String, known: [String])
  /// Two learners were not validated on the same folds.
  case foldsDiffer
  /// A class has no rows that count, and a measure of each class needs some.
  case classWithoutRows(String)
  /// Pairs of classes have no common counts to average.
  case noMicroAverageOfPairs
  /// A score asks for probabilities, and the model gives none.
  case noProbabilities(score: String, model: String)
  /// A label that is a whole number is neither 0 nor 1, and nothing says which class counts as positive.
  case notBinary(row: Int, label: Int)
  /// A score is asked of a class that is not there.
  case noSuchClass(String, classes: [String])
  /// A score of one class does not say of which.
  ///
  /// - Parameter average: the score that is the mean over classes.
  case classNotNamed(score: String, average: String?, classes: [String])
  /// A row is of a class that the model was fitted without.
  case classNotFitted(row: Int, label: String, classes: [String])
  /// The folds were made for another number of rows.
  case foldRows(folds: Int, rows: Int)
  /// A column holds more than two classes or text, and nothing says which class counts as positive.
  case positiveNotNamed(column: String, classes: [String])
  /// No line through the scores fits best: they separate the classes, or do not vary.
  case notCalibratable(reason: String)

  public var description: String {
    switch self {
    case .noPredictions:
      "there are no predictions to evaluate; give at least one"
    case .labelCount(let predicted, let actual):
      "got \(counted(predicted, "prediction")) but \(counted(actual, "true label")); give one of each per row"
    case .weightCount(let weights, let predictions):
      "got \(counted(weights, "sample weight")) for \(counted(predictions, "prediction")); give one per prediction"
    case .weight(let row, let value):
      "the sample weight of row \(row) is \(value); a weight must be a finite number of at least 0"
    case .weightsAllZero:
      "every sample weight is 0, so no row counts; at least one must be above 0"
    case .weightsTooLarge:
      "the sample weights add up to more than a number can hold; divide all of them by the largest"
    case .lengths(let first, let count, let second, let secondCount):
      "there are \(count) \(first) but \(secondCount) \(second); they must be equally many"
    case .scoreIsNaN(let row):
      "the score of row \(row) is nan, which is neither above nor below any other; every score must be a number"
    case .notFinite(let what, let row, let value):
      "the \(what) of row \(row) is \(value); it must be a finite number"
    case .probability(let row, let value):
      "the probability of row \(row) is \(value); a probability must be a number from 0 to 1"
    case .probabilitySum(let row, let sum):
      "the probabilities of row \(row) add up to \(sum); they must add up to 1"
    case .classColumns(let row, let columns, let classes):
      "row \(row) has \(counted(columns, "value")) for \(classes) classes; give one per class, in the order of the classes"
    case .unknownLabel(let row, let label, let classes):
      "row \(row) has the label \(label), which is not among the classes (\(shortList(classes)))"
    case .repeatedClass(let label):
      "the class \(label) is named twice; name each class once"
    case .oneClass(let measure, let label):
      "every row that counts is \(label), and \(measure) compares two kinds of rows; "
        + "it needs both, with a weight above 0"
    case .tooFew(let what, let count, let needed, let purpose):
      "too few \(what) for \(purpose): \(count), where it takes at least \(needed)"
    case .zeroActual(let row):
      "the true value of row \(row) is 0, and no error is a percentage of 0; "
        + "leave such rows out or use the mean absolute error"
    case .setting(let name, let value, let requirement):
      "\(name) is \(plain(value)), and it must be \(requirement)"
    case .badScore(let owner, let value):
      "the score of \(owner) is \(value); every score must be a finite number"
    case .predictionCount(let predictions, let rows):
      "the fitted predictor gave \(counted(predictions, "prediction")) for \(counted(rows, "row")); "
        + "it must give one for each, in order"
    case .rowJudgedTwice(let row, let first, let second):
      "row \(row) is a test row of fold \(first) and of fold \(second), and can have one prediction only; "
        + "use folds without repeats"
    case .unknownMeasure(let name, let known):
      "there is no measure \"\(name)\"\(guess(name, known)) there \(known.count == 1 ? "is" : "are") \(shortList(known))"
    case .foldsDiffer:
      "the two learners were not validated on folds of the same sizes; give both the same folds"
    case .classWithoutRows(let label):
      "the class \(label) has no rows that count, so there is no area for it; leave the class out, or use rows of it"
    case .noMicroAverageOfPairs:
      "a micro average needs each class against all others, and this area takes classes in pairs; "
        + "ask for the macro or the weighted average, or for one against the rest"
    case .noProbabilities(let score, let model):
      "\(score) is about probabilities, and \(model) gives none; choose a score of predicted classes, such as .accuracy"
    case .noSuchClass(let label, let classes):
      "there is no class \(label)\(guess(label, classes)) the classes are \(shortList(classes))"
    case .classNotNamed(let score, let average, let classes):
      "\(score) is about one class, and \(shortList(classes)) do not say which counts as positive; name it, as in "
        + ".\(score)(of: \"\(classes.last ?? "")\")" + (average.map { ", or use .\($0), the mean over classes" } ?? "")
    case .classNotFitted(let row, let label, let classes):
      "row \(row) has the label \(label), and no row that the model was fitted to has it (they have "
        + "\(shortList(classes))); "
        + "make folds in which each part has every class, with Folds.stratifiedKFold(…, strata: …, seed: …)"
    case .notBinary(let row, let label):
      "row \(row) has the label \(label), and labels that are whole numbers must be 0 or 1; say which class counts as "
        + "positive, for instance with labels.map { $0 == \(label) }"
    case .foldRows(let folds, let rows):
      "the folds are for \(counted(folds, "row")), and there are \(rows); make them for these rows"
    case .positiveNotNamed(let column, let classes):
      "column \"\(column)\" does not say which class counts as positive; name it with positive: "
        + "\"\(classes.last ?? "")\" (the classes are \(shortList(classes)))"
    case .notCalibratable(let reason):
      reason
    }
  }

  private func guess(_ word: String, _ names: [String]) -> String {
    nearMiss(of: word, among: names).map { "; did you mean \"\($0)\"?" } ?? ";"
  }

  private func shortList(_ labels: [String]) -> String {
    labels.count > 10 ? labels.prefix(10).joined(separator: ", ") + ", …" : labels.joined(separator: ", ")
  }

  private func plain(_ value: Double) -> String {
    Int(exactly: value).map(String.init) ?? "\(value)"
  }
}
