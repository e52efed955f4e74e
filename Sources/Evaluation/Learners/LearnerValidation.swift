public import DataFrames
public import LinearAlgebra
public import Models

/// Fits and judges a learner of classes on every fold, several folds at once.
///
///     try crossValidate(LogisticRegression(), features: x, labels: y)
///     try crossValidate(RandomForest(), features: x, labels: y, folds: folds, scores: [.accuracy, .recall(of: 1)])
///
/// - Parameters:
///   - features: rows × features.
///   - sampleWeights: by how much each row counts in the fits and in the scores; nil for once.
///   - folds: nil for five stratified folds.
///   - scores: nil for accuracy, log loss for models with probabilities, and ROC AUC for two classes.
///   - threads: how many folds at once; the result does not depend on it.
/// - Throws: ``EvaluationError`` when lengths differ or the folds are not for these rows; ``FoldError`` for the first
///   fold in which a fit, a prediction or a score fails.
public func crossValidate<Learner: ClassifierLearner>(
  _ learner: Learner, features: Matrix<Double>, labels: [Int], sampleWeights: [Double]? = nil, folds: Folds? = nil,
  scores: [ClassScore]? = nil, threads: Int? = nil
) throws -> CrossValidation {
  try crossValidate(
    ClassProblem(learner, features: features, labels: labels, weights: sampleWeights), folds, scores, threads)
}

/// The same with the columns of a frame.
///
///     try crossValidate(LogisticRegression(), frame, label: "diagnosis")
///
/// Which categories a column of text has is taken from all rows; everything else is learned anew in every fold.
/// - Parameters:
///   - label: the column to predict.
///   - features: the columns to predict it from; nil for all others.
///   - weights: the column of sample weights.
/// - Throws: as with a matrix, and what a fit to a frame throws.
public func crossValidate<Learner: ClassifierLearner>(
  _ learner: Learner, _ frame: DataFrame, label: String, features: [String]? = nil, weights: String? = nil,
  folds: Folds? = nil, scores: [ClassScore]? = nil, threads: Int? = nil
) throws -> CrossValidation {
  try crossValidate(
    ClassProblem(learner, frame, label: label, features: features, weights: weights), folds, scores, threads)
}

/// Fits and judges a learner of numbers on every fold, several folds at once.
///
///     try crossValidate(RidgeRegression(l2: 1), features: x, targets: y)
///
/// - Parameters:
///   - folds: nil for five folds at random.
///   - scores: nil for R² and the mean absolute error.
/// - Throws: as for classes.
public func crossValidate<Learner: RegressorLearner>(
  _ learner: Learner, features: Matrix<Double>, targets: [Double], sampleWeights: [Double]? = nil,
  folds: Folds? = nil, scores: [NumberScore]? = nil, threads: Int? = nil
) throws -> CrossValidation {
  try crossValidate(
    NumberProblem(learner, features: features, targets: targets, weights: sampleWeights), folds, scores, threads)
}

/// The same with the columns of a frame.
///
///     try crossValidate(RidgeRegression(l2: 1), frame, target: "price")
///
/// - Throws: as with a matrix, and what a fit to a frame throws.
public func crossValidate<Learner: RegressorLearner>(
  _ learner: Learner, _ frame: DataFrame, target: String, features: [String]? = nil, weights: String? = nil,
  folds: Folds? = nil, scores: [NumberScore]? = nil, threads: Int? = nil
) throws -> CrossValidation {
  try crossValidate(
    NumberProblem(learner, frame, target: target, features: features, weights: weights), folds, scores, threads)
}

func crossValidate<Learner>(
  _ problem: ClassProblem<Learner>, _ folds: Folds?, _ scores: [ClassScore]?, _ threads: Int?
) throws -> CrossValidation {
  let folds = try problem.folds(folds)
  let scores = problem.scores(scores, folds: folds)
  return try CrossValidation(folds, names: scores.map(\.name), threads: threads) { fold in
    try problem.scores(scores, of: problem.fit(fold.train), on: fold.test)
  }
}

func crossValidate<Learner>(
  _ problem: NumberProblem<Learner>, _ folds: Folds?, _ scores: [NumberScore]?, _ threads: Int?
) throws -> CrossValidation {
  let folds = try problem.folds(folds)
  let scores = problem.scores(scores, folds: folds)
  return try CrossValidation(folds, names: scores.map(\.name), threads: threads) { fold in
    try problem.scores(scores, of: problem.fit(fold.train), on: fold.test)
  }
}

extension CrossValidation {
  /// Takes the scores of each fold, as many as names.
  init(
    _ folds: Folds, names: [String], threads: Int?, _ scores: @escaping @Sendable (Fold) throws -> [Double]
  ) throws {
    let results = try concurrentMap(folds.count, threads: threads, failure: { FoldError(fold: $0, underlying: $1) }) {
      try scores(folds[$0])
    }
    self.init(
      measures: names.enumerated().map { place, name in Measure(name: name, scores: results.map { $0[place] }) },
      trainRows: folds.map(\.train.count), testRows: folds.map(\.test.count))
  }
}
