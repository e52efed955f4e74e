/// Rows numbered by what they hold: equal rows have one number, and numbers follow the order of first appearance.
struct RowNumbers: Sendable {
  /// The number of each row's group.
  let numbers: Buffer<Int32>
  /// The first row of each group.
  let firstRows: Buffer<Int32>

  var groupCount: Int { firstRows.count }

  /// Numbers the rows of columns of equal length by the values in all of them; nulls are equal to each other.
  init(_ columns: [Column], rowCount: Int) {
    var result: RowNumbers?
    for column in columns {
      let next = RowNumbers(column)
      if let first = result {
        result = first.paired(with: next)
      } else {
        result = next
      }
    }
    self =
      result
      ?? RowNumbers(
        numbers: Buffer(repeating: 0, count: rowCount), firstRows: Buffer(repeating: 0, count: min(1, rowCount)))
  }

  private init(numbers: Buffer<Int32>, firstRows: Buffer<Int32>) {
    self.numbers = numbers
    self.firstRows = firstRows
  }

  private init(_ column: Column) {
    let count = column.count
    let validity = column.validity
    switch column.storage {
    case .int(let buffer), .date(let buffer): self.init(WholeKeys(buffer: buffer), count: count, validity: validity)
    case .double(let buffer): self.init(DoubleKeys(buffer: buffer), count: count, validity: validity)
    case .float(let buffer): self.init(FloatKeys(buffer: buffer), count: count, validity: validity)
    case .bool(let buffer): self.init(TruthKeys(buffer: buffer), count: count, validity: validity)
    case .categorical(let codes, let names):
      self.init(CodeKeys(buffer: codes, count: names.count), count: count, validity: validity)
    case .text(let texts): self.init(texts, validity: validity)
    }
  }

  /// Each part numbers its own rows; the numbers of the parts are then put into one order.
  private init<Table: KeyTable>(count: Int, table: () -> Table, read: (inout Table, Int) -> Int32) {
    let numbers = Buffer<Int32>(uninitialized: count)
    let parts = count < 1 << 16 ? 1 : workerCount
    let size = max(1, (count + parts - 1) / parts)
    var tables = [Table?](repeating: nil, count: parts)
    tables.withUnsafeMutableBufferPointer { tables in
      forEachPart(parts) { part in
        var own = table()
        for row in min(count, part * size)..<min(count, (part + 1) * size) { numbers.base[row] = read(&own, row) }
        tables[part] = own
      }
    }
    guard var merged = tables[0] else { preconditionFailure("a part has not run") }
    for part in 1..<max(1, parts) {
      guard let own = tables[part] else { preconditionFailure("a part has not run") }
      tables[part] = nil
      var renumbered = [Int32](repeating: 0, count: own.firstRows.count)
      for (number, row) in own.firstRows.enumerated() { renumbered[number] = read(&merged, Int(row)) }
      let range = min(count, part * size)..<min(count, (part + 1) * size)
      if renumbered.indices.allSatisfy({ renumbered[$0] == Int32($0) }) { continue }
      renumbered.withUnsafeBufferPointer { renumbered in
        forEachSlice(of: range.count, size: 1 << 18) { slice in
          for row in slice.lowerBound + range.lowerBound..<slice.upperBound + range.lowerBound {
            numbers.base[row] = renumbered[Int(numbers.base[row])]
          }
        }
      }
    }
    self.init(numbers: numbers, firstRows: Buffer(merged.firstRows))
  }

  private init<Keys: IntegerKeys>(_ keys: Keys, count: Int, validity: Validity?) {
    if let range = keys.range(count: count), range.count <= max(1 << 16, min(count, 1 << 22)) {
      let lowest = range.lowerBound
      self.init(count: count, table: { DirectTable(lowest: lowest, count: range.count) }) { table, row in
        if let validity, !validity[row] { return table.numberOfNull(row) }
        return table.number(of: keys[row], row)
      }
    } else {
      self.init(count: count, table: { HashedTable() }) { table, row in
        if let validity, !validity[row] { return table.numberOfNull(row) }
        return table.number(of: keys[row], row)
      }
    }
  }

  private init(_ texts: TextValues, validity: Validity?) {
    self.init(count: texts.count, table: { TextRowTable(texts: texts) }) { table, row in
      if let validity, !validity[row] { return table.numberOfNull(row) }
      return table.number(row)
    }
  }

  /// The rows numbered by both numbers.
  func paired(with other: RowNumbers) -> RowNumbers {
    let pairs = PairKeys(
      first: numbers, second: other.numbers, width: other.groupCount, count: groupCount * other.groupCount)
    return RowNumbers(pairs, count: numbers.count, validity: nil)
  }

