public import LinearAlgebra

/// Linear regression with a penalty on the magnitudes of the coefficients, which sets some of them to zero.
///
///     let model = try LassoRegression(l1: 20).fit(features: features, targets: prices)
///
/// Minimizes ½ Σ wᵢ (yᵢ - xᵢ·β - b)² + l1 ‖β‖₁: ``ElasticNetRegression`` without its penalty on squares. The same
/// optimum as scikit-learn's `Lasso(alpha)` at l1 = W alpha, where W = Σ wᵢ.
///
/// Source: Tibshirani, "Regression Shrinkage and Selection via the Lasso", Journal of the Royal Statistical Society B
/// 58(1), 1996.
public struct LassoRegression: RegressorLearner {
  /// The strength of the penalty on the magnitudes of the coefficients, at least 0.
  public var l1: Double
  /// The number of sweeps over the coefficients after which the fit gives up, at least 1.
  public var maximumIterations: Int

  public var sampleWeightUse: SampleWeightUse { .equalsCopies }

  /// Makes a configuration; it is checked when it is fitted.
  public init(l1: Double = 1, maximumIterations: Int = 10_000) {
    self.l1 = l1
    self.maximumIterations = maximumIterations
  }

  /// Fits a model to `features` (n × d); its report is that of ``ElasticNetRegression``.
  /// - Throws: ``ModelError``.
  public func fit(features: Matrix<Double>, targets: [Double], sampleWeights: [Double]?) throws -> LinearModel {
    try path(l1: [l1], features: features, targets: targets, sampleWeights: sampleWeights)[0]
  }

  /// Fits one model for each of `penalties`, in place of `l1`: see
  /// ``ElasticNetRegression/path(l1:features:targets:sampleWeights:)``.
  /// - Throws: ``ModelError``.
  public func path(
    l1 penalties: [Double], features: Matrix<Double>, targets: [Double], sampleWeights: [Double]? = nil
  ) throws -> [LinearModel] {
    try ElasticNetRegression(l2: 0, maximumIterations: maximumIterations)
      .path(l1: penalties, features: features, targets: targets, sampleWeights: sampleWeights)
  }
}
