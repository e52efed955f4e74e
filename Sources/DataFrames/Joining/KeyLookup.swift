/// Finds for each row of one table the group of rows of another that has the same keys.
struct KeyLookup {
  /// The number of the group for each row of the left table, −1 where there is none.
  let matches: Buffer<Int32>
  /// The groups of the right table; its rows with a null among the keys are in groups that match nothing.
  let groups: RowNumbers

  /// - Throws: ``FrameError/keysDiffer(left:type:right:otherType:)``.
  init(_ left: [Column], in right: [Column], leftCount: Int, rightCount: Int) throws(FrameError) {
    var found: (matches: Buffer<Int32>, groups: RowNumbers)?
    for (own, other) in zip(left, right) {
      let (own, other) = try Self.comparable(own, other)
      let groups = RowNumbers([other], rowCount: rightCount)
      let matches = Self.matches(own, other, groups)
      guard let before = found else {
        found = (matches, groups)
        continue
      }
      let paired = before.groups.paired(with: groups)
      found = (Self.paired(before.matches, matches, before.groups, groups, paired), paired)
    }
    matches = found?.matches ?? Buffer(repeating: 0, count: leftCount)
    groups = found?.groups ?? RowNumbers([], rowCount: rightCount)
  }

  /// The two columns with types whose values can be equal: of whole and other numbers those that are whole, as int;
  /// double and float as double; text and categorical as they are.
  private static func comparable(_ left: Column, _ right: Column) throws(FrameError) -> (Column, Column) {
    let texts: Set<ColumnType> = [.string, .categorical]
    if left.type == right.type || texts.isSuperset(of: [left.type, right.type]) { return (left, right) }
    let numbers: Set<ColumnType> = [.int, .double, .float]
    guard numbers.isSuperset(of: [left.type, right.type]) else {
      throw .keysDiffer(left: left.name, type: left.type, right: right.name, otherType: right.type)
    }
    if left.type == .int { return (left, right.wholeNumbers) }
    if right.type == .int { return (left.wholeNumbers, right) }
    return (try left.cast(to: .double), try right.cast(to: .double))
  }

  private static func matches(_ left: Column, _ right: Column, _ groups: RowNumbers) -> Buffer<Int32> {
    switch (left.storage, right.storage) {
    case (.int(let a), .int(let b)), (.date(let a), .date(let b)):
      return matches(WholeKeys(buffer: a), WholeKeys(buffer: b), left, right, groups)
    case (.double(let a), .double(let b)):
      return matches(DoubleKeys(buffer: a), DoubleKeys(buffer: b), left, right, groups)
    case (.float(let a), .float(let b)):
      return matches(FloatKeys(buffer: a), FloatKeys(buffer: b), left, right, groups)
    case (.bool(let a), .bool(let b)):
      return matches(TruthKeys(buffer: a), TruthKeys(buffer: b), left, right, groups)
    default:
      return textMatches(left, right, groups)
    }
  }

  private static func matches<Keys: IntegerKeys>(
    _ keys: Keys, _ others: Keys, _ left: Column, _ right: Column, _ groups: RowNumbers
  ) -> Buffer<Int32> {
    let table = IntegerLookup(others, groups, right)
    let validity = left.validity
    let matches = Buffer<Int32>(uninitialized: left.count)
    switch table {
    case .direct(let lowest, let numbers):
      let width = UInt(numbers.count)
      forEachSlice(of: left.count) { range in
        for row in range {
          let place = UInt(bitPattern: keys[row] &- lowest)
          matches.base[row] = place < width && validity?[row] != false ? numbers.base[Int(bitPattern: place)] : -1
        }
      }
    case .hashed(let slots):
      let mask = slots.count - 1
      forEachSlice(of: left.count) { range in
        for row in range {
          let key = keys[row]
          var slot = Int(truncatingIfNeeded: Hashing.hash(UInt64(bitPattern: Int64(key)))) & mask
          while slots.base[slot].number >= 0, slots.base[slot].key != key { slot = (slot &+ 1) & mask }
          matches.base[row] = validity?[row] != false ? slots.base[slot].number : -1
        }
      }
    }
    return matches
  }

