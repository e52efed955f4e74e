internal import DataFrames
internal import LinearAlgebra
internal import Models

/// Rows with labels for a learner of classes, from a matrix or from a frame.
struct ClassProblem<Learner: ClassifierLearner>: Sendable {
  let learner: Learner
  let features: Matrix<Double>
  let labels: [Int]
  let weights: [Double]?
  /// The frame's columns, for names.
  let columns: FrameFeatures?
  let classes: FrameLabels?

  init(_ learner: Learner, features: Matrix<Double>, labels: [Int], weights: [Double]?) throws {
    try requireRows(features.rowCount, labels.count, "labels", weights)
    self.learner = learner
    self.features = features
    self.labels = labels
    self.weights = weights
    columns = nil
    classes = nil
  }

  init(_ learner: Learner, _ frame: DataFrame, label: String, features names: [String]?, weights: String?) throws {
    let input = try LabeledFrame(frame, label: label, features: names, weights: weights, learner: learner)
    self.learner = input.told(to: learner)
    features = input.matrix
    labels = input.rowLabels
    self.weights = input.weights
    columns = input.features
    classes = input.labels
  }

  /// Stratified folds where none are given.
  func folds(_ folds: Folds?, count: Int = 5) throws -> Folds {
    guard let folds else { return try .stratifiedKFold(count, strata: labels, seed: 0) }
    try requireFolds(folds, rows: labels.count)
    return folds
  }

  /// The usual scores where none are given.
  func scores(_ scores: [ClassScore]?, folds: Folds) -> [ClassScore] {
    scores
      ?? ClassScore.usual(
        givesProbabilities: Learner.Model.self is any ProbabilisticClassifier.Type,
        parts: folds.map { fold in fold.test.map { labels[$0] } })
  }

  func fit(_ rows: [Int]) throws -> Learner.Model {
    try tellingNames {
      try learner.fit(
        features: features.rows(at: rows), labels: rows.map { labels[$0] },
        sampleWeights: weights.map { weights in rows.map { weights[$0] } })
    }
  }

  /// The scores of a model on some rows.
  func scores(_ scores: [ClassScore], of model: Learner.Model, on rows: [Int]) throws -> [Double] {
    let classes = classes
    let outcome = try tellingNames {
      try ClassOutcome(
        of: model, features: features.rows(at: rows), actual: rows.map { labels[$0] },
        sampleWeights: weights.map { weights in rows.map { weights[$0] } }, scores: scores,
        name: { classes?.text(of: $0) ?? "\($0)" })
    }
    // A score knows the rows of this part only, and labels by number.
    do {
      return try scores.map { try finite($0.score(outcome), $0.name) }
    } catch EvaluationError.unknownLabel(let place, _, _)
      where rows.indices.contains(place) && !model.classes.contains(outcome.actual[place])
    {
      throw EvaluationError.classNotFitted(
        row: rows[place], label: outcome.name(outcome.actual[place]), classes: model.classes.map(outcome.name))
    }
  }

  private func tellingNames<Result>(_ body: () throws -> Result) throws -> Result {
    try columns.map { try Models.tellingNames($0, classes, body) } ?? body()
  }
}

/// Rows with numbers for a learner of numbers, from a matrix or from a frame.
struct NumberProblem<Learner: RegressorLearner>: Sendable {
  let learner: Learner
  let features: Matrix<Double>
  let targets: [Double]
  let weights: [Double]?
  /// The frame's columns, for names.
  let columns: FrameFeatures?

  init(_ learner: Learner, features: Matrix<Double>, targets: [Double], weights: [Double]?) throws {
    try requireRows(features.rowCount, targets.count, "targets", weights)
    self.learner = learner
    self.features = features
    self.targets = targets
    self.weights = weights
    columns = nil
  }

  init(_ learner: Learner, _ frame: DataFrame, target: String, features names: [String]?, weights: String?) throws {
    let input = try TargetedFrame(frame, target: target, features: names, weights: weights, learner: learner)
    self.learner = input.told(to: learner)
    features = input.matrix
    targets = input.rowTargets
    self.weights = input.weights
    columns = input.features
  }

  /// Folds at random where none are given.
  func folds(_ folds: Folds?, count: Int = 5) throws -> Folds {
    guard let folds else { return try .kFold(count, rows: targets.count, seed: 0) }
    try requireFolds(folds, rows: targets.count)
    return folds
  }

  /// The usual scores where none are given.
  func scores(_ scores: [NumberScore]?, folds: Folds) -> [NumberScore] {
    scores ?? NumberScore.usual(parts: folds.map(\.test.count))
  }

  func fit(_ rows: [Int]) throws -> Learner.Model {
    try tellingNames {
      try learner.fit(
        features: features.rows(at: rows), targets: rows.map { targets[$0] },
        sampleWeights: weights.map { weights in rows.map { weights[$0] } })
    }
  }

  /// The scores of a model on some rows.
  func scores(_ scores: [NumberScore], of model: Learner.Model, on rows: [Int]) throws -> [Double] {
    let predicted = try tellingNames { try model.predict(features.rows(at: rows)) }
    let weights = weights.map { weights in rows.map { weights[$0] } }
    return try scores.map {
      try finite(
        $0.score(predicted: predicted, actual: rows.map { targets[$0] }, sampleWeights: weights), $0.name)
    }
  }

  private func tellingNames<Result>(_ body: () throws -> Result) throws -> Result {
    try columns.map { try Models.tellingNames($0, nil, body) } ?? body()
  }
}

/// Checks that there is one label or target, and one weight if any, per row.
private func requireRows(_ rows: Int, _ count: Int, _ what: String, _ weights: [Double]?) throws {
  guard count == rows else {
    throw EvaluationError.lengths(first: what, count: count, second: "rows of features", secondCount: rows)
  }
  if let weights, weights.count != rows {
    throw EvaluationError.lengths(
      first: "sample weights", count: weights.count, second: "rows of features", secondCount: rows)
  }
}

/// Checks that folds were made for these rows.
private func requireFolds(_ folds: Folds, rows: Int) throws {
  guard folds.rowCount == rows else { throw EvaluationError.foldRows(folds: folds.rowCount, rows: rows) }
}
