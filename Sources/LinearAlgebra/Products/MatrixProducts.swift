internal import Kernels

// Entries of a product have the same bits for any number of threads, and on every processor with fused multiply-add.
// A NaN or an infinity reaches every entry of the product that it is a part of.
extension MatrixReadable {
  /// The product of this matrix (n × d) and `right` (d × m): n × m. O(n × d × m), on ``Kernels/Threads/count`` threads.
  ///
  /// The same bits for any number of threads, and on every processor with fused multiply-add; one without it may
  /// differ in the last bits.
  /// - Throws: ``LinearAlgebraError/productShapes(leftRows:leftColumns:rightRows:rightColumns:)``.
  public func multiplied(by right: some MatrixReadable<Scalar>) throws -> Matrix<Scalar> {
    try product(view, right.view)
  }

  /// The product of the transpose of this matrix (n × d) and `right` (n × m): d × m. O(n × d × m).
  ///
  /// Nothing is transposed in memory.
  /// - Throws: ``LinearAlgebraError/productShapes(leftRows:leftColumns:rightRows:rightColumns:)``.
  public func transposedMultiplied(by right: some MatrixReadable<Scalar>) throws -> Matrix<Scalar> {
    try product(view.transposed(), right.view)
  }

  /// The product of this matrix (n × d) and the transpose of `right` (m × d): n × m. O(n × d × m).
  ///
  /// Nothing is transposed in memory.
  /// - Throws: ``LinearAlgebraError/productShapes(leftRows:leftColumns:rightRows:rightColumns:)``.
  public func multiplied(byTransposeOf right: some MatrixReadable<Scalar>) throws -> Matrix<Scalar> {
    try product(view, right.view.transposed())
  }

  /// The product of the transpose of this matrix (n × d) and itself: d × d, exactly symmetric. O(n × d²), at half the
  /// work of ``transposedMultiplied(by:)``.
  public func gram() -> Matrix<Scalar> {
    symmetricProduct(view.transposed(), view)
  }

  /// The product of this matrix (n × d) and its own transpose: n × n, exactly symmetric. O(n² × d), at half the work
  /// of ``multiplied(byTransposeOf:)``.
  public func outerGram() -> Matrix<Scalar> {
    symmetricProduct(view, view.transposed())
  }
}

extension Matrix {
  /// The product of two matrices, as ``MatrixReadable/multiplied(by:)`` forms it; ``.*(_:_:)`` multiplies entry by
  /// entry.
  public static func * (left: Matrix, right: Matrix) throws -> Matrix {
    try left.multiplied(by: right)
  }
}

private func product<Scalar: MatrixScalar>(
  _ left: MatrixView<Scalar>, _ right: MatrixView<Scalar>
) throws -> Matrix<Scalar> {
  try requireFactors(left, right)
  return matrix(rowCount: left.rowCount, columnCount: right.columnCount) { writeProduct(left, right, into: $0) }
}

private func symmetricProduct<Scalar: MatrixScalar>(
  _ left: MatrixView<Scalar>, _ right: MatrixView<Scalar>
) -> Matrix<Scalar> {
  matrix(rowCount: left.rowCount, columnCount: left.rowCount) { entries in
    writeProduct(left, right, into: entries, part: .lower)
    mirrorLower(entries, size: left.rowCount)
  }
}

/// A matrix whose entries `write` writes, all of them; it is not called if there are none.
private func matrix<Scalar: MatrixScalar>(
  rowCount: Int, columnCount: Int, _ write: (UnsafeMutablePointer<Scalar>) -> Void
) -> Matrix<Scalar> {
  let count = rowCount * columnCount
  let entries = [Scalar](unsafeUninitializedCapacity: count) { entries, initialized in
    if count > 0 { write(entries.baseAddress!) }
    initialized = count
  }
  return Matrix(rowCount: rowCount, columnCount: columnCount, counted: entries)
}
