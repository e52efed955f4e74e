/// How a record ends.
public enum LineEnd: String, Hashable, Sendable, Codable, CaseIterable {
  /// LF, as everywhere on Unix.
  case lineFeed = "\n"
  /// CRLF, as RFC 4180 has it.
  case carriageReturnLineFeed = "\r\n"
}

extension DataFrame {
  /// Writes the frame as comma-separated values, compressed if the path ends with `.gz`.
  ///
  /// Of the options, the delimiter, the quote and whether there is a header count. Nulls are empty fields, empty texts
  /// two quotes. Fields with a delimiter, a quote or a line end are put in quotes, and so are texts that would read as
  /// a null; without a quote, such texts are refused. Doubles have as many digits as it takes to read back the same. The file appears when it is complete.
  /// O(bytes).
  /// - Throws: ``CSVError/file(path:problem:)``, ``CSVError/option(problem:)``.
  public func writeCSV(
    _ path: String, _ options: CSVOptions = CSVOptions(), lineEnd: LineEnd = .lineFeed
  ) throws(CSVError) {
    let file = try FileWriter(path: path)
    do throws(CSVError) {
      try write(options, lineEnd) { bytes throws(CSVError) in try file.write(bytes) }
      try file.finish()
    } catch {
      file.abandon()
      throw error
    }
  }

  /// The frame as comma-separated values. O(bytes).
  /// - Throws: ``CSVError/option(problem:)``.
  public func csvText(
    _ options: CSVOptions = CSVOptions(), lineEnd: LineEnd = .lineFeed
  ) throws(CSVError) -> String {
    var text: [UInt8] = []
    try write(options, lineEnd) { bytes throws(CSVError) in text.append(contentsOf: bytes) }
    return String(decoding: text, as: UTF8.self)
  }

  private func write(
    _ options: CSVOptions, _ lineEnd: LineEnd, _ put: ([UInt8]) throws(CSVError) -> Void
  ) throws(CSVError) {
    let fields = try FieldWriter(options)
    let withTimes = columns.map(\.hasTimeOfDay)
    var bytes: [UInt8] = []
    func end(_ record: inout [UInt8]) { record.append(contentsOf: lineEnd.rawValue.utf8) }
    if options.hasHeader {
      for (place, column) in columns.enumerated() {
        if place > 0 { bytes.append(fields.delimiter) }
        try fields.append(column.name, to: &bytes)
      }
      end(&bytes)
    }
    for row in 0..<rowCount {
      for (place, column) in columns.enumerated() {
        if place > 0 { bytes.append(fields.delimiter) }
        if let text = column.text(at: row, withTime: withTimes[place]) {
          if column.type == .string || column.type == .categorical {
            try fields.append(text, to: &bytes)
          } else {
            try fields.appendPlain(text, to: &bytes)
          }
        }
      }
      end(&bytes)
      if bytes.count >= 1 << 20 {
        try put(bytes)
        bytes.removeAll(keepingCapacity: true)
      }
    }
    try put(bytes)
  }
}

/// Writes fields, in quotes where they need them.
private struct FieldWriter {
  private let dialect: CSVDialect
  private let nulls: Set<String>

  var delimiter: UInt8 { dialect.delimiter }

  init(_ options: CSVOptions) throws(CSVError) {
    dialect = try CSVDialect(options)
    nulls = options.nulls.union([""])
  }

  func append(_ text: String, to bytes: inout [UInt8]) throws(CSVError) {
    var text = text
    let (delimiter, quote) = (dialect.delimiter, dialect.quote)
    let needsQuotes = text.withUTF8 { utf8 in
      utf8.contains { $0 == delimiter || $0 == quote || $0 == Byte.lineFeed || $0 == Byte.carriageReturn }
    }
    guard needsQuotes || nulls.contains(text) else {
      bytes.append(contentsOf: text.utf8)
      return
    }
    guard quote != CSVDialect.noQuote else {
      throw .option(problem: "the text \"\(text.prefix(100))\" can only be written in quotes, and quote is nil")
    }
    bytes.append(quote)
    for byte in text.utf8 {
      if byte == quote { bytes.append(quote) }
      bytes.append(byte)
    }
    bytes.append(quote)
  }

  /// A number, date or truth value, which only an unusual delimiter or quote can force into quotes.
  func appendPlain(_ text: String, to bytes: inout [UInt8]) throws(CSVError) {
    if text.utf8.contains(dialect.delimiter) || text.utf8.contains(dialect.quote) {
      try append(text, to: &bytes)
    } else {
      bytes.append(contentsOf: text.utf8)
    }
  }
}
