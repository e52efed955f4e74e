public import DataFrames
public import LinearAlgebra
public import Models

/// How a learner of classes does as it is given more rows.
///
///     try learningCurve(LogisticRegression(), features: x, labels: y)
///
/// - Parameters:
///   - folds: nil for five stratified folds.
///   - sizes: numbers of rows to fit on; nil for a tenth, a quarter, a half, three quarters and all of a fold's rows.
///   - score: what is measured.
///   - seed: decides which rows come first; every part has each class in its share.
/// - Throws: ``EvaluationError`` when lengths differ or a size is out of range; ``FoldError`` for the first fold in
///   which a fit, a prediction or a score fails.
public func learningCurve<Learner: ClassifierLearner>(
  _ learner: Learner, features: Matrix<Double>, labels: [Int], sampleWeights: [Double]? = nil, folds: Folds? = nil,
  sizes: [Int]? = nil, score: ClassScore = .accuracy, seed: UInt64 = 0, threads: Int? = nil
) throws -> LearningCurve {
  try learningCurve(
    ClassProblem(learner, features: features, labels: labels, weights: sampleWeights), folds, sizes, score, seed,
    threads)
}

/// The same with the columns of a frame.
///
///     try learningCurve(LogisticRegression(), frame, label: "diagnosis", score: .logLoss)
/// - Throws: as with a matrix, and what a fit to a frame throws.
public func learningCurve<Learner: ClassifierLearner>(
  _ learner: Learner, _ frame: DataFrame, label: String, features: [String]? = nil, weights: String? = nil,
  folds: Folds? = nil, sizes: [Int]? = nil, score: ClassScore = .accuracy, seed: UInt64 = 0, threads: Int? = nil
) throws -> LearningCurve {
  try learningCurve(
    ClassProblem(learner, frame, label: label, features: features, weights: weights), folds, sizes, score, seed,
    threads)
}

/// How a learner of numbers does as it is given more rows.
///
/// - Parameters:
///   - folds: nil for five folds at random.
///   - sizes: numbers of rows to fit on; nil for a tenth, a quarter, a half, three quarters and all of a fold's rows.
/// - Throws: as for classes.
public func learningCurve<Learner: RegressorLearner>(
  _ learner: Learner, features: Matrix<Double>, targets: [Double], sampleWeights: [Double]? = nil,
  folds: Folds? = nil, sizes: [Int]? = nil, score: NumberScore = .rSquared, seed: UInt64 = 0, threads: Int? = nil
) throws -> LearningCurve {
  try learningCurve(
    NumberProblem(learner, features: features, targets: targets, weights: sampleWeights), folds, sizes, score, seed,
    threads)
}

/// The same with the columns of a frame.
/// - Throws: as with a matrix, and what a fit to a frame throws.
public func learningCurve<Learner: RegressorLearner>(
  _ learner: Learner, _ frame: DataFrame, target: String, features: [String]? = nil, weights: String? = nil,
  folds: Folds? = nil, sizes: [Int]? = nil, score: NumberScore = .rSquared, seed: UInt64 = 0, threads: Int? = nil
) throws -> LearningCurve {
  try learningCurve(
    NumberProblem(learner, frame, target: target, features: features, weights: weights), folds, sizes, score, seed,
    threads)
}

private func learningCurve<Learner>(
  _ problem: ClassProblem<Learner>, _ folds: Folds?, _ sizes: [Int]?, _ score: ClassScore, _ seed: UInt64,
  _ threads: Int?
) throws -> LearningCurve {
  let folds = try problem.folds(folds)
  return try LearningCurve(
    folds, sizes: sizes ?? usualSizes(folds), strata: problem.labels, seed: seed, threads: threads
  ) { train, test in
    let model = try problem.fit(train)
    return try problem.scores([score], of: model, on: train) + problem.scores([score], of: model, on: test)
  }
}

private func learningCurve<Learner>(
  _ problem: NumberProblem<Learner>, _ folds: Folds?, _ sizes: [Int]?, _ score: NumberScore, _ seed: UInt64,
  _ threads: Int?
) throws -> LearningCurve {
  let folds = try problem.folds(folds)
  return try LearningCurve(
    folds, sizes: sizes ?? usualSizes(folds), strata: [Int]?.none, seed: seed, threads: threads
  ) { train, test in
    let model = try problem.fit(train)
    return try problem.scores([score], of: model, on: train) + problem.scores([score], of: model, on: test)
  }
}

private func usualSizes(_ folds: Folds) -> [Int] {
  let room = folds.map(\.train.count).min() ?? 0
  return [0.1, 0.25, 0.5, 0.75, 1].map { max(1, Int(Double(room) * $0)) }
}
