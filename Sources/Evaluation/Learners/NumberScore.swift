/// A number that says how well a regression does: one of those below, or one of your own.
///
///     try crossValidate(RidgeRegression(l2: 1), features: x, targets: y, scores: [.rSquared])
///     NumberScore("within 10", higherIsBetter: true) { predicted, actual, _ in … }
public struct NumberScore: Sendable {
  /// What is measured.
  public let name: String
  /// Whether more of it is better.
  public let higherIsBetter: Bool
  let value: @Sendable ([Double], [Double], [Double]?) throws -> Double

  /// Makes a score of your own.
  ///
  /// - Parameter value: the score of predictions, given the true values and, if there are any, sample weights.
  public init(
    _ name: String, higherIsBetter: Bool,
    value: @escaping @Sendable (_ predicted: [Double], _ actual: [Double], _ sampleWeights: [Double]?) throws -> Double
  ) {
    self.name = name
    self.higherIsBetter = higherIsBetter
    self.value = value
  }

  /// The score of predictions.
  ///
  /// - Throws: ``EvaluationError`` where the score is not defined.
  public func score(predicted: [Double], actual: [Double], sampleWeights: [Double]? = nil) throws -> Double {
    try value(predicted, actual, sampleWeights)
  }

  /// The share of the variance that is explained: 1 is perfect, 0 as good as the mean.
  public static let rSquared = NumberScore("R²", higherIsBetter: true) {
    try Evaluation.rSquared(predicted: $0, actual: $1, sampleWeights: $2)
  }
  /// The mean distance from the true value, in its unit.
  public static let meanAbsoluteError = NumberScore("mean absolute error", higherIsBetter: false) {
    try Evaluation.meanAbsoluteError(predicted: $0, actual: $1, sampleWeights: $2)
  }
  /// The mean squared distance from the true value.
  public static let meanSquaredError = NumberScore("mean squared error", higherIsBetter: false) {
    try Evaluation.meanSquaredError(predicted: $0, actual: $1, sampleWeights: $2)
  }
  /// The root of the mean squared distance, in the unit of the true value.
  public static let rootMeanSquaredError = NumberScore("root mean squared error", higherIsBetter: false) {
    try Evaluation.rootMeanSquaredError(predicted: $0, actual: $1, sampleWeights: $2)
  }
  /// The median distance from the true value, in its unit.
  public static let medianAbsoluteError = NumberScore("median absolute error", higherIsBetter: false) {
    try Evaluation.medianAbsoluteError(predicted: $0, actual: $1, sampleWeights: $2)
  }
  /// The pinball loss of a predicted quantile.
  public static func pinballLoss(quantile: Double) -> NumberScore {
    NumberScore("pinball loss at \(quantile)", higherIsBetter: false) {
      try Evaluation.pinballLoss(predicted: $0, actual: $1, quantile: quantile, sampleWeights: $2)
    }
  }

  /// What is measured where nothing is asked for: R² and the mean absolute error; R² needs two rows in every part.
  static func usual(parts: [Int]) -> [NumberScore] {
    parts.allSatisfy { $0 >= 2 } ? [.rSquared, .meanAbsoluteError] : [.meanAbsoluteError]
  }
}

extension NumberScore: CustomStringConvertible {
  /// The name.
  public var description: String { name }
}
