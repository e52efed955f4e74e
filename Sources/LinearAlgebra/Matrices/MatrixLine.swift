public import Kernels

/// One row or column of a matrix, seen in place: a collection whose positions are the column or row numbers.
public struct MatrixLine<Scalar: MatrixScalar>: RandomAccessCollection, Sendable {
  @usableFromInline let storage: [Scalar]
  @usableFromInline let offset: Int
  @usableFromInline let stride: Int
  public let count: Int

  @inlinable
  init(storage: [Scalar], offset: Int, stride: Int, count: Int) {
    self.storage = storage
    self.offset = offset
    self.stride = stride
    self.count = count
  }

  @inlinable public var startIndex: Int { 0 }
  @inlinable public var endIndex: Int { count }

  /// The entry at `position`, counted from 0. O(1).
  @inlinable
  public subscript(position: Int) -> Scalar {
    @specialized(where Scalar == Double)
    @specialized(where Scalar == Float)
    get {
      requirePlace(position >= 0 && position < count, "no entry \(position) in a line of \(count)")
      return storage[offset &+ position &* stride]
    }
  }

  /// Calls `body` with the entries where they are one after the other in memory, as those of a row are.
  @inlinable
  public func withContiguousStorageIfAvailable<Result>(
    _ body: (UnsafeBufferPointer<Scalar>) throws -> Result
  ) rethrows -> Result? {
    guard stride == 1 || count < 2 else { return nil }
    return try storage.withUnsafeBufferPointer {
      try body(UnsafeBufferPointer(rebasing: $0[offset..<offset + count]))
    }
  }
}

extension MatrixLine: CustomStringConvertible {
  /// The entries as those of an array.
  public var description: String { Array(self).description }
}

extension Matrix {
  /// One row, seen in place.
  public typealias Row = MatrixLine<Scalar>

  /// The row at `index`, without copying it. O(1).
  @inlinable
  public func row(_ index: Int) -> Row {
    requirePlace(index >= 0 && index < rowCount, "no row \(index) in a matrix of \(rowCount) rows")
    return Row(storage: storage, offset: index &* columnCount, stride: 1, count: columnCount)
  }

  /// The column at `index`, without copying it. O(1).
  @inlinable
  public func column(_ index: Int) -> MatrixLine<Scalar> {
    requirePlace(index >= 0 && index < columnCount, "no column \(index) in a matrix of \(columnCount) columns")
    return MatrixLine(storage: storage, offset: index, stride: columnCount, count: rowCount)
  }

  /// The matrix of the rows at `indices`, in that order; a row may be asked for more than once.
  ///
  /// O(indices × columns).
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func rows(at indices: [Int]) -> Matrix {
    var chosen: [Scalar] = []
    chosen.reserveCapacity(indices.count * columnCount)
    for index in indices {
      requirePlace(index >= 0 && index < rowCount, "no row \(index) in a matrix of \(rowCount) rows")
      chosen.append(contentsOf: storage[index * columnCount..<(index + 1) * columnCount])
    }
    return Matrix(rowCount: indices.count, columnCount: columnCount, counted: chosen)
  }
}
