public import Plotting

/// How many of the rows called positive are, against how many positives are found, over all thresholds.
///
/// With few positives it says more than the ROC curve: precision falls with the share of positives, where the rates of
/// the ROC curve, each within one class, do not.
///
/// Source: Davis and Goadrich, "The Relationship between Precision-Recall and ROC Curves", ICML 2006; *Designing
/// Machine Learning Systems*, ch. 4.
public struct PrecisionRecallCurve: Hashable, Codable, Sendable {
  /// The lowest score that is called positive at each point, descending; infinite at the first.
  public let thresholds: [Double]
  /// The share of rows called positive that are; 1 at the first point, where there are none.
  public let precisions: [Double]
  /// The share of positive rows called positive, ascending from 0 to 1.
  public let recalls: [Double]
  /// The share of positive rows among all: the precision of guessing.
  public let positiveShare: Double
  /// The mean precision over recalls, Σ (Rₙ − Rₙ₋₁)·Pₙ, without interpolation; rows that tie enter together.
  public let averagePrecision: Double

  /// Draws the curve.
  ///
  /// - Parameters:
  ///   - scores: one per row, higher for more likely positive; any number but NaN.
  ///   - actual: whether each row is positive, as `true` and `false` or as 1 and 0.
  /// - Throws: ``EvaluationError`` when there are no rows, when lengths differ, when a score is NaN, when no positive
  ///   row counts, or when weights are unusable.
  /// - Complexity: O(rows) without weights, by radix sort; O(rows · log rows) with.
  public init<Label: BinaryLabel>(scores: [Double], actual: [Label], sampleWeights: [Double]? = nil) throws {
    let tally = try ScoreTally(scores: scores, actual: Label.positives(actual), sampleWeights: sampleWeights)
    guard tally.positiveTotal > 0 else {
      throw EvaluationError.oneClass(measure: "a precision-recall curve", label: "negative")
    }
    let total = tally.positiveTotal
    thresholds = tally.thresholds
    precisions = [1] + zip(tally.positives, tally.negatives).dropFirst().map { $0 / ($0 + $1) }
    recalls = tally.positives.map { $0 / total }
    positiveShare = tally.positiveTotal / (tally.positiveTotal + tally.negativeTotal)
    var sum = 0.0
    for index in recalls.indices.dropFirst() {
      sum += (recalls[index] - recalls[index - 1]) * precisions[index]
    }
    averagePrecision = sum
  }

  /// The same with the class that counts as positive.
  ///
  /// - Throws: ``EvaluationError`` as without it, and when no row is of that class.
  public init<Label: Equatable>(
    scores: [Double], actual: [Label], positive: Label, sampleWeights: [Double]? = nil
  ) throws {
    try self.init(scores: scores, actual: positiveRows(actual, positive), sampleWeights: sampleWeights)
  }

  /// The threshold with the highest Fβ (recall counting β times as much as precision), and that value.
  ///
  /// Choose it on validation rows, and report it on test rows.
  public func best(beta: Double = 1) -> (threshold: Double, fBeta: Double) {
    let square = beta * beta
    let scores = precisions.indices.map {
      ratio((1 + square) * precisions[$0] * recalls[$0], square * precisions[$0] + recalls[$0])
    }
    let index = scores.indices.max { scores[$0] < scores[$1] } ?? 0
    return (thresholds[index], scores[index])
  }

  /// The curve with the line of guessing.
  public func plot(_ label: String = "") -> Plot {
    let shown = thinned(recalls, precisions)
    return Plot("Precision and recall, average precision \(rounded(averagePrecision))")
      .line(x: shown.map { recalls[$0] }, y: shown.map { precisions[$0] }, label)
      .horizontalLine(at: positiveShare, "guessing")
      .xLabel("recall").yLabel("precision").xRange(0...1).yRange(0...1)
  }

  /// The points as a table.
  public func table() -> Table {
    Table("Precision and recall").column("threshold", thresholds)
      .column("precision", precisions).column("recall", recalls)
  }
}

extension PrecisionRecallCurve: Displayable, CustomStringConvertible {
  /// The curve as a plot.
  public func display(in context: DisplayContext) -> DisplayBundle { plot("scores").display(in: context) }

  /// The number of points and the average precision.
  public var description: String {
    "precision-recall curve of \(thresholds.count) points, average precision \(rounded(averagePrecision))"
  }
}

/// The mean precision over recalls, Σ (Rₙ − Rₙ₋₁)·Pₙ; see ``PrecisionRecallCurve``.
///
/// - Throws: ``EvaluationError`` when there are no rows, when lengths differ, when a score is NaN, when no positive row
///   counts, or when weights are unusable.
public func averagePrecision<Label: BinaryLabel>(
  scores: [Double], actual: [Label], sampleWeights: [Double]? = nil
) throws -> Double {
  try PrecisionRecallCurve(scores: scores, actual: actual, sampleWeights: sampleWeights).averagePrecision
}
