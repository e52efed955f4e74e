public import LinearAlgebra

/// A configuration that can be fitted to labeled rows and gives a ``Classifier``.
///
/// A learner is a value without memory: fitted twice to the same rows it gives the same model.
public protocol ClassifierLearner: Sendable {
  /// The kind of model that a fit gives.
  associatedtype Model: Classifier

  /// What the learner does with sample weights.
  var sampleWeightUse: SampleWeightUse { get }
  /// How much the rows of each class count, beside their own weights.
  var classWeights: ClassWeights { get set }

  /// Fits a model to `features` (n × d), one label per row and, if given, one weight per row.
  /// - Throws: ``ModelError`` when a setting is out of range, when there are no rows or columns, when a value
  ///   is not finite, when lengths differ, when a weight is negative or all are zero, or when the labels do
  ///   not have the classes that the learner needs.
  func fit(features: Matrix<Double>, labels: [Int], sampleWeights: [Double]?) throws -> Model
}

extension ClassifierLearner {
  /// Fits a model to rows that all have the same weight.
  public func fit(features: Matrix<Double>, labels: [Int]) throws -> Model {
    try fit(features: features, labels: labels, sampleWeights: nil)
  }

  /// Fits a model to labels that are true (class 1) or false (class 0).
  public func fit(features: Matrix<Double>, labels: [Bool], sampleWeights: [Double]? = nil) throws -> Model {
    try fit(features: features, labels: labels.map { $0 ? 1 : 0 }, sampleWeights: sampleWeights)
  }
}

/// What a learner does with sample weights (*Designing Machine Learning Systems*, ch. 4, on sample weights).
public enum SampleWeightUse: String, Codable, Sendable {
  /// The weights do not enter the fit.
  case ignored
  /// A weight scales a row's part in the loss, but a weight of 2 is not exactly the same as the row twice.
  case scalesLoss
  /// A whole-number weight gives the same model as that many copies of the row; 0 is the row left out.
  case equalsCopies
}
