/// Pearson's chi-square test: how far counts lie from what a hypothesis expects.
///
/// The statistic is Σ (observed − expected)²/expected. The p-value is the chance of one at least as large under
/// the hypothesis; it is an approximation that needs expected counts of about 5 or more.
/// Source: Pearson, Philosophical Magazine 50(302), 1900.
public struct ChiSquareTest: Hashable, Sendable, Codable, CustomStringConvertible {
  /// Σ (observed − expected)²/expected.
  public let statistic: Double

  /// The categories less 1 and less the estimated parameters; (rows − 1)(columns − 1) for a table.
  public let degreesOfFreedom: Int

  /// The chance of a statistic at least as large under the hypothesis.
  public let pValue: Double

  /// The expected counts, category by category; those of a table row by row.
  public let expected: [Double]

  /// Tests whether counts fit the given probabilities.
  ///
  /// - Parameters:
  ///   - observed: the count of each category.
  ///   - probabilities: the probability of each category, in the same order; they sum to 1.
  ///   - estimatedParameters: how many parameters of the hypothesis were fitted to these counts; each costs a
  ///     degree of freedom.
  /// - Throws: ``HypothesisTestError`` if the lists do not make a test.
  public init(
    observed: [Int], probabilities: [Double], estimatedParameters: Int = 0
  ) throws(HypothesisTestError) {
    let total = try ChiSquareTest.total(of: observed, expectations: probabilities)
    let sum = probabilities.reduce(0, +)
    guard (sum - 1).magnitude <= 1e-8 else { throw .probabilitiesDoNotSumToOne(sum) }
    try self.init(
      observed, probabilities.map { $0 / sum * Double(total) },
      estimatedParameters: estimatedParameters)
  }

  /// Tests whether counts fit the given expected counts, which sum to the number observed.
  ///
  /// - Throws: ``HypothesisTestError`` if the lists do not make a test.
  public init(
    observed: [Int], expected: [Double], estimatedParameters: Int = 0
  ) throws(HypothesisTestError) {
    let total = try ChiSquareTest.total(of: observed, expectations: expected)
    let sum = expected.reduce(0, +)
    guard (sum - Double(total)).magnitude <= 1e-8 * Double(total) else {
      throw .expectedTotalDiffers(expected: sum, observed: total)
    }
    try self.init(observed, expected, estimatedParameters: estimatedParameters)
  }

  /// Tests whether all categories are equally likely.
  ///
  /// - Throws: ``HypothesisTestError`` if there are fewer than two categories or no observations.
  public init(uniformityOf observed: [Int]) throws(HypothesisTestError) {
    let share = 1 / Double(observed.count)
    try self.init(
      observed: observed, probabilities: Array(repeating: share, count: observed.count))
  }

  /// Tests whether the rows and columns of a table of counts are independent.
  ///
  /// - Parameter yatesCorrection: for 2 by 2 tables, moves each count half a unit towards what is expected of it (not
  ///   beyond), which makes the p-value larger. Source: Yates, J. Royal Statistical Society Supplement 1(2), 1934.
  /// - Throws: ``HypothesisTestError`` if the table is smaller than 2 by 2, ragged, has a negative cell, or an
  ///   empty row or column.
  public init(independenceOf table: [[Int]], yatesCorrection: Bool = false) throws(HypothesisTestError) {
    let columnCount = table.first?.count ?? 0
    guard table.count >= 2, columnCount >= 2 else {
      throw .tableTooSmall(rows: table.count, columns: columnCount)
    }
    var rowTotals = Array(repeating: 0.0, count: table.count)
    var columnTotals = Array(repeating: 0.0, count: columnCount)
    for (row, cells) in table.enumerated() {
      guard cells.count == columnCount else {
        throw .raggedTable(row: row, length: cells.count, expected: columnCount)
      }
      for (column, count) in cells.enumerated() {
        guard count >= 0 else { throw .negativeCell(count, row: row, column: column) }
        rowTotals[row] += Double(count)
        columnTotals[column] += Double(count)
      }
    }
    if let row = rowTotals.firstIndex(of: 0) { throw .emptyLine("row", index: row) }
    if let column = columnTotals.firstIndex(of: 0) { throw .emptyLine("column", index: column) }
    let total = rowTotals.reduce(0, +)
    self.init(
      observed: table.flatMap { $0 },
      expected: rowTotals.flatMap { rowTotal in columnTotals.map { rowTotal * ($0 / total) } },
      degrees: (table.count - 1) * (columnCount - 1),
      correction: yatesCorrection && table.count == 2 && columnCount == 2 ? 0.5 : 0)
  }

  /// The categories (cells of a table, row by row) with an expected count below 5, counted from 0.
  public var smallExpectations: [Int] {
    expected.indices.filter { expected[$0] < 5 }
  }

  /// A sentence of caution where the p-value may be poor; nil where all expected counts are 5 or more.
  public var warning: String? {
    let small = smallExpectations
    guard let least = expected.min(), !small.isEmpty else { return nil }
    return "\(small.count) of \(expected.count) expected counts are below 5 (the least is \(least)): "
      + "the p-value is rough; merge categories or observe more"
  }

  public var description: String {
    "chi-square \(shortNumber(statistic)) on \(counted(degreesOfFreedom, "degree")) of freedom, "
      + "p = \(shortNumber(pValue))"
      + (warning.map { "; \($0)" } ?? "")
  }

  private init(
    _ observed: [Int], _ expected: [Double], estimatedParameters: Int
  ) throws(HypothesisTestError) {
    guard estimatedParameters >= 0 else { throw .negativeParameters(estimatedParameters) }
    guard estimatedParameters < observed.count - 1 else {
      throw .noDegreesOfFreedom(
        categories: observed.count, estimatedParameters: estimatedParameters)
    }
    self.init(
      observed: observed, expected: expected, degrees: observed.count - 1 - estimatedParameters)
  }

  private init(observed: [Int], expected: [Double], degrees: Int, correction: Double = 0) {
    var statistic = 0.0
    for (count, expectation) in zip(observed, expected) {
      let distance = max((Double(count) - expectation).magnitude - correction, 0)
      statistic += distance * (distance / expectation)
    }
    self.statistic = statistic
    self.expected = expected
    degreesOfFreedom = degrees
    pValue = regularizedGamma(shape: Double(degrees) / 2, statistic / 2).upper
  }

  /// The number observed, once the lists are known to go together.
  private static func total(
    of observed: [Int], expectations: [Double]
  ) throws(HypothesisTestError) -> Int {
    guard observed.count >= 2 else { throw .tooFewCategories(observed.count) }
    guard observed.count == expectations.count else {
      throw .lengthsDiffer(observed: observed.count, expected: expectations.count)
    }
    for (category, count) in observed.enumerated() where count < 0 {
      throw .negativeCount(count, category: category)
    }
    for (category, value) in expectations.enumerated() where !(value > 0 && value < .infinity) {
      throw .badExpectation(value, category: category)
    }
    let total = observed.reduce(0, +)
    guard total > 0 else { throw .nothingObserved }
    return total
  }
}
