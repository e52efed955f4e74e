public import LinearAlgebra

/// Logistic regression for two classes, fitted exactly on all rows at once.
///
///     let model = try LogisticRegression(l2: 1).fit(features: features, labels: labels)
///     let chances = try model.probabilities(features)
///
/// Minimizes J(β, b) = Σ wᵢ log(1 + exp(-yᵢ (xᵢ·β + b))) + l2/2 ‖β‖² + l1 ‖β‖₁, with yᵢ = +1 for the higher of the
/// two labels and -1 for the lower. The loss is a sum, not a mean, and the intercept b is not penalized: with `l1` 0
/// the same optimum as scikit-learn's `LogisticRegression(C: 1 / l2)`, with `l2` 0 that of `C: 1 / l1` with the l1
/// penalty (by `saga`; its `liblinear` penalizes the intercept), and with both that of C = 1 / (l1 + l2) and
/// l1_ratio = l1 / (l1 + l2).
///
/// The method is Newton's (iteratively reweighted least squares) with a backtracking line search, from zero,
/// on centered features; where `l1` is not 0, each step is a lasso problem. The optimum is unique if `l2` is above 0,
/// so the order of the rows does not matter beyond rounding, nor does the number of threads at all.
///
/// Source: Hastie, Tibshirani and Friedman, *The Elements of Statistical Learning*, 2nd ed., sections 4.4.1 and 4.4.4.
public struct LogisticRegression: ClassifierLearner {
  /// The strength of the penalty on the squared coefficients, at least 0.
  public var l2: Double
  /// The strength of the penalty on the magnitudes of the coefficients, at least 0; it sets some of them to zero.
  public var l1: Double
  /// The number of Newton steps after which the fit gives up, at least 1.
  public var maximumIterations: Int
  /// How much the rows of each class count.
  public var classWeights: ClassWeights

  public var sampleWeightUse: SampleWeightUse { .equalsCopies }

  /// Makes a configuration; it is checked when it is fitted.
  public init(l2: Double = 1, l1: Double = 0, maximumIterations: Int = 100, classWeights: ClassWeights = .equal) {
    self.l2 = l2
    self.l1 = l1
    self.maximumIterations = maximumIterations
    self.classWeights = classWeights
  }

  /// Fits a model to `features` (n × d).
  ///
  /// In the model's report, the residual is half of Newton's decrement over the objective: the share of J that one
  /// more step would save, by the second derivatives last computed. The fit has converged when that is below 1e-20; a
  /// fit that runs out of steps gives its last model, with `converged` false. O(n d² + d³) per step, some 5 to 10
  /// steps; of 100,000 rows and more, a sixteenth is fitted first, for a start near the optimum.
  /// - Throws: ``ModelError``; beside those of every learner, ``ModelError/separable`` and
  ///   ``ModelError/notIdentified(column:)`` when `l1` and `l2` are 0 and no finite, unique optimum exists.
  public func fit(features: Matrix<Double>, labels: [Int], sampleWeights: [Double]?) throws -> LogisticModel {
    try requireNonnegative(l2, "l2")
    try requireNonnegative(l1, "l1")
    try requireAtLeastOne(maximumIterations, "maximumIterations")
    let rows = try BinaryRows(
      features: features, labels: labels, sampleWeights: sampleWeights, classWeights: classWeights)
    let centered = CenteredRows(
      features, indices: rows.indices.count == features.rowCount ? nil : rows.indices, weights: rows.weights)
    let loss = LogisticObjective(rows: centered, signs: rows.signs, weights: rows.weights, l2: l2)
    let (parameters, report) = try NewtonMethod(l1: l1, maximumIterations: maximumIterations)
      .minimize(loss, from: start(loss))

    let coefficients = Array(parameters.dropLast())
    var intercept = parameters[features.columnCount]
    for (coefficient, center) in zip(coefficients, centered.centers) { intercept -= coefficient * center }
    return LogisticModel(
      coefficients: coefficients, intercept: intercept,
      negativeClass: rows.negativeClass, positiveClass: rows.positiveClass, convergence: report)
  }

  /// Of many rows, where some of them say the optimum is: near enough that all of them need two or three steps less.
  ///
  /// Nil where these few have no optimum, such as rows of one class.
  private func start(_ loss: LogisticObjective) -> [Double]? {
    let step = 16
    guard loss.rows.count >= 100_000, l1 > 0 || l2 > 0 else { return nil }
    let found = try? NewtonMethod(l1: l1 / Double(step), maximumIterations: maximumIterations, tolerance: 1e-6)
      .minimize(loss.every(step))
    return found.flatMap { $0.report.converged ? $0.parameters : nil }
  }
}
