/// Reads the records of one piece of text into the columns, a batch at a time and each of its columns in one go.
struct PieceParser {
  private let scanner: RecordScanner
  private let reader: FieldReader
  private let rule: BadRowRule
  /// One sink for each field of a record.
  private let sinks: UnsafeMutableBufferPointer<FieldSink>

  /// The records that were read.
  private(set) var rowCount = 0
  private(set) var badCount = 0
  /// The bad records: where they start and end, and what is wrong.
  private(set) var bad: [BadRecord] = []
  /// Whether the last problem ends the reading.
  private(set) var isEnded = false
  /// Whether the last problem is that a type inferred for a stream no longer fits.
  private(set) var isTypeChange = false

  struct BadRecord {
    let start: UnsafePointer<UInt8>
    let end: UnsafePointer<UInt8>
    let misfit: Misfit
  }

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
    let batches = RecordBatches(scanner, fieldCount: sinks.count, start, end)
    while batches.next() {
      var found = batches.odd.map { BadRecord(start: $0.start, end: $0.end, misfit: misfit($0)) }
      // Read again without its bad records, a batch has none.
      while true {
        let misfits = read(batches)
        if misfits.isEmpty { break }
        for (row, misfit) in misfits {
          let record = batches.record(row)
          found.append(BadRecord(start: record.start, end: record.end, misfit: misfit))
        }
        batches.remove(Set(misfits.keys))
      }
      guard let end = keep(found) else {
        rowCount += batches.count
        continue
      }
      isEnded = true
      // The rows before the bad one that ends the reading stay.
      rowCount += (0..<batches.count).prefix { batches.record($0).start < end }.count
      for index in sinks.indices { sinks[index].forget(rowCount) }
      return
    }
  }

  /// Reads all fields of a batch; where some do not fit, nothing is read, and it is said what is wrong with which rows.
  private func read(_ batch: RecordBatches) -> [Int: Misfit] {
    var misfits: [Int: Misfit] = [:]
    var widened: [(index: Int, before: FieldSink)] = []
    for index in sinks.indices {
      let fields = batch.fields(index)
      var row = 0
      while true {
        row = reader.readPlain(fields, from: row, index, rowCount)
        if row == fields.count { break }
        switch reader.read(fields.start(row), fields.end(row), index, rowCount + row) {
        case .fits: break
        case .widens(let kind):
          widened.append((index, sinks[index]))
          sinks[index].widen(kind)
        case .misfit(let misfit): if misfits[row] == nil { misfits[row] = misfit }
        }
        row += 1
      }
    }
    if !misfits.isEmpty {
      for (index, before) in widened.reversed() { sinks[index] = before }
      for index in sinks.indices { sinks[index].forget(rowCount) }
    }
    return misfits
  }

  /// What is wrong with a record that has another number of fields than the table: the first field that does not fit,
  /// if there is one.
  private func misfit(_ record: RecordBatches.OddRecord) -> Misfit {
    defer { for index in sinks.indices { sinks[index].forget(rowCount) } }
    var start = record.start
    for (index, end) in record.fieldEnds.prefix(sinks.count).enumerated() {
      if case .misfit(let misfit) = reader.read(start, end, index, rowCount) { return misfit }
      start = end + 1
    }
    return Misfit(problem: .fieldCount(expected: sinks.count, found: record.fieldEnds.count), isTypeChange: false)
  }

  /// Keeps the bad records of a batch as the rule wants it; where one of them ends the reading, says where it starts.
  private mutating func keep(_ found: [BadRecord]) -> UnsafePointer<UInt8>? {
    for record in found.sorted(by: { $0.start < $1.start }) {
      badCount += 1
      isTypeChange = record.misfit.isTypeChange
      if rule != .count || isTypeChange { bad.append(record) }
      if rule == .refuse || isTypeChange { return record.start }
    }
    return nil
  }
}
