/// One row of a frame, whose values are read by the name of their column.
///
///     for row in frame.rows {
///       let amount = try row["amount", as: Double.self]
///     }
public struct Row: Sendable {
  @usableFromInline let frame: DataFrame
  /// The number of the row, counted from 0.
  public let index: Int

  /// The value in a column, or nil if there is none. O(columns).
  /// - Throws: ``FrameError/noColumn(name:columns:)``, ``FrameError/wrongType(column:type:wanted:)``.
  public subscript<Value: ColumnValue>(name: String, as type: Value.Type) -> Value? {
    get throws(FrameError) {
      let column = try frame[name]
      if let validity = column.validity, !validity[index] {
        guard column.type == Value.columnType || Value.elements(of: column.emptied()) != nil else {
          throw .wrongType(column: name, type: column.type, wanted: Value.columnType)
        }
        return nil
      }
      guard let value = Value.element(of: column, at: index) else {
        throw .wrongType(column: name, type: column.type, wanted: Value.columnType)
      }
      return value
    }
  }

  /// The value in a column, to be compared or shown. O(columns).
  /// - Throws: ``FrameError/noColumn(name:columns:)``.
  public subscript(name: String) -> RowValue {
    get throws(FrameError) { RowValue(column: try frame[name], row: index) }
  }

  /// Whether a column has no value in this row. O(columns).
  /// - Throws: ``FrameError/noColumn(name:columns:)``.
  public func isNull(_ name: String) throws(FrameError) -> Bool { try frame[name].isNull(index) }
}

extension Row: CustomStringConvertible {
  /// The names and values, from left to right.
  public var description: String {
    frame.columns.map { "\($0.name): \($0.text(at: index) ?? "null")" }.joined(separator: ", ")
  }
}

/// The rows of a frame, from the first to the last.
public struct Rows: RandomAccessCollection, Sendable {
  @usableFromInline let frame: DataFrame

  public var startIndex: Int { 0 }
  public var endIndex: Int { frame.rowCount }
  public subscript(index: Int) -> Row {
    precondition(index >= 0 && index < frame.rowCount, "no row \(index) in a frame of \(frame.rowCount) rows")
    return Row(frame: frame, index: index)
  }
}

extension DataFrame {
  /// The rows, to go through one by one; a column at a time is many times faster. O(1).
  public var rows: Rows { Rows(frame: self) }

  /// The row at `index`, counted from 0. O(1).
  /// - Throws: ``FrameError/noRow(row:rowCount:)``.
  public func row(_ index: Int) throws(FrameError) -> Row {
    guard index >= 0, index < rowCount else { throw .noRow(row: index, rowCount: rowCount) }
    return Row(frame: self, index: index)
  }
}

extension Column {
  /// A column of the same type without rows.
  func emptied() -> Column { gathered(Buffer([])) }

  /// The value in `row` as text, or nil if there is none.
  func text(at row: Int, withTime: Bool? = nil) -> String? {
    if let validity, !validity[row] { return nil }
    switch storage {
    case .int(let buffer): return String(buffer.base[row])
    case .double(let buffer): return buffer.base[row].description
    case .float(let buffer): return buffer.base[row].description
    case .bool(let buffer): return buffer.base[row] ? "true" : "false"
    case .date(let buffer):
      let micros = buffer.base[row]
      return MomentText.text(micros, withTime: withTime ?? (micros % MomentText.microsecondsPerDay != 0))
    case .text(let texts): return texts.text(row)
    case .categorical(let codes, let names): return names.text(Int(codes.base[row]))
    }
  }

  /// Whether the column holds moments that are not all at midnight, UTC.
  var hasTimeOfDay: Bool {
    guard case .date(let buffer) = storage else { return false }
    return (0..<count).contains { validity?[$0] != false && buffer.base[$0] % MomentText.microsecondsPerDay != 0 }
  }
}
