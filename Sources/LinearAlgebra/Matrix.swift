/// A dense matrix of doubles, stored row by row.
///
/// A matrix is a value: a copy shares its storage until one of the two is changed.
public struct Matrix: Sendable, Equatable {
  /// The number of rows.
  public let rowCount: Int
  /// The number of columns.
  public let columnCount: Int
  /// All entries, row after row: entry (i, j) is at `i * columnCount + j`.
  public var values: [Double] {
    @inlinable get { storage }
  }

  @usableFromInline var storage: [Double]

  /// Makes a matrix from its rows.
  ///
  /// No rows give a 0 × 0 matrix. O(rows × columns).
  /// - Throws: ``LinearAlgebraError/raggedRows(row:count:expected:)`` when the rows differ in length.
  public init(rows: [[Double]]) throws {
    let columnCount = rows.first?.count ?? 0
    var storage: [Double] = []
    storage.reserveCapacity(rows.count * columnCount)
    for (index, row) in rows.enumerated() {
      guard row.count == columnCount else {
        throw LinearAlgebraError.raggedRows(row: index, count: row.count, expected: columnCount)
      }
      storage.append(contentsOf: row)
    }
    self.rowCount = rows.count
    self.columnCount = columnCount
    self.storage = storage
  }

  /// Makes a matrix from its entries, row after row, without copying them. O(1).
  /// - Throws: ``LinearAlgebraError/valueCount(count:rowCount:columnCount:)`` when there are not
  ///   `rowCount * columnCount` values.
  public init(rowCount: Int, columnCount: Int, values: [Double]) throws {
    let (count, overflow) = rowCount.multipliedReportingOverflow(by: columnCount)
    guard rowCount >= 0, columnCount >= 0, !overflow, count == values.count else {
      throw LinearAlgebraError.valueCount(count: values.count, rowCount: rowCount, columnCount: columnCount)
    }
    self.rowCount = rowCount
    self.columnCount = columnCount
    self.storage = values
  }

  /// Makes a matrix from entries that the caller has counted: `rowCount * columnCount` of them. O(1).
  package init(rowCount: Int, columnCount: Int, counted values: [Double]) {
    precondition(values.count == rowCount * columnCount)
    self.rowCount = rowCount
    self.columnCount = columnCount
    self.storage = values
  }

  /// Makes a matrix whose entries are all `value`. O(rows × columns).
  @inlinable
  public init(rowCount: Int, columnCount: Int, repeating value: Double = 0) {
    precondition(rowCount >= 0 && columnCount >= 0, "a matrix cannot be \(rowCount) × \(columnCount)")
    self.rowCount = rowCount
    self.columnCount = columnCount
    self.storage = [Double](repeating: value, count: rowCount * columnCount)
  }

  /// The entry in `row` and `column`, both counted from 0. O(1).
  @inlinable
  public subscript(row: Int, column: Int) -> Double {
    get {
      checkPosition(row, column)
      return storage[row &* columnCount &+ column]
    }
    set {
      checkPosition(row, column)
      storage[row &* columnCount &+ column] = newValue
    }
  }

  @inlinable
  func checkPosition(_ row: Int, _ column: Int) {
    precondition(
      row >= 0 && row < rowCount && column >= 0 && column < columnCount,
      "no entry (\(row), \(column)) in a \(rowCount) × \(columnCount) matrix")
  }

  /// Calls `body` with all entries, row after row, without copying them.
  @inlinable
  public func withUnsafeValues<Result>(
    _ body: (UnsafeBufferPointer<Double>) throws -> Result
  ) rethrows -> Result {
    try storage.withUnsafeBufferPointer(body)
  }
}

extension Matrix: Codable {
  private enum CodingKeys: String, CodingKey {
    case rowCount, columnCount, values
  }

  /// Reads a matrix, and refuses one whose number of values does not fit its shape.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    do {
      try self.init(
        rowCount: container.decode(Int.self, forKey: .rowCount),
        columnCount: container.decode(Int.self, forKey: .columnCount),
        values: container.decode([Double].self, forKey: .values))
    } catch let error as LinearAlgebraError {
      throw DecodingError.dataCorruptedError(
        forKey: .values, in: container, debugDescription: error.description)
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(rowCount, forKey: .rowCount)
    try container.encode(columnCount, forKey: .columnCount)
    try container.encode(storage, forKey: .values)
  }
}
