public import LinearAlgebra

/// Logistic regression for two classes, fitted by minibatch stochastic gradient descent (SGD).
///
///     let learner = LogisticRegressionSGD(epochs: 5)
///     var model = try learner.fit(features: monday, labels: mondayLabels)
///     try learner.update(&model, features: tuesday, labels: tuesdayLabels)
///
/// Follows the gradient of J / Σ wᵢ, where J is the objective of ``LogisticRegression``. One step on a batch B:
/// β ← β - η [(n / (|B| Σ wᵢ)) Σ_B wᵢ ∇ℓᵢ + (l2 / Σ wᵢ) β], and the same for the intercept without its penalty; where
/// `l1` is above 0, each step then takes η l1 / Σ wᵢ from the magnitude of each coefficient, down to 0.
/// Each epoch visits every row once, in a new order drawn from `seed`; the last batch may be smaller.
///
/// The weights scale the steps, yet a row of weight 2 is not the same as the row twice: copies fall into other
/// batches and at other times. The fit follows the order of the rows and ends near the optimum, not at it.
///
/// Source: Bottou, Curtis and Nocedal, "Optimization Methods for Large-Scale Machine Learning",
/// SIAM Review 60(2), 2018.
public struct LogisticRegressionSGD: IncrementalClassifierLearner {
  /// The strength of the penalty on the squared coefficients, at least 0.
  public var l2: Double
  /// The strength of the penalty on the magnitudes of the coefficients, at least 0.
  public var l1: Double
  /// The length of a step along the gradient of the mean loss, above 0.
  public var learningRate: Double
  /// The number of rows per step, at least 1.
  public var batchSize: Int
  /// The number of times that every row is visited, at least 1.
  public var epochs: Int
  /// The seed of the order of the rows.
  public var seed: UInt64
  /// How much the rows of each class count.
  public var classWeights: ClassWeights

  public var sampleWeightUse: SampleWeightUse { .scalesLoss }

  /// Makes a configuration; it is checked when it is fitted.
  public init(
    l2: Double = 1, l1: Double = 0, learningRate: Double = 0.1, batchSize: Int = 32, epochs: Int = 1,
    seed: UInt64 = 0, classWeights: ClassWeights = .equal
  ) {
    self.l2 = l2
    self.l1 = l1
    self.learningRate = learningRate
    self.batchSize = batchSize
    self.epochs = epochs
    self.seed = seed
    self.classWeights = classWeights
  }

  private var descent: StochasticDescent {
    StochasticDescent(
      l2: l2, l1: l1, learningRate: learningRate, batchSize: batchSize, epochs: epochs, seed: seed)
  }

  /// Fits a model to `features` (n × d); its report is nil. O(epochs × n d).
  /// - Throws: ``ModelError``; beside those of every learner, ``ModelError/diverged(epoch:learningRate:)``.
  public func fit(features: Matrix<Double>, labels: [Int], sampleWeights: [Double]?) throws -> LogisticModel {
    try descent.requireUsable()
    let rows = try BinaryRows(
      features: features, labels: labels, sampleWeights: sampleWeights, classWeights: classWeights)
    var coefficients = [Double](repeating: 0, count: features.columnCount)
    var intercept = 0.0
    try descent.run(
      features, indices: rows.indices, weights: rows.weights, coefficients: &coefficients, intercept: &intercept
    ) { position, score in
      -rows.signs[position] * logistic(-rows.signs[position] * score)
    }
    return LogisticModel(
      coefficients: coefficients, intercept: intercept,
      negativeClass: rows.negativeClass, positiveClass: rows.positiveClass)
  }

  /// Goes on from `model` for `epochs` epochs over these rows alone: their number and weights take the place of n and
  /// Σ wᵢ, and balanced class weights balance the classes among them. O(epochs × n d).
  /// - Throws: ``ModelError``, with ``ModelError/unknownLabel(row:label:classes:)`` for a label that is not one of the
  ///   model's.
  public func update(
    _ model: inout LogisticModel, features: Matrix<Double>, labels: [Int], sampleWeights: [Double]?
  ) throws {
    try descent.requireUsable()
    let targets = try ClassTargets(
      knownClasses: model.classes, features: features, labels: labels, sampleWeights: sampleWeights,
      classWeights: classWeights)
    try features.requireFeatures(model.featureCount)
    var coefficients = model.coefficients
    var intercept = model.intercept
    try descent.run(
      features, indices: targets.rows, weights: targets.weights, coefficients: &coefficients, intercept: &intercept
    ) { position, score in
      let sign = targets.numbers[position] == 1 ? 1.0 : -1.0
      return -sign * logistic(-sign * score)
    }
    model = LogisticModel(
      coefficients: coefficients, intercept: intercept,
      negativeClass: model.negativeClass, positiveClass: model.positiveClass)
  }
}
