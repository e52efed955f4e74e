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
  let job = ProductJob(
    columns: columns, depth: depth, alpha: alpha, left: left, right: right, beta: beta, result: result, stride: stride,
    part: part)
  let threads = Threads.count
  // Under a million multiplications, waking a thread costs more than it brings.
  guard threads > 1, Double(rows) * Double(columns) * Double(depth) > 1e6 else {
    job.run(rows: 0..<rows, columns: 0..<columns)
    return
  }
  // Each piece packs what its own tiles need; splitting the longer side repeats the packing of the shorter one. So there
  // is one piece for each thread, and two where the packing is little beside the rest, so that a thread that is held up
  // holds up less. A triangle gets more, since its pieces are not equally full.
  let alongRows = part == .lower || rows >= columns
  let length = alongRows ? rows : columns
  let isLarge = Double(rows) * Double(columns) * Double(depth) > 4e9
  let pieces = (part == .lower ? 4 : isLarge ? 2 : 1) * threads
  let unit = alongRows ? 8 : 32
  let grain = max(unit, ((length + pieces - 1) / pieces + unit - 1) / unit * unit)
  parallelFor(0..<(length + grain - 1) / grain, grain: 1) { range in
    for piece in range {
      let tiles = piece * grain..<min(length, (piece + 1) * grain)
      job.run(rows: alongRows ? tiles : 0..<rows, columns: alongRows ? 0..<columns : tiles)
    }
  }
}

/// A product that threads share: each writes tiles of its own, all read the same A and B.
private struct ProductJob<Scalar: MatrixScalar>: @unchecked Sendable {
  let columns: Int
  let depth: Int
  let alpha: Scalar
  let left: MatrixSource<Scalar>
  let right: MatrixSource<Scalar>
  let beta: Scalar
  let result: UnsafeMutablePointer<Scalar>
  let stride: Int
  let part: ProductPart

  func run(rows: Range<Int>, columns: Range<Int>) {
    let width = part == .lower ? min(columns.upperBound, rows.upperBound) : columns.upperBound
    let done = Scalar.Kernels.product(
      part.rawValue, rows.lowerBound, rows.count, columns.lowerBound, width - columns.lowerBound, depth, alpha,
      left.base,
      left.rowStride, left.columnStride, right.base, right.rowStride, right.columnStride, beta, result, stride)
    precondition(done, "no memory for a matrix product")
  }
}
