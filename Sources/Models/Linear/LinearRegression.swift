public import LinearAlgebra

/// Linear regression by ordinary least squares (OLS).
///
///     let model = try LinearRegression().fit(features: features, targets: prices)
///     let expected = try model.predict(newFeatures)
///
/// Minimizes Σ wᵢ (yᵢ - xᵢ·β - b)². Where columns repeat what others say, are constant, or outnumber the rows, many
/// coefficients are equally good, and the fit gives those with the smallest Σ βⱼ², as NumPy's `lstsq` and
/// scikit-learn's `LinearRegression` do.
///
/// By a QR factorization of the centered columns, and by singular values where they are dependent. Source: Golub and
/// Van Loan, *Matrix Computations*, 4th ed., chapter 5.
public struct LinearRegression: RegressorLearner {
  public var sampleWeightUse: SampleWeightUse { .equalsCopies }

  /// Makes the learner, which has no settings.
  public init() {}

  /// Fits a model to `features` (n × d); its report is nil. O(n d min(n, d)).
  /// - Throws: ``ModelError``.
  public func fit(features: Matrix<Double>, targets: [Double], sampleWeights: [Double]?) throws -> LinearModel {
    let problem = try LeastSquaresProblem(features: features, targets: targets, sampleWeights: sampleWeights)
    return problem.model(try problem.leastSquares())
  }
}
