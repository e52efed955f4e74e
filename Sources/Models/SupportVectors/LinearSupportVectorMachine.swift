public import LinearAlgebra

/// A linear support vector machine (SVM) for two classes, fast for many rows.
///
///     let model = try LinearSupportVectorMachine(c: 0.5).fit(features: features, labels: labels)
///
/// Minimizes ½ (‖β‖² + b²) + Σ Cᵢ ξᵢᵖ with ξᵢ = max(0, 1 - yᵢ (xᵢ·β + b)), Cᵢ = `c` wᵢ, and p = 1 for
/// ``Loss/hinge``, 2 for ``Loss/squaredHinge``; yᵢ = +1 for the higher of the two labels, -1 for the lower. The
/// intercept b is penalized like a coefficient, as that of a feature that is always 1: the same optimum as
/// scikit-learn's `LinearSVC` with `intercept_scaling` 1, and not quite that of ``SupportVectorMachine`` with a linear
/// kernel, which leaves b free. So features should be standardized, or at least centered, first.
///
/// Solved in the dual, one row's multiplier at a time. Source: Hsieh, Chang, Lin, Keerthi and Sundararajan, "A Dual
/// Coordinate Descent Method for Large-Scale Linear SVM", ICML 2008.
public struct LinearSupportVectorMachine: ClassifierLearner {
  /// How a row pays for falling short of its margin.
  public enum Loss: String, Codable, Sendable {
    /// In proportion to the shortfall ξ.
    case hinge
    /// By its square.
    case squaredHinge
  }

  /// The price of a row of weight 1 for each unit of its shortfall or of its square, above 0.
  public var c: Double
  /// How a row pays.
  public var loss: Loss
  /// The duality gap, as a share of the objective, at which the fit stops, above 0.
  public var tolerance: Double
  /// The number of passes over the rows after which the fit gives up, at least 1.
  public var maximumIterations: Int
  /// The seed of the order in which a pass visits the rows; the optimum is unique and does not depend on it.
  public var seed: UInt64
  /// How much the rows of each class count.
  public var classWeights: ClassWeights

  public var sampleWeightUse: SampleWeightUse { .equalsCopies }

  /// Makes a configuration; it is checked when it is fitted.
  public init(
    c: Double = 1, loss: Loss = .squaredHinge, tolerance: Double = 1e-8, maximumIterations: Int = 10_000,
    seed: UInt64 = 0, classWeights: ClassWeights = .equal
  ) {
    self.c = c
    self.loss = loss
    self.tolerance = tolerance
    self.maximumIterations = maximumIterations
    self.seed = seed
    self.classWeights = classWeights
  }

  /// Fits a model to `features` (n × d).
  ///
  /// In the model's report, an iteration is a pass over the rows and the residual is the duality gap over the
  /// objective: no coefficients can be better by more than this share. A fit that runs out of passes gives its last
  /// model, with `converged` false. O(n d) per pass, less once most multipliers have settled.
  /// - Throws: ``ModelError``.
  public func fit(features: Matrix<Double>, labels: [Int], sampleWeights: [Double]?) throws -> LinearSupportVectorModel
  {
    try requirePositive(tolerance, "tolerance")
    try requireAtLeastOne(maximumIterations, "maximumIterations")
    let rows = try BinaryRows(
      features: features, labels: labels, sampleWeights: sampleWeights, classWeights: classWeights)
    let solution = try DualCoordinateDescent(
      features: features, rows: rows, costs: rows.costs(c), loss: loss, tolerance: tolerance,
      maximumIterations: maximumIterations,
      seed: seed)
    return LinearSupportVectorModel(
      coefficients: solution.coefficients, intercept: solution.intercept, negativeClass: rows.negativeClass,
      positiveClass: rows.positiveClass, convergence: solution.report)
  }
}
