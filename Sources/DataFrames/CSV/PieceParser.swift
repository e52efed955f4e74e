/// Reads the records of one piece of text into the columns.
struct PieceParser {
  let scanner: RecordScanner
  private let reader: FieldReader
  let rule: BadRowRule
  /// One sink for each field of a record.
  let sinks: UnsafeMutableBufferPointer<FieldSink>

  /// The records that were read.
  private(set) var rowCount = 0
  private(set) var badCount = 0
  /// The bad records: where they start and end, and what is wrong.
  private(set) var bad: [(start: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>, problem: BadRow.Problem)] = []
  /// Whether the last problem is that a type inferred for a stream no longer fits.
  private(set) var isTypeChange = false

  init(
    scanner: RecordScanner, nulls: NullTexts, names: [String], rule: BadRowRule, mayWiden: Bool,
    sinks: UnsafeMutableBufferPointer<FieldSink>
  ) {
    self.scanner = scanner
    self.rule = rule
    self.sinks = sinks
    reader = FieldReader(scanner: scanner, nulls: nulls, names: names, mayWiden: mayWiden, sinks: sinks)
  }

  /// Reads the records of `start ..< end`, which starts at a record and ends with one.
  mutating func parse(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) {
    var p = start
    let last = sinks.count - 1
    let delimiter = scanner.dialect.delimiter
    let reader = reader
    var notes = RecordNotes()
    var row = 0
    records: while p < end {
      if last > 0, p.pointee == Byte.lineFeed || p.pointee == Byte.carriageReturn {
        p = scanner.afterLineEnd(p, end)
        continue
      }
      let record = p
      var index = 0
      while true {
        guard let next = reader.parseField(p, end, index, row, &notes) else { break }
        p = next
        let byte = p < end ? p.pointee : Byte.lineFeed
        if byte == delimiter {
          if index == last { break }
          index += 1
          p += 1
        } else {
          if index < last { break }
          p = scanner.afterLineEnd(p, end)
          row += 1
          if !notes.widenings.isEmpty { widen(&notes) }
          continue records
        }
      }
      // The record is bad: what it has added is taken back.
      let recordEnd = scanner.recordEnd(record, end)
      for index in sinks.indices { sinks[index].forget(row) }
      badCount += 1
      isTypeChange = notes.isTypeChange
      if rule != .count || isTypeChange {
        let wrong =
          notes.problem
          ?? .fieldCount(expected: sinks.count, found: scanner.fields(record, recordEnd).fields.count)
        bad.append((record, recordEnd, wrong))
      }
      if rule == .refuse || isTypeChange { break }
      notes = RecordNotes()
      p = recordEnd
    }
    rowCount = row
  }

  /// Widens the types that the record just read does not fit; from here on their fields are only checked, for the
  /// text will be read again with the final types.
  private func widen(_ notes: inout RecordNotes) {
    for (index, kind) in notes.widenings {
      sinks[index].wanted = sinks[index].wanted.joined(kind)
      sinks[index].kind = sinks[index].wanted == .text ? .skip : sinks[index].wanted
    }
    notes.widenings.removeAll()
  }
}
