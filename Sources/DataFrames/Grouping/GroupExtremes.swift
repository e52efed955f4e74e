/// The row of each group that stands out: the first, the last, the one with the least or the greatest value; −1 where
/// a group has no value.
enum GroupExtremes {
  static func firstRows(_ column: Column, _ numbers: RowNumbers) -> Buffer<Int32> {
    best(column, numbers) { _, _ in false }
  }

  static func lastRows(_ column: Column, _ numbers: RowNumbers) -> Buffer<Int32> {
    best(column, numbers) { _, _ in true }
  }

  /// Of equal values the first row; values that are not numbers count only where there is nothing else.
  static func rows(_ column: Column, _ numbers: RowNumbers, least: Bool) -> Buffer<Int32> {
    switch column.storage {
    case .int(let buffer), .date(let buffer): compared(column, numbers, buffer, least)
    case .double(let buffer): comparedFloating(column, numbers, buffer, least)
    case .float(let buffer): comparedFloating(column, numbers, buffer, least)
    case .bool(let buffer):
      best(column, numbers) { row, best in
        buffer.base[row] != buffer.base[best] && buffer.base[best] == least
      }
    case .text(let texts):
      best(column, numbers) { row, best in
        let order = compareBytes(texts.utf8(row), texts.utf8(best))
        return least ? order < 0 : order > 0
      }
    case .categorical(let codes, let names):
      best(column, numbers) { row, best in
        let order = compareBytes(names.utf8(Int(codes.base[row])), names.utf8(Int(codes.base[best])))
        return least ? order < 0 : order > 0
      }
    }
  }

  private static func compared<Value: Comparable & BitwiseCopyable>(
    _ column: Column, _ numbers: RowNumbers, _ values: Buffer<Value>, _ least: Bool
  ) -> Buffer<Int32> {
    least
      ? best(column, numbers) { values[$0] < values[$1] }
      : best(column, numbers) { values[$0] > values[$1] }
  }

  private static func comparedFloating<Value: FloatingPoint & BitwiseCopyable>(
    _ column: Column, _ numbers: RowNumbers, _ values: Buffer<Value>, _ least: Bool
  ) -> Buffer<Int32> {
    least
      ? best(column, numbers) { values[$0] < values[$1] || values[$1].isNaN && !values[$0].isNaN }
      : best(column, numbers) { values[$0] > values[$1] || values[$1].isNaN && !values[$0].isNaN }
  }

  private static func best(
    _ column: Column, _ numbers: RowNumbers, _ isBetter: (Int, Int) -> Bool
  ) -> Buffer<Int32> {
    let best = Buffer<Int32>(repeating: -1, count: numbers.groupCount)
    for row in 0..<column.count where column.validity?[row] != false {
      let group = Int(numbers.numbers.base[row])
      let current = best.base[group]
      if current < 0 || isBetter(row, Int(current)) { best.base[group] = Int32(truncatingIfNeeded: row) }
    }
    return best
  }
}
