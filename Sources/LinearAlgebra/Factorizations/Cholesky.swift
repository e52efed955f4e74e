internal import Foundation
public import Kernels

/// The Cholesky factorization A = L Lᵀ of a symmetric positive definite matrix.
///
/// Source: Golub and Van Loan, *Matrix Computations*, 4th ed., section 4.2.
public struct Cholesky<Scalar: MatrixScalar>: Sendable {
  /// The factor L, zero above its diagonal, which is positive.
  public let lower: Matrix<Scalar>

  /// Factorizes `matrix` (n × n), which must be symmetric but for rounding: to √ε of its largest entry, 1.5e-8 of it
  /// for Double and 3.5e-4 for Float. O(n³).
  ///
  /// A pivot no larger than n ε times its diagonal entry counts as zero: rounding alone can make it so.
  /// - Throws: ``LinearAlgebraError/notSquare(operation:rowCount:columnCount:)``,
  ///   ``LinearAlgebraError/notSymmetric(operation:row:column:value:mirrored:)`` or
  ///   ``LinearAlgebraError/notPositiveDefinite(pivot:value:)``, which names the first bad pivot.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public init(_ matrix: Matrix<Scalar>) throws {
    if matrix.rowCount == matrix.columnCount { try matrix.requireSymmetric("a Cholesky factorization") }
    try self.init(lowerTriangle: matrix)
  }

  /// Factorizes the symmetric matrix whose diagonal and part below it are those of `matrix` (n × n); what is above is
  /// not read. O(n³).
  ///
  /// - Throws: ``LinearAlgebraError/notSquare(operation:rowCount:columnCount:)`` or
  ///   ``LinearAlgebraError/notPositiveDefinite(pivot:value:)``, as for a whole matrix.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public init(lowerTriangle matrix: Matrix<Scalar>) throws {
    let size = matrix.rowCount
    guard matrix.columnCount == size else {
      throw LinearAlgebraError.notSquare(
        operation: "a Cholesky factorization", rowCount: size, columnCount: matrix.columnCount)
    }
    var factor = matrix
    let failure = factor.storage.withUnsafeMutableBufferPointer { entries in
      entries.baseAddress.flatMap { factorize($0, size: size) }
    }
    if let failure {
      throw LinearAlgebraError.notPositiveDefinite(pivot: failure.pivot, value: Double(failure.value))
    }
    lower = factor
  }

  /// The x with A x = `right`, by forward and back substitution. O(n²).
  /// - Throws: ``LinearAlgebraError/vectorLength(operation:rowCount:columnCount:length:needed:)``.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func solve(_ right: [Scalar]) throws -> [Scalar] {
    try requireRightSide(right, for: lower)
    return solved(right) { solution in
      lower.withTriangle(.lower) { solveTriangle($0, solution) }
      lower.withTriangle(.lower) { solveTriangle($0.transposed, solution) }
    }
  }

  /// The X (n × m) with A X = `right` (n × m). O(n² × m).
  /// - Throws: ``LinearAlgebraError/rightSideRows(rowCount:columnCount:rightRows:rightColumns:)``.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func solve(_ right: Matrix<Scalar>) throws -> Matrix<Scalar> {
    try requireRightSide(right, for: lower)
    return solved(right) { solution, count in
      lower.withTriangle(.lower) { solveTriangle($0, solution, columns: count, stride: count) }
      lower.withTriangle(.lower) { solveTriangle($0.transposed, solution, columns: count, stride: count) }
    }
  }

  /// The inverse of A, exactly symmetric. O(n³).
  ///
  /// To solve a system, ``solve(_:)`` is faster and more accurate than a product with the inverse.
  public func inverse() -> Matrix<Scalar> {
    let size = lower.rowCount
    var result = solved(Matrix<Scalar>.identity(size)) { solution, count in
      lower.withTriangle(.lower) { solveTriangle($0, solution, columns: count, stride: count) }
      lower.withTriangle(.lower) { solveTriangle($0.transposed, solution, columns: count, stride: count) }
    }
    result.copyLowerToUpper()
    return result
  }

  /// The determinant of A; infinite or zero where it is outside of the range of the numbers.
  public var determinant: Scalar {
    lower.diagonal.reduce(1) { $0 * $1 * $1 }
  }

  /// The natural logarithm of the determinant of A, which stays in range where the determinant does not.
  public var logDeterminant: Scalar {
    Scalar(lower.diagonal.reduce(0.0) { $0 + 2 * log(Double($1)) })
  }
}

/// Replaces the lower triangle of a square matrix by its Cholesky factor and clears what is above; returns the first
/// pivot that is not clearly above zero, if there is one.
@specialized(where Scalar == Double)
@specialized(where Scalar == Float)
private func factorize<Scalar: MatrixScalar>(
  _ a: UnsafeMutablePointer<Scalar>, size: Int
) -> (pivot: Int, value: Scalar)? {
  let block = 64
  let diagonal = (0..<size).map { a[$0 * size + $0] }
  for start in stride(from: 0, to: size, by: block) {
    let end = min(start + block, size)
    for i in start..<end {
      let row = a + i * size + start
      substitute(row, count: i - start, factor: a + start * size + start, stride: size)
      let pivot = row[i - start] - Scalar.Kernels.dot(i - start, row, row)
      guard pivot > Scalar(size) * Scalar.ulpOfOne * diagonal[i], pivot > 0, pivot.isFinite else { return (i, pivot) }
      row[i - start] = pivot.squareRoot()
    }
    guard end < size else { break }
    let shared = SharedFactor(factor: a + start * size + start, rows: a + end * size + start)
    parallelFor(0..<size - end, grain: 64) { piece in
      for row in piece {
        substitute(shared.rows + row * size, count: end - start, factor: shared.factor, stride: size)
      }
    }
    let panel = UnsafePointer(a + end * size + start)
    multiplyMatrices(
      rows: size - end, columns: size - end, depth: end - start, alpha: -1, MatrixSource(panel, rowStride: size),
      MatrixSource(panel, rowStride: 1, columnStride: size), beta: 1, into: a + end * size + end, stride: size,
      part: .lower)
  }
  for i in 0..<size {
    (a + i * size + i + 1).update(repeating: 0, count: size - i - 1)
  }
  return nil
}

private struct SharedFactor<Scalar>: @unchecked Sendable {
  let factor: UnsafeMutablePointer<Scalar>
  let rows: UnsafeMutablePointer<Scalar>
}

/// Replaces the first `count` entries of `row` by the x with x Lᵀ = row, for the lower triangle L at `factor`.
@inline(__always)
private func substitute<Scalar: MatrixScalar>(
  _ row: UnsafeMutablePointer<Scalar>, count: Int, factor: UnsafeMutablePointer<Scalar>, stride: Int
) {
  for j in 0..<count {
    let other = factor + j * stride
    row[j] = (row[j] - Scalar.Kernels.dot(j, row, other)) / other[j]
  }
}
