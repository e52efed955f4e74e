internal import Foundation
public import LinearAlgebra

/// A linear model of the log-odds of two classes: log P(positive) / P(negative) = x·β + b.
public struct LogisticModel: ProbabilisticClassifier, BinaryClassifier, Equatable {
  /// The change of the log-odds per unit of each feature, β.
  public let coefficients: [Double]
  /// The log-odds where every feature is 0, b.
  public let intercept: Double
  /// The label predicted where the log-odds are below 0.
  public let negativeClass: Int
  /// The label predicted where the log-odds are 0 or more.
  public let positiveClass: Int
  /// How the fit ended; nil for a model whose learner does not test for convergence.
  public let convergence: ConvergenceReport?
  private var format = ModelFormat<1>()

  public var featureCount: Int { coefficients.count }

  /// Makes a model from known parameters, for instance to ask for the loss away from the optimum.
  public init(coefficients: [Double], intercept: Double, negativeClass: Int = 0, positiveClass: Int = 1) {
    self.init(
      coefficients: coefficients, intercept: intercept,
      negativeClass: negativeClass, positiveClass: positiveClass, convergence: nil)
  }

  init(
    coefficients: [Double], intercept: Double, negativeClass: Int, positiveClass: Int,
    convergence: ConvergenceReport?
  ) {
    self.coefficients = coefficients
    self.intercept = intercept
    self.negativeClass = negativeClass
    self.positiveClass = positiveClass
    self.convergence = convergence
  }

  /// Reads a model, and refuses one that was damaged.
  public init(from decoder: any Decoder) throws {
    let parts = try LinearParts(from: decoder)
    self.init(
      coefficients: parts.coefficients, intercept: parts.intercept,
      negativeClass: parts.negativeClass, positiveClass: parts.positiveClass, convergence: parts.convergence)
  }

  /// The log-odds of the positive class for each row of `features`: x·β + b. O(n d).
  /// - Throws: ``ModelError`` when the number of columns is wrong or a value is not finite.
  public func decisionValues(_ features: Matrix<Double>) throws -> [Double] {
    try features.linearScores(coefficients, intercept)
  }

  /// The probability of the positive class for each row of `features`. O(n d).
  /// - Throws: ``ModelError`` when the number of columns is wrong or a value is not finite.
  public func probabilities(_ features: Matrix<Double>) throws -> [Double] {
    try decisionValues(features).map(logistic)
  }

  public func classProbabilities(_ features: Matrix<Double>) throws -> Matrix<Double> {
    let logOdds = try decisionValues(features)
    var result = Matrix(rowCount: logOdds.count, columnCount: 2)
    for (row, value) in logOdds.enumerated() {
      result[row, 0] = logistic(-value)
      result[row, 1] = logistic(value)
    }
    return result
  }

  /// The log loss on labeled rows, Σ wᵢ log(1 + exp(-yᵢ (xᵢ·β + b))): a sum, without the penalty. O(n d).
  /// - Throws: ``ModelError`` when lengths differ, a label is unknown, or a value or weight is unusable.
  public func loss(features: Matrix<Double>, labels: [Int], sampleWeights: [Double]? = nil) throws -> Double {
    let margins = try margins(features, labels, sampleWeights)
    var total = 0.0
    for (row, margin) in margins.enumerated() {
      total += (sampleWeights?[row] ?? 1) * (log1p(exp(-abs(margin))) + max(-margin, 0))
    }
    return total
  }

  /// The derivatives of ``loss(features:labels:sampleWeights:)`` by each coefficient and by the intercept.
  ///
  /// O(n d).
  /// - Throws: ``ModelError`` when lengths differ, a label is unknown, or a value or weight is unusable.
  public func gradient(
    features: Matrix<Double>, labels: [Int], sampleWeights: [Double]? = nil
  ) throws -> (coefficients: [Double], intercept: Double) {
    var residuals = try margins(features, labels, sampleWeights)
    var sum = 0.0
    for row in residuals.indices {
      let sign = labels[row] == positiveClass ? 1.0 : -1.0
      residuals[row] = -sign * (sampleWeights?[row] ?? 1) * logistic(-residuals[row])
      sum += residuals[row]
    }
    return (try features.transposedMultiplied(by: residuals), sum)
  }

  /// yᵢ (xᵢ·β + b): above zero where the model is right.
  private func margins(
    _ features: Matrix<Double>, _ labels: [Int], _ sampleWeights: [Double]?
  ) throws -> [Double] {
    try features.requireLabels(labels)
    try features.requireWeights(sampleWeights)
    var values = try decisionValues(features)
    for (row, label) in labels.enumerated() {
      guard label == positiveClass || label == negativeClass else {
        throw ModelError.unknownLabel(row: row, label: label, classes: classes)
      }
      if label == negativeClass { values[row].negate() }
    }
    return values
  }
}

/// 1 / (1 + exp(-x)), without overflow at either end.
func logistic(_ x: Double) -> Double {
  let e = exp(-abs(x))
  return x >= 0 ? 1 / (1 + e) : e / (1 + e)
}
