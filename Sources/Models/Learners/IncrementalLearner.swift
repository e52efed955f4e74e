public import LinearAlgebra

/// A learner of classes whose models can go on learning from rows that come later.
public protocol IncrementalClassifierLearner: ClassifierLearner {
  /// Lets `model` learn from further rows, without the rows that it was fitted to.
  ///
  ///     var model = try learner.fit(features: monday, labels: mondayLabels)
  ///     try learner.update(&model, features: tuesday, labels: tuesdayLabels)
  ///
  /// Where it throws, `model` is as it was.
  /// - Throws: ``ModelError``, for what a fit refuses and for rows that do not fit the model; rows of a single class
  ///   are welcome.
  func update(_ model: inout Model, features: Matrix<Double>, labels: [Int], sampleWeights: [Double]?) throws
}

extension IncrementalClassifierLearner {
  /// Lets `model` learn from further rows that all have the same weight.
  public func update(_ model: inout Model, features: Matrix<Double>, labels: [Int]) throws {
    try update(&model, features: features, labels: labels, sampleWeights: nil)
  }
}

/// A learner of numbers whose models can go on learning from rows that come later.
public protocol IncrementalRegressorLearner: RegressorLearner {
  /// Lets `model` learn from further rows, without the rows that it was fitted to.
  ///
  /// Where it throws, `model` is as it was.
  /// - Throws: ``ModelError``, for what a fit refuses and for rows that do not fit the model.
  func update(_ model: inout Model, features: Matrix<Double>, targets: [Double], sampleWeights: [Double]?) throws
}

extension IncrementalRegressorLearner {
  /// Lets `model` learn from further rows that all have the same weight.
  public func update(_ model: inout Model, features: Matrix<Double>, targets: [Double]) throws {
    try update(&model, features: features, targets: targets, sampleWeights: nil)
  }
}
