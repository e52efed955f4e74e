/// How often one class was predicted and true: the four cells of a confusion matrix of two classes.
///
/// Counts are sums of weights. A ratio of nothing to nothing (precision where nothing was predicted) is 0.
public struct ClassCounts: Hashable, Codable, Sendable {
  /// Of the class and predicted so: hits.
  public let truePositives: Double
  /// Predicted to be of the class, and not: false alarms, type I errors.
  public let falsePositives: Double
  /// Of the class, and not predicted so: misses, type II errors.
  public let falseNegatives: Double
  /// Neither of the class nor predicted so: correct rejections.
  public let trueNegatives: Double

  /// Takes the four cells.
  public init(truePositives: Double, falsePositives: Double, falseNegatives: Double, trueNegatives: Double) {
    self.truePositives = truePositives
    self.falsePositives = falsePositives
    self.falseNegatives = falseNegatives
    self.trueNegatives = trueNegatives
  }

  /// The rows of the class: TP + FN.
  public var support: Double { truePositives + falseNegatives }
  /// The rows predicted to be of the class: TP + FP.
  public var predicted: Double { truePositives + falsePositives }
  /// All rows.
  public var total: Double { truePositives + falsePositives + falseNegatives + trueNegatives }

  /// How many of the predictions of the class are right: TP/(TP + FP).
  public var precision: Double { ratio(truePositives, predicted) }
  /// How many of the rows of the class are found: TP/(TP + FN); also sensitivity, true positive rate, hit rate.
  public var recall: Double { ratio(truePositives, support) }
  /// How many of the other rows are left alone: TN/(TN + FP); also true negative rate.
  public var specificity: Double { ratio(trueNegatives, trueNegatives + falsePositives) }
  /// How many of the other rows raise an alarm: FP/(FP + TN).
  public var falsePositiveRate: Double { ratio(falsePositives, trueNegatives + falsePositives) }
  /// How many of the rows of the class are missed: FN/(FN + TP).
  public var falseNegativeRate: Double { ratio(falseNegatives, support) }
  /// How many of the predictions of the other classes are right: TN/(TN + FN).
  public var negativePredictiveValue: Double { ratio(trueNegatives, trueNegatives + falseNegatives) }
  /// The share of rows that are right: (TP + TN)/all.
  public var accuracy: Double { ratio(truePositives + trueNegatives, total) }
  /// The mean of recall and specificity.
  public var balancedAccuracy: Double { (recall + specificity) / 2 }
  /// The harmonic mean of precision and recall: 2·TP/(2·TP + FP + FN).
  public var f1: Double { fBeta(1) }
  /// The overlap of the rows of the class and those predicted so: TP/(TP + FP + FN).
  public var jaccard: Double { ratio(truePositives, truePositives + falsePositives + falseNegatives) }

  /// The weighted harmonic mean of precision and recall, recall counting β times as much:
  /// (1 + β²)·TP/((1 + β²)·TP + β²·FN + FP).
  ///
  /// - Parameter beta: at least 0; 0 is precision.
  /// Source: van Rijsbergen, *Information Retrieval*, 1979.
  public func fBeta(_ beta: Double) -> Double {
    let square = beta * beta
    let hits = (1 + square) * truePositives
    return ratio(hits, hits + square * falseNegatives + falsePositives)
  }

  /// Matthews' correlation coefficient, the correlation of predicted and true: from −1 to 1, 0 for guessing.
  public var matthewsCorrelation: Double {
    let product =
      (predicted * support).squareRoot()
      * ((trueNegatives + falsePositives) * (trueNegatives + falseNegatives)).squareRoot()
    return ratio(truePositives * trueNegatives - falsePositives * falseNegatives, product)
  }
}

/// a/b, or 0 where b is 0.
func ratio(_ numerator: Double, _ denominator: Double) -> Double {
  denominator == 0 ? 0 : numerator / denominator
}
