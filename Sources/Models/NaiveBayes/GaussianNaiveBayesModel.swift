public import LinearAlgebra
import Statistics

/// The priors, means and variances of a fitted ``GaussianNaiveBayes``.
public struct GaussianNaiveBayesModel: ProbabilisticClassifier, Equatable {
  public var classes: [Int] { moments.classes }
  public var featureCount: Int { moments.means.columnCount }
  /// ln P(class), in the order of `classes`.
  public var logPriors: [Double] { adjustment.logPriors }
  /// The mean of each feature in each class: classes × features.
  public var means: Matrix<Double> { moments.means }
  /// The variance of each feature in each class, smoothed: classes × features.
  public let variances: Matrix<Double>
  /// What is added to each variance, as a share of the largest variance of a feature.
  public let varianceSmoothing: Double

  let moments: ClassMoments
  private let adjustment: ClassAdjustment
  /// 1/(2 σ²), classes × features.
  private let halfPrecisions: Matrix<Double>
  /// ln P(class) − ½ Σ ln(2π σ²).
  private let constants: [Double]

  init(moments: ClassMoments, adjustment: ClassAdjustment, varianceSmoothing: Double) throws {
    self.moments = moments
    self.adjustment = adjustment
    self.varianceSmoothing = varianceSmoothing
    let added = varianceSmoothing * moments.largestVariance(classFactors: adjustment.factors)
    var variances = moments.squares
    var constants = adjustment.logPriors
    for (number, label) in moments.classes.enumerated() {
      var sum = 0.0
      for column in 0..<variances.columnCount {
        let variance = moments.squares[number, column] / moments.weights[number] + added
        guard variance >= .leastNormalMagnitude, variance < .infinity else {
          throw ModelError.unusableVariance(column: column, label: label, value: variance)
        }
        variances[number, column] = variance
        sum += Portable.log(2 * Double.pi) + Portable.log(variance)
      }
      constants[number] -= 0.5 * sum
    }
    self.variances = variances
    self.constants = constants
    halfPrecisions = variances.map { 0.5 / $0 }
  }

  /// The most probable class of each row; of equals the lower label. O(rows × classes × features).
  public func predict(_ features: Matrix<Double>) throws -> [Int] {
    try features.requireFeatures(featureCount)
    return scores.labels(features)
  }

  public func classProbabilities(_ features: Matrix<Double>) throws -> Matrix<Double> {
    try features.requireFeatures(featureCount)
    return scores.probabilities(features)
  }

  /// ln P(class | row), rows × classes: finite even where a probability is too small for a number.
  /// - Throws: ``ModelError`` when the number of columns is wrong or a value is not finite.
  public func logProbabilities(_ features: Matrix<Double>) throws -> Matrix<Double> {
    try features.requireFeatures(featureCount)
    return scores.logProbabilities(features)
  }

  private var scores: ClassScores {
    let columns = featureCount
    return ClassScores(classes: classes, featureCount: columns) { [means, halfPrecisions, constants] row, scores in
      means.withUnsafeValues { means in
        halfPrecisions.withUnsafeValues { halfPrecisions in
          for number in constants.indices {
            let mean = means.baseAddress! + number * columns
            let halfPrecision = halfPrecisions.baseAddress! + number * columns
            var sum = 0.0
            for column in 0..<columns {
              let deviation = row[column] - mean[column]
              sum += deviation * deviation * halfPrecision[column]
            }
            scores[number] = constants[number] - sum
          }
        }
      }
    }
  }
}

extension GaussianNaiveBayesModel {
  private enum CodingKeys: String, CodingKey {
    case format, moments, adjustment, varianceSmoothing
  }

  /// Reads a model, and refuses one whose parts do not fit together.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    _ = try container.decode(ModelFormat<1>.self, forKey: .format)
    let moments = try container.decode(ClassMoments.self, forKey: .moments)
    let adjustment = try container.decode(ClassAdjustment.self, forKey: .adjustment)
    guard moments.isSound, adjustment.isSound(moments.classes.count) else {
      throw DecodingError.dataCorruptedError(
        forKey: .moments, in: container,
        debugDescription: "the means, variances and priors are not those of one and the same list of classes")
    }
    do {
      let varianceSmoothing = try container.decode(Double.self, forKey: .varianceSmoothing)
      try requireNonnegative(varianceSmoothing, "varianceSmoothing")
      try self.init(moments: moments, adjustment: adjustment, varianceSmoothing: varianceSmoothing)
    } catch let error as ModelError {
      throw DecodingError.dataCorruptedError(
        forKey: .varianceSmoothing, in: container, debugDescription: error.description)
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(ModelFormat<1>(), forKey: .format)
    try container.encode(moments, forKey: .moments)
    try container.encode(adjustment, forKey: .adjustment)
    try container.encode(varianceSmoothing, forKey: .varianceSmoothing)
  }
}
