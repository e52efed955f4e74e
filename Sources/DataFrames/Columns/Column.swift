/// A named list of values of one type, any of which may be missing.
///
///     let amount = Column("amount", [12.5, nil, 3.0])
///
/// Statistics and plots take its numbers: `try frame["amount"].doubles`. A column is a value: copies share their
/// storage, and nothing that is done to one changes another.
public struct Column: Sendable {
  /// The name under which a frame finds the column.
  public var name: String
  @usableFromInline let storage: ColumnStorage
  @usableFromInline let validity: Validity?

  @usableFromInline
  init(name: String, storage: ColumnStorage, validity: Validity?) {
    self.name = name
    self.storage = storage
    self.validity = validity
  }

  /// Makes a column of values that are all there. O(n).
  public init<Value: ColumnValue>(_ name: String, _ values: some Sequence<Value>) {
    self = Value.column(named: name, holding: values.lazy.map { Optional($0) })
  }

  /// Makes a column of values of which some may be missing. O(n).
  public init<Value: ColumnValue>(_ name: String, _ values: some Sequence<Value?>) {
    self = Value.column(named: name, holding: values)
  }

  /// Makes a categorical column: each different text is stored once. O(n).
  public init(_ name: String, categories values: some Sequence<String?>) {
    let text = Column(name, Array(values))
    self = text.categorized()
  }

  /// What the values are.
  public var type: ColumnType { storage.type }
  /// The number of rows, those without a value included.
  public var count: Int { storage.count }
  /// The number of rows without a value.
  public var nullCount: Int { validity?.nullCount ?? 0 }
  /// The memory that the values take, in bytes, the text itself included.
  public var byteCount: Int { storage.byteCount + (validity?.words.byteCount ?? 0) }

  /// Whether row `row`, counted from 0, has no value. O(1).
  public func isNull(_ row: Int) -> Bool {
    precondition(row >= 0 && row < count, "no row \(row) in a column of \(count)")
    return validity.map { !$0[row] } ?? false
  }

  /// The value in row `row`, counted from 0, to be compared or shown. O(1).
  ///
  ///     try frame["amount"][0] > 100
  /// - Throws: ``FrameError/noRow(row:rowCount:)``.
  public subscript(row: Int) -> RowValue {
    get throws(FrameError) {
      guard row >= 0, row < count else { throw .noRow(row: row, rowCount: count) }
      return RowValue(column: self, row: row)
    }
  }

  /// The values as `type`, nil where there is none; whole numbers and truth values can be read as `Double` too.
  ///
  /// O(1) where the column holds that type, otherwise O(n).
  /// - Throws: ``FrameError/wrongType(column:type:wanted:)``.
  public func values<Value: ColumnValue>(as type: Value.Type) throws(FrameError) -> ColumnValues<Value> {
    guard let elements = Value.elements(of: self) else {
      throw .wrongType(column: name, type: self.type, wanted: Value.columnType)
    }
    return ColumnValues(elements: elements, validity: validity)
  }

  /// The values as numbers, all of which must be there: what statistics and plots take. O(n).
  ///
  ///     try correlation(frame["age"].doubles, frame["amount"].doubles)
  ///
  /// Whole numbers become doubles, truth values 1 and 0. Where values may be missing, drop those rows first, with
  /// ``DataFrame/droppingNulls(in:)``.
  /// - Throws: ``FrameError/notNumeric(column:type:operation:)``, ``FrameError/missingValue(column:row:)``.
  public var doubles: [Double] {
    get throws(FrameError) {
      guard type.isNumeric else { throw .notNumeric(column: name, type: type, operation: "a list of doubles") }
      return try array(of: Double.self)
    }
  }

  /// The values as an array, where all must be there. O(n).
  /// - Throws: ``FrameError/wrongType(column:type:wanted:)``, ``FrameError/missingValue(column:row:)``.
  public func array<Value: ColumnValue>(of type: Value.Type) throws(FrameError) -> [Value] {
    let values = try values(as: type)
    if let validity, let row = (0..<count).first(where: { !validity[$0] }) {
      throw .missingValue(column: name, row: row)
    }
    return (0..<values.count).map { values.elements[$0] }
  }

  /// The same column under another name. O(1).
  public func renamed(_ name: String) -> Column {
    Column(name: name, storage: storage, validity: validity)
  }

  /// The rows at `rows`; a row of −1 gives a null.
  func gathered(_ rows: Buffer<Int32>, mayMiss: Bool = false) -> Column {
    let bits: Validity? =
      if let validity {
        validity.gathered(rows)
      } else if mayMiss {
        Validity.made(count: rows.count) { rows[$0] >= 0 }
      } else {
        nil
      }
    return Column(name: name, storage: storage.gathered(rows), validity: bits)
  }
}

extension Column: Equatable {
  /// Equal name, type, nulls and values; two values that are not numbers count as equal.
  public static func == (a: Column, b: Column) -> Bool {
    guard a.name == b.name, a.type == b.type, a.count == b.count, a.nullCount == b.nullCount else { return false }
    let rows = (0..<a.count).lazy.filter { row in a.validity?[row] != false }
    if a.nullCount > 0, !(0..<a.count).allSatisfy({ a.validity?[$0] == b.validity?[$0] }) { return false }
    switch (a.storage, b.storage) {
    case (.int(let x), .int(let y)), (.date(let x), .date(let y)):
      return rows.allSatisfy { x.base[$0] == y.base[$0] }
    case (.double(let x), .double(let y)):
      return rows.allSatisfy { x.base[$0] == y.base[$0] || x.base[$0].isNaN && y.base[$0].isNaN }
    case (.float(let x), .float(let y)):
      return rows.allSatisfy { x.base[$0] == y.base[$0] || x.base[$0].isNaN && y.base[$0].isNaN }
    case (.bool(let x), .bool(let y)):
      return rows.allSatisfy { x.base[$0] == y.base[$0] }
    case (.text(let x), .text(let y)):
      return rows.allSatisfy { compareBytes(x.utf8($0), y.utf8($0)) == 0 }
    case (.categorical(let x, let xNames), .categorical(let y, let yNames)):
      return rows.allSatisfy { compareBytes(xNames.utf8(Int(x.base[$0])), yNames.utf8(Int(y.base[$0]))) == 0 }
    default:
      return false
    }
  }
}
