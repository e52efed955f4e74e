public import LinearAlgebra
import Statistics

/// Logistic regression for two classes, fitted by minibatch stochastic gradient descent.
///
/// Follows the gradient of J / Σ wᵢ, where J is the objective of ``LogisticRegression``. One step on a batch B:
/// β ← β - η [(n / (|B| Σ wᵢ)) Σ_B wᵢ ∇ℓᵢ + (l2 / Σ wᵢ) β], and the same for the intercept without its penalty.
/// Each epoch visits every row once, in a new order drawn from `seed`; the last batch may be smaller.
///
/// The weights scale the steps, yet a row of weight 2 is not the same as the row twice: copies fall into other
/// batches and at other times. The fit follows the order of the rows and ends near the optimum, not at it.
///
/// Source: Bottou, Curtis and Nocedal, "Optimization Methods for Large-Scale Machine Learning",
/// SIAM Review 60(2), 2018.
public struct LogisticRegressionSGD: ClassifierLearner {
  /// The strength of the penalty on the squared coefficients, at least 0.
  public var l2: Double
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
    l2: Double = 1, learningRate: Double = 0.1, batchSize: Int = 32, epochs: Int = 1, seed: UInt64 = 0
  ) {
    self.l2 = l2
    self.learningRate = learningRate
    self.batchSize = batchSize
    self.epochs = epochs
    self.seed = seed
  }

  /// Fits a model to `features` (n × d); its report is nil. O(epochs × n d).
  /// - Throws: ``ModelError``; beside those of every learner, ``ModelError/diverged(epoch:learningRate:)``.
  public func fit(features: Matrix<Double>, labels: [Int], sampleWeights: [Double]?) throws -> LogisticModel {
    try requireNonnegative(l2, "l2")
    try requirePositive(learningRate, "learningRate")
    try requireAtLeastOne(batchSize, "batchSize")
    try requireAtLeastOne(epochs, "epochs")
    let rows = try BinaryRows(features: features, labels: labels, sampleWeights: sampleWeights)

    let count = rows.indices.count
    let width = features.columnCount
    var totalWeight = 0.0
    for weight in rows.weights { totalWeight += weight }
    var rng = SeededGenerator(seed: seed)
    var order = Array(0..<count)
    var coefficients = [Double](repeating: 0, count: width)
    var intercept = 0.0
    var slope = [Double](repeating: 0, count: width)

    for epoch in 1...epochs {
      rng.shuffle(&order)
      var start = 0
      while start < count {
        let end = start + min(batchSize, count - start)
        let scale = Double(count) / Double(end - start)
        for column in 0..<width { slope[column] = l2 / totalWeight * coefficients[column] }
        var interceptSlope = 0.0
        features.withUnsafeValues { values in
          for position in order[start..<end] {
            let row = values.baseAddress! + rows.indices[position] * width
            let sign = rows.signs[position]
            let margin = sign * (dotProduct(coefficients, row, count: width) + intercept)
            let residual = -sign * scale * (rows.weights[position] / totalWeight) * logistic(-margin)
            for column in 0..<width { slope[column] += residual * row[column] }
            interceptSlope += residual
          }
        }
        for column in 0..<width { coefficients[column] -= learningRate * slope[column] }
        intercept -= learningRate * interceptSlope
        start = end
      }
      guard intercept.isFinite, coefficients.allSatisfy(\.isFinite) else {
        throw ModelError.diverged(epoch: epoch, learningRate: learningRate)
      }
    }
    return LogisticModel(
      coefficients: coefficients, intercept: intercept,
      negativeClass: rows.negativeClass, positiveClass: rows.positiveClass)
  }
}
