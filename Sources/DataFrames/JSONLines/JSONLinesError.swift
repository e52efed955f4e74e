/// Why a text could not be read as JSON lines.
public enum JSONLinesError: Error, Equatable, Sendable {
  /// A file cannot be opened, read or written.
  case file(CSVError)
  /// A line is not a JSON object; `column` is its byte, counted from 1.
  case syntax(path: String, line: Int, column: Int, expected: String, found: String)
  /// A field holds an object or an array.
  case nested(path: String, line: Int, field: String, found: String)
  /// A field occurs twice in a line.
  case duplicateField(path: String, line: Int, field: String)
  /// A field holds another kind of value than in the lines before.
  case mixedTypes(path: String, line: Int, field: String, expected: ColumnType, found: String)
  /// A value has no place in JSON.
  case notWritable(column: String, row: Int, value: String)
}

extension JSONLinesError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .file(let error): return error.description
    case .syntax(let path, let line, let column, let expected, let found):
      return "\(path), line \(line), column \(column): expected \(expected), found \(found)"
    case .nested(let path, let line, let field, let found):
      return "\(path), line \(line), field \"\(field)\": expected text, a number, true, false or null, found \(found)"
    case .duplicateField(let path, let line, let field):
      return "\(path), line \(line): the field \"\(field)\" occurs twice"
    case .mixedTypes(let path, let line, let field, let expected, let found):
      return
        "\(path), line \(line), field \"\(field)\": expected \(expected.noun) as in the lines before, found \(found)"
    case .notWritable(let column, let row, let value):
      return "column \"\(column)\", row \(row) (counted from 0): \(value) has no place in JSON; make it a null first"
    }
  }
}
