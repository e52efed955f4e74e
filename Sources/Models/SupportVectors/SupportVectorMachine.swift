public import LinearAlgebra

/// A support vector machine (SVM) with a kernel for two classes: a bound on each row's multiplier, scaled by its weight.
///
/// Minimizes ½ ‖v‖² + Σ Cᵢ max(0, 1 - yᵢ f(xᵢ)) with f(x) = v·φ(x) + b, Cᵢ = `c` wᵢ, and yᵢ = +1 for the higher
/// of the two labels, -1 for the lower: the same optimum as scikit-learn's `SVC`. Solved in the dual by
/// sequential minimal optimization. Features on different scales should be standardized first:
/// `SupportVectorMachine().standardized()`.
///
/// Source: Chang and Lin, "LIBSVM: A Library for Support Vector Machines", ACM TIST 2(3), 2011.
public struct SupportVectorMachine: ClassifierLearner {
  /// The inner product of two rows; nil for ``Kernel/rbf(gamma:)`` with gamma = 1 / (d · variance of all features
  /// together), each row with its weight, or 1 where nothing varies: what scikit-learn calls `gamma='scale'`.
  public var kernel: Kernel?
  /// The price of a row of weight 1 for each unit that it falls short of its margin, above 0.
  public var c: Double
  /// How far the conditions of optimality may be violated when the fit stops, above 0, in units of f.
  public var tolerance: Double
  /// The number of steps after which the fit gives up, at least 1.
  public var maximumIterations: Int
  /// How much the rows of each class count.
  public var classWeights: ClassWeights

  public var sampleWeightUse: SampleWeightUse { .equalsCopies }

  /// Makes a configuration; it is checked when it is fitted.
  public init(
    kernel: Kernel? = nil, c: Double = 1, tolerance: Double = 1e-5, maximumIterations: Int = 10_000_000,
    classWeights: ClassWeights = .equal
  ) {
    self.kernel = kernel
    self.c = c
    self.tolerance = tolerance
    self.maximumIterations = maximumIterations
    self.classWeights = classWeights
  }

  /// Fits a model to `features` (n × d).
  ///
  /// In the model's report, the objective is the dual one and the residual the largest violation of the
  /// conditions of optimality; a fit that runs out of steps gives its last model, with `converged` false.
  /// O(n) per step, and between n and n² steps as a rule. Keeps at most 256 MiB of kernel values.
  /// - Throws: ``ModelError``.
  public func fit(features: Matrix<Double>, labels: [Int], sampleWeights: [Double]?) throws -> SupportVectorModel {
    try kernel?.requireUsable()
    try requirePositive(tolerance, "tolerance")
    try requireAtLeastOne(maximumIterations, "maximumIterations")
    let rows = try BinaryRows(
      features: features, labels: labels, sampleWeights: sampleWeights, classWeights: classWeights)
    let costs = try rows.costs(c)
    let training = features.rows(at: rows.indices)
    let kernel = kernel ?? .scaledRadialBasis(training, weights: rows.weights)
    let kernelRows = KernelRowCache(kernel: kernel, rows: training, byteLimit: 256 << 20)
    // No kernel value is larger than the largest on the diagonal (Cauchy and Schwarz).
    if let bad = kernelRows.diagonal.firstIndex(where: { !($0 <= 1e150) }) {
      throw ModelError.kernelTooLarge(row: rows.indices[bad], value: kernelRows.diagonal[bad])
    }
    let solution = SequentialMinimalOptimization(
      signs: rows.signs, bounds: costs, kernelRows: kernelRows, tolerance: tolerance,
      maximumIterations: maximumIterations)

    let support = rows.indices.indices.filter { solution.multipliers[$0] != 0 }
    return try SupportVectorModel(
      kernel: kernel, supportVectors: training.rows(at: support),
      supportIndices: support.map { rows.indices[$0] },
      dualCoefficients: support.map { solution.multipliers[$0] }, bias: solution.bias,
      negativeClass: rows.negativeClass, positiveClass: rows.positiveClass, convergence: solution.report)
  }
}
