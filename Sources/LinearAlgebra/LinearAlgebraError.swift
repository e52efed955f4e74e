/// What went wrong in a matrix operation, with the shapes involved.
public enum LinearAlgebraError: Error, Equatable, CustomStringConvertible {
  /// Row `row` has `count` values where row 0 has `expected`.
  case raggedRows(row: Int, count: Int, expected: Int)
  /// `count` values were given for a matrix of `rowCount` × `columnCount`.
  case valueCount(count: Int, rowCount: Int, columnCount: Int)
  /// Two matrices whose inner dimensions differ were multiplied; the shapes are those of the factors as multiplied,
  /// after any transposition.
  case productShapes(leftRows: Int, leftColumns: Int, rightRows: Int, rightColumns: Int)
  /// The result of a product does not have the shape of the matrix that it was to be added to.
  case resultShape(productRows: Int, productColumns: Int, rowCount: Int, columnCount: Int)
  /// Two matrices of different shapes met in an operation that works entry by entry.
  case elementShapes(operation: String, leftRows: Int, leftColumns: Int, rightRows: Int, rightColumns: Int)
  /// A vector of `length` values met a matrix that needs one of `needed` values.
  case vectorLength(operation: String, rowCount: Int, columnCount: Int, length: Int, needed: Int)
  /// A right side of `rightRows` rows was given for a system with `rowCount` equations.
  case rightSideRows(rowCount: Int, columnCount: Int, rightRows: Int, rightColumns: Int)
  /// Something that needs a square matrix was given one of `rowCount` × `columnCount`.
  case notSquare(operation: String, rowCount: Int, columnCount: Int)
  /// Something that needs a symmetric matrix was given one whose entry in `row` and `column` (counting from 0) is
  /// `value`, and `mirrored` where row and column change places.
  case notSymmetric(operation: String, row: Int, column: Int, value: Double, mirrored: Double)
  /// The Cholesky factorization met the pivot `value` at the 0-based position `pivot`.
  case notPositiveDefinite(pivot: Int, value: Double)
  /// The column `column` (counting from 0) is a combination of others, so a system has no or many solutions.
  case singular(column: Int, size: Int)
  /// Only `rank` of `columnCount` columns are independent, where all must be.
  case dependentColumns(rank: Int, columnCount: Int)
  /// Fewer equations than unknowns, where there must be at least as many.
  case tooFewRows(rowCount: Int, columnCount: Int)
  /// The entry in `row` and `column` (counting from 0) is NaN or infinite.
  case notFinite(operation: String, row: Int, column: Int)
  /// An iteration did not settle, which finite input should never bring about.
  case noConvergence(operation: String, rowCount: Int, columnCount: Int)

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
    case .resultShape(let productRows, let productColumns, let rowCount, let columnCount):
      "cannot add a \(productRows) × \(productColumns) product to a \(rowCount) × \(columnCount) matrix; "
        + "the shapes must be equal"
    case .elementShapes(let operation, let leftRows, let leftColumns, let rightRows, let rightColumns):
      "cannot \(operation) a \(leftRows) × \(leftColumns) and a \(rightRows) × \(rightColumns) matrix entry by entry; "
        + "the shapes must be equal"
    case .vectorLength(let operation, let rowCount, let columnCount, let length, let needed):
      "cannot \(operation) a \(rowCount) × \(columnCount) matrix with a vector of \(counted(length)); "
        + "the vector needs \(needed)"
    case .rightSideRows(let rowCount, let columnCount, let rightRows, let rightColumns):
      "cannot solve a \(rowCount) × \(columnCount) matrix with a \(rightRows) × \(rightColumns) right side; "
        + "the right side needs \(rowCount) rows"
    case .notSquare(let operation, let rowCount, let columnCount):
      "\(operation) needs a square matrix, and this one is \(rowCount) × \(columnCount)"
    case .notSymmetric(let operation, let row, let column, let value, let mirrored):
      "\(operation) needs a symmetric matrix, and in this one entry (\(row), \(column)), counting from 0, "
        + "is \(written(value)) and entry (\(column), \(row)) is \(written(mirrored)); they must be equal but for rounding"
    case .notPositiveDefinite(let pivot, let value):
      "the matrix is not positive definite: pivot \(pivot) (counting from 0) is \(written(value)) "
        + "and must be clearly above zero"
    case .singular(let column, let size):
      "the \(size) × \(size) matrix is singular: column \(column) (counting from 0) is a combination of those before "
        + "it, so a system with it has no solution or many; least squares by .svd finds the shortest of the best"
    case .dependentColumns(let rank, let columnCount):
      "only \(rank) of the \(columnCount) columns are independent, so the least-squares solution is not unique; "
        + "the method .svd finds the shortest one"
    case .tooFewRows(let rowCount, let columnCount):
      "\(rowCount) \(rowCount == 1 ? "equation does" : "equations do") not determine \(columnCount) unknowns; "
        + "the method .svd finds the shortest of the solutions"
    case .notFinite(let operation, let row, let column):
      "\(operation) needs finite values, and entry (\(row), \(column)), counting from 0, is not"
    case .noConvergence(let operation, let rowCount, let columnCount):
      "\(operation) of this \(rowCount) × \(columnCount) matrix did not settle"
    }
  }

  /// A number as Swift writes it, but NaN without its sign, which means nothing.
  private func written(_ value: Double) -> String { value.isNaN ? "nan" : "\(value)" }

  private func counted(_ count: Int) -> String {
    count == 1 ? "1 value" : "\(count) values"
  }
}
