internal import Kernels

extension Matrix {
  /// Adds a product to this matrix (n × m): C becomes `keeping` C + `scale` A B. O(n × d × m).
  ///
  /// Where `keeping` is 0, what was in C does not matter, even if it was NaN. A and B may be this very matrix: they
  /// are read as they were before.
  ///
  /// - Parameters:
  ///   - left: A, n × d.
  ///   - right: B, d × m.
  ///   - scale: the factor of the product.
  ///   - keeping: the factor of what is there already.
  /// - Throws: ``LinearAlgebraError/productShapes(leftRows:leftColumns:rightRows:rightColumns:)`` or
  ///   ``LinearAlgebraError/resultShape(productRows:productColumns:rowCount:columnCount:)``.
  public mutating func addProduct(
    of left: some MatrixReadable<Scalar>, and right: some MatrixReadable<Scalar>, scaledBy scale: Scalar = 1,
    keeping: Scalar = 1
  ) throws {
    try addProduct(left.view, right.view, scaledBy: scale, keeping: keeping)
  }

  /// Adds `scale` times the product of a column of n values and a row of m values to this matrix (n × m), in place.
  ///
  /// O(n × m).
  /// - Throws: ``LinearAlgebraError/vectorLength(operation:rowCount:columnCount:length:needed:)``.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public mutating func addOuterProduct(of column: [Scalar], and row: [Scalar], scaledBy scale: Scalar = 1) throws {
    for (vector, needed) in [(column, rowCount), (row, columnCount)] where vector.count != needed {
      throw LinearAlgebraError.vectorLength(
        operation: "update", rowCount: rowCount, columnCount: columnCount, length: vector.count, needed: needed)
    }
    guard !storage.isEmpty else { return }
    let width = columnCount
    storage.withUnsafeMutableBufferPointer { entries in
      row.withUnsafeBufferPointer { row in
        for (index, factor) in column.enumerated() {
          Scalar.Kernels.addScaled(width, scale * factor, row.baseAddress!, entries.baseAddress! + index * width)
        }
      }
    }
  }

  /// Adds `scale` A Aᵀ to this symmetric matrix (n × n), in place, at half the work of a product: a rank-k update.
  ///
  /// Only the diagonal and the part below it are read; the result is exactly symmetric. O(n² × k).
  ///
  /// - Parameters:
  ///   - factor: A, n × k.
  ///   - scale: the factor of the product.
  ///   - keeping: the factor of what is there already.
  /// - Throws: ``LinearAlgebraError/notSquare(operation:rowCount:columnCount:)`` or
  ///   ``LinearAlgebraError/resultShape(productRows:productColumns:rowCount:columnCount:)``.
  public mutating func addOuterGram(
    of factor: some MatrixReadable<Scalar>, scaledBy scale: Scalar = 1, keeping: Scalar = 1
  ) throws {
    let factor = factor.view
    guard rowCount == columnCount else {
      throw LinearAlgebraError.notSquare(
        operation: "a rank-k update", rowCount: rowCount, columnCount: columnCount)
    }
    guard factor.rowCount == rowCount else {
      throw LinearAlgebraError.resultShape(
        productRows: factor.rowCount, productColumns: factor.rowCount, rowCount: rowCount, columnCount: columnCount)
    }
    addProduct(factor, factor.transposed(), scaledBy: scale, keeping: keeping, part: .lower)
    copyLowerToUpper()
  }

  mutating func addProduct(
    _ left: MatrixView<Scalar>, _ right: MatrixView<Scalar>, scaledBy scale: Scalar, keeping: Scalar
  ) throws {
    try requireFactors(left, right)
    guard left.rowCount == rowCount, right.columnCount == columnCount else {
      throw LinearAlgebraError.resultShape(
        productRows: left.rowCount, productColumns: right.columnCount, rowCount: rowCount, columnCount: columnCount)
    }
    addProduct(left, right, scaledBy: scale, keeping: keeping, part: .all)
  }

  /// The same for shapes that are known to fit.
  mutating func addProduct(
    _ left: MatrixView<Scalar>, _ right: MatrixView<Scalar>, scaledBy scale: Scalar, keeping: Scalar,
    part: ProductPart
  ) {
    guard !storage.isEmpty else { return }
    storage.withUnsafeMutableBufferPointer { entries in
      writeProduct(left, right, scaledBy: scale, keeping: keeping, into: entries.baseAddress!, part: part)
    }
  }

  /// Makes a square matrix symmetric: what is below the diagonal is copied to above it.
  mutating func copyLowerToUpper() {
    let size = rowCount
    storage.withUnsafeMutableBufferPointer { mirrorLower($0.baseAddress!, size: size) }
  }
}

/// Checks that `left` has as many columns as `right` has rows.
func requireFactors<Scalar: MatrixScalar>(_ left: MatrixView<Scalar>, _ right: MatrixView<Scalar>) throws {
  guard left.columnCount == right.rowCount else {
    throw LinearAlgebraError.productShapes(
      leftRows: left.rowCount, leftColumns: left.columnCount, rightRows: right.rowCount,
      rightColumns: right.columnCount)
  }
}

/// C becomes `keeping` C + `scale` A B, for C at `entries`, row after row, and factors that fit; where `keeping` is 0, C
/// need not be initialized.
func writeProduct<Scalar: MatrixScalar>(
  _ left: MatrixView<Scalar>, _ right: MatrixView<Scalar>, scaledBy scale: Scalar = 1, keeping: Scalar = 0,
  into entries: UnsafeMutablePointer<Scalar>, part: ProductPart = .all
) {
  func multiply(_ a: MatrixSource<Scalar>, _ b: MatrixSource<Scalar>) {
    multiplyMatrices(
      rows: left.rowCount, columns: right.columnCount, depth: left.columnCount, alpha: scale, a, b, beta: keeping,
      into: entries, stride: right.columnCount, part: part)
  }
  guard left.columnCount > 0 else {
    // The factors have no entries, and nothing is read of them.
    let nothing = MatrixSource(UnsafePointer(entries), rowStride: 0)
    return multiply(nothing, nothing)
  }
  left.withSource { a in
    right.withSource { b in multiply(a, b) }
  }
}

/// Copies what is below the diagonal to above it, in squares.
@specialized(where Scalar == Double)
@specialized(where Scalar == Float)
func mirrorLower<Scalar: MatrixScalar>(_ entries: UnsafeMutablePointer<Scalar>, size: Int) {
  let side = 16
  for top in stride(from: 0, to: size, by: side) {
    for left in stride(from: 0, through: top, by: side) {
      for row in top..<min(top + side, size) {
        for column in left..<min(left + side, row) {
          entries[column * size + row] = entries[row * size + column]
        }
      }
    }
  }
}
