public import LinearAlgebra

/// A model for two classes that gives each row a number: how far it is on the side of the positive class.
///
/// ``OneVersusRest`` and ``OneVersusOne`` make classifiers for more classes of such models.
public protocol BinaryClassifier: Classifier {
  /// The lower of the two labels, predicted where the decision value is below 0.
  var negativeClass: Int { get }
  /// The higher of the two labels, predicted where the decision value is 0 or more.
  var positiveClass: Int { get }
  /// A number for each row of `features` (rows × `featureCount`), larger for rows more like the positive class.
  /// - Throws: ``ModelError`` when the number of columns is wrong or a value is not finite.
  func decisionValues(_ features: Matrix<Double>) throws -> [Double]
}

extension BinaryClassifier {
  public var classes: [Int] { [negativeClass, positiveClass] }

  public func predict(_ features: Matrix<Double>) throws -> [Int] {
    try decisionValues(features).map { $0 >= 0 ? positiveClass : negativeClass }
  }
}
