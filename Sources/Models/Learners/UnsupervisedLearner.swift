public import LinearAlgebra

/// A model that was fitted to rows without labels.
///
/// Models are immutable values; a learner (``UnsupervisedLearner``) makes them.
public protocol UnsupervisedModel: FittedModel {}

/// A configuration that can be fitted to rows without labels and gives an ``UnsupervisedModel``.
///
/// A learner is a value without memory: fitted twice to the same rows it gives the same model.
public protocol UnsupervisedLearner: Sendable {
  /// The kind of model that a fit gives.
  associatedtype Model: UnsupervisedModel

  /// What the learner does with sample weights.
  var sampleWeightUse: SampleWeightUse { get }

  /// Fits a model to `features` (n × d) and, if given, one weight per row.
  /// - Throws: ``ModelError`` when a setting is out of range, when there are no rows or columns, when a value is not
  ///   finite, when lengths differ, or when a weight is negative or all are zero.
  func fit(features: Matrix<Double>, sampleWeights: [Double]?) throws -> Model
}

extension UnsupervisedLearner {
  /// Fits a model to rows that all have the same weight.
  public func fit(features: Matrix<Double>) throws -> Model {
    try fit(features: features, sampleWeights: nil)
  }
}

/// A learner without labels whose models can go on learning from rows that come later.
public protocol IncrementalUnsupervisedLearner: UnsupervisedLearner {
  /// Lets `model` learn from further rows, without the rows that it was fitted to.
  ///
  ///     var model = try learner.fit(features: monday)
  ///     try learner.update(&model, features: tuesday)
  ///
  /// Where it throws, `model` is as it was.
  /// - Throws: ``ModelError``, for what a fit refuses and for rows that do not fit the model.
  func update(_ model: inout Model, features: Matrix<Double>, sampleWeights: [Double]?) throws
}

extension IncrementalUnsupervisedLearner {
  /// Lets `model` learn from further rows that all have the same weight.
  public func update(_ model: inout Model, features: Matrix<Double>) throws {
    try update(&model, features: features, sampleWeights: nil)
  }
}
