/// The different labels of rows, numbered in the order in which they first appear, and the number of each row's label.
@usableFromInline
struct NumberedLabels<Label: Hashable> {
  /// The different labels, in order of first appearance.
  @usableFromInline let labels: [Label]
  /// How many rows have each label.
  @usableFromInline let sizes: [Int]
  @usableFromInline let numbers: Numbers

  /// Where the number of a row's label is found.
  @usableFromInline
  enum Numbers {
    /// Labels that are whole numbers near each other: `numbers[label - lowest]`. Nothing is kept for the rows.
    case ofWholeNumbers([Int], lowest: Int, numbers: [UInt32])
    /// One number for each row.
    case ofRows([UInt32])
  }

  /// The number of rows.
  @inlinable var count: Int { sizes.reduce(0, +) }

  /// Numbers the labels of the rows `0 ..< rowLabels.count`. O(rows).
  @specialized(where Label == Int)
  @specialized(where Label == String)
  @inlinable
  init(_ rowLabels: [Label]) {
    var labels: [Label] = []
    var sizes: [Int] = []
    if let wholeNumbers = rowLabels as? [Int], let (lowest, span) = Self.narrowRange(of: wholeNumbers) {
      var counts = [Int](repeating: 0, count: span)
      var firstRows: [Int] = []
      for row in wholeNumbers.indices {
        let place = wholeNumbers[row] - lowest
        if counts[place] == 0 { firstRows.append(row) }
        counts[place] += 1
      }
      var numbers = [UInt32](repeating: 0, count: span)
      for (number, row) in firstRows.enumerated() { numbers[wholeNumbers[row] - lowest] = UInt32(number) }
      sizes = firstRows.map { counts[wholeNumbers[$0] - lowest] }
      labels = firstRows.map { rowLabels[$0] }
      self.numbers = .ofWholeNumbers(wholeNumbers, lowest: lowest, numbers: numbers)
    } else {
      var place: [Label: UInt32] = [:]
      var numbers: [UInt32] = []
      numbers.reserveCapacity(rowLabels.count)
      for label in rowLabels {
        let number = place[label] ?? UInt32(labels.count)
        if Int(number) == labels.count {
          place[label] = number
          labels.append(label)
          sizes.append(0)
        }
        sizes[Int(number)] += 1
        numbers.append(number)
      }
      self.numbers = .ofRows(numbers)
    }
    self.labels = labels
    self.sizes = sizes
  }

  /// The lowest of the numbers and the length of a table of all from it to the highest; nil if that is too long, or
  /// there is no number.
  @inlinable
  static func narrowRange(of numbers: [Int]) -> (lowest: Int, span: Int)? {
    guard var lowest = numbers.first else { return nil }
    var highest = lowest
    for number in numbers {
      lowest = min(lowest, number)
      highest = max(highest, number)
    }
    let (reach, overflow) = highest.subtractingReportingOverflow(lowest)
    return overflow || reach >= 1 << 16 ? nil : (lowest, reach + 1)
  }

  /// Calls `body` with each row and the number of its label, in the order of the rows.
  @inlinable
  func forEachRow(_ body: (_ row: Int, _ number: Int) -> Void) {
    switch numbers {
    case .ofWholeNumbers(let wholeNumbers, let lowest, let numbers):
      for row in wholeNumbers.indices { body(row, Int(numbers[wholeNumbers[row] - lowest])) }
    case .ofRows(let numbers):
      for row in numbers.indices { body(row, Int(numbers[row])) }
    }
  }
}
