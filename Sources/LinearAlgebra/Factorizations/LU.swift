internal import Foundation
public import Kernels

/// The factorization P A = L U of a square matrix, with rows exchanged so that every pivot is the largest of its column.
///
/// Source: Golub and Van Loan, *Matrix Computations*, 4th ed., section 3.4.
public struct LU<Scalar: MatrixScalar>: Sendable {
  /// L below the diagonal, U on it and above it.
  private let factors: Matrix<Scalar>
  /// Row i of P A is row `permutation[i]` of A.
  public let permutation: [Int]
  private let isEvenPermutation: Bool

  /// Factorizes `matrix` (n × n). O(n³).
  ///
  /// A singular matrix can be factorized too: its ``determinant`` is 0, and ``solve(_:)-([Scalar])`` refuses.
  /// - Throws: ``LinearAlgebraError/notSquare(operation:rowCount:columnCount:)``.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public init(_ matrix: Matrix<Scalar>) throws {
    let size = matrix.rowCount
    guard matrix.columnCount == size else {
      throw LinearAlgebraError.notSquare(
        operation: "an LU factorization", rowCount: size, columnCount: matrix.columnCount)
    }
    var factors = matrix
    var order = Array(0..<size)
    var exchanges = 0
    factors.storage.withUnsafeMutableBufferPointer { entries in
      guard let base = entries.baseAddress, size > 0 else { return }
      exchanges = factorize(base, size: size, order: &order)
    }
    self.factors = factors
    permutation = order
    isEvenPermutation = exchanges.isMultiple(of: 2)
  }

  /// L: ones on the diagonal, zeros above it.
  public var lower: Matrix<Scalar> {
    @specialized(where Scalar == Double)
    @specialized(where Scalar == Float)
    get {
      Matrix(rowCount: factors.rowCount, columnCount: factors.rowCount) { i, j in
        i == j ? 1 : i > j ? factors[i, j] : 0
      }
    }
  }

  /// U: zeros below the diagonal.
  public var upper: Matrix<Scalar> {
    @specialized(where Scalar == Double)
    @specialized(where Scalar == Float)
    get {
      Matrix(rowCount: factors.rowCount, columnCount: factors.rowCount) { i, j in i <= j ? factors[i, j] : 0 }
    }
  }

  /// The determinant of A; infinite or zero where it is outside of the range of the numbers.
  public var determinant: Scalar {
    factors.diagonal.reduce(isEvenPermutation ? 1 : -1) { $0 * $1 }
  }

  /// The sign of the determinant (-1, 0 or 1) and the natural logarithm of its size, which stays in range.
  public var logDeterminant: (sign: Int, logarithm: Scalar) {
    var sign = isEvenPermutation ? 1 : -1
    var logarithm = 0.0
    for pivot in factors.diagonal {
      if pivot == 0 { sign = 0 }
      if pivot < 0 { sign = -sign }
      logarithm += log(abs(Double(pivot)))
    }
    return (sign, Scalar(logarithm))
  }

  /// The x with A x = `right`. O(n²).
  /// - Throws: ``LinearAlgebraError/vectorLength(operation:rowCount:columnCount:length:needed:)`` or
  ///   ``LinearAlgebraError/singular(column:size:)``, where a pivot is exactly zero.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func solve(_ right: [Scalar]) throws -> [Scalar] {
    try requireRightSide(right, for: factors)
    try requireRegular()
    return solved(permutation.map { right[$0] }) { solution in
      factors.withTriangle(.lower, unitDiagonal: true) { solveTriangle($0, solution) }
      factors.withTriangle(.upper) { solveTriangle($0, solution) }
    }
  }

  /// The X (n × m) with A X = `right` (n × m). O(n² × m).
  /// - Throws: ``LinearAlgebraError/rightSideRows(rowCount:columnCount:rightRows:rightColumns:)`` or
  ///   ``LinearAlgebraError/singular(column:size:)``, where a pivot is exactly zero.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func solve(_ right: Matrix<Scalar>) throws -> Matrix<Scalar> {
    try requireRightSide(right, for: factors)
    try requireRegular()
    return solved(right.rows(at: permutation)) { solution, count in
      factors.withTriangle(.lower, unitDiagonal: true) {
        solveTriangle($0, solution, columns: count, stride: count)
      }
      factors.withTriangle(.upper) { solveTriangle($0, solution, columns: count, stride: count) }
    }
  }

  /// The inverse of A. O(n³).
  ///
  /// To solve a system, ``solve(_:)-([Scalar])`` is faster and more accurate than a product with the inverse.
  /// - Throws: ``LinearAlgebraError/singular(column:size:)``, where a pivot is exactly zero.
  public func inverse() throws -> Matrix<Scalar> {
    try solve(Matrix<Scalar>.identity(factors.rowCount))
  }

  private func requireRegular() throws {
    if let column = factors.diagonal.firstIndex(of: 0) {
      throw LinearAlgebraError.singular(column: column, size: factors.rowCount)
    }
  }
}

/// Replaces a square matrix by L and U in blocks of columns, and `order` by the order of its rows; returns the number
/// of exchanges.
@specialized(where Scalar == Double)
@specialized(where Scalar == Float)
private func factorize<Scalar: MatrixScalar>(
  _ a: UnsafeMutablePointer<Scalar>, size: Int, order: inout [Int]
) -> Int {
  let block = 32
  var exchanges = 0
  for start in stride(from: 0, to: size, by: block) {
    let end = min(start + block, size)
    for k in start..<end {
      var best = k
      for i in k + 1..<max(size, k + 1) where abs(a[i * size + k]) > abs(a[best * size + k]) { best = i }
      if best != k {
        let first = a + k * size
        let second = a + best * size
        for j in 0..<size { (first[j], second[j]) = (second[j], first[j]) }
        order.swapAt(k, best)
        exchanges += 1
      }
      let pivot = a[k * size + k]
      guard pivot != 0 else { continue }
      let pivotRow = a + k * size
      for i in k + 1..<max(size, k + 1) {
        let row = a + i * size
        let factor = row[k] / pivot
        row[k] = factor
        for j in k + 1..<max(end, k + 1) { row[j] -= factor * pivotRow[j] }
      }
    }
    guard end < size else { break }
    solveTriangle(
      TriangleSource(
        entries: MatrixSource(UnsafePointer(a + start * size + start), rowStride: size), size: end - start,
        isUpper: false, unitDiagonal: true), a + start * size + end, columns: size - end, stride: size)
    multiplyMatrices(
      rows: size - end, columns: size - end, depth: end - start, alpha: -1,
      MatrixSource(UnsafePointer(a + end * size + start), rowStride: size),
      MatrixSource(UnsafePointer(a + start * size + end), rowStride: size), beta: 1, into: a + end * size + end,
      stride: size)
  }
  return exchanges
}
