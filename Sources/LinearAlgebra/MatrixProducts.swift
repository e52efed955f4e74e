extension Matrix {
  /// The product of this matrix (n × d) and a vector of d values: n values. O(n × d).
  /// - Throws: ``LinearAlgebraError/vectorLength(operation:rowCount:columnCount:length:needed:)``.
  public func multiplied(by vector: [Double]) throws -> [Double] {
    try requireLength(vector, columnCount, toDo: "multiply")
    return [Double](unsafeUninitializedCapacity: rowCount) { result, count in
      storage.withUnsafeBufferPointer { entries in
        vector.withUnsafeBufferPointer { factor in
          for row in 0..<rowCount {
            result.initializeElement(
              at: row,
              to: columnCount == 0
                ? 0
                : dotProduct(
                  entries.baseAddress! + row * columnCount, factor.baseAddress!, count: columnCount))
          }
        }
      }
      count = rowCount
    }
  }

  /// The product of the transpose of this matrix (n × d) and a vector of n values: d values. O(n × d).
  /// - Throws: ``LinearAlgebraError/vectorLength(operation:rowCount:columnCount:length:needed:)``.
  public func transposedMultiplied(by vector: [Double]) throws -> [Double] {
    try requireLength(vector, rowCount, toDo: "multiply the transpose of")
    var result = [Double](repeating: 0, count: columnCount)
    result.withUnsafeMutableBufferPointer { result in
      storage.withUnsafeBufferPointer { entries in
        for row in 0..<rowCount {
          let factor = vector[row]
          let offset = row * columnCount
          for column in 0..<columnCount {
            result[column] += factor * entries[offset + column]
          }
        }
      }
    }
    return result
  }

  /// The product of this matrix (n × d) and `right` (d × m): n × m. O(n × d × m).
  /// - Throws: ``LinearAlgebraError/productShapes(leftRows:leftColumns:rightRows:rightColumns:)``.
  public func multiplied(by right: Matrix) throws -> Matrix {
    guard columnCount == right.rowCount else {
      throw LinearAlgebraError.productShapes(
        leftRows: rowCount, leftColumns: columnCount,
        rightRows: right.rowCount, rightColumns: right.columnCount)
    }
    let width = right.columnCount
    var product = Matrix(rowCount: rowCount, columnCount: width)
    product.storage.withUnsafeMutableBufferPointer { result in
      storage.withUnsafeBufferPointer { a in
        right.storage.withUnsafeBufferPointer { b in
          // Row i of the product is a sum of rows of `right`, so every inner loop walks along memory.
          for i in 0..<rowCount {
            for k in 0..<columnCount {
              let factor = a[i * columnCount + k]
              for j in 0..<width {
                result[i * width + j] += factor * b[k * width + j]
              }
            }
          }
        }
      }
    }
    return product
  }

  /// The matrix with rows and columns exchanged. O(rows × columns).
  public func transposed() -> Matrix {
    var result = Matrix(rowCount: columnCount, columnCount: rowCount)
    for row in 0..<rowCount {
      for column in 0..<columnCount {
        result.storage[column * rowCount + row] = storage[row * columnCount + column]
      }
    }
    return result
  }

  private func requireLength(_ vector: [Double], _ needed: Int, toDo operation: String) throws {
    guard vector.count == needed else {
      throw LinearAlgebraError.vectorLength(
        operation: operation, rowCount: rowCount, columnCount: columnCount,
        length: vector.count, needed: needed)
    }
  }
}
