/// Why a record does not fit into the table.
struct Misfit {
  let problem: BadRow.Problem
  /// Whether the problem is that a type inferred for a stream no longer fits.
  let isTypeChange: Bool
}

/// What came of reading one field.
enum FieldOutcome {
  case fits
  /// It does not fit an inferred type, and this is the kind it needs.
  case widens(FieldKind)
  case misfit(Misfit)
}

/// Reads the fields of records into the columns. Nothing in it changes, so that it can stay in registers.
struct FieldReader {
  private let scanner: RecordScanner
  private let quote: UInt8
  private let nulls: NullTexts
  private let tables: DecimalTables
  private let names: [String]
  /// One sink for each field of a record.
  private let sinks: UnsafeMutableBufferPointer<FieldSink>
  /// Whether an inferred type may widen; if not, a value that does not fit is a problem.
  private let mayWiden: Bool

  init(
    scanner: RecordScanner, nulls: NullTexts, names: [String], mayWiden: Bool,
    sinks: UnsafeMutableBufferPointer<FieldSink>
  ) {
    self.scanner = scanner
    self.nulls = nulls
    self.names = names
    self.mayWiden = mayWiden
    self.sinks = sinks
    quote = scanner.dialect.quote
    tables = .shared
  }

  /// Reads fields of a column, of which the first row of the batch is the row `first`, from the row `row` of the batch
  /// on; gives the first row that is not plain: in quotes, a null, of a rare type or none that fits.
  func readPlain(_ fields: BatchFields, from row: Int, _ index: Int, _ first: Int) -> Int {
    let sink = sinks[index]
    let isInferred = sink.isInferred
    let tables = tables
    switch sink.kind {
    case .int:
      let values = sink.data.assumingMemoryBound(to: Int.self) + first
      return readPlain(fields, from: row) { p, end, row in
        if let value = IntegerParser.plain(p, end, tables, keepingZeros: isInferred) {
          values[row] = value
          return true
        }
        guard let value = IntegerParser.number(p, end), !isInferred || keepsDigits(p) else { return false }
        values[row] = value
        return true
      }
    case .double:
      let values = sink.data.assumingMemoryBound(to: Double.self) + first
      return readPlain(fields, from: row) { p, end, row in
        if let value = DecimalParser.plain(p, end, tables, keepingZeros: isInferred) {
          values[row] = value
          return true
        }
        guard let value = DecimalParser.number(p, end, tables), !isInferred || keepsDigits(p) else { return false }
        values[row] = value
        return true
      }
    case .text, .categorical: return readTexts(fields, from: row, index, first)
    case .skip:
      let quote = quote
      return readPlain(fields, from: row) { p, _, _ in p.pointee != quote }
    case .date:
      let values = sink.data.assumingMemoryBound(to: Int.self) + first
      return readPlain(fields, from: row) { p, end, row in
        guard let value = MomentText.parse(UnsafeBufferPointer(start: p, count: end - p)) else { return false }
        values[row] = value
        return true
      }
    case .bool:
      let values = sink.data.assumingMemoryBound(to: Bool.self) + first
      return readPlain(fields, from: row) { p, end, row in
        guard let value = TruthText.parse(UnsafeBufferPointer(start: p, count: end - p)) else { return false }
        values[row] = value
        return true
      }
    case .open, .float: return row
    }
  }

  private func readTexts(_ fields: BatchFields, from row: Int, _ index: Int, _ first: Int) -> Int {
    let sink = sinks[index]
    let quote = quote
    let nulls = nulls
    let ends = sink.ends + first
    var target = sink.text! + sink.textCount
    let stop = readPlain(fields, from: row) { p, end, row in
      let count = end - p
      guard p.pointee != quote, !nulls.contains(p, count: count) else { return false }
      if !copyText(p, count, target), !UTF8Check.isValid(UnsafeBufferPointer(start: p, count: count)) { return false }
      target += count
      ends[row] = target - sink.text!
      return true
    }
    sinks[index].textCount = target - sink.text!
    return stop
  }

  @inline(__always)
  private func readPlain(
    _ fields: BatchFields, from row: Int,
    _ read: (_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ row: Int) -> Bool
  ) -> Int {
    var row = row
    while row < fields.count, read(fields.start(row), fields.end(row), row) { row &+= 1 }
    return row
  }

