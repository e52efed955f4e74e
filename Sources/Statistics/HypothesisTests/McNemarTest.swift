/// McNemar's test: whether two classifiers judged on the same rows are right equally often.
///
/// Only the rows on which they disagree count; under the hypothesis either is right on such a row with chance ½.
/// Source: McNemar, "Note on the Sampling Error of the Difference between Correlated Proportions or Percentages",
/// Psychometrika 12(2), 1947; the correction: Edwards, Psychometrika 13(3), 1948.
public struct McNemarTest: Hashable, Sendable, Codable, CustomStringConvertible {
  /// How the p-value is computed.
  public enum Method: String, Hashable, Sendable, Codable {
    /// By the binomial distribution.
    case exact
    /// By chi-square with the correction for continuity, (|b − c| − 1)²/(b + c).
    case corrected
    /// By chi-square as it stands, (b − c)²/(b + c).
    case uncorrected
  }

  /// The rows on which only the first is right: b.
  public let onlyFirst: Int

  /// The rows on which only the second is right: c.
  public let onlySecond: Int

  /// The smaller of both counts (exact), or chi-square on 1 degree of freedom.
  public let statistic: Double

  /// The chance of counts at least as far apart, were both right equally often.
  public let pValue: Double

  /// How the p-value was computed.
  public let method: Method

  /// Compares the counts of the rows on which just one is right.
  ///
  /// - Throws: ``HypothesisTestError`` if a count is negative. Without any such row the p-value is 1.
  public init(onlyFirst: Int, onlySecond: Int, method: Method = .exact) throws(HypothesisTestError) {
    if onlyFirst < 0 { throw .negativeCount(onlyFirst, category: 0) }
    if onlySecond < 0 { throw .negativeCount(onlySecond, category: 1) }
    self.onlyFirst = onlyFirst
    self.onlySecond = onlySecond
    self.method = method
    let total = Double(onlyFirst) + Double(onlySecond)
    let distance = (Double(onlyFirst) - Double(onlySecond)).magnitude
    if total == 0 {
      statistic = 0
      pValue = 1
      return
    }
    if method == .exact {
      let fewer = min(onlyFirst, onlySecond)
      statistic = Double(fewer)
      pValue = min(2 * Binomial(unchecked: onlyFirst + onlySecond, 0.5).cumulative(fewer), 1)
    } else {
      let counted = method == .corrected ? max(distance - 1, 0) : distance
      statistic = counted * (counted / total)
      pValue = regularizedGamma(shape: 0.5, statistic / 2).upper
    }
  }

  /// Compares two classifiers by whether each was right, row by row. O(n).
  ///
  /// - Throws: ``HypothesisTestError`` if the lists differ in length.
  @inlinable
  public init<X: Collection, Y: Collection>(
    firstIsRight: X, secondIsRight: Y, method: Method = .exact
  ) throws(HypothesisTestError) where X.Element == Bool, Y.Element == Bool {
    guard firstIsRight.count == secondIsRight.count else {
      throw .pairsDiffer(test: "McNemar test", first: firstIsRight.count, second: secondIsRight.count)
    }
    var onlyFirst = 0
    var onlySecond = 0
    for (first, second) in zip(firstIsRight, secondIsRight) where first != second {
      if first { onlyFirst += 1 } else { onlySecond += 1 }
    }
    try self.init(onlyFirst: onlyFirst, onlySecond: onlySecond, method: method)
  }

  public var description: String {
    let counts = "\(counted(onlyFirst, "row")) only the first is right on, \(onlySecond) only the second"
    return switch method {
    case .exact: "McNemar, exact: \(counts), p = \(shortNumber(pValue))"
    case .corrected, .uncorrected:
      "McNemar, \(method.rawValue): \(counts), chi-square \(shortNumber(statistic)) on 1 degree of freedom, "
        + "p = \(shortNumber(pValue))"
    }
  }
}
