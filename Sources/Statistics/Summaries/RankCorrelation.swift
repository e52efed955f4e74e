/// The kinds of correlation of two lists of values, each from −1 to 1.
public enum CorrelationMethod: Hashable, Sendable, Codable {
  /// How nearly one is a straight line of the other.
  case pearson
  /// Pearson's of the ranks: how nearly one rises whenever the other does.
  case spearman
  /// Kendall's tau-b: how many more pairs agree in their order than disagree, with allowance for ties.
  case kendall
}

/// The correlation of two lists of values by the given method.
///
/// Source: Spearman, "The Proof and Measurement of Association between Two Things", American J. of Psychology 15(1),
/// 1904; Kendall, "The Treatment of Ties in Ranking Problems", Biometrika 33(3), 1945, counted as in Knight, "A Computer
/// Method for Calculating Kendall's Tau with Ungrouped Data", JASA 61, 1966.
///
/// - Throws: ``SummaryError`` if the lists differ in length, hold fewer than two values or one that is not finite,
///   or do not vary.
/// - Complexity: O(n) for Pearson's, O(n log n) for the others.
@inlinable
public func correlation<X: Collection, Y: Collection>(
  _ x: X, _ y: Y, method: CorrelationMethod
) throws(SummaryError) -> Double where X.Element == Double, Y.Element == Double {
  try correlation(Array(x), Array(y), by: method)
}

@usableFromInline
func correlation(_ x: [Double], _ y: [Double], by method: CorrelationMethod) throws(SummaryError) -> Double {
  switch method {
  case .pearson: return try pearsonCorrelation(x, y)
  case .spearman:
    try requirePairs(x, y, of: "correlation", atLeast: 2)
    do {
      return try pearsonCorrelation(ranking(x, ties: .average).ranks, ranking(y, ties: .average).ranks)
    } catch .constantValues {
      // The ranks are constant where the values are: name the value, not its rank.
      throw .constantValues(of: "correlation", value: x.allSatisfy { $0 == x[0] } ? x[0] : y[0])
    }
  case .kendall: return try KendallPairs(x, y).tauB
  }
}

/// Refuses two lists that do not go together or hold a value that is not finite.
func requirePairs(_ x: [Double], _ y: [Double], of name: String, atLeast needed: Int) throws(SummaryError) {
  guard x.count == y.count else { throw .lengthsDiffer(of: name, first: x.count, second: y.count) }
  guard x.count >= needed else { throw .tooFewValues(of: name, count: x.count, needed: needed) }
  for values in [x, y] {
    if let position = values.firstIndex(where: { !$0.isFinite }) {
      throw .badValue(of: name, value: values[position], position: position)
    }
  }
}
