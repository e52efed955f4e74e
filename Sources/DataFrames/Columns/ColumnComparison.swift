internal import Foundation

/// How one value stands to another.
enum Relation {
  case equal, different, less, lessOrEqual, greater, greaterOrEqual

  func holds<Value: Comparable>(_ value: Value, _ other: Value) -> Bool {
    switch self {
    case .equal: value == other
    case .different: value != other
    case .less: value < other
    case .lessOrEqual: value <= other
    case .greater: value > other
    case .greaterOrEqual: value >= other
    }
  }
}

extension Column {
  /// Tells of a row whether its value stands in a relation to `other`; a null never does.
  func condition<Value: ColumnValue>(
    _ relation: Relation, _ other: Value
  ) throws(FrameError) -> (_ row: Int) -> Bool {
    let isComparable =
      switch Value.columnType {
      case .int, .double, .float: type.isNumeric
      case .string, .categorical: type == .string || type == .categorical
      case .bool, .date: type == Value.columnType
      }
    guard isComparable else { throw .wrongType(column: name, type: type, wanted: Value.columnType) }
    func value<Own: ColumnValue>(_ type: Own.Type, _ holds: @escaping (Own) -> Bool) -> (Int) -> Bool {
      { row in !isNull(row) && Own.element(of: self, at: row).map(holds) == true }
    }
    return switch (storage, other) {
    case (.int, let other as Int): value(Int.self) { relation.holds($0, other) }
    case (.float, let other as any BinaryFloatingPoint):
      value(Float.self) { [other = Float(other)] in relation.holds($0, other) }
    case (_, let other as any BinaryFloatingPoint):
      value(Double.self) { [other = Double(other)] in relation.holds($0, other) }
    case (_, let other as Int): value(Double.self) { relation.holds($0, Double(other)) }
    case (_, let other as Bool): value(Bool.self) { relation.holds($0 ? 1 : 0, other ? 1 : 0) }
    case (_, let other as String):
      { row in
        guard !isNull(row) else { return false }
        var text = other
        return text.withUTF8 { relation.holds(compareBytes(utf8(row), $0), 0) }
      }
    case (_, let other as Date): value(Date.self) { relation.holds($0, other) }
    default: { _ in false }
    }
  }

  private func mask(_ relation: Relation, _ other: some ColumnValue) throws(FrameError) -> [Bool] {
    let holds = try condition(relation, other)
    return (0..<count).map(holds)
  }

  /// Whether each value equals `other`, as ``RowValue`` compares; false for nulls. O(n).
  /// - Throws: ``FrameError/wrongType(column:type:wanted:)``.
  public static func == (column: Column, other: some ColumnValue) throws(FrameError) -> [Bool] {
    try column.mask(.equal, other)
  }

  /// Whether each value differs from `other`, as ``RowValue`` compares; false for nulls. O(n).
  /// - Throws: ``FrameError/wrongType(column:type:wanted:)``.
  public static func != (column: Column, other: some ColumnValue) throws(FrameError) -> [Bool] {
    try column.mask(.different, other)
  }

  /// Whether each value is less than `other`, as ``RowValue`` compares; false for nulls. O(n).
  /// - Throws: ``FrameError/wrongType(column:type:wanted:)``.
  public static func < (column: Column, other: some ColumnValue) throws(FrameError) -> [Bool] {
    try column.mask(.less, other)
  }

  /// Whether each value is at most `other`, as ``RowValue`` compares; false for nulls. O(n).
  /// - Throws: ``FrameError/wrongType(column:type:wanted:)``.
  public static func <= (column: Column, other: some ColumnValue) throws(FrameError) -> [Bool] {
    try column.mask(.lessOrEqual, other)
  }

  /// Whether each value is greater than `other`, as ``RowValue`` compares; false for nulls. O(n).
  /// - Throws: ``FrameError/wrongType(column:type:wanted:)``.
  public static func > (column: Column, other: some ColumnValue) throws(FrameError) -> [Bool] {
    try column.mask(.greater, other)
  }

  /// Whether each value is at least `other`, as ``RowValue`` compares; false for nulls. O(n).
  /// - Throws: ``FrameError/wrongType(column:type:wanted:)``.
  public static func >= (column: Column, other: some ColumnValue) throws(FrameError) -> [Bool] {
    try column.mask(.greaterOrEqual, other)
  }
}
