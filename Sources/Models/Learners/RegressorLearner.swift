public import LinearAlgebra

/// A configuration that can be fitted to rows with a number each and gives a ``Regressor``.
///
/// A learner is a value without memory: fitted twice to the same rows it gives the same model.
public protocol RegressorLearner: Sendable {
  /// The kind of model that a fit gives.
  associatedtype Model: Regressor

  /// What the learner does with sample weights.
  var sampleWeightUse: SampleWeightUse { get }

  /// Fits a model to `features` (n × d), one target per row and, if given, one weight per row.
  /// - Throws: ``ModelError`` when a setting is out of range, when there are no rows or columns, when a value
  ///   is not finite, when lengths differ, or when a weight is negative or all are zero.
  func fit(features: Matrix<Double>, targets: [Double], sampleWeights: [Double]?) throws -> Model
}

extension RegressorLearner {
  /// Fits a model to rows that all have the same weight.
  public func fit(features: Matrix<Double>, targets: [Double]) throws -> Model {
    try fit(features: features, targets: targets, sampleWeights: nil)
  }
}
