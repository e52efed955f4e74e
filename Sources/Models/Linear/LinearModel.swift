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

  /// The prediction for each row of `features`: x·β + b, in the unit of the targets. O(n d).
  /// - Throws: ``ModelError`` when the number of columns is wrong or a value is not finite.
  public func predict(_ features: Matrix<Double>) throws -> [Double] {
    try features.requireFeatures(featureCount)
    var values = try features.multiplied(by: coefficients)
    for row in values.indices { values[row] += intercept }
    return values
  }
}
