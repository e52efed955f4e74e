/// Where a text stands, inside quotes or not, and the lines up to there; the same as `cfe_state` of CFieldEnds.h.
struct FieldState {
  /// All bits inside quotes, none outside.
  private var inside: UInt64
  private var startsField: UInt64
  private var followsQuote: UInt64 = 0
  private var followsReturn: UInt64 = 0
  private var lines: UInt64 = 0
  private var records: UInt64 = 0

  /// The state at the start of a record or, with `isInside`, inside quotes.
  init(isInside: Bool) {
    inside = isInside ? .max : 0
    startsField = isInside ? 0 : 1
  }

  /// The state behind a text that starts at a record or, with `startsInside`, inside quotes.
  init(
    behind start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, startsInside: Bool = false, _ dialect: CSVDialect
  ) {
    self.init(isInside: startsInside)
    _ = cfe_find(RecordBatches.bestSet, start, end - start, dialect.delimiter, dialect.quoteCode, &self, nil)
  }

  var isInside: Bool { inside != 0 }
  /// The line ends, those in quotes included: LF, CRLF or CR.
  var lineCount: Int { Int(lines) }
  /// The line ends outside quotes.
  var recordCount: Int { Int(records) }
}
