/// Which rows a join keeps.
public enum JoinKind: String, Hashable, Sendable, Codable, CaseIterable {
  /// Rows that have a partner.
  case inner
  /// All rows of the left frame, with nulls where there is no partner.
  case left
  /// All rows of both frames, with nulls where there is no partner.
  case outer
}

/// A column that two frames are joined by, under one name in both or under a name in each.
public struct JoinKey: Hashable, Sendable, ExpressibleByStringLiteral {
  /// The name in the left frame, under which the column stands in the result.
  public let left: String
  /// The name in the right frame.
  public let right: String

  public init(stringLiteral name: String) {
    left = name
    right = name
  }

  /// A column that has one name in both frames.
  public init(_ name: String) { self.init(stringLiteral: name) }

  /// A column with a name in the left frame and another in the right one.
  public static func pair(_ left: String, _ right: String) -> JoinKey { JoinKey(left: left, right: right) }

  private init(left: String, right: String) {
    self.left = left
    self.right = right
  }
}

extension DataFrame {
  /// The rows of this frame beside those of another that have the same keys.
  ///
  ///     try orders.join(customers, on: "customer_id", kind: .left)
  ///     try orders.join(items, on: .pair("item", "id"))
  ///
  /// Rows are in the order of the left frame, partners of one row in the order of the right one; in an outer join the
  /// rows of the right frame without a partner follow. A null is equal to nothing, not even to another null; what is
  /// not a number is equal to itself; a whole number equals only the double that is exactly as large; texts are equal
  /// if their bytes are. Columns of the right frame whose names are taken get the suffix, and its keys are
  /// left out, since they are those of the left one.
  ///
  /// Pandas differs in four points: there nulls are equal to each other, an outer join is sorted by its keys, columns
  /// of both sides get a suffix, and keys with two names both stay. Expected O(rows of both × columns + result).
  /// - Throws: ``FrameError/noColumn(name:columns:)``, ``FrameError/keysDiffer(left:type:right:otherType:)``,
  ///   ``FrameError/duplicateColumn(name:)``, ``FrameError/noColumnsGiven(operation:)``,
  ///   ``FrameError/resultTooLarge(rows:)``.
  public func join(
    _ other: DataFrame, on keys: JoinKey..., kind: JoinKind = .inner, suffix: String = "_right"
  ) throws(FrameError) -> DataFrame {
    try join(other, on: keys, kind: kind, suffix: suffix)
  }

  /// The rows of this frame beside those of another that have the same keys.
  ///
  /// As ``join(_:on:kind:suffix:)-(_,JoinKey...,_,_)``, with the keys in an array.
  public func join(
    _ other: DataFrame, on keys: [JoinKey], kind: JoinKind = .inner, suffix: String = "_right"
  ) throws(FrameError) -> DataFrame {
    guard !keys.isEmpty else { throw .noColumnsGiven(operation: "join(_:on:)") }
    let leftKeys = try columns(named: keys.map(\.left))
    let rightKeys = try other.columns(named: keys.map(\.right))
    let lookup = try KeyLookup(leftKeys, in: rightKeys, leftCount: rowCount, rightCount: other.rowCount)
    let rows = try JoinedRows(lookup, kind)
    var joined: [Column] = []
    for column in columns {
      guard let left = rows.left else {
        joined.append(column)
        continue
      }
      var result = column.gathered(left, mayMiss: kind == .outer)
      if kind == .outer, let key = keys.firstIndex(where: { $0.left == column.name }) {
        // Rows that only the right frame has bring their own keys.
        result = try result.filled(from: rightKeys[key], left, rows.right)
      }
      joined.append(result)
    }
    let keyNames = Set(keys.map(\.right))
    for column in other.columns where !keyNames.contains(column.name) {
      let name = hasColumn(column.name) ? column.name + suffix : column.name
      joined.append(column.gathered(rows.right, mayMiss: kind != .inner).renamed(name))
    }
    return try DataFrame(columns: joined)
  }
}

/// Which row of the left frame and which of the right one make up each row of a join; −1 for none.
private struct JoinedRows {
  /// Nil where the rows are those of the left frame as they are.
  let left: Buffer<Int32>?
  let right: Buffer<Int32>

