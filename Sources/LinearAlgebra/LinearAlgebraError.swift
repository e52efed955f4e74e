/// What went wrong in a matrix operation, with the shapes involved.
public enum LinearAlgebraError: Error, Equatable, CustomStringConvertible {
  /// Row `row` has `count` values where row 0 has `expected`.
  case raggedRows(row: Int, count: Int, expected: Int)
  /// `count` values were given for a matrix of `rowCount` × `columnCount`.
  case valueCount(count: Int, rowCount: Int, columnCount: Int)
  /// Two matrices whose inner dimensions differ were multiplied.
  case productShapes(leftRows: Int, leftColumns: Int, rightRows: Int, rightColumns: Int)
  /// A vector of `length` values met a matrix that needs one of `needed` values.
  case vectorLength(operation: String, rowCount: Int, columnCount: Int, length: Int, needed: Int)
  /// A factorization that needs a square matrix was given one of `rowCount` × `columnCount`.
  case notSquare(rowCount: Int, columnCount: Int)
  /// The Cholesky factorization met the pivot `value` at the 0-based position `pivot`.
  case notPositiveDefinite(pivot: Int, value: Double)

  public var description: String {
    switch self {
    case .raggedRows(let row, let count, let expected):
      "row \(row) has \(counted(count)), but row 0 has \(expected); every row of a matrix needs the same number"
    case .valueCount(let count, let rowCount, let columnCount):
      "\(counted(count)) cannot fill a \(rowCount) × \(columnCount) matrix; "
        + "the number of values must be rows times columns"
    case .productShapes(let leftRows, let leftColumns, let rightRows, let rightColumns):
      "cannot multiply a \(leftRows) × \(leftColumns) matrix by a \(rightRows) × \(rightColumns) matrix: "
        + "the left one has \(leftColumns) columns and the right one \(rightRows) rows, and the two must be equal"
    case .vectorLength(let operation, let rowCount, let columnCount, let length, let needed):
      "cannot \(operation) a \(rowCount) × \(columnCount) matrix with a vector of \(counted(length)); "
        + "the vector needs \(needed)"
    case .notSquare(let rowCount, let columnCount):
      "a Cholesky factorization needs a square matrix, and this one is \(rowCount) × \(columnCount)"
    case .notPositiveDefinite(let pivot, let value):
      "the matrix is not positive definite: pivot \(pivot) (counting from 0) is \(value) "
        + "and must be clearly above zero"
    }
  }

  private func counted(_ count: Int) -> String {
    count == 1 ? "1 value" : "\(count) values"
  }
}
