/// Counts, sums and what follows from them, for each group.
enum GroupSums {
  /// The rows are added up in parts whose number depends on nothing but the number of rows and groups, so that a sum
  /// of doubles is the same on every machine.
  private static func partCount(_ rows: Int, _ groups: Int) -> Int {
    rows >= 1 << 17 && groups <= 1 << 16 ? 8 : 1
  }

  /// Adds up with one accumulator for each group in each part, and joins those of the parts in order.
  private static func totals<Total: BitwiseCopyable>(
    _ numbers: RowNumbers, zero: Total, add: (inout Total, Int) -> Void, join: (inout Total, Total) -> Void
  ) -> Buffer<Total> {
    let rows = numbers.numbers.count
    let groups = numbers.groupCount
    let parts = partCount(rows, groups)
    let size = max(1, (rows + parts - 1) / parts)
    let totals = (0..<parts).map { _ in Buffer<Total>(repeating: zero, count: groups) }
    forEachPart(parts) { part in
      let own = totals[part]
      let groupOf = numbers.numbers
      for row in min(rows, part * size)..<min(rows, (part + 1) * size) { add(&own.base[Int(groupOf[row])], row) }
    }
    for part in 1..<max(1, parts) {
      for group in 0..<groups { join(&totals[0].base[group], totals[part].base[group]) }
    }
    return totals[0]
  }

  static func rowCounts(_ numbers: RowNumbers) -> Buffer<Int> { valueCounts(numbers, nil) }

  static func valueCounts(_ numbers: RowNumbers, _ validity: Validity?) -> Buffer<Int> {
    totals(numbers, zero: 0) {
      $0 &+= validity?[$1] != false ? 1 : 0
    } join: {
      $0 += $1
    }
  }

  /// The sum and the number of the values of a group.
  struct Sum: BitwiseCopyable {
    var sum = 0.0
    var count = 0
  }

  static func sums(
    of column: Column, for purpose: String, _ numbers: RowNumbers
  ) throws(FrameError) -> Buffer<Sum> {
    let numeric = try column.numbers(for: purpose)
    let values = numeric.elements.buffer
    if let validity = numeric.validity {
      return totals(numbers, zero: Sum()) { total, row in
        guard validity[row] else { return }
        total.sum += values[row]
        total.count &+= 1
      } join: {
        $0.sum += $1.sum
        $0.count += $1.count
      }
    }
    return totals(numbers, zero: Sum()) { total, row in
      total.sum += values[row]
      total.count &+= 1
    } join: {
      $0.sum += $1.sum
      $0.count += $1.count
    }
  }

  static func sum(_ column: Column, _ numbers: RowNumbers) throws(FrameError) -> Column {
    if column.type == .int || column.type == .bool, let whole = Int.elements(of: column) {
      return try wholeSum(column, whole.buffer, numbers)
    }
    return Column(column.name, try sums(of: column, for: "a sum", numbers).map(\.sum))
  }

  private static func wholeSum(
    _ column: Column, _ values: Buffer<Int>, _ numbers: RowNumbers
  ) throws(FrameError) -> Column {
    let validity = column.validity
    let totals = totals(numbers, zero: WideSum()) { total, row in
      if validity?[row] != false { total.add(values[row]) }
    } join: {
      $0.add($1)
    }
    var sums: [Int] = []
    sums.reserveCapacity(totals.count)
    for total in totals {
      guard let sum = total.whole else { throw .sumTooLarge(column: column.name) }
      sums.append(sum)
    }
    return Column(column.name, sums)
  }

  static func mean(_ column: Column, _ sums: Buffer<Sum>) -> Column {
    Column(column.name, sums.map { $0.count == 0 ? nil : $0.sum / Double($0.count) })
  }

  /// From squared differences to the mean, in a second pass over the values.
  static func standardDeviation(
    _ column: Column, _ sums: Buffer<Sum>, _ numbers: RowNumbers
  ) throws(FrameError) -> Column {
    let values = try column.numbers(for: "a standard deviation")
    let means = Buffer(sums.map { $0.count == 0 ? 0 : $0.sum / Double($0.count) })
    let elements = values.elements.buffer
    let validity = values.validity
    let groupOf = numbers.numbers
    let squares = totals(numbers, zero: 0.0) { total, row in
      guard validity?[row] != false else { return }
      let difference = elements[row] - means.base[Int(groupOf[row])]
      total += difference * difference
    } join: {
      $0 += $1
    }
    return Column(
      column.name,
      (0..<sums.count).map { group in
        let count = sums.base[group].count
        return count < 2 ? nil : (squares.base[group] / Double(count - 1)).squareRoot()
      })
  }
}
