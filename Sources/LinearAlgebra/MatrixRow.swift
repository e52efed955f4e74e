extension Matrix {
  /// One row of a matrix, seen in place: a collection whose positions are the column numbers.
  public struct Row: RandomAccessCollection, Sendable {
    @usableFromInline let storage: [Double]
    @usableFromInline let offset: Int
    public let count: Int

    @inlinable
    init(storage: [Double], offset: Int, count: Int) {
      self.storage = storage
      self.offset = offset
      self.count = count
    }

    @inlinable public var startIndex: Int { 0 }
    @inlinable public var endIndex: Int { count }

    /// The entry in `column`, counted from 0. O(1).
    @inlinable
    public subscript(column: Int) -> Double {
      precondition(column >= 0 && column < count, "no column \(column) in a row of \(count)")
      return storage[offset &+ column]
    }

    @inlinable
    public func withContiguousStorageIfAvailable<Result>(
      _ body: (UnsafeBufferPointer<Double>) throws -> Result
    ) rethrows -> Result? {
      try storage.withUnsafeBufferPointer {
        try body(UnsafeBufferPointer(rebasing: $0[offset..<offset + count]))
      }
    }
  }

  /// The row at `index`, without copying it. O(1).
  @inlinable
  public func row(_ index: Int) -> Row {
    precondition(index >= 0 && index < rowCount, "no row \(index) in a matrix of \(rowCount) rows")
    return Row(storage: storage, offset: index &* columnCount, count: columnCount)
  }

  /// The matrix of the rows at `indices`, in that order; a row may be asked for more than once.
  ///
  /// O(indices × columns).
  public func rows(at indices: [Int]) -> Matrix {
    var chosen: [Double] = []
    chosen.reserveCapacity(indices.count * columnCount)
    for index in indices {
      precondition(index >= 0 && index < rowCount, "no row \(index) in a matrix of \(rowCount) rows")
      chosen.append(contentsOf: storage[index * columnCount..<(index + 1) * columnCount])
    }
    return Matrix(rowCount: indices.count, columnCount: columnCount, counted: chosen)
  }
}
