/// What several aggregates of the same groups need, each worked out once.
final class GroupPasses {
  private let numbers: RowNumbers
  private var sumsOfColumns: [String: Buffer<GroupSums.Sum>] = [:]
  private var rowCountsOfGroups: Buffer<Int>?
  private var rowsOfGroups: GroupRows?

  init(_ numbers: RowNumbers) {
    self.numbers = numbers
  }

  /// The sum and the number of the values of a column in each group.
  /// - Parameters:
  ///   - purpose: what they are for, should the column hold no numbers.
  func sums(of column: Column, for purpose: String) throws(FrameError) -> Buffer<GroupSums.Sum> {
    if let sums = sumsOfColumns[column.name] { return sums }
    let sums = try GroupSums.sums(of: column, for: purpose, numbers)
    sumsOfColumns[column.name] = sums
    if column.validity == nil && rowCountsOfGroups == nil { rowCountsOfGroups = Buffer(sums.map(\.count)) }
    return sums
  }

  /// The number of rows of each group.
  func rowCounts() -> Buffer<Int> {
    if let rowCountsOfGroups { return rowCountsOfGroups }
    let counts = GroupSums.rowCounts(numbers)
    rowCountsOfGroups = counts
    return counts
  }

  /// The number of rows of each group that have a value in a column.
  func valueCounts(of column: Column) -> Buffer<Int> {
    guard let validity = column.validity else { return rowCounts() }
    return sumsOfColumns[column.name].map { Buffer($0.map(\.count)) } ?? GroupSums.valueCounts(numbers, validity)
  }

  /// The rows of each group.
  func rows() -> GroupRows {
    if let rowsOfGroups { return rowsOfGroups }
    let (starts, rows) = numbers.grouped()
    let made = GroupRows(starts: starts, rows: rows)
    rowsOfGroups = made
    return made
  }
}