  init(_ lookup: KeyLookup, _ kind: JoinKind) throws(FrameError) {
    let matches = lookup.matches
    let groups = lookup.groups
    let isUnique = groups.groupCount == groups.numbers.count
    let matchedCount = Self.count(matches) { $0 >= 0 }
    if isUnique, kind == .left || kind == .inner && matchedCount == matches.count {
      // One partner at most: the left rows stay as they are.
      let right = Buffer<Int32>(uninitialized: matches.count)
      forEachSlice(of: matches.count) { range in
        for row in range {
          let group = matches.base[row]
          right.base[row] = group < 0 ? -1 : groups.firstRows.base[Int(group)]
        }
      }
      self.left = nil
      self.right = right
      return
    }
    if isUnique, kind == .inner {
      (left, right) = Self.matched(matches, groups.firstRows, count: matchedCount)
      return
    }
    let (starts, rows) = groups.grouped()
    let size = Self.partSize
    let parts = (matches.count + size - 1) / size
    // How many rows each part of the left frame gives, then where they start.
    var places = [Int](repeating: 0, count: parts + 1)
    let keepsUnmatched = kind != .inner
    places.withUnsafeMutableBufferPointer { places in
      forEachSlice(of: matches.count, size: size) { range in
        var count = 0
        for row in range {
          let group = Int(matches.base[row])
          count += group < 0 ? (keepsUnmatched ? 1 : 0) : starts[group + 1] - starts[group]
        }
        places[range.lowerBound / size + 1] = count
      }
    }
    for part in 0..<parts { places[part + 1] += places[part] }
    var lonely: [Int32] = []
    if kind == .outer {
      var isMatched = [Bool](repeating: false, count: groups.groupCount)
      for group in matches where group >= 0 { isMatched[Int(group)] = true }
      for row in 0..<groups.numbers.count where !isMatched[Int(groups.numbers.base[row])] { lonely.append(Int32(row)) }
    }
    let total = places[parts] + lonely.count
    guard total <= Int(Int32.max) else { throw .resultTooLarge(rows: total) }
    let left = Buffer<Int32>(uninitialized: total)
    let right = Buffer<Int32>(uninitialized: total)
    let ready = places
    forEachSlice(of: matches.count, size: size) { range in
      var next = ready[range.lowerBound / size]
      for row in range {
        let group = Int(matches.base[row])
        if group < 0 {
          guard keepsUnmatched else { continue }
          left.base[next] = Int32(row)
          right.base[next] = -1
          next += 1
        } else {
          for place in starts[group]..<starts[group + 1] {
            left.base[next] = Int32(row)
            right.base[next] = rows.base[place]
            next += 1
          }
        }
      }
    }
    for (index, row) in lonely.enumerated() {
      left.base[ready[parts] + index] = -1
      right.base[ready[parts] + index] = row
    }
    self.left = left
    self.right = right
  }

  private static let partSize = 1 << 16

  /// The rows of the left frame that have their one partner, and those partners.
  private static func matched(
    _ matches: Buffer<Int32>, _ firstRows: Buffer<Int32>, count: Int
  ) -> (left: Buffer<Int32>, right: Buffer<Int32>) {
    let left = Buffer<Int32>(uninitialized: count)
    let right = Buffer<Int32>(uninitialized: count)
    var places = [Int](repeating: 0, count: (matches.count + partSize - 1) / partSize + 1)
    places.withUnsafeMutableBufferPointer { places in
      forEachSlice(of: matches.count, size: partSize) { range in
        var count = 0
        for row in range { count += matches.base[row] >= 0 ? 1 : 0 }
        places[range.lowerBound / partSize + 1] = count
      }
      for part in 1..<places.count { places[part] += places[part - 1] }
      forEachSlice(of: matches.count, size: partSize) { range in
        var next = places[range.lowerBound / partSize]
        for row in range where matches.base[row] >= 0 {
          left.base[next] = Int32(truncatingIfNeeded: row)
          right.base[next] = firstRows.base[Int(matches.base[row])]
          next &+= 1
        }
      }
    }
    return (left, right)
  }

  private static func count(_ values: Buffer<Int32>, _ isCounted: (Int32) -> Bool) -> Int {
    values.reduce(into: 0) { if isCounted($1) { $0 += 1 } }
  }
}

extension Column {
  /// The values of this column, and in rows that have none on the left those of `other`.
  fileprivate func filled(
    from other: Column, _ left: Buffer<Int32>, _ right: Buffer<Int32>
  ) throws(FrameError) -> Column {
    guard let start = left.firstIndex(of: -1) else { return self }
    let head = Buffer(Array(right[start...]))
    var upper = gathered(Buffer((0..<start).map { Int32($0) }))
    var lower = other.gathered(head).renamed(name)
    if upper.type != lower.type {
      let type: ColumnType = [upper.type, lower.type].contains(.double) || upper.type.isNumeric ? .double : .string
      (upper, lower) = (try upper.cast(to: type), try lower.cast(to: type))
    }
    return upper.stacked(on: lower)
  }
}
