/// A row that does not fit, with its place and what was wrong.
public struct BadRow: Error, Hashable, Sendable {
  /// What was wrong with a row.
  public enum Problem: Hashable, Sendable {
    /// The row has another number of fields than there are columns.
    case fieldCount(expected: Int, found: Int)
    /// The field in `column` (counted from 1) cannot be read as the type of the column.
    case value(column: Int, name: String, expected: ColumnType, found: String)
    /// The field in `column` starts with a quote that is never closed.
    case openQuote(column: Int, name: String)
    /// The field in `column` goes on after its closing quote.
    case textAfterQuote(column: Int, name: String)
    /// The field in `column` holds bytes that are not UTF-8.
    case encoding(column: Int, name: String)
  }

  /// The line on which the row starts, counted from 1, the header included.
  public let line: Int
  /// What was wrong.
  public let problem: Problem
  /// The row as it stands in the file, up to 1,000 bytes of it.
  public let text: String
}

extension BadRow: CustomStringConvertible {
  public var description: String {
    func place(_ column: Int, _ name: String) -> String { "line \(line), column \(column) (\"\(name)\")" }
    switch problem {
    case .fieldCount(let expected, let found):
      return "line \(line): expected \(FrameError.counted(expected, "field")), found \(found)"
    case .value(let column, let name, let type, let found):
      return "\(place(column, name)): expected \(type.noun), found \"\(found)\""
    case .openQuote(let column, let name):
      return "\(place(column, name)): expected a closing quote, found the end of the file"
    case .textAfterQuote(let column, let name):
      return "\(place(column, name)): expected a delimiter or the end of the line after the closing quote; "
        + "a quote inside a quoted field is written twice"
    case .encoding(let column, let name):
      return "\(place(column, name)): expected UTF-8; "
        + "if the file is in Windows-1252 or Latin-1, say so with encoding: .windows1252"
    }
  }
}

/// Why a file could not be read or written as comma-separated values.
public enum CSVError: Error, Equatable, Sendable {
  /// A file cannot be opened, read or written.
  case file(path: String, problem: String)
  /// There is nothing in the file.
  case empty(path: String)
  /// A row does not fit.
  case badRow(path: String, BadRow)
  /// Two columns of the header have one name.
  case duplicateName(path: String, name: String)
  /// A column that the options name is not in the file.
  case noColumn(path: String, name: String, columns: [String])
  /// The options give another number of names than there are columns.
  case nameCount(path: String, given: Int, columns: Int)
  /// A stream of chunks met a value that the type inferred for its column does not hold.
  case typeChanged(path: String, BadRow)
  /// The file has more rows than a frame can hold.
  case tooManyRows(path: String)
  /// An option makes no sense.
  case option(problem: String)
}

extension CSVError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .file(let path, let problem): return "\(path): \(problem)"
    case .empty(let path): return "\(path) is empty; expected a line with the names of the columns"
    case .badRow(let path, let row): return "\(path), \(row)"
    case .duplicateName(let path, let name):
      return "\(path), line 1: two columns are called \"\(name)\"; give each a name of its own with columnNames"
    case .noColumn(let path, let name, let columns):
      return "\(path): \(FrameError.noColumn(name: name, columns: columns))"
    case .nameCount(let path, let given, let columns):
      return "\(path): \(FrameError.counted(given, "name")) for \(FrameError.counted(columns, "column")); "
        + "columnNames needs one for each"
    case .typeChanged(let path, let row):
      return "\(path), \(row); its type was inferred from the first rows: "
        + "choose one with types, or infer from all rows with inference: .whole"
    case .tooManyRows(let path):
      return "\(path): a frame holds at most \(Int32.max) rows, and there are more; read it in chunks with "
        + "CSVReader(path).next(rows:)"
    case .option(let problem): return problem
    }
  }
}
