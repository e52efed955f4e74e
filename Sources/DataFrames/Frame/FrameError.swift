internal import Spelling

/// What went wrong with a frame or a column, with the place and what would be right.
public enum FrameError: Error, Equatable, Sendable {
  /// There is no column of that name.
  case noColumn(name: String, columns: [String])
  /// Two columns have one name.
  case duplicateColumn(name: String)
  /// A column is longer or shorter than the first.
  case lengthsDiffer(column: String, count: Int, first: String, expected: Int)
  /// A column holds something else than what was asked for.
  case wrongType(column: String, type: ColumnType, wanted: ColumnType)
  /// An operation needs numbers and the column holds none.
  case notNumeric(column: String, type: ColumnType, operation: String)
  /// A value is missing where one is needed.
  case missingValue(column: String, row: Int)
  /// A value cannot be turned into another type.
  case cannotConvert(column: String, row: Int, value: String, to: ColumnType)
  /// Columns of two frames that must go together differ in type.
  case typesDiffer(column: String, type: ColumnType, other: String, otherType: ColumnType)
  /// Columns by which two frames are to be joined hold values that are never equal.
  case keysDiffer(left: String, type: ColumnType, right: String, otherType: ColumnType)
  /// A column holds neither numbers nor dates, which an as-of join needs.
  case noMoments(column: String, type: ColumnType)
  /// Frames that are to be put one below the other have different columns.
  case columnsDiffer(columns: [String], other: [String])
  /// There is no such row.
  case noRow(row: Int, rowCount: Int)
  /// A list of truth values does not fit the frame.
  case maskLength(count: Int, rowCount: Int)
  /// A sum of whole numbers does not fit in 64 bits.
  case sumTooLarge(column: String)
  /// More rows were asked for than there are.
  case tooManyRows(requested: Int, available: Int)
  /// A number is out of its range.
  case outOfRange(what: String, value: String, expected: String)
  /// An operation was given no column to work on.
  case noColumnsGiven(operation: String)
  /// A join would have more rows than a frame can hold.
  case resultTooLarge(rows: Int)
  /// Values cannot be encoded as rows, or rows not decoded as values.
  case notCodable(problem: String)
}

