internal import Kernels

extension Matrix {
  /// The x with A x = `right`, for this square matrix A (n × n), by LU with row exchanges. O(n³).
  ///
  /// For several right sides make one ``LU`` and solve with it; for a positive definite matrix ``Cholesky`` is twice as
  /// fast.
  /// - Throws: ``LinearAlgebraError/notSquare(operation:rowCount:columnCount:)``,
  ///   ``LinearAlgebraError/vectorLength(operation:rowCount:columnCount:length:needed:)`` or
  ///   ``LinearAlgebraError/singular(column:size:)``.
  public func solve(_ right: [Scalar]) throws -> [Scalar] {
    try LU(self).solve(right)
  }

  /// The X (n × m) with A X = `right` (n × m), for this square matrix A (n × n). O(n³ + n² m).
  /// - Throws: ``LinearAlgebraError/notSquare(operation:rowCount:columnCount:)``,
  ///   ``LinearAlgebraError/rightSideRows(rowCount:columnCount:rightRows:rightColumns:)`` or
  ///   ``LinearAlgebraError/singular(column:size:)``.
  public func solve(_ right: Matrix) throws -> Matrix {
    try LU(self).solve(right)
  }

  /// The inverse of this square matrix. O(n³).
  ///
  /// To solve a system, ``solve(_:)-([Scalar])`` is faster and more accurate than a product with the inverse.
  /// - Throws: ``LinearAlgebraError/notSquare(operation:rowCount:columnCount:)`` or
  ///   ``LinearAlgebraError/singular(column:size:)``. A matrix that is singular but for rounding has an inverse of huge
  ///   meaningless entries; ``conditionNumber()`` tells.
  public func inverse() throws -> Matrix {
    try LU(self).inverse()
  }

  /// The determinant of this square matrix; 1 for one without entries. O(n³).
  /// - Throws: ``LinearAlgebraError/notSquare(operation:rowCount:columnCount:)``.
  public func determinant() throws -> Scalar {
    try LU(self).determinant
  }

  /// The largest singular value divided by the smallest; infinite for dependent columns or rows. O(m n min(m, n)).
  ///
  /// A system loses about as many of its digits as this number has.
  /// - Throws: ``LinearAlgebraError/notFinite(operation:row:column:)``.
  public func conditionNumber() throws -> Scalar {
    try SVD(self).conditionNumber
  }

  /// The number of independent rows, which is that of independent columns. O(m n min(m, n)).
  ///
  /// Singular values up to max(m, n) ε times the largest count as zero.
  /// - Throws: ``LinearAlgebraError/notFinite(operation:row:column:)``.
  public func rank() throws -> Int {
    try SVD(self).rank()
  }
}
