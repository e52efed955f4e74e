/// Which row an as-of join takes for a moment.
public enum AsOfDirection: String, Hashable, Sendable, Codable, CaseIterable {
  /// The last one at or before it.
  case backward
  /// The first one at or after it.
  case forward
  /// The nearest one; of two equally near the earlier.
  case nearest
}

extension DataFrame {
  /// Each row of this frame beside the row of another that was in force at its moment: for features as they were
  /// known at the time.
  ///
  ///     try clicks.asOfJoin(prices, on: "time", by: "item", allowsExactMatches: false)
  ///
  /// Neither frame needs to be sorted. The rows are those of the left frame, in its order, with nulls where there is
  /// no partner; rows whose moment is null or not a number have none. Of several partners at one moment the last row
  /// counts, in direction forward the first. Columns of the right frame whose names are taken, its moments among
  /// them, get the suffix. O((rows of both) log(rows of the right one) + rows × columns).
  ///
  /// - Parameters:
  ///   - key: the moments: int, double, float or date in both frames.
  ///   - by: columns that must be equal.
  ///   - tolerance: the greatest distance, in the units of the moments; seconds for dates.
  ///   - allowsExactMatches: whether a partner may have the very same moment.
  /// - Throws: ``FrameError/noColumn(name:columns:)``, ``FrameError/keysDiffer(left:type:right:otherType:)``,
  ///   ``FrameError/duplicateColumn(name:)``, ``FrameError/outOfRange(what:value:expected:)``,
  ///   ``FrameError/noMoments(column:type:)``.
  public func asOfJoin(
    _ other: DataFrame, on key: JoinKey, by keys: JoinKey..., direction: AsOfDirection = .backward,
    tolerance: Double? = nil, allowsExactMatches: Bool = true, suffix: String = "_right"
  ) throws(FrameError) -> DataFrame {
    if let tolerance, !(tolerance >= 0) {
      throw .outOfRange(what: "the tolerance of an as-of join", value: "\(tolerance)", expected: "0 or more")
    }
    let (moments, others) = try Self.moments(self[key.left], other[key.right])
    let lookup = try KeyLookup(
      columns(named: keys.map(\.left)), in: other.columns(named: keys.map(\.right)), leftCount: rowCount,
      rightCount: other.rowCount)
    let search = AsOfSearch(
      moments: moments, others: others, groups: lookup.groups, direction: direction, tolerance: tolerance,
      allowsExactMatches: allowsExactMatches)
    let right = Buffer<Int32>(uninitialized: rowCount)
    forEachSlice(of: rowCount, size: 1 << 14) { range in
      for row in range { right.base[row] = search.partner(of: row, in: Int(lookup.matches.base[row])) }
    }
    let keyNames = Set(keys.map(\.right))
    var joined = columns
    for column in other.columns where !keyNames.contains(column.name) {
      let name = hasColumn(column.name) ? column.name + suffix : column.name
      joined.append(column.gathered(right, mayMiss: true).renamed(name))
    }
    return try DataFrame(columns: joined)
  }

  private static func moments(_ left: Column, _ right: Column) throws(FrameError) -> (Column, Column) {
    for column in [left, right] where column.type != .date && !column.type.isNumeric {
      throw .noMoments(column: column.name, type: column.type)
    }
    if left.type == right.type { return (left, right) }
    guard left.type.isNumeric, right.type.isNumeric else {
      throw .keysDiffer(left: left.name, type: left.type, right: right.name, otherType: right.type)
    }
    return (try left.cast(to: .double), try right.cast(to: .double))
  }
}

/// Searches the moments of each group by halving.
private struct AsOfSearch {
  let moments: Column
  let others: Column
  let direction: AsOfDirection
  let tolerance: Double?
  let allowsExactMatches: Bool
  private let ranks: Buffer<UInt64>
  private let otherRanks: Buffer<UInt64>
  /// The rows of the right frame, group by group, in order of their moments.
  private let rows: Buffer<Int32>
  private let starts: [Int]

