public import DataFrames
public import LinearAlgebra
public import Models
public import Statistics

/// Whether one of two learners of classes is better by more than chance, on the same folds, by the corrected resampled
/// t test of Nadeau and Bengio.
///
///     try compare(LogisticRegression(), RandomForest(), features: x, labels: y)
///
/// - Parameters:
///   - folds: nil for ten stratified folds; repeated folds find smaller differences.
///   - score: what is compared; the difference is that of the first learner less that of the second, so for a loss the
///     better learner has the lower one.
///   - alternative: what is asked of the difference.
/// - Throws: as cross-validation; ``EvaluationError`` when there are fewer than two folds.
public func compare<First: ClassifierLearner, Second: ClassifierLearner>(
  _ first: First, _ second: Second, features: Matrix<Double>, labels: [Int], sampleWeights: [Double]? = nil,
  folds: Folds? = nil, score: ClassScore = .accuracy, alternative: Alternative = .twoSided, threads: Int? = nil
) throws -> FoldComparison {
  let one = try ClassProblem(first, features: features, labels: labels, weights: sampleWeights)
  let other = try ClassProblem(second, features: features, labels: labels, weights: sampleWeights)
  return try compare(one, other, folds, score, alternative, threads)
}

/// The same with the columns of a frame.
///
///     try compare(LogisticRegression(), RandomForest(), frame, label: "diagnosis", score: .rocAUC)
/// - Throws: as with a matrix, and what a fit to a frame throws.
public func compare<First: ClassifierLearner, Second: ClassifierLearner>(
  _ first: First, _ second: Second, _ frame: DataFrame, label: String, features: [String]? = nil,
  weights: String? = nil, folds: Folds? = nil, score: ClassScore = .accuracy, alternative: Alternative = .twoSided,
  threads: Int? = nil
) throws -> FoldComparison {
  let one = try ClassProblem(first, frame, label: label, features: features, weights: weights)
  let other = try ClassProblem(second, frame, label: label, features: features, weights: weights)
  return try compare(one, other, folds, score, alternative, threads)
}

/// Whether one of two learners of numbers is better by more than chance, on the same folds, by the corrected resampled
/// t test of Nadeau and Bengio.
///
/// - Parameters:
///   - folds: nil for ten folds at random.
///   - score: what is compared; for an error the better learner has the lower one.
/// - Throws: as for classes.
public func compare<First: RegressorLearner, Second: RegressorLearner>(
  _ first: First, _ second: Second, features: Matrix<Double>, targets: [Double], sampleWeights: [Double]? = nil,
  folds: Folds? = nil, score: NumberScore = .rSquared, alternative: Alternative = .twoSided, threads: Int? = nil
) throws -> FoldComparison {
  let one = try NumberProblem(first, features: features, targets: targets, weights: sampleWeights)
  let other = try NumberProblem(second, features: features, targets: targets, weights: sampleWeights)
  return try compare(one, other, folds, score, alternative, threads)
}

/// The same with the columns of a frame.
/// - Throws: as with a matrix, and what a fit to a frame throws.
public func compare<First: RegressorLearner, Second: RegressorLearner>(
  _ first: First, _ second: Second, _ frame: DataFrame, target: String, features: [String]? = nil,
  weights: String? = nil, folds: Folds? = nil, score: NumberScore = .rSquared, alternative: Alternative = .twoSided,
  threads: Int? = nil
) throws -> FoldComparison {
  let one = try NumberProblem(first, frame, target: target, features: features, weights: weights)
  let other = try NumberProblem(second, frame, target: target, features: features, weights: weights)
  return try compare(one, other, folds, score, alternative, threads)
}

private func compare<First, Second>(
  _ first: ClassProblem<First>, _ second: ClassProblem<Second>, _ folds: Folds?, _ score: ClassScore,
  _ alternative: Alternative, _ threads: Int?
) throws -> FoldComparison {
  let folds = try first.folds(folds, count: 10)
  return try FoldComparison(
    first: crossValidate(first, folds, [score], threads), second: crossValidate(second, folds, [score], threads),
    alternative: alternative)
}

private func compare<First, Second>(
  _ first: NumberProblem<First>, _ second: NumberProblem<Second>, _ folds: Folds?, _ score: NumberScore,
  _ alternative: Alternative, _ threads: Int?
) throws -> FoldComparison {
  let folds = try first.folds(folds, count: 10)
  return try FoldComparison(
    first: crossValidate(first, folds, [score], threads), second: crossValidate(second, folds, [score], threads),
    alternative: alternative)
}
