/// How a text file writes its characters as bytes.
public enum TextEncoding: String, Hashable, Sendable, Codable, CaseIterable {
  /// UTF-8, with or without a mark at the start; a mark of UTF-16 at the start is obeyed too.
  case utf8
  /// ISO 8859-1: one byte for each of the first 256 characters of Unicode.
  case latin1
  /// Latin-1 with typographic quotes, dashes and the euro sign in place of control characters.
  case windows1252
  /// UTF-16 in the byte order that the mark at the start says, or little-endian without one.
  case utf16
}

/// What happens to a row that does not fit: too few or too many fields, a value of the wrong type, a broken quote.
public enum BadRowRule: String, Hashable, Sendable, Codable, CaseIterable {
  /// The first one ends the reading with an error.
  case refuse
  /// Each is left out of the frame and kept, with its line, its text and what was wrong.
  case collect
  /// Each is left out of the frame and counted.
  case count
}

/// Where the types of columns for which none was chosen come from.
public enum TypeInference: Hashable, Sendable, Codable {
  /// From the first rows. A frame read as a whole still widens a type that a later value does not fit; a stream of
  /// chunks, whose first chunks are out already, ends with an error there.
  case sample(rows: Int)
  /// From every row: a stream of chunks reads the file twice.
  case whole
  /// There is no inference: every such column is text.
  case text
}

/// How a file of comma-separated values is written, and what is wanted from it.
///
///     var options = CSVOptions()
///     options.delimiter = ";"
///     options.types = ["postal_code": .string]
///     let frame = try DataFrame.readCSV("homes.csv", options)
///
/// The format is RFC 4180: fields between delimiters, records between line ends (LF, CRLF or CR), a field in quotes
/// may hold delimiters, line ends and quotes written twice. A quote that does not stand at the start of a field is
/// taken as it is, and so are spaces. Lines without any character are skipped where there are two or more columns.
public struct CSVOptions: Hashable, Sendable {
  /// What stands between two fields: an ASCII character.
  public var delimiter: Character = ","
  /// What a field may be enclosed in: an ASCII character, or nil if quotes mean nothing.
  public var quote: Character? = "\""
  /// Whether the first record holds the names of the columns.
  public var hasHeader = true
  /// The names of the columns, in the place of those in the header; `column_1`, … if there is no header either.
  public var columnNames: [String]?
  /// The columns that are read, or nil for all.
  public var columns: [String]?
  /// The types of columns; for the others they are inferred.
  public var types: [String: ColumnType] = [:]
  /// Where the types of the other columns come from.
  ///
  /// Inferred are int, double, bool, date and string. Whole numbers that start with a plus or a needless zero
  /// (telephone numbers, postal codes) or do not fit in 64 bits stay text.
  public var inference = TypeInference.sample(rows: 1000)
  /// The texts that stand for a missing value where they are not in quotes.
  public var nulls: Set<String> = ["", "NA", "N/A", "NaN", "nan", "null", "NULL"]
  /// How characters are written as bytes.
  public var encoding = TextEncoding.utf8
  /// What happens to rows that do not fit.
  public var badRows = BadRowRule.refuse

  public init() {}

  /// Options that differ from the default in the given points.
  public init(
    delimiter: Character = ",", hasHeader: Bool = true, columnNames: [String]? = nil, columns: [String]? = nil,
    types: [String: ColumnType] = [:], inference: TypeInference = .sample(rows: 1000),
    encoding: TextEncoding = .utf8, badRows: BadRowRule = .refuse
  ) {
    self.delimiter = delimiter
    self.hasHeader = hasHeader
    self.columnNames = columnNames
    self.columns = columns
    self.types = types
    self.inference = inference
    self.encoding = encoding
    self.badRows = badRows
  }
}
