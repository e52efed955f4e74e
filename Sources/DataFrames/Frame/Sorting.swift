/// A column to sort by, and in which direction.
///
///     try frame.sorted(by: "country", .descending("amount"))
public struct SortKey: Hashable, Sendable, ExpressibleByStringLiteral {
  let name: String
  let isAscending: Bool

  /// From the smallest value to the greatest.
  public static func ascending(_ name: String) -> SortKey { SortKey(name: name, isAscending: true) }
  /// From the greatest value to the smallest.
  public static func descending(_ name: String) -> SortKey { SortKey(name: name, isAscending: false) }

  private init(name: String, isAscending: Bool) {
    self.name = name
    self.isAscending = isAscending
  }

  public init(stringLiteral name: String) { self.init(name: name, isAscending: true) }
}

extension DataFrame {
  /// The rows in the order of the given columns, the first of which decides first.
  ///
  /// Stable: rows that are equal in all of them keep their order. Nulls come last in either direction, and before
  /// them what is not a number (to pandas the two are one); texts are in order of their UTF-8 bytes. O(rows × (keys + columns)), for texts
  /// O(d log d) more for d different ones.
  /// - Throws: ``FrameError/noColumn(name:columns:)``, ``FrameError/noColumnsGiven(operation:)``.
  public func sorted(by keys: SortKey...) throws(FrameError) -> DataFrame { try sorted(by: keys) }

  /// The rows in the order of the given columns, the first of which decides first.
  ///
  /// Stable: rows that are equal in all of them keep their order. Nulls come last in either direction, and before
  /// them what is not a number (to pandas the two are one); texts are in order of their UTF-8 bytes. O(rows × (keys + columns)), for texts
  /// O(d log d) more for d different ones.
  /// - Throws: ``FrameError/noColumn(name:columns:)``, ``FrameError/noColumnsGiven(operation:)``.
  public func sorted(by keys: [SortKey]) throws(FrameError) -> DataFrame {
    guard !keys.isEmpty else { throw .noColumnsGiven(operation: "sorted(by:)") }
    var ranked: [(Column, Bool)] = []
    for key in keys { ranked.append((try self[key.name], key.isAscending)) }
    return gathered(RowOrder.sorted(rowCount: rowCount, by: ranked))
  }
}

/// Puts row numbers in order.
enum RowOrder {
  /// The rows in stable order of the columns, nulls last.
  static func sorted(rowCount: Int, by keys: [(column: Column, isAscending: Bool)]) -> Buffer<Int32> {
    var rows = Buffer<Int32>(uninitialized: rowCount)
    for row in 0..<rowCount { rows.base[row] = Int32(row) }
    for (column, isAscending) in keys.reversed() {
      let ranks = ranks(column)
      if !isAscending { reverse(ranks, column) }
      rows = radixSorted(rows, ranks)
      if let validity = column.validity { rows = nullsLast(rows, validity) }
    }
    return rows
  }

  /// A whole number for each row whose order is that of the values.
  static func ranks(_ column: Column) -> Buffer<UInt64> {
    let ranks = Buffer<UInt64>(uninitialized: column.count)
    func fill(_ rank: (Int) -> UInt64) {
      forEachSlice(of: column.count) { range in
        for row in range { ranks.base[row] = rank(row) }
      }
    }
    let sign: UInt64 = 1 << 63
    switch column.storage {
    case .int(let buffer), .date(let buffer): fill { UInt64(bitPattern: Int64(buffer.base[$0])) ^ sign }
    case .double(let buffer): fill { rank(of: buffer.base[$0]) }
    case .float(let buffer): fill { rank(of: Double(buffer.base[$0])) }
    case .bool(let buffer): fill { buffer.base[$0] ? 1 : 0 }
    case .text(let texts):
      let numbers = RowNumbers([column], rowCount: column.count)
      let places = places(of: numbers.firstRows.count) {
        compareBytes(texts.utf8(Int(numbers.firstRows.base[$0])), texts.utf8(Int(numbers.firstRows.base[$1]))) < 0
      }
      fill { places[Int(numbers.numbers.base[$0])] }
    case .categorical(let codes, let names):
      let places = places(of: names.count) { compareBytes(names.utf8($0), names.utf8($1)) < 0 }
      fill { names.count == 0 ? 0 : places[Int(codes.base[$0])] }
    }
    return ranks
  }

  /// The bits of a double as a number in its order; both zeros are equal, what is not a number comes last.
  private static func rank(of value: Double) -> UInt64 {
    if value.isNaN { return .max }
    let bits = (value == 0 ? 0 : value).bitPattern
    return bits >> 63 == 1 ? ~bits : bits | 1 << 63
  }

  /// The place of each of `count` things in their order.
  private static func places(of count: Int, _ isBefore: (Int, Int) -> Bool) -> [UInt64] {
    var places = [UInt64](repeating: 0, count: count)
    for (place, index) in (0..<count).sorted(by: isBefore).enumerated() { places[index] = UInt64(place) }
    return places
  }

  private static func reverse(_ ranks: Buffer<UInt64>, _ column: Column) {
    let isFloating = column.type == .double || column.type == .float
    for row in 0..<ranks.count where !(isFloating && ranks.base[row] == .max) { ranks.base[row] = ~ranks.base[row] }
  }

  /// Sorts by 16 bits at a time, from the lowest, leaving out those in which all ranks agree.
  private static func radixSorted(_ rows: Buffer<Int32>, _ ranks: Buffer<UInt64>) -> Buffer<Int32> {
    guard let first = ranks.first else { return rows }
    var differing: UInt64 = 0
    for rank in ranks { differing |= rank ^ first }
    guard rows.count >= 1 << 12 else {
      let order = rows.indices.sorted { a, b in
        let (first, second) = (ranks.base[Int(rows.base[a])], ranks.base[Int(rows.base[b])])
        return first < second || first == second && a < b
      }
      return Buffer(order.map { rows.base[$0] })
    }
    var source = rows
    for digit in 0..<4 where differing >> UInt64(digit * 16) & 0xFFFF != 0 {
      let shift = UInt64(digit * 16)
      let target = Buffer<Int32>(uninitialized: rows.count)
      var places = [Int](repeating: 0, count: 1 << 16)
      places.withUnsafeMutableBufferPointer { places in
        for rank in ranks { places[Int(rank >> shift & 0xFFFF)] += 1 }
        var next = 0
        for value in places.indices { (places[value], next) = (next, next + places[value]) }
        for index in 0..<rows.count {
          let row = source.base[index]
          let value = Int(ranks.base[Int(row)] >> shift & 0xFFFF)
          target.base[places[value]] = row
          places[value] += 1
        }
      }
      source = target
    }
    return source
  }

  private static func nullsLast(_ rows: Buffer<Int32>, _ validity: Validity) -> Buffer<Int32> {
    let result = Buffer<Int32>(uninitialized: rows.count)
    var valid = 0
    var null = rows.count - validity.nullCount
    for row in rows {
      if validity[Int(row)] {
        result.base[valid] = row
        valid += 1
      } else {
        result.base[null] = row
        null += 1
      }
    }
    return result
  }
}
