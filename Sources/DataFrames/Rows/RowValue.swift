/// The value of a row in a column, to be compared or shown.
///
///     try frame.filter { try $0["amount"] > 100 && $0["country"] == "NO" }
///
/// Numbers compare with numbers of every kind, in the type of the column; text, truth values and dates with their own
/// kind. Texts are equal if their UTF-8 bytes are, and in the order of those. A null is neither equal to anything nor
/// different from it, so every comparison with one is false. To reckon with a value, read it by its type:
/// `row["amount", as: Double.self]`.
public struct RowValue: Sendable {
  let column: Column
  let row: Int

  /// Whether there is no value.
  public var isNull: Bool { column.isNull(row) }

  /// - Throws: ``FrameError/wrongType(column:type:wanted:)``.
  public static func == (value: RowValue, other: some ColumnValue) throws(FrameError) -> Bool {
    try value.column.condition(.equal, other)(value.row)
  }

  /// - Throws: ``FrameError/wrongType(column:type:wanted:)``.
  public static func != (value: RowValue, other: some ColumnValue) throws(FrameError) -> Bool {
    try value.column.condition(.different, other)(value.row)
  }

  /// - Throws: ``FrameError/wrongType(column:type:wanted:)``.
  public static func < (value: RowValue, other: some ColumnValue) throws(FrameError) -> Bool {
    try value.column.condition(.less, other)(value.row)
  }

  /// - Throws: ``FrameError/wrongType(column:type:wanted:)``.
  public static func <= (value: RowValue, other: some ColumnValue) throws(FrameError) -> Bool {
    try value.column.condition(.lessOrEqual, other)(value.row)
  }

  /// - Throws: ``FrameError/wrongType(column:type:wanted:)``.
  public static func > (value: RowValue, other: some ColumnValue) throws(FrameError) -> Bool {
    try value.column.condition(.greater, other)(value.row)
  }

  /// - Throws: ``FrameError/wrongType(column:type:wanted:)``.
  public static func >= (value: RowValue, other: some ColumnValue) throws(FrameError) -> Bool {
    try value.column.condition(.greaterOrEqual, other)(value.row)
  }
}

extension RowValue: CustomStringConvertible {
  /// The value as text; `null` if there is none.
  public var description: String { column.text(at: row) ?? "null" }
}
