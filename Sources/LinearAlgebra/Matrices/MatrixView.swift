public import Kernels

/// A part of a matrix, or a matrix seen with rows and columns exchanged, without copying any entry.
///
/// A view is a value too: it keeps showing the entries that the matrix had when the view was made.
///
///     let corner = matrix[rows: 0..<10, columns: 0..<5]
///     let product = try corner.transposed().multiplied(by: corner)
public struct MatrixView<Scalar: MatrixScalar>: Sendable {
  @usableFromInline let storage: [Scalar]
  @usableFromInline let offset: Int
  @usableFromInline let rowStride: Int
  @usableFromInline let columnStride: Int
  /// The number of rows.
  public let rowCount: Int
  /// The number of columns.
  public let columnCount: Int

  @inlinable
  init(storage: [Scalar], offset: Int, rowStride: Int, columnStride: Int, rowCount: Int, columnCount: Int) {
    self.storage = storage
    self.offset = offset
    self.rowStride = rowStride
    self.columnStride = columnStride
    self.rowCount = rowCount
    self.columnCount = columnCount
  }

  /// The entry in `row` and `column`, both counted from 0. O(1).
  @inlinable
  public subscript(row: Int, column: Int) -> Scalar {
    @specialized(where Scalar == Double)
    @specialized(where Scalar == Float)
    get {
      requireEntry(row, column, rows: rowCount, columns: columnCount)
      return storage[offset &+ row &* rowStride &+ column &* columnStride]
    }
  }

  /// The view of a range of rows and a range of columns of this one. O(1).
  public subscript(rows rows: Range<Int>, columns columns: Range<Int>) -> MatrixView {
    requirePlace(
      rows.lowerBound >= 0 && rows.upperBound <= rowCount,
      "no rows \(rows) in a matrix of \(rowCount) rows")
    requirePlace(
      columns.lowerBound >= 0 && columns.upperBound <= columnCount,
      "no columns \(columns) in a matrix of \(columnCount) columns")
    return MatrixView(
      storage: storage, offset: offset + rows.lowerBound * rowStride + columns.lowerBound * columnStride,
      rowStride: rowStride, columnStride: columnStride, rowCount: rows.count, columnCount: columns.count)
  }

  /// The view with rows and columns exchanged. O(1).
  public func transposed() -> MatrixView {
    MatrixView(
      storage: storage, offset: offset, rowStride: columnStride, columnStride: rowStride, rowCount: columnCount,
      columnCount: rowCount)
  }

  /// The view of every `rows`-th row and every `columns`-th column, beginning with the first. O(1).
  ///
  /// - Parameters:
  ///   - rows: the step between rows, at least 1.
  ///   - columns: the step between columns, at least 1.
  public func every(rows: Int = 1, columns: Int = 1) -> MatrixView {
    requirePlace(rows >= 1 && columns >= 1, "a step of \(rows) rows and \(columns) columns is not one or more")
    return MatrixView(
      storage: storage, offset: offset, rowStride: rowStride * rows, columnStride: columnStride * columns,
      rowCount: (rowCount + rows - 1) / rows, columnCount: (columnCount + columns - 1) / columns)
  }

  /// The row at `index`, without copying it. O(1).
  public func row(_ index: Int) -> MatrixLine<Scalar> {
    requirePlace(index >= 0 && index < rowCount, "no row \(index) in a matrix of \(rowCount) rows")
    return MatrixLine(storage: storage, offset: offset + index * rowStride, stride: columnStride, count: columnCount)
  }

  /// The column at `index`, without copying it. O(1).
  public func column(_ index: Int) -> MatrixLine<Scalar> {
    requirePlace(index >= 0 && index < columnCount, "no column \(index) in a matrix of \(columnCount) columns")
    return MatrixLine(storage: storage, offset: offset + index * columnStride, stride: rowStride, count: rowCount)
  }

  /// The entries, row after row.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  func copiedValues() -> [Scalar] {
    let count = rowCount * columnCount
    guard count > 0 else { return [] }
    if columnStride == 1, rowStride == columnCount || rowCount == 1 {
      return Array(storage[offset..<offset + count])
    }
    return [Scalar](unsafeUninitializedCapacity: count) { result, initialized in
      withSource { source in
        let target = result.baseAddress!
        // In squares, so that reading down a column does not fetch a new line of memory for every entry.
        let side = 16
        for top in stride(from: 0, to: rowCount, by: side) {
          for left in stride(from: 0, to: columnCount, by: side) {
            for row in top..<min(top + side, rowCount) {
              let from = source.base + row * rowStride
              let to = target + row * columnCount
              for column in left..<min(left + side, columnCount) {
                (to + column).initialize(to: from[column * columnStride])
              }
            }
          }
        }
      }
      initialized = count
    }
  }

  /// Calls `body` with the first entry and the strides; there must be at least one entry.
  func withSource<Result, Failure: Error>(
    _ body: (MatrixSource<Scalar>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try storage.withUnsafeBufferPointer { (values) throws(Failure) in
      try body(MatrixSource(values.baseAddress! + offset, rowStride: rowStride, columnStride: columnStride))
    }
  }
}

extension MatrixView: Equatable {
  /// Whether the two have the same shape and equal entries.
  public static func == (left: MatrixView, right: MatrixView) -> Bool {
    left.rowCount == right.rowCount && left.columnCount == right.columnCount
      && left.copiedValues() == right.copiedValues()
  }
}

extension Matrix {
  /// This matrix as a view. O(1).
  @inlinable
  public var view: MatrixView<Scalar> {
    MatrixView(
      storage: storage, offset: 0, rowStride: columnCount, columnStride: 1, rowCount: rowCount,
      columnCount: columnCount)
  }

  /// The view of a range of rows and a range of columns. O(1).
  public subscript(rows rows: Range<Int>, columns columns: Range<Int>) -> MatrixView<Scalar> {
    view[rows: rows, columns: columns]
  }

  /// The view of the rows in `range`. O(1).
  public func rows(_ range: Range<Int>) -> MatrixView<Scalar> {
    view[rows: range, columns: 0..<columnCount]
  }

  /// The view of the columns in `range`. O(1).
  public func columns(_ range: Range<Int>) -> MatrixView<Scalar> {
    view[rows: 0..<rowCount, columns: range]
  }

  /// The matrix with rows and columns exchanged, as a copy; `view.transposed()` makes none. O(rows × columns).
  public func transposed() -> Matrix {
    Matrix(view.transposed())
  }
}
