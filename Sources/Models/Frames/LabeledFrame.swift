package import DataFrames
package import LinearAlgebra

/// A frame as the features, labels and weights of a fit.
package struct LabeledFrame {
  package let features: FrameFeatures
  package let labels: FrameLabels
  package let matrix: Matrix<Double>
  /// The label of each row.
  package let rowLabels: [Int]
  package let weights: [Double]?

  package init(
    _ frame: DataFrame, label: String, features names: [String]?, weights: String?, learner: some ClassifierLearner
  ) throws {
    labels = try FrameLabels(frame[label])
    self.weights = try rowWeights(of: weights, in: frame)
    features = try FrameFeatures(
      of: frame, names: names, others: [label] + (weights.map { [$0] } ?? []), learner: learner)
    rowLabels = try labels.labels(in: frame)
    matrix = try features.matrix(frame)
  }

  /// The learner, told which features are numbers of categories if it wants to know.
  package func told<Learner>(to learner: Learner) -> Learner { features.told(to: learner) }

  /// Runs a fit, and tells what goes wrong with names.
  package func tellingNames<Result>(_ body: () throws -> Result) throws -> Result {
    try Models.tellingNames(features, labels, body)
  }
}

/// A frame as the features, targets and weights of a fit.
package struct TargetedFrame {
  package let features: FrameFeatures
  package let matrix: Matrix<Double>
  /// The target of each row.
  package let rowTargets: [Double]
  package let weights: [Double]?

  package init(
    _ frame: DataFrame, target: String, features names: [String]?, weights: String?, learner: some RegressorLearner
  ) throws {
    rowTargets = try targets(of: target, in: frame)
    self.weights = try rowWeights(of: weights, in: frame)
    features = try FrameFeatures(
      of: frame, names: names, others: [target] + (weights.map { [$0] } ?? []), learner: learner)
    matrix = try features.matrix(frame)
  }

  /// The learner, told which features are numbers of categories if it wants to know.
  package func told<Learner>(to learner: Learner) -> Learner { features.told(to: learner) }

  /// Runs a fit, and tells what goes wrong with names.
  package func tellingNames<Result>(_ body: () throws -> Result) throws -> Result {
    try Models.tellingNames(features, nil, body)
  }
}

/// The numbers of a column of targets.
func targets(of name: String, in frame: DataFrame) throws -> [Double] {
  let column = try frame[name]
  guard column.type.isNumeric else { throw FrameInputError.targetType(column: name, type: column.type) }
  let values = try column.values(as: Double.self)
  return try values.enumerated().map { row, value in
    guard let value else { throw FrameInputError.missingTarget(column: name, row: row) }
    return value
  }
}

/// The numbers of a column of weights; nil if no column is named.
func rowWeights(of name: String?, in frame: DataFrame) throws -> [Double]? {
  guard let name else { return nil }
  let values = try frame[name, as: Double.self]
  return try values.enumerated().map { row, value in
    guard let value else { throw FrameInputError.missingWeight(column: name, row: row) }
    return value
  }
}
