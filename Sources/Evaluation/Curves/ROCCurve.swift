public import Plotting

/// The ROC curve: how many positives are found against how many negatives raise an alarm, over all thresholds.
///
///     let curve = try ROCCurve(scores: scores, actual: isFraud)
///     curve.auc
///     curve.mostFound(falsePositiveRate: 0.05).threshold
///
/// One point for each distinct score: rows that score at least so much are called positive. Rows that tie enter
/// together, as one straight piece. The first point calls nothing positive, the last everything.
///
/// Source: *Designing Machine Learning Systems*, ch. 4, "Using the right evaluation metrics"; Fawcett, "An Introduction
/// to ROC Analysis", Pattern Recognition Letters 27, 2006.
public struct ROCCurve: Hashable, Codable, Sendable {
  /// The lowest score that is called positive at each point, descending; infinite at the first.
  public let thresholds: [Double]
  /// The share of negative rows called positive, ascending from 0 to 1.
  public let falsePositiveRates: [Double]
  /// The share of positive rows called positive, ascending from 0 to 1.
  public let truePositiveRates: [Double]
  /// The weight of the positive rows.
  public let positives: Double
  /// The weight of the negative rows.
  public let negatives: Double
  /// The area under the curve by trapezoids: the chance that a positive scores above a negative, ties counting half.
  public let auc: Double

  /// Draws the curve.
  ///
  /// - Parameters:
  ///   - scores: one per row, higher for more likely positive; any number but NaN.
  ///   - actual: whether each row is positive, as `true` and `false` or as 1 and 0.
  /// - Throws: ``EvaluationError`` when there are no rows, when lengths differ, when a score is NaN, when only one
  ///   class has rows, or when weights are unusable.
  /// - Complexity: O(rows) without weights, by radix sort; O(rows · log rows) with.
  public init<Label: BinaryLabel>(scores: [Double], actual: [Label], sampleWeights: [Double]? = nil) throws {
    let tally = try ScoreTally(scores: scores, actual: Label.positives(actual), sampleWeights: sampleWeights)
    try tally.requireBothClasses("a ROC curve")
    positives = tally.positiveTotal
    negatives = tally.negativeTotal
    thresholds = tally.thresholds
    falsePositiveRates = tally.negatives.map { $0 / tally.negativeTotal }
    truePositiveRates = tally.positives.map { $0 / tally.positiveTotal }
    var area = 0.0
    var (before, alarms) = (0.0, 0.0)
    for (found, alarmed) in zip(tally.positives, tally.negatives) {
      area += (alarmed - alarms) * (found + before)
      (before, alarms) = (found, alarmed)
    }
    auc = area / tally.positiveTotal / tally.negativeTotal / 2
  }

  /// The same with the class that counts as positive.
  ///
  /// - Throws: ``EvaluationError`` as without it, and when no row is of that class.
  public init<Label: Equatable>(
    scores: [Double], actual: [Label], positive: Label, sampleWeights: [Double]? = nil
  ) throws {
    try self.init(scores: scores, actual: positiveRows(actual, positive), sampleWeights: sampleWeights)
  }

  /// One point of the curve.
  public struct Point: Hashable, Codable, Sendable {
    /// Rows that score at least so much are called positive.
    public let threshold: Double
    /// The share of negative rows called positive.
    public let falsePositiveRate: Double
    /// The share of positive rows called positive.
    public let truePositiveRate: Double
  }

  /// The points from the highest threshold to the lowest.
  public var points: [Point] { thresholds.indices.map { point($0) } }

  private func point(_ index: Int) -> Point {
    Point(
      threshold: thresholds[index], falsePositiveRate: falsePositiveRates[index],
      truePositiveRate: truePositiveRates[index])
  }

  /// The point at which rows that score at least `threshold` are called positive. O(log points).
  public func point(atLeast threshold: Double) -> Point {
    point(count { $0 >= threshold } - 1)
  }

  /// The point at which rows that score more than `threshold` are called positive. O(log points).
  public func point(above threshold: Double) -> Point {
    point(max(1, count { $0 > threshold }) - 1)
  }

  /// How many thresholds from the left fulfil what only the first ones do.
  private func count(_ holds: (Double) -> Bool) -> Int {
    var (low, high) = (0, thresholds.count)
    while low < high {
      let middle = (low + high) / 2
      if holds(thresholds[middle]) { low = middle + 1 } else { high = middle }
    }
    return max(1, low)
  }

  /// The point with the most positives found among those with at most so many false alarms.
  ///
  /// Choose it on validation rows, and report it on test rows.
  public func mostFound(falsePositiveRate limit: Double) -> Point {
    let index = falsePositiveRates.lastIndex { $0 <= limit } ?? 0
    // Of several points with as many found, the one with the fewest alarms.
    return point(truePositiveRates.firstIndex(of: truePositiveRates[index]) ?? index)
  }

  /// The point with the lowest total cost for the given cost of a false alarm and of a miss.
  public func cheapest(falsePositive: Double, falseNegative: Double) -> Point {
    let costs = thresholds.indices.map {
      falsePositive * falsePositiveRates[$0] * negatives + falseNegative * (1 - truePositiveRates[$0]) * positives
    }
    return point(costs.indices.min { costs[$0] < costs[$1] } ?? 0)
  }

  /// The curve with the diagonal of guessing.
  public func plot(_ label: String = "") -> Plot {
    let shown = thinned(falsePositiveRates, truePositiveRates)
    return Plot("ROC curve, area \(rounded(auc))")
      .line(x: shown.map { falsePositiveRates[$0] }, y: shown.map { truePositiveRates[$0] }, label)
      .line(x: [0.0, 1.0], y: [0, 1], "guessing")
      .xLabel("false positive rate").yLabel("true positive rate").xRange(0...1).yRange(0...1)
  }

  /// The points as a table.
  public func table() -> Table {
    Table("ROC curve").column("threshold", thresholds)
      .column("false positive rate", falsePositiveRates).column("true positive rate", truePositiveRates)
  }
}

extension ROCCurve: Displayable, CustomStringConvertible {
  /// The curve as a plot.
  public func display(in context: DisplayContext) -> DisplayBundle { plot("scores").display(in: context) }

  /// The number of points and the area.
  public var description: String { "ROC curve of \(thresholds.count) points, area \(rounded(auc))" }
}

/// The points of a course that a picture can tell apart: every point at least 1/500 away from the last one taken.
func thinned(_ x: [Double], _ y: [Double]) -> [Int] {
  guard x.count > 1_000 else { return Array(x.indices) }
  var kept = [0]
  for index in x.indices.dropFirst() {
    let last = kept[kept.count - 1]
    if max(abs(x[index] - x[last]), abs(y[index] - y[last])) >= 0.002 || index == x.count - 1 { kept.append(index) }
  }
  return kept
}
