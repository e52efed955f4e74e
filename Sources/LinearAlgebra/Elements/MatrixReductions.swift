internal import Kernels

// Sums are formed in a fixed order without fused multiply-add: the same bits on every processor.
extension Matrix {
  /// The sum of all entries; 0 for none. O(rows × columns).
  public func sum() -> Scalar { reduced { Scalar.Kernels.sum($0, $1) } ?? 0 }

  /// The mean of all entries; NaN for none. O(rows × columns).
  public func mean() -> Scalar { sum() / Scalar(storage.count) }

  /// The smallest entry, nil for none; NaN if an entry is NaN. O(rows × columns).
  public func minimum() -> Scalar? { reduced { Scalar.Kernels.minimum($0, $1) } }

  /// The largest entry, nil for none; NaN if an entry is NaN. O(rows × columns).
  public func maximum() -> Scalar? { reduced { Scalar.Kernels.maximum($0, $1) } }

  /// The sum of the entries of each row. O(rows × columns).
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func rowSums() -> [Scalar] {
    (0..<rowCount).map { row in
      storage.withUnsafeBufferPointer {
        columnCount == 0 ? 0 : Scalar.Kernels.sum(columnCount, $0.baseAddress! + row * columnCount)
      }
    }
  }

  /// The mean of the entries of each row; NaN where there are no columns. O(rows × columns).
  public func rowMeans() -> [Scalar] {
    rowSums().map { $0 / Scalar(columnCount) }
  }

  /// The sum of the entries of each column, added from the first row to the last. O(rows × columns).
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func columnSums() -> [Scalar] {
    var sums = [Scalar](repeating: 0, count: columnCount)
    guard !storage.isEmpty else { return sums }
    sums.withUnsafeMutableBufferPointer { sums in
      let total = sums.baseAddress!
      storage.withUnsafeBufferPointer { entries in
        for row in 0..<rowCount {
          Scalar.Kernels.add(columnCount, total, entries.baseAddress! + row * columnCount, total)
        }
      }
    }
    return sums
  }

  /// The mean of the entries of each column; NaN where there are no rows. O(rows × columns).
  public func columnMeans() -> [Scalar] {
    columnSums().map { $0 / Scalar(rowCount) }
  }

  /// The largest absolute entry; 0 for none, NaN if an entry is NaN. O(rows × columns).
  public func maximumMagnitude() -> Scalar {
    reduced { Scalar.Kernels.absoluteMaximum($0, $1) } ?? 0
  }

  /// The square root of the sum of the squares of all entries, safe from overflow and underflow. O(rows × columns).
  public func frobeniusNorm() -> Scalar {
    reduced { norm(of: $1, count: $0) } ?? 0
  }

  /// The largest sum of absolute entries of a column: the norm that belongs to sums of absolute values.
  ///
  /// O(rows × columns).
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func oneNorm() -> Scalar {
    (0..<columnCount).reduce(0) { largest, index in
      larger(largest, column(index).reduce(0) { $0 + abs($1) })
    }
  }

  /// The largest sum of absolute entries of a row: the norm that belongs to the largest absolute value.
  ///
  /// O(rows × columns).
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func infinityNorm() -> Scalar {
    (0..<rowCount).reduce(0) { largest, row in
      storage.withUnsafeBufferPointer {
        columnCount == 0
          ? largest
          : larger(largest, Scalar.Kernels.absoluteSum(columnCount, $0.baseAddress! + row * columnCount))
      }
    }
  }

  private func reduced<Result>(_ body: (Int, UnsafePointer<Scalar>) -> Result) -> Result? {
    guard !storage.isEmpty else { return nil }
    return storage.withUnsafeBufferPointer { body($0.count, $0.baseAddress!) }
  }
}

/// The larger of two values; NaN if one is NaN.
private func larger<Scalar: MatrixScalar>(_ first: Scalar, _ second: Scalar) -> Scalar {
  first.isNaN || first > second ? first : second
}

/// The Euclidean length of `count` values, safe from overflow and underflow.
@specialized(where Scalar == Double)
@specialized(where Scalar == Float)
func norm<Scalar: MatrixScalar>(of values: UnsafePointer<Scalar>, count: Int) -> Scalar {
  let squares = Scalar.Kernels.dot(count, values, values)
  // Squares of values near the ends of the range are lost; those are scaled first.
  let safe = Scalar.leastNormalMagnitude / (Scalar.ulpOfOne * Scalar.ulpOfOne)
  if squares > safe, squares.isFinite { return squares.squareRoot() }
  let largest = count == 0 ? 0 : Scalar.Kernels.absoluteMaximum(count, values)
  guard largest > 0, largest.isFinite else { return largest }
  var total: Scalar = 0
  for index in 0..<count {
    let scaled = values[index] / largest
    total += scaled * scaled
  }
  return largest * total.squareRoot()
}
