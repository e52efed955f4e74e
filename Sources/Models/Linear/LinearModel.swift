public import LinearAlgebra

/// A linear model of a number: x·β + b.
public struct LinearModel: Regressor, Equatable {
  /// The change of the prediction per unit of each feature, β.
  public let coefficients: [Double]
  /// The prediction where every feature is 0, b.
  public let intercept: Double
  /// How the fit ended; nil for a model whose learner computes it in one go or does not test for convergence.
  public let convergence: ConvergenceReport?
  private var format = ModelFormat<1>()

  public var featureCount: Int { coefficients.count }

  /// Makes a model from known parameters.
  public init(coefficients: [Double], intercept: Double) {
    self.init(coefficients: coefficients, intercept: intercept, convergence: nil)
  }

  init(coefficients: [Double], intercept: Double, convergence: ConvergenceReport?) {
    self.coefficients = coefficients
    self.intercept = intercept
    self.convergence = convergence
  }

  /// Reads a model, and refuses one that was damaged.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    format = try container.decode(ModelFormat<1>.self, forKey: .format)
    coefficients = try container.decode([Double].self, forKey: .coefficients)
    intercept = try container.decode(Double.self, forKey: .intercept)
    convergence = try container.decodeIfPresent(ConvergenceReport.self, forKey: .convergence)
    try container.requireLinear(coefficients, [intercept], .coefficients)
  }

  /// The prediction for each row of `features`: x·β + b, in the unit of the targets. O(n d).
  /// - Throws: ``ModelError`` when the number of columns is wrong or a value is not finite.
  public func predict(_ features: Matrix<Double>) throws -> [Double] {
    try features.linearScores(coefficients, intercept)
  }
}