  init(
    moments: Column, others: Column, groups: RowNumbers, direction: AsOfDirection, tolerance: Double?,
    allowsExactMatches: Bool
  ) {
    self.moments = moments
    self.others = others
    self.direction = direction
    self.tolerance = tolerance
    self.allowsExactMatches = allowsExactMatches
    ranks = RowOrder.ranks(moments)
    otherRanks = RowOrder.ranks(others)
    let sorted = RowOrder.sorted(rowCount: others.count, by: [(others, true)])
    var starts = [Int](repeating: 0, count: groups.groupCount + 1)
    for row in sorted where others.isMoment(Int(row)) { starts[Int(groups.numbers.base[Int(row)]) + 1] += 1 }
    for group in 0..<groups.groupCount { starts[group + 1] += starts[group] }
    let rows = Buffer<Int32>(uninitialized: starts[groups.groupCount])
    var next = starts
    for row in sorted where others.isMoment(Int(row)) {
      let group = Int(groups.numbers.base[Int(row)])
      rows.base[next[group]] = row
      next[group] += 1
    }
    self.rows = rows
    self.starts = starts
  }

  /// The row of the right frame that goes with `row` of the left one, −1 for none.
  func partner(of row: Int, in group: Int) -> Int32 {
    guard group >= 0, moments.isMoment(row) else { return -1 }
    let rank = ranks.base[row]
    let places = starts[group]..<starts[group + 1]
    // The first place after the moment, and the first at it or after it.
    let after = firstPlace(in: places) { $0 > rank }
    let at = firstPlace(in: places) { $0 >= rank }
    let before = allowsExactMatches ? after - 1 : at - 1
    let behind = allowsExactMatches ? at : after
    let earlier = before >= places.lowerBound ? rows.base[before] : -1
    let later = behind < places.upperBound ? rows.base[behind] : -1
    switch direction {
    case .backward: return near(row, earlier)
    case .forward: return near(row, later)
    case .nearest:
      guard earlier >= 0 else { return near(row, later) }
      guard later >= 0 else { return near(row, earlier) }
      return near(row, distance(row, later) < distance(row, earlier) ? later : earlier)
    }
  }

  private func firstPlace(in places: Range<Int>, _ isBehind: (UInt64) -> Bool) -> Int {
    var low = places.lowerBound
    var high = places.upperBound
    while low < high {
      let middle = (low + high) / 2
      if isBehind(otherRanks.base[Int(rows.base[middle])]) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  private func near(_ row: Int, _ other: Int32) -> Int32 {
    guard other >= 0, let tolerance else { return other }
    return distance(row, other) <= tolerance ? other : -1
  }

  private func distance(_ row: Int, _ other: Int32) -> Double {
    switch (moments.storage, others.storage) {
    case (.int(let a), .int(let b)): Double(a.base[row].distance(b.base[Int(other)]))
    case (.date(let a), .date(let b)): Double(a.base[row].distance(b.base[Int(other)])) / 1_000_000
    case (.double(let a), .double(let b)): (a.base[row] - b.base[Int(other)]).magnitude
    case (.float(let a), .float(let b)): Double((a.base[row] - b.base[Int(other)]).magnitude)
    default: 0
    }
  }
}

extension Int {
  /// How far apart two whole numbers are, whatever their signs.
  fileprivate func distance(_ other: Int) -> UInt {
    self > other ? UInt(bitPattern: self &- other) : UInt(bitPattern: other &- self)
  }
}

extension Column {
  /// Whether a row has a moment: neither null nor not a number.
  fileprivate func isMoment(_ row: Int) -> Bool {
    if let validity, !validity[row] { return false }
    switch storage {
    case .double(let buffer): return !buffer.base[row].isNaN
    case .float(let buffer): return !buffer.base[row].isNaN
    default: return true
    }
  }
}
