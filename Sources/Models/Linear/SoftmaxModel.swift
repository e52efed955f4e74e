internal import Foundation
public import LinearAlgebra

/// A linear model of the log-odds of several classes: P(k | x) = exp(x·βₖ + bₖ) / Σₘ exp(x·βₘ + bₘ).
public struct SoftmaxModel: ProbabilisticClassifier, Equatable {
  /// βₖ in row k, for the classes in the order of `classes`: classes × features.
  public let coefficients: Matrix<Double>
  /// bₖ of each class.
  public let intercepts: [Double]
  public let classes: [Int]
  /// How the fit ended.
  public let convergence: ConvergenceReport
  private var format = ModelFormat<1>()

  public var featureCount: Int { coefficients.columnCount }

  init(coefficients: Matrix<Double>, intercepts: [Double], classes: [Int], convergence: ConvergenceReport) {
    self.coefficients = coefficients
    self.intercepts = intercepts
    self.classes = classes
    self.convergence = convergence
  }

  /// Reads a model, and refuses one whose parts do not fit together.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    format = try container.decode(ModelFormat<1>.self, forKey: .format)
    coefficients = try container.decode(Matrix<Double>.self, forKey: .coefficients)
    intercepts = try container.decode([Double].self, forKey: .intercepts)
    classes = try container.decodeClasses(forKey: .classes)
    convergence = try container.decode(ConvergenceReport.self, forKey: .convergence)
    try container.require(
      classes.count == coefficients.rowCount && intercepts.count == classes.count, .coefficients,
      "there are coefficients for \(coefficients.rowCount) classes, \(intercepts.count) intercepts "
        + "and \(classes.count) labels; all three must be the same")
    try container.requireLinear(coefficients.values, intercepts, .coefficients)
  }

  /// x·βₖ + bₖ of each class for each row of `features`: rows × classes. O(n d K).
  /// - Throws: ``ModelError`` when the number of columns is wrong or a value is not finite.
  public func decisionValues(_ features: Matrix<Double>) throws -> Matrix<Double> {
    try features.requireFeatures(featureCount)
    var scores = try features.multiplied(byTransposeOf: coefficients)
    scores.withUnsafeMutableValues { scores in
      for row in 0..<features.rowCount {
        for (k, intercept) in intercepts.enumerated() { scores[row * classes.count + k] += intercept }
      }
    }
    return scores
  }

  public func classProbabilities(_ features: Matrix<Double>) throws -> Matrix<Double> {
    var scores = try decisionValues(features)
    scores.withUnsafeMutableValues { scores in
      for start in stride(from: 0, to: scores.count, by: classes.count) {
        let row = start..<start + classes.count
        var top = -Double.infinity
        for index in row { top = max(top, scores[index]) }
        var total = 0.0
        for index in row {
          scores[index] = exp(scores[index] - top)
          total += scores[index]
        }
        for index in row { scores[index] /= total }
      }
    }
    return scores
  }

  /// The class with the largest ``decisionValues(_:)``, the lowest label among equals.
  public func predict(_ features: Matrix<Double>) throws -> [Int] {
    try decisionValues(features).firstLargestOfRows().map { classes[$0] }
  }

  /// The log loss on labeled rows, -Σ wᵢ log P(yᵢ | xᵢ): a sum, without the penalty. O(n d K).
  /// - Throws: ``ModelError`` when lengths differ, a label is unknown, or a value or weight is unusable.
  public func loss(features: Matrix<Double>, labels: [Int], sampleWeights: [Double]? = nil) throws -> Double {
    let numbers = try numbers(features, labels, sampleWeights)
    let scores = try decisionValues(features)
    var total = 0.0
    for (row, own) in numbers.enumerated() {
      let top = scores.row(row).max()!
      var sum = 0.0
      for value in scores.row(row) { sum += exp(value - top) }
      total += (sampleWeights?[row] ?? 1) * (log(sum) + top - scores[row, own])
    }
    return total
  }

  /// The derivatives of ``loss(features:labels:sampleWeights:)`` by each coefficient (classes × features) and by each
  /// intercept. O(n d K).
  /// - Throws: ``ModelError`` when lengths differ, a label is unknown, or a value or weight is unusable.
  public func gradient(
    features: Matrix<Double>, labels: [Int], sampleWeights: [Double]? = nil
  ) throws -> (coefficients: Matrix<Double>, intercepts: [Double]) {
    let numbers = try numbers(features, labels, sampleWeights)
    var residuals = try classProbabilities(features)
    for (row, own) in numbers.enumerated() {
      residuals[row, own] -= 1
      for k in classes.indices { residuals[row, k] *= sampleWeights?[row] ?? 1 }
    }
    return (try residuals.transposedMultiplied(by: features), residuals.columnSums())
  }

  private func numbers(_ features: Matrix<Double>, _ labels: [Int], _ sampleWeights: [Double]?) throws -> [Int] {
    try features.requireLabels(labels)
    try features.requireWeights(sampleWeights)
    return try labels.enumerated().map { row, label in
      guard let number = classes.firstIndex(of: label) else {
        throw ModelError.unknownLabel(row: row, label: label, classes: classes)
      }
      return number
    }
  }
}