extension FrameError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noColumn(let name, let columns):
      let guess = nearMiss(of: name, among: columns).map { "; did you mean \"\($0)\"?" } ?? ";"
      return columns.isEmpty
        ? "no column \"\(name)\"; the frame has no columns"
        : "no column \"\(name)\"\(guess) columns: \(Self.list(columns))"
    case .duplicateColumn(let name):
      return "two columns are called \"\(name)\"; every column of a frame needs a name of its own"
    case .lengthsDiffer(let column, let count, let first, let expected):
      return "column \"\(column)\" has \(Self.counted(count, "row")), but column \"\(first)\" has \(expected); "
        + "all columns of a frame need the same number"
    case .wrongType(let column, let type, let wanted):
      return "column \"\(column)\" holds \(type), not \(wanted)\(Self.advice(type, wanted, column))"
    case .notNumeric(let column, let type, let operation):
      return "column \"\(column)\" holds \(type), and \(operation) needs numbers (int, double, float or bool)"
        + Self.adviceForNumbers(type, column)
    case .missingValue(let column, let row):
      return "column \"\(column)\" has no value in row \(row) (counted from 0); "
        + "drop such rows with droppingNulls() or fill them with fillingNulls(in:with:)"
    case .cannotConvert(let column, let row, let value, let type):
      return "column \"\(column)\", row \(row) (counted from 0): \"\(value)\" cannot be read as \(type); "
        + "expected \(type.noun)"
    case .typesDiffer(let column, let type, let other, let otherType):
      return "column \"\(column)\" of the upper frame holds \(type) but column \"\(other)\" of the lower one holds "
        + "\(otherType); convert one of them with casting(_:to:)"
    case .keysDiffer(let left, let type, let right, let otherType):
      return "column \"\(left)\" of the left frame holds \(type) but column \"\(right)\" of the right one holds "
        + "\(otherType), and such values are never equal\(Self.adviceForKeys(left, type, right, otherType))"
    case .noMoments(let column, let type):
      return "column \"\(column)\" holds \(type), and an as-of join needs dates or numbers; "
        + "if its texts are such, convert it with casting(\"\(column)\", to: .date) or to: .double"
    case .columnsDiffer(let columns, let other):
      return "the frames have different columns: \(Self.list(columns)) and \(Self.list(other))"
    case .noRow(let row, let rowCount):
      return rowCount == 0
        ? "no row \(row); the frame has no rows" : "no row \(row); the rows are 0 to \(rowCount - 1)"
    case .maskLength(let count, let rowCount):
      return "\(Self.counted(count, "truth value")) cannot choose among \(Self.counted(rowCount, "row")); "
        + "one is needed for each row"
    case .sumTooLarge(let column):
      return
        "the sum of column \"\(column)\" does not fit in 64 bits; convert it with casting(\"\(column)\", to: .double)"
    case .tooManyRows(let requested, let available):
      return "cannot draw \(requested) rows without replacement from \(available); "
        + "ask for at most \(available), or draw with replacement"
    case .outOfRange(let what, let value, let expected):
      return "\(what) is \(value); it must be \(expected)"
    case .noColumnsGiven(let operation):
      return "\(operation) needs at least one column"
    case .resultTooLarge(let rows):
      return "the result would have \(rows) rows, and a frame holds at most \(Int32.max); "
        + "join on more columns, or aggregate first"
    case .notCodable(let problem):
      return problem
    }
  }

  /// Up to eight names.
  static func list(_ names: [String]) -> String {
    names.isEmpty ? "(none)" : names.prefix(8).joined(separator: ", ") + (names.count > 8 ? ", …" : "")
  }

  static func counted(_ count: Int, _ noun: String) -> String { count == 1 ? "1 \(noun)" : "\(count) \(noun)s" }

  /// What to do where values of another type are wanted; nothing where no value of the one has a place in the other.
  private static func advice(_ type: ColumnType, _ wanted: ColumnType, _ column: String) -> String {
    switch (type, wanted) {
    case (.double, .int), (.float, .int):
      "; read it as Double.self, or convert it with casting(\"\(column)\", to: .int)"
    case (.string, _), (.categorical, _), (_, .string), (_, .categorical):
      adviceForTexts(wanted, column)
    case (.int, .bool), (.double, .bool), (.float, .bool):
      "; if its numbers are 0 and 1, convert it with casting(\"\(column)\", to: .bool)"
    case (.date, _): "; read it as Date.self"
    default: ""
    }
  }

  private static func adviceForTexts(_ wanted: ColumnType, _ column: String) -> String {
    let condition: String
    switch wanted {
    case .string, .categorical: condition = ""
    case .int: condition = "if its texts are whole numbers, "
    case .double, .float: condition = "if its texts are numbers, "
    case .bool: condition = "if its texts are true and false, "
    case .date: condition = "if its texts are dates, "
    }
    return "; \(condition)convert it with casting(\"\(column)\", to: .\(wanted))"
  }

  private static func adviceForNumbers(_ type: ColumnType, _ column: String) -> String {
    type == .date
      ? "; the first and the last date are minimum(as: Date.self) and maximum(as: Date.self), of groups .min and .max"
      : adviceForTexts(.double, column)
  }

  private static func adviceForKeys(
    _ left: String, _ type: ColumnType, _ right: String, _ otherType: ColumnType
  ) -> String {
    let texts: Set<ColumnType> = [.string, .categorical]
    if texts.contains(type) { return "; convert the right one with casting(\"\(right)\", to: .string)" }
    if texts.contains(otherType) { return "; convert the left one with casting(\"\(left)\", to: .string)" }
    if type == .bool, otherType.isNumeric {
      return "; convert the left one with casting(\"\(left)\", to: .\(otherType))"
    }
    if otherType == .bool, type.isNumeric { return "; convert the right one with casting(\"\(right)\", to: .\(type))" }
    return ""
  }
}
