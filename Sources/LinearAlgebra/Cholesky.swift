/// The Cholesky factorization A = L Lᵀ of a symmetric positive definite matrix.
///
/// Source: Golub and Van Loan, *Matrix Computations*, 4th ed., section 4.2.
public struct Cholesky: Sendable {
  /// The factor L, zero above its diagonal, which is positive.
  public let lower: Matrix

  /// Factorizes `matrix` (n × n), of which only the diagonal and the part below it are read. O(n³).
  ///
  /// A pivot no larger than n ε times its diagonal entry counts as zero: rounding alone can make it so.
  /// - Throws: ``LinearAlgebraError/notSquare(rowCount:columnCount:)`` or
  ///   ``LinearAlgebraError/notPositiveDefinite(pivot:value:)``, which names the first bad pivot.
  public init(_ matrix: Matrix) throws {
    let size = matrix.rowCount
    guard matrix.columnCount == size else {
      throw LinearAlgebraError.notSquare(rowCount: size, columnCount: matrix.columnCount)
    }
    var factor = Matrix(rowCount: size, columnCount: size)
    try factor.storage.withUnsafeMutableBufferPointer { entries in
      try matrix.withUnsafeValues { source in
        guard let l = entries.baseAddress else { return }
        for i in 0..<size {
          let row = l + i * size
          for j in 0..<i {
            let other = l + j * size
            row[j] = (source[i * size + j] - dotProduct(row, other, count: j)) / other[j]
          }
          let diagonal = source[i * size + i]
          let pivot = diagonal - dotProduct(row, row, count: i)
          guard pivot > Double(size) * .ulpOfOne * diagonal, pivot > 0, pivot.isFinite else {
            throw LinearAlgebraError.notPositiveDefinite(pivot: i, value: pivot)
          }
          row[i] = pivot.squareRoot()
        }
      }
    }
    lower = factor
  }

  /// The x with A x = `right`, by forward and back substitution. O(n²).
  /// - Throws: ``LinearAlgebraError/vectorLength(operation:rowCount:columnCount:length:needed:)``.
  public func solve(_ right: [Double]) throws -> [Double] {
    let size = lower.rowCount
    guard right.count == size else {
      throw LinearAlgebraError.vectorLength(
        operation: "solve", rowCount: size, columnCount: size, length: right.count, needed: size)
    }
    var x = right
    x.withUnsafeMutableBufferPointer { x in
      lower.withUnsafeValues { entries in
        guard let l = entries.baseAddress, let solution = x.baseAddress else { return }
        for i in 0..<size {
          solution[i] = (solution[i] - dotProduct(l + i * size, solution, count: i)) / l[i * size + i]
        }
        for i in stride(from: size - 1, through: 0, by: -1) {
          solution[i] /= l[i * size + i]
          for j in 0..<i {
            solution[j] -= solution[i] * l[i * size + j]
          }
        }
      }
    }
    return x
  }
}
