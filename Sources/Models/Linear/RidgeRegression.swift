public import LinearAlgebra

/// Linear regression with a penalty on the squared coefficients.
///
///     let model = try RidgeRegression(l2: 10).fit(features: features, targets: prices)
///
/// Minimizes ½ Σ wᵢ (yᵢ - xᵢ·β - b)² + l2/2 ‖β‖²; the intercept is not penalized. The same optimum as scikit-learn's
/// `Ridge(alpha: l2)`. With `l2` 0 it is ``LinearRegression``.
///
/// By a Cholesky factorization of the d × d products of columns, or of the n × n products of rows where columns
/// outnumber rows. Source: Hastie, Tibshirani and Friedman, *The Elements of Statistical Learning*, 2nd ed., sections
/// 3.4.1 and 18.3.5.
public struct RidgeRegression: RegressorLearner {
  /// The strength of the penalty on the squared coefficients, at least 0.
  public var l2: Double

  public var sampleWeightUse: SampleWeightUse { .equalsCopies }

  /// Makes a configuration; it is checked when it is fitted.
  public init(l2: Double = 1) {
    self.l2 = l2
  }

  /// Fits a model to `features` (n × d); its report is nil. O(n d m + m³) with m = min(n, d).
  /// - Throws: ``ModelError``.
  public func fit(features: Matrix<Double>, targets: [Double], sampleWeights: [Double]?) throws -> LinearModel {
    try requireNonnegative(l2, "l2")
    let problem = try LeastSquaresProblem(features: features, targets: targets, sampleWeights: sampleWeights)
    guard l2 > 0 else { return problem.model(try problem.leastSquares()) }
    return problem.model(try coefficients(problem))
  }

  private func coefficients(_ problem: LeastSquaresProblem) throws -> [Double] {
    let rows = problem.rows
    let wide = rows.columnCount > rows.rowCount
    var products = wide ? rows.outerGram() : rows.gram()
    for index in 0..<products.rowCount { products[index, index] += l2 }
    let factor: Cholesky<Double>
    do {
      factor = try Cholesky(products)
    } catch LinearAlgebraError.notPositiveDefinite {
      return try bySingularValues(problem)
    }
    if wide { return try rows.transposedMultiplied(by: factor.solve(problem.targets)) }
    var solution = try factor.solve(rows.transposedMultiplied(by: problem.targets))
    // One step with the residuals of the rows makes up for what the products lost.
    var slope = try rows.transposedMultiplied(by: problem.residuals(solution))
    for index in slope.indices { slope[index] -= l2 * solution[index] }
    for (index, step) in try factor.solve(slope).enumerated() { solution[index] += step }
    return solution
  }

  /// For a penalty that is lost in the rounding of the products.
  private func bySingularValues(_ problem: LeastSquaresProblem) throws -> [Double] {
    let parts = try SVD(problem.rows)
    var coordinates = try parts.u.transposedMultiplied(by: problem.targets)
    for (index, value) in parts.singularValues.enumerated() {
      coordinates[index] *= value == 0 ? 0 : 1 / (value + l2 / value)
    }
    return try parts.vTransposed.transposedMultiplied(by: coordinates)
  }
}
