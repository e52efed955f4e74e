public import LinearAlgebra

/// Linear regression fitted by minibatch stochastic gradient descent (SGD).
///
///     let learner = LinearRegressionSGD(learningRate: 0.05, epochs: 10)
///     var model = try learner.fit(features: monday, targets: mondayPrices)
///     try learner.update(&model, features: tuesday, targets: tuesdayPrices)
///
/// Follows the gradient of J / Σ wᵢ, where J is the objective of ``ElasticNetRegression``, as
/// ``LogisticRegressionSGD`` does for its own. Features and targets should be near 0 and of a size near 1: the steps
/// grow out of all bounds where `learningRate` times the mean of ‖x‖² is above 2.
///
/// The fit follows the order of the rows and ends near the optimum, not at it. Source: Bottou, Curtis and Nocedal,
/// "Optimization Methods for Large-Scale Machine Learning", SIAM Review 60(2), 2018.
public struct LinearRegressionSGD: IncrementalRegressorLearner {
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

  public var sampleWeightUse: SampleWeightUse { .scalesLoss }

  /// Makes a configuration; it is checked when it is fitted.
  public init(
    l2: Double = 0, l1: Double = 0, learningRate: Double = 0.01, batchSize: Int = 32, epochs: Int = 10,
    seed: UInt64 = 0
  ) {
    self.l2 = l2
    self.l1 = l1
    self.learningRate = learningRate
    self.batchSize = batchSize
    self.epochs = epochs
    self.seed = seed
  }

  /// Fits a model to `features` (n × d); its report is nil. O(epochs × n d).
  /// - Throws: ``ModelError``; beside those of every learner, ``ModelError/diverged(epoch:learningRate:)``.
  public func fit(features: Matrix<Double>, targets: [Double], sampleWeights: [Double]?) throws -> LinearModel {
    var model = LinearModel(coefficients: [Double](repeating: 0, count: features.columnCount), intercept: 0)
    try update(&model, features: features, targets: targets, sampleWeights: sampleWeights)
    return model
  }

  /// Goes on from `model` for `epochs` epochs over these rows alone: their number and weights take the place of n and
  /// Σ wᵢ. O(epochs × n d).
  /// - Throws: ``ModelError``, as a fit does, and where the rows do not have the model's columns.
  public func update(
    _ model: inout LinearModel, features: Matrix<Double>, targets: [Double], sampleWeights: [Double]?
  ) throws {
    let descent = StochasticDescent(
      l2: l2, l1: l1, learningRate: learningRate, batchSize: batchSize, epochs: epochs, seed: seed)
    try descent.requireUsable()
    let counting = try NumberTargets(features: features, targets: targets, sampleWeights: sampleWeights)
    try features.requireFeatures(model.featureCount)
    var coefficients = model.coefficients
    var intercept = model.intercept
    try descent.run(
      features, indices: counting.rows, weights: counting.weights, coefficients: &coefficients, intercept: &intercept
    ) { position, score in
      score - counting.values[position]
    }
    model = LinearModel(coefficients: coefficients, intercept: intercept)
  }
}
