public import Statistics

/// Whether one of two models is better by more than chance, from their scores on the same folds.
///
/// Folds share most of the rows that they fit on, so their scores are not independent: the plain paired t test finds
/// differences where there are none. The corrected test makes up for it by widening the error by the share of test
/// rows: t = mean/√((1/J + test/train)·s²) on J − 1 degrees of freedom.
///
/// Source: Nadeau and Bengio, "Inference for the Generalization Error", Machine Learning 52, 2003; for repeated k-fold:
/// Bouckaert and Frank, PAKDD 2004.
public struct FoldComparison: Hashable, Codable, Sendable, CustomStringConvertible {
  /// The score of the first model less that of the second, on each fold.
  public let differences: [Double]
  /// Test rows per row fitted on that the error is widened by; 0 for the plain paired test.
  public let correction: Double
  /// What was asked of the difference.
  public let alternative: Alternative
  /// The mean difference.
  public let difference: Double
  /// The standard error of the mean difference.
  public let standardError: Double
  /// The mean difference in standard errors.
  public let statistic: Double
  /// One less than the number of folds.
  public let degreesOfFreedom: Int
  /// The chance of a difference at least as large if there were none.
  public let pValue: Double

  /// Compares scores fold by fold.
  ///
  /// - Parameters:
  ///   - testShareOfTrain: test rows per row fitted on (¼ for five folds, 1/9 for ten); 0 for the plain paired test.
  /// - Throws: ``EvaluationError`` when lengths differ, when there are fewer than two folds, when a score is not
  ///   finite, or when the share is negative.
  public init(
    first: [Double], second: [Double], testShareOfTrain: Double, alternative: Alternative = .twoSided
  ) throws {
    guard first.count == second.count else {
      throw EvaluationError.lengths(
        first: "scores of the first model", count: first.count, second: "of the second", secondCount: second.count)
    }
    guard first.count >= 2 else {
      throw EvaluationError.tooFew(what: "folds", count: first.count, needed: 2, purpose: "a comparison")
    }
    for (name, scores) in [("the first model", first), ("the second model", second)] {
      for (fold, score) in scores.enumerated() where !score.isFinite {
        throw EvaluationError.badScore(of: "\(name) in fold \(fold)", value: score)
      }
    }
    guard testShareOfTrain >= 0, testShareOfTrain.isFinite else {
      throw EvaluationError.setting(
        name: "the number of test rows per row fitted on", value: testShareOfTrain,
        requirement: "a finite number of at least 0")
    }
    self.alternative = alternative
    correction = testShareOfTrain
    differences = zip(first, second).map { $0 - $1 }
    difference = differences.mean()
    let count = Double(differences.count)
    standardError = ((1 / count + testShareOfTrain) * differences.variance()).squareRoot()
    degreesOfFreedom = differences.count - 1
    // Without any spread, a difference is infinitely many errors away from none.
    statistic = difference == 0 ? 0 : difference / standardError
    let student = try StudentT(degreesOfFreedom: Double(degreesOfFreedom))
    pValue =
      switch alternative {
      case .twoSided: statistic.isInfinite ? 0 : min(1, 2 * student.survival(abs(statistic)))
      case .greater: statistic.isInfinite ? (statistic > 0 ? 0 : 1) : student.survival(statistic)
      case .less: statistic.isInfinite ? (statistic < 0 ? 0 : 1) : student.cumulative(statistic)
      }
  }

  /// Compares two learners that were validated on the same folds, by the corrected test.
  ///
  /// - Parameter measure: the name of the measure; nil for the first.
  /// - Throws: ``EvaluationError`` when a learner was not validated by the measure, when the folds differ, or when
  ///   there are fewer than two.
  public init(
    first: CrossValidation, second: CrossValidation, measure: String? = nil, alternative: Alternative = .twoSided
  ) throws {
    let name = measure ?? first.measures.first?.name ?? ""
    let (one, other) = (try first[name], try second[name])
    guard first.trainRows == second.trainRows, first.testRows == second.testRows else {
      throw EvaluationError.foldsDiffer
    }
    let share = Double(first.testRows.reduce(0, +)) / Double(first.trainRows.reduce(0, +))
    try self.init(
      first: one.scores, second: other.scores, testShareOfTrain: share, alternative: alternative)
  }

  /// Where the mean difference lies; two-sided.
  ///
  /// - Throws: ``EvaluationError`` when `confidence` is not between 0 and 1.
  public func interval(confidence: Double = 0.95) throws -> ClosedRange<Double> {
    try requireShare("the confidence", confidence)
    let student = try StudentT(degreesOfFreedom: Double(degreesOfFreedom))
    let reach = try student.upperQuantile((1 - confidence) / 2) * standardError
    return difference - reach...difference + reach
  }

  public var description: String {
    let kind = correction > 0 ? "corrected paired t" : "paired t"
    return "\(kind) over \(differences.count) folds: difference \(rounded(difference)), t = \(rounded(statistic)) on "
      + "\(degreesOfFreedom) degrees of freedom, p \(pValue < 0.0001 ? "< 0.0001" : "= " + rounded(pValue))"
  }
}
