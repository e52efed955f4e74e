public import LinearAlgebra
import Statistics

/// The priors and the shares of each feature of a fitted ``MultinomialNaiveBayes``.
public struct MultinomialNaiveBayesModel: ProbabilisticClassifier, Equatable {
  public var classes: [Int] { counts.classes }
  public var featureCount: Int { counts.sums.columnCount }
  /// ln P(class), in the order of `classes`.
  public var logPriors: [Double] { adjustment.logPriors }
  /// ln θ, the share of each feature in the total of a class: classes × features.
  public let featureLogShares: Matrix<Double>
  /// What is added to the total of each feature in each class.
  public let smoothing: Double

  let counts: ClassCounts
  private let adjustment: ClassAdjustment

  init(counts: ClassCounts, adjustment: ClassAdjustment, smoothing: Double) {
    self.counts = counts
    self.adjustment = adjustment
    self.smoothing = smoothing
    var logShares = counts.sums
    for number in counts.classes.indices {
      var total = 0.0
      for column in 0..<logShares.columnCount {
        let sum = counts.sums[number, column] * adjustment.factors[number] + smoothing
        logShares[number, column] = Portable.log(sum)
        total += sum
      }
      let logTotal = Portable.log(total)
      for column in 0..<logShares.columnCount { logShares[number, column] -= logTotal }
    }
    featureLogShares = logShares
  }

  /// The most probable class of each row; of equals the lower label. O(rows × classes × features).
  /// - Throws: ``ModelError``, also when a feature is below 0.
  public func predict(_ features: Matrix<Double>) throws -> [Int] {
    try require(features)
    return scores.labels(features)
  }

  public func classProbabilities(_ features: Matrix<Double>) throws -> Matrix<Double> {
    try require(features)
    return scores.probabilities(features)
  }

  /// ln P(class | row), rows × classes: finite even where a probability is too small for a number.
  /// - Throws: ``ModelError`` when the number of columns is wrong or a value is not finite or below 0.
  public func logProbabilities(_ features: Matrix<Double>) throws -> Matrix<Double> {
    try require(features)
    return scores.logProbabilities(features)
  }

  private func require(_ features: Matrix<Double>) throws {
    try features.requireFeatures(featureCount)
    try features.requireCounts()
  }

  private var scores: ClassScores {
    let columns = featureCount
    return ClassScores(classes: classes, featureCount: columns) { [featureLogShares, logPriors] row, scores in
      featureLogShares.withUnsafeValues { shares in
        for number in logPriors.indices {
          scores[number] =
            logPriors[number] + dotProduct(row, shares.baseAddress! + number * columns, count: columns)
        }
      }
    }
  }
}

extension MultinomialNaiveBayesModel {
  private enum CodingKeys: String, CodingKey {
    case format, counts, adjustment, smoothing
  }

  /// Reads a model, and refuses one whose parts do not fit together.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    _ = try container.decode(ModelFormat<1>.self, forKey: .format)
    let counts = try container.decode(ClassCounts.self, forKey: .counts)
    let adjustment = try container.decode(ClassAdjustment.self, forKey: .adjustment)
    let smoothing = try container.decode(Double.self, forKey: .smoothing)
    guard counts.isSound, adjustment.isSound(counts.classes.count), smoothing > 0, smoothing.isFinite else {
      throw DecodingError.dataCorruptedError(
        forKey: .counts, in: container,
        debugDescription: "the totals, priors and smoothing are not those of one and the same list of classes")
    }
    self.init(counts: counts, adjustment: adjustment, smoothing: smoothing)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(ModelFormat<1>(), forKey: .format)
    try container.encode(counts, forKey: .counts)
    try container.encode(adjustment, forKey: .adjustment)
    try container.encode(smoothing, forKey: .smoothing)
  }
}
