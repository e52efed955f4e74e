public import LinearAlgebra

/// Linear regression with a penalty on the magnitudes of the coefficients and one on their squares.
///
///     let model = try ElasticNetRegression(l1: 20, l2: 5).fit(features: features, targets: prices)
///     let used = model.coefficients.indices.filter { model.coefficients[$0] != 0 }
///
/// Minimizes J(β, b) = ½ Σ wᵢ (yᵢ - xᵢ·β - b)² + l1 ‖β‖₁ + l2/2 ‖β‖²; the intercept is not penalized. The loss is a
/// sum, not a mean: scikit-learn's `ElasticNet(alpha, l1_ratio)` has its optimum at l1 = W alpha l1_ratio and
/// l2 = W alpha (1 - l1_ratio), where W = Σ wᵢ is the number of rows if all weights are 1.
///
/// By coordinate descent on the products of columns. Where `l2` is 0 and columns are dependent, several optima may
/// predict the same, and the fit gives one of them. Source: Friedman, Hastie and Tibshirani, "Regularization Paths
/// for Generalized Linear Models via Coordinate Descent", Journal of Statistical Software 33(1), 2010.
public struct ElasticNetRegression: RegressorLearner {
  /// The strength of the penalty on the magnitudes of the coefficients, at least 0; it sets some of them to zero.
  public var l1: Double
  /// The strength of the penalty on the squared coefficients, at least 0.
  public var l2: Double
  /// The number of sweeps over the coefficients after which the fit gives up, at least 1.
  public var maximumIterations: Int

  public var sampleWeightUse: SampleWeightUse { .equalsCopies }

  /// Makes a configuration; it is checked when it is fitted.
  public init(l1: Double = 1, l2: Double = 1, maximumIterations: Int = 10_000) {
    self.l1 = l1
    self.l2 = l2
    self.maximumIterations = maximumIterations
  }

  /// Fits a model to `features` (n × d).
  ///
  /// In the model's report, an iteration is a sweep and the residual is the duality gap over ½ Σ wᵢ (yᵢ - ȳ)²: at
  /// least the share of the variation by which J is above its minimum. The fit has converged when that is at most
  /// 1e-9. Without penalties the model is that of ``LinearRegression``, and its report nil. O(n d²) to prepare, or
  /// O(n d a) for a coefficients that are not zero where d > n; then O(d a) per sweep.
  /// - Throws: ``ModelError``.
  public func fit(features: Matrix<Double>, targets: [Double], sampleWeights: [Double]?) throws -> LinearModel {
    try path(l1: [l1], features: features, targets: targets, sampleWeights: sampleWeights)[0]
  }

  /// Fits one model for each of `penalties`, in place of `l1`, each from the coefficients of the one before.
  ///
  ///     let models = try ElasticNetRegression(l2: 5).path(l1: [100, 50, 20, 10], features: features, targets: prices)
  ///
  /// From the largest penalty to the smallest is fastest; the models do not depend on the order beyond rounding.
  /// - Throws: ``ModelError``.
  public func path(
    l1 penalties: [Double], features: Matrix<Double>, targets: [Double], sampleWeights: [Double]? = nil
  ) throws -> [LinearModel] {
    for penalty in penalties { try requireNonnegative(penalty, "l1") }
    try requireNonnegative(l2, "l2")
    try requireAtLeastOne(maximumIterations, "maximumIterations")
    var problem = try ElasticNetProblem(
      LeastSquaresProblem(features: features, targets: targets, sampleWeights: sampleWeights), l2: l2)
    return try penalties.map {
      try problem.solve(l1: $0, tolerance: 1e-9, maximumIterations: maximumIterations)
    }
  }
}
