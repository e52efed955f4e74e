public import LinearAlgebra

/// A fitted model that puts each row of features into one of a few classes.
///
/// Models are immutable values; a learner (``ClassifierLearner``) makes them.
public protocol Classifier: FittedModel {
  /// The labels that the model can predict, in ascending order.
  var classes: [Int] { get }
  /// The predicted label of each row of `features` (rows × `featureCount`).
  /// - Throws: ``ModelError`` when the number of columns is wrong or a value is not finite.
  func predict(_ features: Matrix<Double>) throws -> [Int]
}

/// A classifier that also says how probable each class is.
public protocol ProbabilisticClassifier: Classifier {
  /// The probability of each class for each row of `features`: rows × classes, in the order of `classes`.
  ///
  /// Each row sums to 1.
  /// - Throws: ``ModelError`` when the number of columns is wrong or a value is not finite.
  func classProbabilities(_ features: Matrix<Double>) throws -> Matrix<Double>
}
