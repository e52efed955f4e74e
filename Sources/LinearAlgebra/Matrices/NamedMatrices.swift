public import Kernels

extension Matrix {
  /// The `size` × `size` matrix with ones on its diagonal and zeros elsewhere. O(size²).
  public static func identity(_ size: Int) -> Matrix {
    diagonal([Scalar](repeating: 1, count: size))
  }

  /// The square matrix with `entries` on its diagonal and zeros elsewhere. O(n²).
  public static func diagonal(_ entries: [Scalar]) -> Matrix {
    var result = Matrix(rowCount: entries.count, columnCount: entries.count)
    for (index, entry) in entries.enumerated() { result[index, index] = entry }
    return result
  }

  /// The entries (0, 0), (1, 1) and so on. O(min(rows, columns)).
  public var diagonal: [Scalar] {
    (0..<min(rowCount, columnCount)).map { storage[$0 * columnCount + $0] }
  }
}

// Where nothing else says which number a matrix holds, these make it hold doubles.
extension Matrix where Scalar == Double {
  /// Makes a matrix of doubles from its rows.
  ///
  /// No rows give a 0 × 0 matrix. O(rows × columns).
  /// - Throws: ``LinearAlgebraError/raggedRows(row:count:expected:)`` when the rows differ in length.
  public init(rows: [[Double]]) throws {
    try self.init(untypedRows: rows)
  }

  /// Makes a matrix of doubles whose entries are all `value`. O(rows × columns).
  @inlinable
  public init(rowCount: Int, columnCount: Int, repeating value: Double = 0) {
    requirePlace(rowCount >= 0 && columnCount >= 0, "a matrix cannot be \(rowCount) × \(columnCount)")
    self.rowCount = rowCount
    self.columnCount = columnCount
    self.storage = [Double](repeating: value, count: rowCount * columnCount)
  }

  /// The `size` × `size` matrix of doubles with ones on its diagonal and zeros elsewhere. O(size²).
  public static func identity(_ size: Int) -> Matrix {
    diagonal([Double](repeating: 1, count: size))
  }

  /// The square matrix of doubles with `entries` on its diagonal and zeros elsewhere. O(n²).
  public static func diagonal(_ entries: [Double]) -> Matrix {
    var result = Matrix(rowCount: entries.count, columnCount: entries.count)
    for (index, entry) in entries.enumerated() { result[index, index] = entry }
    return result
  }
}
