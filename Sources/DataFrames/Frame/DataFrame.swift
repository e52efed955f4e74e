/// A table of typed columns of equal length, in which any value may be missing.
///
///     let frame = try DataFrame(
///       Column("country", ["NO", "SE", "NO"]),
///       Column("amount", [12.5, nil, 3.0]))
///     try frame.group(by: "country").aggregate(.count(), .mean("amount"))
///
/// A frame is a value: a copy shares the storage of its columns, and an operation gives a new frame that shares what
/// did not change. It holds at most 2,147,483,647 rows.
///
/// Texts are UTF-8 bytes to a frame: `==`, `<`, `filter(_:is:)`, `sorted(by:)`, `group(by:)` and `join` all compare
/// those, so an é of one character is not the é of an e and an accent, which to Swift's own `==` of two strings
/// are one. Names of columns are compared as Swift compares strings.
public struct DataFrame: Sendable, Equatable {
  /// The columns, from left to right.
  public private(set) var columns: [Column]
  /// The number of rows.
  public private(set) var rowCount: Int

  /// A frame without columns and rows.
  public init() {
    columns = []
    rowCount = 0
  }

  /// Makes a frame of columns of equal length. O(columns).
  /// - Throws: ``FrameError/lengthsDiffer(column:count:first:expected:)``, ``FrameError/duplicateColumn(name:)``.
  public init(columns: [Column]) throws(FrameError) {
    var seen: Set<String> = []
    for column in columns {
      guard seen.insert(column.name).inserted else { throw .duplicateColumn(name: column.name) }
      guard column.count == columns[0].count else {
        throw .lengthsDiffer(
          column: column.name, count: column.count, first: columns[0].name, expected: columns[0].count)
      }
    }
    self.init(checked: columns, rowCount: columns.first?.count ?? 0)
  }

  /// Makes a frame of columns of equal length. O(columns).
  /// - Throws: ``FrameError/lengthsDiffer(column:count:first:expected:)``, ``FrameError/duplicateColumn(name:)``.
  public init(_ columns: Column...) throws(FrameError) {
    try self.init(columns: columns)
  }

  /// Makes a frame of columns whose names and lengths are known to fit.
  init(checked columns: [Column], rowCount: Int) {
    precondition(rowCount <= Int(Int32.max), "a frame holds at most \(Int32.max) rows, not \(rowCount)")
    self.columns = columns
    self.rowCount = rowCount
  }

  /// The number of columns.
  public var columnCount: Int { columns.count }
  /// The number of rows and of columns.
  public var shape: (rows: Int, columns: Int) { (rowCount, columnCount) }
  /// The names of the columns, from left to right.
  public var columnNames: [String] { columns.map(\.name) }
  /// Whether there are no rows.
  public var isEmpty: Bool { rowCount == 0 }
  /// The memory that the columns take, in bytes, the text itself included.
  public var byteCount: Int { columns.reduce(0) { $0 + $1.byteCount } }

  /// The column called `name`. O(columns).
  /// - Throws: ``FrameError/noColumn(name:columns:)``.
  public subscript(name: String) -> Column {
    get throws(FrameError) { columns[try position(of: name)] }
  }

  /// The values of a column as `type`, nil where there is none.
  ///
  ///     let amounts = try frame["amount", as: Double.self]
  ///
  /// Whole numbers and truth values can be read as `Double` too. O(1) where the column holds that type, else O(rows).
  /// - Throws: ``FrameError/noColumn(name:columns:)``, ``FrameError/wrongType(column:type:wanted:)``.
  public subscript<Value: ColumnValue>(name: String, as type: Value.Type) -> ColumnValues<Value> {
    get throws(FrameError) { try self[name].values(as: type) }
  }

  /// The values of a column as an array, where all must be there. O(rows).
  ///
  ///     try frame.array("amount", of: Double.self).mean()
  /// - Throws: ``FrameError/noColumn(name:columns:)``, ``FrameError/wrongType(column:type:wanted:)``,
  ///   ``FrameError/missingValue(column:row:)``.
  public func array<Value: ColumnValue>(_ name: String, of type: Value.Type) throws(FrameError) -> [Value] {
    try self[name].array(of: type)
  }

  /// Whether there is a column called `name`.
  public func hasColumn(_ name: String) -> Bool { columns.contains { $0.name == name } }

  /// The place of the column called `name`, from 0. O(columns).
  /// - Throws: ``FrameError/noColumn(name:columns:)``.
  public func position(of name: String) throws(FrameError) -> Int {
    guard let position = columns.firstIndex(where: { $0.name == name }) else {
      throw .noColumn(name: name, columns: columnNames)
    }
    return position
  }

  func columns(named names: [String]) throws(FrameError) -> [Column] {
    var chosen: [Column] = []
    for name in names { chosen.append(try self[name]) }
    return chosen
  }

  /// The frame with a column added on the right, or put in the place of the one that has its name. O(columns).
  /// - Throws: ``FrameError/lengthsDiffer(column:count:first:expected:)``.
  public func adding(_ column: Column) throws(FrameError) -> DataFrame {
    var copy = self
    try copy.add(column)
    return copy
  }

  /// Adds a column on the right, or puts it in the place of the one that has its name. O(columns).
  /// - Throws: ``FrameError/lengthsDiffer(column:count:first:expected:)``.
  public mutating func add(_ column: Column) throws(FrameError) {
    if let first = columns.first, column.count != rowCount {
      throw .lengthsDiffer(column: column.name, count: column.count, first: first.name, expected: rowCount)
    }
    if let position = columns.firstIndex(where: { $0.name == column.name }) {
      columns[position] = column
    } else {
      columns.append(column)
    }
    rowCount = column.count
  }

  /// The rows at `rows`; a row of −1 is one of nulls.
  func gathered(_ rows: Buffer<Int32>, mayMiss: Bool = false) -> DataFrame {
    DataFrame(checked: columns.map { $0.gathered(rows, mayMiss: mayMiss) }, rowCount: rows.count)
  }
}
