/// One matrix in memory: entry (i, j) is at `base[i * rowStride + j * columnStride]`.
package struct MatrixSource<Scalar: MatrixScalar> {
  package let base: UnsafePointer<Scalar>
  package let rowStride: Int
  package let columnStride: Int

  package init(_ base: UnsafePointer<Scalar>, rowStride: Int, columnStride: Int = 1) {
    self.base = base
    self.rowStride = rowStride
    self.columnStride = columnStride
  }
}

/// The part of a result that a product computes.
package enum ProductPart: Int32 {
  case all = 0
  /// The diagonal and what is below it; what is above it may or may not be written.
  case lower = 1
}

/// C = `beta` C + `alpha` A B, on ``Threads/count`` threads. O(rows × columns × depth).
///
/// Every entry of C is summed along the depth in one fixed order, with the sum cut every 256 terms, so its bits depend
/// neither on the number of threads nor on its place, nor on the instruction set if that fuses multiply-add. C is not
/// read where `beta` is 0. A NaN or an infinity in a row of A or a column of B reaches the entries that it belongs to,
/// even if `alpha` is 0.
///
/// - Parameters:
///   - left: A, `rows` × `depth`.
///   - right: B, `depth` × `columns`.
///   - result: C, `rows` × `columns`, row-major with `stride` between rows. It overlaps neither A nor B.
package func multiplyMatrices<Scalar: MatrixScalar>(
  rows: Int, columns: Int, depth: Int, alpha: Scalar = 1, _ left: MatrixSource<Scalar>, _ right: MatrixSource<Scalar>,
  beta: Scalar = 0, into result: UnsafeMutablePointer<Scalar>, stride: Int, part: ProductPart = .all
) {
  guard rows > 0, columns > 0 else { return }
  guard depth > 0 else {
    for row in 0..<rows {
      let line = result + row * stride
      if beta == 0 {
        line.update(repeating: 0, count: columns)
      } else {
        Scalar.Kernels.scale(columns, line, beta, 0, line)
      }
    }
    return
  }
  // Under a million multiplications, sharing costs more than it brings.
  let threads = Double(rows) * Double(columns) * Double(depth) > 1e6 ? Threads.count : 1
  let done = Scalar.Kernels.product(
    part.rawValue, rows, columns, depth, alpha, left.base, left.rowStride, left.columnStride, right.base,
    right.rowStride, right.columnStride, beta, result, stride, threads)
  precondition(done, "no memory for a matrix product")
}
