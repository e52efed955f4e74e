/// Fisher's exact test of a table of 2 by 2 counts: whether rows and columns are independent, however small the
/// counts.
///
/// Given the totals, the first cell follows the hypergeometric distribution. The two-sided p-value is the chance of
/// all tables that are no more likely than this one.
/// Source: Fisher, "The Logic of Inductive Inference", J. Royal Statistical Society 98(1), 1935.
public struct FisherExactTest: Hashable, Sendable, Codable, CustomStringConvertible {
  /// The counts, row by row.
  public let table: [[Int]]

  /// The chance of a table at least as extreme, were rows and columns independent.
  public let pValue: Double

  /// What is held against independence, said of the first cell: `.greater` says that it is too large.
  public let alternative: Alternative

  /// Tests a table of two rows and two columns.
  ///
  /// - Throws: ``HypothesisTestError`` if the table is not 2 by 2 or a count is negative.
  public init(_ table: [[Int]], alternative: Alternative = .twoSided) throws(HypothesisTestError) {
    guard table.count == 2, table[0].count == 2 else {
      throw .tableNotTwoByTwo(rows: table.count, columns: table.first?.count ?? 0)
    }
    guard table[1].count == 2 else { throw .raggedTable(row: 1, length: table[1].count, expected: 2) }
    for row in 0..<2 {
      for column in 0..<2 where table[row][column] < 0 {
        throw .negativeCell(table[row][column], row: row, column: column)
      }
    }
    self.table = table
    self.alternative = alternative
    let first = table[0][0]
    let rowTotal = first + table[0][1]
    let columnTotal = first + table[1][0]
    let total = rowTotal + table[1][0] + table[1][1]
    let counts = Hypergeometric(unchecked: total, rowTotal, columnTotal)
    switch alternative {
    case .less: pValue = counts.cumulative(first)
    case .greater: pValue = counts.survival(first - 1)
    case .twoSided:
      let mode = (Double(rowTotal) + 1) * ((Double(columnTotal) + 1) / (Double(total) + 2))
      let support = counts.support
      pValue = twoSidedTail(
        counts, at: first, mode: min(max(Int(mode), support.lowerBound), support.upperBound), tolerance: 1e-13)
    }
  }

  /// The odds of the first column in the first row over those in the second: infinite or not a number where a cell
  /// below the line is zero.
  public var oddsRatio: Double {
    Double(table[0][0]) * Double(table[1][1]) / (Double(table[0][1]) * Double(table[1][0]))
  }

  public var description: String {
    "Fisher's exact test of \(table): odds ratio \(shortNumber(oddsRatio)), p = \(shortNumber(pValue))"
  }
}
