public import LinearAlgebra

/// A fitted model that predicts a number for each row of features.
///
/// Models are immutable values; a learner (``RegressorLearner``) makes them.
public protocol Regressor: FittedModel {
  /// The predicted number of each row of `features` (rows × `featureCount`), in the unit of the targets.
  /// - Throws: ``ModelError`` when the number of columns is wrong or a value is not finite.
  func predict(_ features: Matrix<Double>) throws -> [Double]
}
