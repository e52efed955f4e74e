public import LinearAlgebra
import Statistics

/// The priors and the probability of each feature of a fitted ``BernoulliNaiveBayes``.
public struct BernoulliNaiveBayesModel: ProbabilisticClassifier, Equatable {
  public var classes: [Int] { counts.classes }
  public var featureCount: Int { counts.sums.columnCount }
  /// ln P(class), in the order of `classes`.
  public var logPriors: [Double] { adjustment.logPriors }
  /// ln p, the probability that a row of a class has a feature: classes × features.
  public let featureLogProbabilities: Matrix<Double>
  /// What is added to the weight of the rows with and of those without each feature.
  public let smoothing: Double
  /// What a feature must be above to be present.
  public let threshold: Double

  let counts: ClassCounts
  private let adjustment: ClassAdjustment
  /// ln(p / (1 − p)), classes × features: what a feature's presence adds.
  private let logOdds: Matrix<Double>
  /// ln P(class) + Σ ln(1 − p): the score of a row without any feature.
  private let constants: [Double]

  init(counts: ClassCounts, adjustment: ClassAdjustment, smoothing: Double, threshold: Double) {
    self.counts = counts
    self.adjustment = adjustment
    self.smoothing = smoothing
    self.threshold = threshold
    var logProbabilities = counts.sums
    var logOdds = counts.sums
    var constants = adjustment.logPriors
    for number in counts.classes.indices {
      let factor = adjustment.factors[number]
      let logTotal = Portable.log(counts.weights[number] * factor + 2 * smoothing)
      var sum = 0.0
      for column in 0..<logOdds.columnCount {
        let present = Portable.log(counts.sums[number, column] * factor + smoothing)
        // The sum of all weights of a column may be above the class's by rounding.
        let without = max(0, counts.weights[number] - counts.sums[number, column])
        let absent = Portable.log(without * factor + smoothing)
        logProbabilities[number, column] = present - logTotal
        logOdds[number, column] = present - absent
        sum += absent - logTotal
      }
      constants[number] += sum
    }
    featureLogProbabilities = logProbabilities
    self.logOdds = logOdds
    self.constants = constants
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
    return ClassScores(classes: classes, featureCount: columns) { [logOdds, constants, threshold] row, scores in
      logOdds.withUnsafeValues { logOdds in
        for number in constants.indices {
          let odds = logOdds.baseAddress! + number * columns
          var sum = 0.0
          for column in 0..<columns where row[column] > threshold { sum += odds[column] }
          scores[number] = constants[number] + sum
        }
      }
    }
  }
}

extension BernoulliNaiveBayesModel {
  private enum CodingKeys: String, CodingKey {
    case format, counts, adjustment, smoothing, threshold
  }

  /// Reads a model, and refuses one whose parts do not fit together.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    _ = try container.decode(ModelFormat<1>.self, forKey: .format)
    let counts = try container.decode(ClassCounts.self, forKey: .counts)
    let adjustment = try container.decode(ClassAdjustment.self, forKey: .adjustment)
    let smoothing = try container.decode(Double.self, forKey: .smoothing)
    let threshold = try container.decode(Double.self, forKey: .threshold)
    guard counts.isSound, adjustment.isSound(counts.classes.count), smoothing > 0, smoothing.isFinite,
      threshold.isFinite
    else {
      throw DecodingError.dataCorruptedError(
        forKey: .counts, in: container,
        debugDescription: "the totals, priors and smoothing are not those of one and the same list of classes")
    }
    self.init(counts: counts, adjustment: adjustment, smoothing: smoothing, threshold: threshold)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(ModelFormat<1>(), forKey: .format)
    try container.encode(counts, forKey: .counts)
    try container.encode(adjustment, forKey: .adjustment)
    try container.encode(smoothing, forKey: .smoothing)
    try container.encode(threshold, forKey: .threshold)
  }
}