  /// Whether a number has no plus or needless zero in front, which it would lose.
  @inline(__always)
  private func keepsDigits(_ p: UnsafePointer<UInt8>) -> Bool {
    let isNegative = p.pointee == Byte.minus
    let first = isNegative ? p[1] : p.pointee
    let second = isNegative ? p[2] : p[1]
    return first != Byte.plus && !(first == Byte.zero && second &- Byte.zero <= 9)
  }

  /// Copies a text to `target`, where up to sixteen bytes behind it may change too; true if it is ASCII, false if it
  /// may not be.
  @inline(__always)
  private func copyText(
    _ start: UnsafePointer<UInt8>, _ count: Int, _ target: UnsafeMutablePointer<UInt8>
  ) -> Bool {
    var p = start
    var to = UnsafeMutableRawPointer(target)
    var rest = count
    var seen: UInt64 = 0
    while true {
      let first = DigitWords.load(p)
      let second = DigitWords.load(p + 8)
      to.storeBytes(of: first.littleEndian, as: UInt64.self)
      (to + 8).storeBytes(of: second.littleEndian, as: UInt64.self)
      if rest > 16 {
        seen |= first | second
        p += 16
        to += 16
        rest -= 16
        continue
      }
      // Of the word in which the text ends, what is behind its end is shifted out.
      let behind = UInt64(truncatingIfNeeded: 0 &- rest &* 8) & 63
      seen |= rest > 8 ? first | second &<< behind : first &<< behind
      return seen & 0x8080_8080_8080_8080 == 0
    }
  }

  /// Reads any field `p ..< end`.
  @inline(never)
  func read(_ p: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ index: Int, _ row: Int) -> FieldOutcome {
    func wrong(_ problem: BadRow.Problem) -> FieldOutcome { .misfit(Misfit(problem: problem, isTypeChange: false)) }
    guard p < end, p.pointee == quote, quote != CSVDialect.noQuote else {
      if nulls.contains(p, count: end - p) {
        sinks[index].addNull(row)
        return .fits
      }
      return store(UnsafeBufferPointer(start: p, count: end - p), index, row)
    }
    guard let next = scanner.closingQuote(p + 1, end) else {
      return wrong(.openQuote(column: index + 1, name: names[index]))
    }
    guard next == end else { return wrong(.textAfterQuote(column: index + 1, name: names[index])) }
    let inner = UnsafeBufferPointer(start: p + 1, count: next - p - 2)
    if scanner.find(quote, p + 1, next - 1) == nil { return store(inner, index, row) }
    return scanner.content(p, next).bytes.withUnsafeBufferPointer { store($0, index, row) }
  }

  /// Puts a field that is not null into its column.
  private func store(_ field: UnsafeBufferPointer<UInt8>, _ index: Int, _ row: Int) -> FieldOutcome {
    let sink = sinks[index]
    let isAllowed = !sink.isInferred || sink.kind == .text || FieldKind.keepsItsDigits(field)
    switch sink.kind {
    case .skip:
      return .fits
    case .int:
      if isAllowed, let value = IntegerParser.parse(field) {
        sink.data.storeBytes(of: value, toByteOffset: row * 8, as: Int.self)
        return .fits
      }
    case .double:
      if isAllowed, let value = DecimalParser.parse(field) {
        sink.data.storeBytes(of: value, toByteOffset: row * 8, as: Double.self)
        return .fits
      }
    case .float:
      if let value = DecimalParser.parseFloat(field) {
        sink.data.storeBytes(of: value, toByteOffset: row * 4, as: Float.self)
        return .fits
      }
    case .bool:
      if let value = TruthText.parse(field) {
        sink.data.storeBytes(of: value, toByteOffset: row, as: Bool.self)
        return .fits
      }
    case .date:
      if let value = MomentText.parse(field) {
        sink.data.storeBytes(of: value, toByteOffset: row * 8, as: Int.self)
        return .fits
      }
    case .text, .categorical:
      guard UTF8Check.isValid(field) else {
        return .misfit(
          Misfit(problem: .encoding(column: index + 1, name: names[index]), isTypeChange: false))
      }
      if let start = field.baseAddress { (sink.text! + sink.textCount).update(from: start, count: field.count) }
      sinks[index].textCount += field.count
      sinks[index].ends[row] = sinks[index].textCount
      return .fits
    case .open:
      break
    }
    if sink.isInferred, mayWiden { return .widens(FieldKind.inferred(field)) }
    return .misfit(
      Misfit(
        problem: .value(
          column: index + 1, name: names[index], expected: sink.kind.type,
          found: String(decoding: field.prefix(100), as: UTF8.self)),
        isTypeChange: sink.isInferred))
  }
}
