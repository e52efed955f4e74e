import LinearAlgebra

/// The position, from 0, of the first of the largest values; there must be one.
@inline(__always)
func firstLargest<Values: RandomAccessCollection>(_ values: Values) -> Int where Values.Element: Comparable {
  var best = values.startIndex
  for index in values.indices where values[index] > values[best] { best = index }
  return values.distance(from: values.startIndex, to: best)
}

extension Matrix<Double> {
  /// The position of the first of the largest values of each row. O(rows × columns).
  func firstLargestOfRows() -> [Int] {
    withUnsafeValues { values in
      (0..<rowCount).map { firstLargest(values[$0 * columnCount..<($0 + 1) * columnCount]) }
    }
  }
}
