public import LinearAlgebra

/// A flat boundary with a margin: f(x) = x·β + b.
public struct LinearSupportVectorModel: BinaryClassifier, Equatable {
  /// The change of f per unit of each feature, β.
  public let coefficients: [Double]
  /// The value of f where every feature is 0, b.
  public let intercept: Double
  /// The label predicted where f is below 0.
  public let negativeClass: Int
  /// The label predicted where f is 0 or more.
  public let positiveClass: Int
  /// How the fit ended.
  public let convergence: ConvergenceReport
  private var format = ModelFormat<1>()

  public var featureCount: Int { coefficients.count }

  init(
    coefficients: [Double], intercept: Double, negativeClass: Int, positiveClass: Int, convergence: ConvergenceReport
  ) {
    self.coefficients = coefficients
    self.intercept = intercept
    self.negativeClass = negativeClass
    self.positiveClass = positiveClass
    self.convergence = convergence
  }

  /// Reads a model, and refuses one that was damaged.
  public init(from decoder: any Decoder) throws {
    let parts = try LinearParts(from: decoder)
    self.init(
      coefficients: parts.coefficients, intercept: parts.intercept,
      negativeClass: parts.negativeClass, positiveClass: parts.positiveClass,
      convergence: try decoder.container(keyedBy: CodingKeys.self).decode(ConvergenceReport.self, forKey: .convergence))
  }

  /// f(x) for each row of `features`: its sign gives the class, and rows on a margin have -1 or 1. O(n d).
  /// - Throws: ``ModelError`` when the number of columns is wrong or a value is not finite.
  public func decisionValues(_ features: Matrix<Double>) throws -> [Double] {
    try features.linearScores(coefficients, intercept)
  }
}
