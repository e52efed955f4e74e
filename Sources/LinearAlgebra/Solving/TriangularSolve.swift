internal import Kernels

/// The half of a square matrix that a triangular system uses.
public enum Triangle: Sendable {
  /// The diagonal and what is below it.
  case lower
  /// The diagonal and what is above it.
  case upper
}

extension Matrix {
  /// The x with T x = `right`, for one triangle T of this matrix (n × n); the other half is not read. O(n²).
  ///
  /// - Parameters:
  ///   - triangle: the half to use.
  ///   - unitDiagonal: takes the diagonal as ones, whatever it holds.
  ///   - right: n values.
  /// - Throws: ``LinearAlgebraError/notSquare(operation:rowCount:columnCount:)``,
  ///   ``LinearAlgebraError/vectorLength(operation:rowCount:columnCount:length:needed:)`` or
  ///   ``LinearAlgebraError/singular(column:size:)`` where the diagonal has a zero.
  public func solveTriangular(
    _ triangle: Triangle, unitDiagonal: Bool = false, _ right: [Scalar]
  ) throws -> [Scalar] {
    try requireTriangle(unitDiagonal)
    try requireRightSide(right, for: self)
    return solved(right) { solution in
      withTriangle(triangle, unitDiagonal: unitDiagonal) { solveTriangle($0, solution) }
    }
  }

  /// The X (n × m) with T X = `right` (n × m), for one triangle T of this matrix (n × n). O(n² × m).
  ///
  /// - Throws: as ``solveTriangular(_:unitDiagonal:_:)-([Scalar])``, with
  ///   ``LinearAlgebraError/rightSideRows(rowCount:columnCount:rightRows:rightColumns:)``.
  public func solveTriangular(
    _ triangle: Triangle, unitDiagonal: Bool = false, _ right: Matrix
  ) throws -> Matrix {
    try requireTriangle(unitDiagonal)
    try requireRightSide(right, for: self)
    return solved(right) { solution, count in
      withTriangle(triangle, unitDiagonal: unitDiagonal) { solveTriangle($0, solution, columns: count, stride: count) }
    }
  }

  private func requireTriangle(_ unitDiagonal: Bool) throws {
    guard rowCount == columnCount else {
      throw LinearAlgebraError.notSquare(
        operation: "a triangular system", rowCount: rowCount, columnCount: columnCount)
    }
    if !unitDiagonal, let zero = diagonal.firstIndex(of: 0) {
      throw LinearAlgebraError.singular(column: zero, size: rowCount)
    }
  }

  /// Calls `body` with one triangle of this square matrix.
  func withTriangle(
    _ triangle: Triangle, unitDiagonal: Bool = false, _ body: (TriangleSource<Scalar>) -> Void
  ) {
    storage.withUnsafeBufferPointer { entries in
      guard let base = entries.baseAddress, rowCount > 0 else { return }
      body(
        TriangleSource(
          entries: MatrixSource(base, rowStride: columnCount), size: rowCount, isUpper: triangle == .upper,
          unitDiagonal: unitDiagonal))
    }
  }
}

/// A triangular matrix in memory.
struct TriangleSource<Scalar: MatrixScalar> {
  let entries: MatrixSource<Scalar>
  let size: Int
  let isUpper: Bool
  let unitDiagonal: Bool

  var transposed: TriangleSource {
    TriangleSource(
      entries: MatrixSource(entries.base, rowStride: entries.columnStride, columnStride: entries.rowStride),
      size: size, isUpper: !isUpper, unitDiagonal: unitDiagonal)
  }
}

