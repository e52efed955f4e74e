public import Kernels

/// A dense matrix of `Float` or `Double`, stored row by row.
///
/// A matrix is a value: a copy shares its storage until one of the two is changed. Where nothing says otherwise, a
/// matrix holds doubles: `Matrix(rows: [[1, 2], [3, 4]])` is a `Matrix<Double>`; `Matrix<Float>(rows: …)` holds floats.
public struct Matrix<Scalar: MatrixScalar>: Sendable, Equatable {
  /// The number of rows.
  public let rowCount: Int
  /// The number of columns.
  public let columnCount: Int
  /// The number of rows and of columns.
  public var shape: (rows: Int, columns: Int) { (rowCount, columnCount) }
  /// All entries, row after row: entry (i, j) is at `i * columnCount + j`.
  public var values: [Scalar] {
    @inlinable get { storage }
  }

  @usableFromInline var storage: [Scalar]

  /// Makes a matrix from its rows.
  ///
  /// No rows give a 0 × 0 matrix. O(rows × columns).
  /// - Throws: ``LinearAlgebraError/raggedRows(row:count:expected:)`` when the rows differ in length.
  public init(rows: [[Scalar]]) throws {
    try self.init(untypedRows: rows)
  }

  /// What ``init(rows:)`` of either kind of number does.
  init(untypedRows rows: [[Scalar]]) throws {
    let columnCount = rows.first?.count ?? 0
    var storage: [Scalar] = []
    storage.reserveCapacity(rows.count * columnCount)
    for (index, row) in rows.enumerated() {
      guard row.count == columnCount else {
        throw LinearAlgebraError.raggedRows(row: index, count: row.count, expected: columnCount)
      }
      storage.append(contentsOf: row)
    }
    self.init(rowCount: rows.count, columnCount: columnCount, counted: storage)
  }

  /// Makes a matrix from its entries, row after row, without copying them. O(1).
  /// - Throws: ``LinearAlgebraError/valueCount(count:rowCount:columnCount:)`` when there are not
  ///   `rowCount * columnCount` values.
  public init(rowCount: Int, columnCount: Int, values: [Scalar]) throws {
    let (count, overflow) = rowCount.multipliedReportingOverflow(by: columnCount)
    guard rowCount >= 0, columnCount >= 0, !overflow, count == values.count else {
      throw LinearAlgebraError.valueCount(count: values.count, rowCount: rowCount, columnCount: columnCount)
    }
    self.init(rowCount: rowCount, columnCount: columnCount, counted: values)
  }

  /// Makes a matrix from entries that the caller has counted: `rowCount * columnCount` of them. O(1).
  package init(rowCount: Int, columnCount: Int, counted values: [Scalar]) {
    precondition(values.count == rowCount * columnCount)
    self.rowCount = rowCount
    self.columnCount = columnCount
    self.storage = values
  }

  /// Makes a matrix whose entries are all `value`. O(rows × columns).
  @inlinable
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public init(rowCount: Int, columnCount: Int, repeating value: Scalar = 0) {
    requirePlace(rowCount >= 0 && columnCount >= 0, "a matrix cannot be \(rowCount) × \(columnCount)")
    self.rowCount = rowCount
    self.columnCount = columnCount
    self.storage = [Scalar](repeating: value, count: rowCount * columnCount)
  }

  /// Makes a matrix by a formula for its entries, called row after row. O(rows × columns).
  ///
  ///     let hilbert = Matrix(rowCount: 4, columnCount: 4) { i, j in 1 / Double(i + j + 1) }
  ///
  /// - Parameter entry: the entry in a row and a column, both counted from 0.
  @inlinable
  public init<Failure: Error>(
    rowCount: Int, columnCount: Int, _ entry: (_ row: Int, _ column: Int) throws(Failure) -> Scalar
  ) throws(Failure) {
    requirePlace(rowCount >= 0 && columnCount >= 0, "a matrix cannot be \(rowCount) × \(columnCount)")
    var values: [Scalar] = []
    values.reserveCapacity(rowCount * columnCount)
    for row in 0..<rowCount {
      for column in 0..<columnCount { values.append(try entry(row, column)) }
    }
    self.rowCount = rowCount
    self.columnCount = columnCount
    self.storage = values
  }

  /// Copies a view: the entries that it shows, row after row. O(rows × columns).
  public init(_ view: MatrixView<Scalar>) {
    self.init(rowCount: view.rowCount, columnCount: view.columnCount, counted: view.copiedValues())
  }

  /// Converts the entries of a matrix of the other type, each to the nearest value. O(rows × columns).
  ///
  ///     let small = Matrix<Float>(features)
  @specialized(where Scalar == Float, Other == Double)
  @specialized(where Scalar == Double, Other == Float)
  public init<Other: MatrixScalar>(_ other: Matrix<Other>) {
    self.init(rowCount: other.rowCount, columnCount: other.columnCount, counted: other.storage.map { Scalar($0) })
  }

  /// The entry in `row` and `column`, both counted from 0. O(1).
  @inlinable
  public subscript(row: Int, column: Int) -> Scalar {
    @specialized(where Scalar == Double)
    @specialized(where Scalar == Float)
    get {
      checkPosition(row, column)
      return storage[row &* columnCount &+ column]
    }
    @specialized(where Scalar == Double)
    @specialized(where Scalar == Float)
    set {
      checkPosition(row, column)
      storage[row &* columnCount &+ column] = newValue
    }
  }

  @inlinable
  func checkPosition(_ row: Int, _ column: Int) {
    requireEntry(row, column, rows: rowCount, columns: columnCount)
  }

  /// Calls `body` with all entries, row after row, without copying them.
  @inlinable
  public func withUnsafeValues<Result>(
    _ body: (UnsafeBufferPointer<Scalar>) throws -> Result
  ) rethrows -> Result {
    try storage.withUnsafeBufferPointer(body)
  }

  /// Calls `body` with all entries, row after row, which it may change in place.
  @inlinable
  public mutating func withUnsafeMutableValues<Result>(
    _ body: (UnsafeMutableBufferPointer<Scalar>) throws -> Result
  ) rethrows -> Result {
    try storage.withUnsafeMutableBufferPointer { try body($0) }
  }
}
