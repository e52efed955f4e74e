public import LinearAlgebra

/// Logistic regression for two or more classes, fitted exactly on all rows at once.
///
///     let model = try SoftmaxRegression(l2: 1).fit(features: flowers, labels: species)
///     let chances = try model.classProbabilities(flowers)
///
/// Minimizes J(B, b) = -Σ wᵢ log P(yᵢ | xᵢ) + l2/2 Σ βₖⱼ² + l1 Σ |βₖⱼ|, where P(k | x) = exp(x·βₖ + bₖ) / Σₘ exp(x·βₘ +
/// bₘ). Every class has coefficients of its own, all penalized; the intercepts are not. For three or more classes the
/// same optimum as scikit-learn's `LogisticRegression`, with C = 1 / (l1 + l2) and l1_ratio = l1 / (l1 + l2). For two
/// classes it predicts as ``LogisticRegression`` with half the `l2`, whose one coefficient is the difference of the two
/// here.
///
/// Adding the same number to the intercepts of all classes changes nothing; the fit makes their sum 0, and without a
/// penalty also the sum of each feature's coefficients. By Newton's method; see ``LogisticRegression``.
///
/// Source: Hastie, Tibshirani and Friedman, *The Elements of Statistical Learning*, 2nd ed., sections 4.4 and 18.3.2.
public struct SoftmaxRegression: ClassifierLearner {
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

  /// Fits a model to `features` (n × d); its report is that of ``LogisticRegression``.
  ///
  /// O(n d² K² + d³ K³) per step for K classes, and 8 (K (d + 1))² bytes.
  /// - Throws: ``ModelError``; beside those of every learner, ``ModelError/separable`` and
  ///   ``ModelError/notIdentified(column:)`` when `l1` and `l2` are 0 and no finite, unique optimum exists.
  public func fit(features: Matrix<Double>, labels: [Int], sampleWeights: [Double]?) throws -> SoftmaxModel {
    try requireNonnegative(l2, "l2")
    try requireNonnegative(l1, "l1")
    try requireAtLeastOne(maximumIterations, "maximumIterations")
    let targets = try ClassTargets(
      features: features, labels: labels, sampleWeights: sampleWeights, classWeights: classWeights)
    try features.requireUsableFeatures()
    let rows = CenteredRows(features, indices: targets.rows, weights: targets.weights)
    let count = targets.classes.count
    let width = features.columnCount
    let loss = SoftmaxObjective(
      rows: rows, numbers: targets.numbers, weights: targets.weights, classCount: count, l2: l2)
    var (parameters, report) = try NewtonMethod(l1: l1, maximumIterations: maximumIterations).minimize(loss)

    func makeSumZero(_ column: Int) {
      var mean = 0.0
      for k in 0..<count { mean += parameters[k * (width + 1) + column] / Double(count) }
      for k in 0..<count { parameters[k * (width + 1) + column] -= mean }
    }
    if l1 == 0 && l2 == 0 {
      for column in 0..<width { makeSumZero(column) }
    }
    for k in 0..<count {
      let start = k * (width + 1)
      for column in 0..<width { parameters[start + width] -= parameters[start + column] * rows.centers[column] }
    }
    makeSumZero(width)
    return SoftmaxModel(
      coefficients: Matrix(rowCount: count, columnCount: width) { parameters[$0 * (width + 1) + $1] },
      intercepts: (0..<count).map { parameters[$0 * (width + 1) + width] }, classes: targets.classes,
      convergence: report)
  }
}