/// Replaces `x` by the solution of T y = x.
@specialized(where Scalar == Double)
@specialized(where Scalar == Float)
func solveTriangle<Scalar: MatrixScalar>(_ triangle: TriangleSource<Scalar>, _ x: UnsafeMutablePointer<Scalar>) {
  let size = triangle.size
  let (t, down, across) = (triangle.entries.base, triangle.entries.rowStride, triangle.entries.columnStride)
  for step in 0..<size {
    let i = triangle.isUpper ? size - 1 - step : step
    // What is known already: positions 0..<i of a lower triangle, i + 1..<size of an upper one.
    let first = triangle.isUpper ? i + 1 : 0
    if across == 1 {
      x[i] -= Scalar.Kernels.dot(step, t + i * down + first, x + first)
    }
    if !triangle.unitDiagonal { x[i] /= t[i * (down + across)] }
    if across != 1 {
      // Along the column instead, which is contiguous in the transpose of a row-major matrix.
      let rest = triangle.isUpper ? 0..<i : i + 1..<size
      let value = x[i]
      for j in rest { x[j] -= value * t[j * down + i * across] }
    }
  }
}

/// Replaces `x` (size × `columns`, `stride` between rows) by the solution Y of T Y = X.
@specialized(where Scalar == Double)
@specialized(where Scalar == Float)
func solveTriangle<Scalar: MatrixScalar>(
  _ triangle: TriangleSource<Scalar>, _ x: UnsafeMutablePointer<Scalar>, columns: Int, stride: Int
) {
  let size = triangle.size
  guard columns > 0 else { return }
  let (t, down, across) = (triangle.entries.base, triangle.entries.rowStride, triangle.entries.columnStride)
  let block = 64
  let blocks = (size + block - 1) / block
  for step in 0..<blocks {
    let number = triangle.isUpper ? blocks - 1 - step : step
    let start = number * block
    let end = min(start + block, size)
    let known = triangle.isUpper ? end..<size : 0..<start
    if !known.isEmpty {
      multiplyMatrices(
        rows: end - start, columns: columns, depth: known.count, alpha: -1,
        MatrixSource(
          t + start * down + known.lowerBound * across, rowStride: down, columnStride: across),
        MatrixSource(UnsafePointer(x + known.lowerBound * stride), rowStride: stride), beta: 1,
        into: x + start * stride, stride: stride)
    }
    for step in 0..<end - start {
      let i = triangle.isUpper ? end - 1 - step : start + step
      let row = x + i * stride
      for j in triangle.isUpper ? i + 1..<end : start..<i {
        Scalar.Kernels.addScaled(columns, -t[i * down + j * across], x + j * stride, row)
      }
      if !triangle.unitDiagonal {
        let pivot = t[i * (down + across)]
        for column in 0..<columns { row[column] /= pivot }
      }
    }
  }
}

/// Refuses a right side whose length is not the number of rows of `matrix`.
func requireRightSide<Scalar>(_ right: [Scalar], for matrix: Matrix<Scalar>) throws {
  guard right.count == matrix.rowCount else {
    throw LinearAlgebraError.vectorLength(
      operation: "solve", rowCount: matrix.rowCount, columnCount: matrix.columnCount, length: right.count,
      needed: matrix.rowCount)
  }
}

/// Refuses a right side whose number of rows is not that of `matrix`.
func requireRightSide<Scalar>(_ right: Matrix<Scalar>, for matrix: Matrix<Scalar>) throws {
  guard right.rowCount == matrix.rowCount else {
    throw LinearAlgebraError.rightSideRows(
      rowCount: matrix.rowCount, columnCount: matrix.columnCount, rightRows: right.rowCount,
      rightColumns: right.columnCount)
  }
}

/// A copy of `right` that `body` has turned into the solution; a right side without values stays as it is.
func solved<Scalar>(_ right: [Scalar], _ body: (UnsafeMutablePointer<Scalar>) -> Void) -> [Scalar] {
  var solution = right
  solution.withUnsafeMutableBufferPointer { values in
    if !values.isEmpty { body(values.baseAddress!) }
  }
  return solution
}

/// A copy of `right` that `body`, given the number of columns, has turned into the solution.
func solved<Scalar>(
  _ right: Matrix<Scalar>, _ body: (UnsafeMutablePointer<Scalar>, Int) -> Void
) -> Matrix<Scalar> {
  var solution = right
  solution.storage.withUnsafeMutableBufferPointer { values in
    if !values.isEmpty { body(values.baseAddress!, right.columnCount) }
  }
  return solution
}
