/// What reading a record has shown beside its values.
struct RecordNotes {
  /// What is wrong with the record.
  var problem: BadRow.Problem?
  /// The fields that did not fit an inferred type, and the kinds they need.
  var widenings: [(index: Int, kind: FieldKind)] = []
  /// Whether the problem is that a type inferred for a stream no longer fits.
  var isTypeChange = false
}

/// Reads the fields of records into the columns. Nothing in it changes, so that it can stay in registers.
struct FieldReader {
  private let scanner: RecordScanner
  private let delimiter: UInt8
  private let quote: UInt8
  /// The delimiter in each byte of a word.
  private let delimiters: UInt64
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
    delimiter = scanner.dialect.delimiter
    quote = scanner.dialect.quote
    delimiters = 0x0101_0101_0101_0101 &* UInt64(delimiter)
    tables = .shared
  }

  /// Reads one field and gives the place of the delimiter or line end behind it, or nil and a problem.
  @inline(__always)
  func parseField(
    _ p: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ index: Int, _ row: Int, _ notes: inout RecordNotes
  ) -> UnsafePointer<UInt8>? {
    switch sinks[index].kind {
    case .int:
      if let (value, next) = IntegerParser.scan(p, end), endsField(next), keepsDigits(p, index) {
        sinks[index].data.storeBytes(of: value, toByteOffset: row &* 8, as: Int.self)
        return next
      }
    case .double:
      if let (value, next) = DecimalParser.scan(p, end, tables), endsField(next), keepsDigits(p, index) {
        sinks[index].data.storeBytes(of: value, toByteOffset: row &* 8, as: Double.self)
        return next
      }
    case .text, .categorical:
      if p.pointee != quote {
        let copied = copyText(p, sinks[index].text! + sinks[index].textCount)
        let count = copied.next - p
        if nulls.contains(p, count: count) {
          sinks[index].addNull(row)
          return copied.next
        }
        if !copied.isASCII, !isUTF8(p, count) {
          notes.problem = .encoding(column: index + 1, name: names[index])
          return nil
        }
        sinks[index].textCount += count
        sinks[index].ends[row] = sinks[index].textCount
        return copied.next
      }
    case .skip:
      if p.pointee != quote { return skipText(p) }
    case .date:
      let next = skipText(p)
      if let value = MomentText.parse(UnsafeBufferPointer(start: p, count: next - p)) {
        sinks[index].data.storeBytes(of: value, toByteOffset: row &* 8, as: Int.self)
        return next
      }
    case .bool:
      let next = skipText(p)
      if let value = TruthText.parse(UnsafeBufferPointer(start: p, count: next - p)) {
        sinks[index].data.storeBytes(of: value, toByteOffset: row, as: Bool.self)
        return next
      }
    default:
      break
    }
    return parseSlowly(p, end, index, row, &notes)
  }

  @inline(__always)
  private func endsField(_ p: UnsafePointer<UInt8>) -> Bool {
    let byte = p.pointee
    return byte == delimiter || byte == Byte.lineFeed || byte == Byte.carriageReturn
  }

  /// Whether a number of an inferred type has no plus or needless zero in front, which it would lose.
  @inline(__always)
  private func keepsDigits(_ p: UnsafePointer<UInt8>, _ index: Int) -> Bool {
    var first = p.pointee
    var second = p[1]
    if first == Byte.minus {
      first = second
      second = p[2]
    }
    return !(first == Byte.plus || first == Byte.zero && second &- Byte.zero <= 9) || !sinks[index].isInferred
  }

  /// The eight bytes whose high bit says where a delimiter, or a byte below 14 such as a line end, may stand; the
  /// lowest such bit is right.
  @inline(__always)
  private func stops(_ word: UInt64) -> UInt64 {
    let others = word ^ delimiters
    let delimiters = (others &- 0x0101_0101_0101_0101) & ~others
    let controls = (word &- 0x0E0E_0E0E_0E0E_0E0E) & ~word
    return (delimiters | controls) & 0x8080_8080_8080_8080
  }

  /// Copies a field without quotes to `target`, where up to eight bytes behind it may change too.
  @inline(__always)
  private func copyText(
    _ start: UnsafePointer<UInt8>, _ target: UnsafeMutablePointer<UInt8>
  ) -> (next: UnsafePointer<UInt8>, isASCII: Bool) {
    var p = start
    var to = UnsafeMutableRawPointer(target)
    var seen: UInt64 = 0
    while true {
      let word = DigitWords.load(p)
      to.storeBytes(of: word.littleEndian, as: UInt64.self)
      let found = stops(word)
      if found == 0 {
        seen |= word
        p += 8
        to += 8
        continue
      }
      let count = found.trailingZeroBitCount >> 3
      seen |= word & ((1 &<< UInt64(count &* 8)) &- 1)
      p += count
      to += count
      if endsField(p) { return (p, seen & 0x8080_8080_8080_8080 == 0) }
      // Some other control character.
      p += 1
      to += 1
    }
  }

  @inline(__always)
  private func skipText(_ start: UnsafePointer<UInt8>) -> UnsafePointer<UInt8> {
    var p = start
    while true {
      let found = stops(DigitWords.load(p))
      if found == 0 {
        p += 8
        continue
      }
      p += found.trailingZeroBitCount >> 3
      if endsField(p) { return p }
      p += 1
    }
  }

  private func isUTF8(_ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    UTF8Check.isValid(UnsafeBufferPointer(start: start, count: count))
  }

  /// Reads a field in quotes, a null, or one of a type that is rare or does not fit.
  @inline(never)
  private func parseSlowly(
    _ p: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ index: Int, _ row: Int, _ notes: inout RecordNotes
  ) -> UnsafePointer<UInt8>? {
    guard p < end, p.pointee == quote, quote != CSVDialect.noQuote else {
      let next = skipText(p)
      let count = next - p
      if nulls.contains(p, count: count) {
        sinks[index].addNull(row)
        return next
      }
      return store(UnsafeBufferPointer(start: p, count: count), index, row, &notes) ? next : nil
    }
    guard let next = scanner.closingQuote(p + 1, end) else {
      notes.problem = .openQuote(column: index + 1, name: names[index])
      return nil
    }
    guard next >= end || endsField(next) else {
      notes.problem = .textAfterQuote(column: index + 1, name: names[index])
      return nil
    }
    let inner = UnsafeBufferPointer(start: p + 1, count: next - p - 2)
    if scanner.find(quote, p + 1, next - 1) == nil {
      return store(inner, index, row, &notes) ? next : nil
    }
    let content = scanner.content(p, next).bytes
    let isStored = content.withUnsafeBufferPointer { store($0, index, row, &notes) }
    return isStored ? next : nil
  }

  /// Puts a field that is not null into its column; false and a problem if it does not fit.
  private func store(
    _ field: UnsafeBufferPointer<UInt8>, _ index: Int, _ row: Int, _ notes: inout RecordNotes
  ) -> Bool {
    let sink = sinks[index]
    let isAllowed = !sink.isInferred || sink.kind == .text || FieldKind.keepsItsDigits(field)
    switch sink.kind {
    case .skip:
      return true
    case .int:
      if isAllowed, let value = IntegerParser.parse(field) {
        sink.data.storeBytes(of: value, toByteOffset: row * 8, as: Int.self)
        return true
      }
    case .double:
      if isAllowed, let value = DecimalParser.parse(field) {
        sink.data.storeBytes(of: value, toByteOffset: row * 8, as: Double.self)
        return true
      }
    case .float:
      if let value = DecimalParser.parseFloat(field) {
        sink.data.storeBytes(of: value, toByteOffset: row * 4, as: Float.self)
        return true
      }
    case .bool:
      if let value = TruthText.parse(field) {
        sink.data.storeBytes(of: value, toByteOffset: row, as: Bool.self)
        return true
      }
    case .date:
      if let value = MomentText.parse(field) {
        sink.data.storeBytes(of: value, toByteOffset: row * 8, as: Int.self)
        return true
      }
    case .text, .categorical:
      guard UTF8Check.isValid(field) else {
        notes.problem = .encoding(column: index + 1, name: names[index])
        return false
      }
      if let start = field.baseAddress { (sink.text! + sink.textCount).update(from: start, count: field.count) }
      sinks[index].textCount += field.count
      sinks[index].ends[row] = sinks[index].textCount
      return true
    case .open:
      break
    }
    if sink.isInferred {
      guard !mayWiden else {
        notes.widenings.append((index, FieldKind.inferred(field)))
        return true
      }
      notes.isTypeChange = true
    }
    notes.problem = .value(
      column: index + 1, name: names[index], expected: sink.kind.type,
      found: String(decoding: field.prefix(100), as: UTF8.self))
    return false
  }
}