  private static func textMatches(_ left: Column, _ right: Column, _ groups: RowNumbers) -> Buffer<Int32> {
    // The different texts of the right column, each with its group.
    var table = TextTable()
    var groupOf: [Int32] = []
    for (group, row) in groups.firstRows.enumerated() where right.validity?[Int(row)] != false {
      _ = table.number(of: right.utf8(Int(row)))
      groupOf.append(Int32(group))
    }
    let lookup = table
    let matches = Buffer<Int32>(uninitialized: left.count)
    func group(_ text: UnsafeBufferPointer<UInt8>) -> Int32 {
      let number = lookup.find(text)
      return number < 0 ? -1 : groupOf[Int(number)]
    }
    if case .categorical(let codes, let names) = left.storage {
      let found = (0..<names.count).map { group(names.utf8($0)) }
      forEachSlice(of: left.count) { range in
        for row in range { matches.base[row] = left.validity?[row] != false ? found[Int(codes.base[row])] : -1 }
      }
    } else {
      forEachSlice(of: left.count) { range in
        for row in range { matches.base[row] = left.validity?[row] != false ? group(left.utf8(row)) : -1 }
      }
    }
    return matches
  }

  /// The groups by two keys from those by each.
  private static func paired(
    _ first: Buffer<Int32>, _ second: Buffer<Int32>, _ firstGroups: RowNumbers, _ secondGroups: RowNumbers,
    _ paired: RowNumbers
  ) -> Buffer<Int32> {
    let width = secondGroups.groupCount
    let keys = PairKeys(first: firstGroups.numbers, second: secondGroups.numbers, width: width, count: .max)
    let table = IntegerLookup.hashing(keys, paired) { _ in true }
    let matches = Buffer<Int32>(uninitialized: first.count)
    forEachSlice(of: first.count) { range in
      for row in range {
        matches.base[row] =
          first.base[row] >= 0 && second.base[row] >= 0
          ? table.find(Int(first.base[row]) * width + Int(second.base[row])) : -1
      }
    }
    return matches
  }
}

/// The group of each key.
enum IntegerLookup {
  case direct(lowest: Int, Buffer<Int32>)
  case hashed(Buffer<Slot>)

  struct Slot: BitwiseCopyable {
    var key: Int
    var number: Int32
  }

  init<Keys: IntegerKeys>(_ keys: Keys, _ groups: RowNumbers, _ column: Column) {
    let isPresent = { (row: Int) in column.validity?[row] != false }
    if let range = keys.range(count: column.count), range.count <= max(1 << 16, min(1 << 22, column.count * 8)) {
      let numbers = Buffer<Int32>(repeating: -1, count: range.count)
      for (group, row) in groups.firstRows.enumerated() where isPresent(Int(row)) {
        numbers.base[keys[Int(row)] - range.lowerBound] = Int32(group)
      }
      self = .direct(lowest: range.lowerBound, numbers)
    } else {
      self = Self.hashing(keys, groups, isPresent)
    }
  }

  static func hashing<Keys: IntegerKeys>(
    _ keys: Keys, _ groups: RowNumbers, _ isPresent: (Int) -> Bool
  ) -> IntegerLookup {
    var size = 16
    while size < groups.groupCount * 2 { size *= 2 }
    let slots = Buffer<Slot>(repeating: Slot(key: 0, number: -1), count: size)
    for (group, row) in groups.firstRows.enumerated() where isPresent(Int(row)) {
      let key = keys[Int(row)]
      var slot = Int(truncatingIfNeeded: Hashing.hash(UInt64(bitPattern: Int64(key)))) & (size - 1)
      while slots.base[slot].number >= 0 { slot = (slot + 1) & (size - 1) }
      slots.base[slot] = Slot(key: key, number: Int32(group))
    }
    return .hashed(slots)
  }

  /// The group of one key, −1 if there is none.
  func find(_ key: Int) -> Int32 {
    switch self {
    case .direct(let lowest, let numbers):
      let place = UInt(bitPattern: key &- lowest)
      return place < UInt(numbers.count) ? numbers.base[Int(bitPattern: place)] : -1
    case .hashed(let slots):
      var slot = Int(truncatingIfNeeded: Hashing.hash(UInt64(bitPattern: Int64(key)))) & (slots.count - 1)
      while slots.base[slot].number >= 0, slots.base[slot].key != key { slot = (slot + 1) & (slots.count - 1) }
      return slots.base[slot].number
    }
  }
}

extension Column {
  /// The values of a column of double or float that are whole, and nulls for all others, which no whole number equals.
  fileprivate var wholeNumbers: Column {
    Column(
      name, (0..<count).lazy.map { isNull($0) ? nil : Double.element(of: self, at: $0).flatMap { Int(exactly: $0) } })
  }

  /// The text in a row of a column of text or categories, which has one there.
  func utf8(_ row: Int) -> UnsafeBufferPointer<UInt8> {
    switch storage {
    case .text(let texts): texts.utf8(row)
    case .categorical(let codes, let names): names.utf8(Int(codes.base[row]))
    default: preconditionFailure("a column of \(type) has no texts")
    }
  }
}
