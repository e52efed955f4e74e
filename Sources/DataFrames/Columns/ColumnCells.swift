/// What can stand in a row of a list of values: a value, or an optional one.
public protocol ColumnCell: Sendable {
  /// A column of such cells.
  static func column(named name: String, of cells: some Sequence<Self>) -> Column
}

extension ColumnValue {
  public static func column(named name: String, of cells: some Sequence<Self>) -> Column { Column(name, cells) }
}

extension Optional: ColumnCell where Wrapped: ColumnValue {
  public static func column(named name: String, of cells: some Sequence<Wrapped?>) -> Column { Column(name, cells) }
}

/// A list of values that a frame can take as a column: an array of numbers, texts, truth values or dates, any of which
/// may be nil.
public protocol ColumnCells: Sendable {
  /// A column of these values.
  func column(named name: String) -> Column
}

extension Array: ColumnCells where Element: ColumnCell {
  public func column(named name: String) -> Column { Element.column(named: name, of: self) }
}

extension DataFrame {
  /// Makes a frame of names and the values under them, in this order; ``init(_:)-(Column...)`` says the same.
  /// O(values).
  ///
  ///     try DataFrame(["country": ["NO", "SE", nil], "amount": [12.5, 3, 8]])
  /// - Throws: ``FrameError/lengthsDiffer(column:count:first:expected:)``, ``FrameError/duplicateColumn(name:)``.
  public init(_ columns: KeyValuePairs<String, any ColumnCells>) throws(FrameError) {
    try self.init(columns: columns.map { name, cells in cells.column(named: name) })
  }
}
