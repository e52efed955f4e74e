import Kernels
import LinearAlgebra

/// Feature columns with each value replaced by its rank among the distinct values of its column.
///
/// Ranks are what exact splits need: they sort as the values do, and faster.
final class RankedFeatures: Sendable {
  let rowCount: Int
  let columnCount: Int
  /// The distinct values of each column, ascending.
  let values: [[Double]]
  /// Column after column, the rank of each row's value.
  let ranks: UnsafeStore<UInt32>

  /// Ranks the rows of `matrix` at `rows` (all, if nil). O(n d).
  init(_ matrix: Matrix<Double>, rows: [Int]?) {
    let count = rows?.count ?? matrix.rowCount
    let width = matrix.columnCount
    let ranks = UnsafeStore<UInt32>(repeating: 0, count: count * width)
    values = matrix.withUnsafeValues { entries in
      nonisolated(unsafe) let entries = entries
      return parallelMap(width) { column in
        let keys = (0..<count).map { entries[(rows?[$0] ?? $0) * width + column] + 0 }
        let order = keys.withUnsafeBufferPointer { ascendingOrder($0) }
        var distinct: [Double] = []
        let target = ranks.base + column * count
        for row in order {
          let value = keys[Int(row)]
          if value != distinct.last { distinct.append(value) }
          target[Int(row)] = UInt32(distinct.count - 1)
        }
        return distinct
      }
    }
    rowCount = count
    columnCount = width
    self.ranks = ranks
  }

  /// The middle between the value of `rank` in `column` and that of a later rank.
  func threshold(column: Int, between rank: UInt32, and next: UInt32) -> Double {
    midpoint(values[column][Int(rank)], values[column][Int(next)])
  }
}

/// The positions of finite values in ascending order, equal ones in their old order. O(n).
private func ascendingOrder(_ values: UnsafeBufferPointer<Double>) -> [UInt32] {
  let topBit: UInt64 = 1 << 63
  var from = [(key: UInt64, position: UInt32)]()
  from.reserveCapacity(values.count)
  for (position, value) in values.enumerated() {
    let bits = value.bitPattern
    from.append((bits & topBit == 0 ? bits | topBit : ~bits, UInt32(position)))
  }
  var to = from
  for shift in stride(from: 0, to: 64, by: 8) {
    var starts = [Int](repeating: 0, count: 257)
    for item in from { starts[Int(truncatingIfNeeded: (item.key >> shift) & 255) + 1] += 1 }
    if starts.contains(from.count) { continue }
    for digit in 1...256 { starts[digit] += starts[digit - 1] }
    for item in from {
      let digit = Int(truncatingIfNeeded: (item.key >> shift) & 255)
      to[starts[digit]] = item
      starts[digit] += 1
    }
    swap(&from, &to)
  }
  return from.map(\.position)
}
