/// The columns of a file: what its header says and the options ask for.
struct CSVLayout {
  struct Field {
    var name: String
    var kind: FieldKind
    var isInferred: Bool
  }

  /// One for each field of a record; those that are not wanted are skipped.
  var fields: [Field]
  /// The names of the columns that are wanted, in the order that was asked for.
  let wanted: [String]

  /// Reads the header, which is consumed, and infers types from the rows that the window shows behind it.
  init(
    _ window: TextWindow, _ options: CSVOptions, _ scanner: RecordScanner, _ nulls: NullTexts, path: String
  ) throws(CSVError) {
    var size = 1 << 18
    var (bytes, isEnd) = try window.bytes(atLeast: size)
    guard var p = bytes.baseAddress, !bytes.isEmpty else { throw .empty(path: path) }
    var end = p + bytes.count
    // The whole first record must be in sight.
    while !isEnd, scanner.recordEnd(p, end) >= end {
      size *= 4
      (bytes, isEnd) = try window.bytes(atLeast: size)
      p = bytes.baseAddress!
      end = p + bytes.count
    }
    while p < end, p.pointee == Byte.lineFeed || p.pointee == Byte.carriageReturn { p += 1 }
    guard p < end else { throw .empty(path: path) }
    if options.hasHeader {
      let before = FieldState(behind: bytes.baseAddress!, p, scanner.dialect).lineCount
      try Self.check(header: p, end, line: 1 + before, scanner, path: path)
    }
    let first = scanner.fields(p, end)
    var names: [String] = []
    for (index, field) in first.fields.enumerated() {
      let isNamed = options.hasHeader && !field.bytes.isEmpty
      names.append(isNamed ? String(decoding: field.bytes, as: UTF8.self) : "column_\(index + 1)")
    }
    if let given = options.columnNames {
      guard given.count == names.count else {
        throw .nameCount(path: path, given: given.count, columns: names.count)
      }
      names = given
    }
    var seen: Set<String> = []
    for name in names where !seen.insert(name).inserted { throw .duplicateName(path: path, name: name) }
    for name in (options.columns ?? []) + options.types.keys.sorted() where !seen.contains(name) {
      throw .noColumn(path: path, name: name, columns: names)
    }
    wanted = options.columns ?? names
    let chosen = Set(wanted)
    guard chosen.count == wanted.count else { throw .option(problem: "columns names a column twice") }
    fields = names.map { name in
      if !chosen.contains(name) { return Field(name: name, kind: .skip, isInferred: false) }
      if let type = options.types[name] { return Field(name: name, kind: FieldKind(type), isInferred: false) }
      return Field(name: name, kind: options.inference == .text ? .text : .open, isInferred: options.inference != .text)
    }
    if options.hasHeader { p = first.next }
    let consumed = p - bytes.baseAddress!
    headerLines = FieldState(behind: bytes.baseAddress!, p, scanner.dialect).lineCount
    if case .sample(let rows) = options.inference { infer(p, end, isEnd, rows, scanner, nulls) }
    window.consume(consumed)
  }

  /// The number of lines that the header and the empty lines before it take.
  let headerLines: Int

  /// Widens the types that are open until they hold the first rows.
  private mutating func infer(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ isEnd: Bool, _ rows: Int, _ scanner: RecordScanner,
    _ nulls: NullTexts
  ) {
    var p = start
    for _ in 0..<max(0, rows) where p < end {
      let (values, next) = scanner.fields(p, end)
      // The last record in sight may not be all there.
      if next >= end, !isEnd { return }
      p = next
      guard values.count == fields.count else { continue }
      for (index, value) in values.enumerated() where fields[index].isInferred && fields[index].kind != .text {
        value.bytes.withUnsafeBufferPointer { field in
          if !value.isQuoted, nulls.contains(field) { return }
          fields[index].kind = fields[index].kind.joined(FieldKind.inferred(field))
        }
      }
    }
  }

  /// Refuses a header with a broken quote or bytes that are not UTF-8.
  private static func check(
    header start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, line: Int, _ scanner: RecordScanner, path: String
  ) throws(CSVError) {
    var p = start
    for column in 1... {
      let name = "column_\(column)"
      var problem: BadRow.Problem?
      switch scanner.quotes(p, end) {
      case .open: problem = .openQuote(column: column, name: name)
      case .followed: problem = .textAfterQuote(column: column, name: name)
      case .closed, .none: break
      }
      let next = scanner.fieldEnd(p, end)
      if problem == nil, !UTF8Check.isValid(UnsafeBufferPointer(start: p, count: next - p)) {
        problem = .encoding(column: column, name: name)
      }
      if let problem {
        let text = UnsafeBufferPointer(start: start, count: min(1000, next - start))
        throw .badRow(path: path, BadRow(line: line, problem: problem, text: String(decoding: text, as: UTF8.self)))
      }
      if next >= end || next.pointee != scanner.dialect.delimiter { return }
      p = next + 1
    }
  }
}
