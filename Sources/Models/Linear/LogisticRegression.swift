public import LinearAlgebra

/// Logistic regression for two classes, fitted exactly on all rows at once.
///
/// Minimizes J(β, b) = Σ wᵢ log(1 + exp(-yᵢ (xᵢ·β + b))) + l2/2 ‖β‖², with yᵢ = +1 for the higher of the two
/// labels and -1 for the lower. The loss is a sum, not a mean, and the intercept b is not penalized: the same
/// optimum as scikit-learn's `LogisticRegression(C: 1 / l2)`.
///
/// The method is Newton's (iteratively reweighted least squares) with a backtracking line search, from zero,
/// on centered features; the optimum is unique, so the order of the rows does not matter beyond rounding.
///
/// Source: Hastie, Tibshirani and Friedman, *The Elements of Statistical Learning*, 2nd ed., section 4.4.1.
public struct LogisticRegression: ClassifierLearner {
  /// The strength of the penalty on the squared coefficients, at least 0.
  public var l2: Double
  /// The number of Newton steps after which the fit gives up, at least 1.
  public var maximumIterations: Int

  public var sampleWeightUse: SampleWeightUse { .equalsCopies }

  /// Makes a configuration; it is checked when it is fitted.
  public init(l2: Double = 1, maximumIterations: Int = 100) {
    self.l2 = l2
    self.maximumIterations = maximumIterations
  }

  /// Fits a model to `features` (n × d).
  ///
  /// In the model's report, the residual is Newton's decrement over the objective: the share of J that one
  /// more step would save. The fit has converged when that is below 1e-20; a fit that runs out of
  /// steps gives its last model, with `converged` false. O(n d² + d³) per step, some 5 to 10 steps.
  /// - Throws: ``ModelError``; beside those of every learner, ``ModelError/separable`` and
  ///   ``ModelError/notIdentified(column:)`` when `l2` is 0 and no finite, unique optimum exists.
  public func fit(features: Matrix<Double>, labels: [Int], sampleWeights: [Double]?) throws -> LogisticModel {
    try requireNonnegative(l2, "l2")
    try requireAtLeastOne(maximumIterations, "maximumIterations")
    let rows = try BinaryRows(features: features, labels: labels, sampleWeights: sampleWeights)
    let centers = weightedMeans(of: features, rows)
    var objective = LogisticObjective(
      tiles: RowTiles(features, indices: rows.indices, subtracting: centers),
      signs: rows.signs, weights: rows.weights, l2: l2)

    let (parameters, report) = try minimize(&objective, size: features.columnCount + 1)

    let coefficients = Array(parameters.dropLast())
    var intercept = parameters[features.columnCount]
    for (coefficient, center) in zip(coefficients, centers) { intercept -= coefficient * center }
    return LogisticModel(
      coefficients: coefficients, intercept: intercept,
      negativeClass: rows.negativeClass, positiveClass: rows.positiveClass, convergence: report)
  }

  private func minimize(
    _ objective: inout LogisticObjective, size: Int
  ) throws -> (parameters: [Double], report: ConvergenceReport) {
    let tolerance = 1e-20
    var parameters = [Double](repeating: 0, count: size)
    var trial = parameters
    var iterations = 0
    objective.evaluate(at: parameters)
    while true {
      if l2 == 0 && objective.smallestMargin > 0 { throw ModelError.separable }
      let direction = try newtonDirection(objective)
      var decrement = 0.0
      for (slope, step) in zip(objective.gradient, direction) { decrement += slope * step }
      let value = objective.value
      let residual = decrement / 2 / value

      let converged = residual <= tolerance
      // Rows on the boundary keep the loss above zero while it tightens around the others: each step gains
      // less, and yet moves the log-odds of those others by about 1.
      if l2 == 0 && converged && objective.largestScoreChange(along: direction) > 0.1 {
        throw ModelError.separable
      }
      var moved = false
      if !converged && iterations < maximumIterations {
        // Armijo's rule; the slack lets the last steps through, whose gain is below the sum's rounding.
        let slack = 1e-13 * value
        var length = 1.0
        while !moved && length > 1e-15 {
          for index in 0..<size { trial[index] = parameters[index] - length * direction[index] }
          objective.evaluate(at: trial)
          moved = objective.value <= value - 1e-4 * length * decrement + slack
          length /= 2
        }
      }
      guard moved else {
        return (
          parameters,
          ConvergenceReport(
            iterations: iterations, objective: value, residual: residual, converged: converged)
        )
      }
      swap(&parameters, &trial)
      iterations += 1
    }
  }

  private func newtonDirection(_ objective: LogisticObjective) throws -> [Double] {
    do {
      return try Cholesky(objective.hessian).solve(objective.gradient)
    } catch LinearAlgebraError.notPositiveDefinite(let pivot, _) {
      // The last pivot belongs to the intercept, which fails only after the columns have used up all there is.
      throw ModelError.notIdentified(column: min(pivot, objective.gradient.count - 2))
    }
  }

  /// The weighted mean of each column, exact for a constant one.
  private func weightedMeans(of features: Matrix<Double>, _ rows: BinaryRows) -> [Double] {
    let width = features.columnCount
    var means = [Double](repeating: 0, count: width)
    var total = 0.0
    for weight in rows.weights { total += weight }
    features.withUnsafeValues { values in
      let first = rows.indices[0] * width
      for (row, weight) in zip(rows.indices, rows.weights) {
        let share = weight / total
        for column in 0..<width {
          means[column] += share * (values[row * width + column] - values[first + column])
        }
      }
      for column in 0..<width { means[column] += values[first + column] }
    }
    return means
  }
}
