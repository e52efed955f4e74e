internal import Kernels

// These sums have a fixed order and no fused multiply-add: the same bits on every processor, for any number of threads.
extension Matrix {
  /// The product of this matrix (n × d) and a vector of d values: n values. O(n × d).
  ///
  /// The same bits on every processor.
  /// - Throws: ``LinearAlgebraError/vectorLength(operation:rowCount:columnCount:length:needed:)``.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func multiplied(by vector: [Scalar]) throws -> [Scalar] {
    try requireLength(vector, columnCount, toDo: "multiply")
    guard columnCount > 0 else { return [Scalar](repeating: 0, count: rowCount) }
    let (rows, columns) = (rowCount, columnCount)
    return [Scalar](unsafeUninitializedCapacity: rows) { result, count in
      storage.withUnsafeBufferPointer { entries in
        vector.withUnsafeBufferPointer { factor in
          if rows > 0 {
            timesVector(
              rows: rows, columns: columns, entries.baseAddress!, factor.baseAddress!, into: result.baseAddress!)
          }
        }
      }
      count = rows
    }
  }

  /// The product of the transpose of this matrix (n × d) and a vector of n values: d values. O(n × d).
  ///
  /// The same bits on every processor.
  /// - Throws: ``LinearAlgebraError/vectorLength(operation:rowCount:columnCount:length:needed:)``.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func transposedMultiplied(by vector: [Scalar]) throws -> [Scalar] {
    try requireLength(vector, rowCount, toDo: "multiply the transpose of")
    var result = [Scalar](repeating: 0, count: columnCount)
    guard !storage.isEmpty else { return result }
    result.withUnsafeMutableBufferPointer { result in
      storage.withUnsafeBufferPointer { entries in
        vector.withUnsafeBufferPointer { factor in
          Scalar.Kernels.addVectorTimes(
            rowCount, columnCount, entries.baseAddress!, columnCount, factor.baseAddress!, result.baseAddress!)
        }
      }
    }
    return result
  }

  private func requireLength(_ vector: [Scalar], _ needed: Int, toDo operation: String) throws {
    guard vector.count == needed else {
      throw LinearAlgebraError.vectorLength(
        operation: operation, rowCount: rowCount, columnCount: columnCount,
        length: vector.count, needed: needed)
    }
  }
}

/// Addresses that threads share, each writing places of its own.
struct SharedAddresses<Scalar>: @unchecked Sendable {
  let matrix: UnsafePointer<Scalar>
  let vector: UnsafePointer<Scalar>
  let result: UnsafeMutablePointer<Scalar>
}

/// result = A x, for A of `rows` × `columns` in row-major order.
private func timesVector<Scalar: MatrixScalar>(
  rows: Int, columns: Int, _ matrix: UnsafePointer<Scalar>, _ vector: UnsafePointer<Scalar>,
  into result: UnsafeMutablePointer<Scalar>
) {
  let shared = SharedAddresses(matrix: matrix, vector: vector, result: result)
  let rowsWorthAThread = 200_000 / max(1, columns) + 1
  parallelFor(0..<rows, grain: rowsWorthAThread) { piece in
    Scalar.Kernels.timesVector(
      piece.count, columns, shared.matrix + piece.lowerBound * columns, columns, shared.vector,
      shared.result + piece.lowerBound)
  }
}