  /// The rows of each group in order: those of group g are `rows[starts[g] ..< starts[g + 1]]`. O(rows).
  func grouped() -> (starts: [Int], rows: Buffer<Int32>) {
    var starts = [Int](repeating: 0, count: groupCount + 1)
    for row in 0..<numbers.count { starts[Int(numbers.base[row]) + 1] += 1 }
    for group in 0..<groupCount { starts[group + 1] += starts[group] }
    var next = starts
    let rows = Buffer<Int32>(uninitialized: numbers.count)
    next.withUnsafeMutableBufferPointer { next in
      for row in 0..<numbers.count {
        let group = Int(numbers.base[row])
        rows.base[next[group]] = Int32(truncatingIfNeeded: row)
        next[group] &+= 1
      }
    }
    return (starts, rows)
  }
}

/// A table that numbers keys in order of appearance.
private protocol KeyTable {
  /// The row in which each number appeared first.
  var firstRows: [Int32] { get set }
  /// The number of the null, −1 before the first.
  var nullNumber: Int32 { get set }
}

extension KeyTable {
  fileprivate mutating func numberOfNull(_ row: Int) -> Int32 {
    if nullNumber < 0 {
      nullNumber = Int32(firstRows.count)
      firstRows.append(Int32(row))
    }
    return nullNumber
  }
}

/// Numbers whole numbers of a small range by their place in it.
private struct DirectTable: KeyTable {
  let lowest: Int
  var numbers: [Int32]
  var firstRows: [Int32] = []
  var nullNumber: Int32 = -1

  init(lowest: Int, count: Int) {
    self.lowest = lowest
    numbers = Array(repeating: -1, count: count)
  }

  @inline(__always)
  mutating func number(of key: Int, _ row: Int) -> Int32 {
    let number = numbers[key &- lowest]
    return number >= 0 ? number : add(key, row)
  }

  @inline(never)
  private mutating func add(_ key: Int, _ row: Int) -> Int32 {
    let number = Int32(firstRows.count)
    numbers[key &- lowest] = number
    firstRows.append(Int32(row))
    return number
  }
}

/// Numbers whole numbers by open addressing.
private struct HashedTable: KeyTable {
  private var slots: [(key: Int, number: Int32)] = Array(repeating: (0, -1), count: 1 << 10)
  private var mask = 1 << 10 - 1
  var firstRows: [Int32] = []
  var nullNumber: Int32 = -1

  @inline(__always)
  mutating func number(of key: Int, _ row: Int) -> Int32 {
    var slot = Int(truncatingIfNeeded: Hashing.hash(UInt64(bitPattern: Int64(key)))) & mask
    while true {
      let (found, number) = slots[slot]
      if number < 0 { return add(key, row, slot) }
      if found == key { return number }
      slot = (slot &+ 1) & mask
    }
  }

  @inline(never)
  private mutating func add(_ key: Int, _ row: Int, _ slot: Int) -> Int32 {
    let number = Int32(firstRows.count)
    slots[slot] = (key, number)
    firstRows.append(Int32(row))
    if firstRows.count * 2 > slots.count { grow() }
    return number
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: (0, -1), count: old.count * 4)
    mask = slots.count - 1
    for (key, number) in old where number >= 0 {
      var slot = Int(truncatingIfNeeded: Hashing.hash(UInt64(bitPattern: Int64(key)))) & mask
      while slots[slot].number >= 0 { slot = (slot &+ 1) & mask }
      slots[slot] = (key, number)
    }
  }
}

/// Numbers texts by open addressing, comparing with the row in which each appeared first.
private struct TextRowTable: KeyTable {
  let texts: TextValues
  private var slots: [(number: Int32, tag: UInt32)] = Array(repeating: (-1, 0), count: 1 << 10)
  private var mask = 1 << 10 - 1
  var firstRows: [Int32] = []
  var nullNumber: Int32 = -1

  init(texts: TextValues) { self.texts = texts }

  mutating func number(_ row: Int) -> Int32 {
    let text = texts.utf8(row)
    let hash = Hashing.hash(text)
    let tag = UInt32(truncatingIfNeeded: hash >> 32)
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot].number >= 0 {
      let number = slots[slot].number
      if slots[slot].tag == tag, equalBytes(texts.utf8(Int(firstRows[Int(number)])), text) { return number }
      slot = (slot &+ 1) & mask
    }
    let number = Int32(firstRows.count)
    slots[slot] = (number, tag)
    firstRows.append(Int32(row))
    if firstRows.count * 2 > slots.count { grow() }
    return number
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: (-1, 0), count: old.count * 4)
    mask = slots.count - 1
    for (number, tag) in old where number >= 0 {
      let hash = Hashing.hash(texts.utf8(Int(firstRows[Int(number)])))
      var slot = Int(truncatingIfNeeded: hash) & mask
      while slots[slot].number >= 0 { slot = (slot &+ 1) & mask }
      slots[slot] = (number, tag)
    }
  }
}
