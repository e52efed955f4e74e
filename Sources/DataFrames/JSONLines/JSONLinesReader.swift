extension DataFrame {
  /// Reads a file of JSON lines: one object of plain values on each line, compressed or not.
  ///
  /// Columns are in the order in which their fields first occur; a line without a field has a null there. Whole numbers
  /// make an int column, or with others a double column; texts are never taken for dates or numbers. Empty lines are
  /// skipped. O(bytes).
  /// - Throws: ``JSONLinesError``.
  public static func readJSONLines(_ path: String) throws(JSONLinesError) -> DataFrame {
    try DataFrame(.file(path))
  }

  /// Reads JSON lines from a text. O(bytes).
  /// - Throws: ``JSONLinesError``.
  public init(jsonLines text: String) throws(JSONLinesError) {
    try self.init(.bytes(Array(text.utf8)))
  }

  private init(_ source: CSVSource) throws(JSONLinesError) {
    var fields = JSONFields(path: source.name)
    do throws(CSVError) {
      let window = try source.open(.utf8)
      var line = 1
      var size = 1 << 20
      while true {
        let (bytes, isEnd) = try window.bytes(atLeast: size)
        guard let start = bytes.baseAddress, !bytes.isEmpty else { break }
        var consumed = 0
        while let feed = bytes[consumed...].firstIndex(of: Byte.lineFeed) {
          try fields.read(UnsafeBufferPointer(start: start + consumed, count: feed - consumed), line)
          consumed = feed + 1
          line += 1
        }
        if isEnd, consumed < bytes.count {
          try fields.read(UnsafeBufferPointer(start: start + consumed, count: bytes.count - consumed), line)
          consumed = bytes.count
        }
        if consumed == 0 { size *= 2 }
        window.consume(consumed)
      }
    } catch {
      if let problem = fields.problem { throw problem }
      throw .file(error)
    }
    self = fields.frame
  }
}

/// The columns while lines are being read.
private struct JSONFields {
  let path: String
  private(set) var problem: JSONLinesError?
  private var names: [String] = []
  private var places: [String: Int] = [:]
  private var columns: [JSONColumn] = []
  private var rowCount = 0

  init(path: String) { self.path = path }

  /// Reads one line; what is wrong with it is kept in `problem`.
  mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Int) throws(CSVError) {
    do throws(JSONLinesError) {
      try add(bytes, line)
    } catch {
      problem = error
      throw .file(path: path, problem: error.description)
    }
  }

  private mutating func add(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Int) throws(JSONLinesError) {
    if bytes.allSatisfy({ $0 == Byte.space || $0 == Byte.tab || $0 == Byte.carriageReturn }) { return }
    var parser = JSONLineParser(bytes, line: line, path: path)
    try parser.parse { name, value throws(JSONLinesError) in
      let place: Int
      if let known = places[name] {
        place = known
      } else {
        place = columns.count
        places[name] = place
        names.append(name)
        columns.append(JSONColumn())
      }
      guard columns[place].count <= rowCount else {
        throw .duplicateField(path: path, line: line, field: name)
      }
      columns[place].fill(to: rowCount)
      if let expected = columns[place].add(value) {
        throw .mixedTypes(path: path, line: line, field: name, expected: expected, found: value.noun)
      }
    }
    rowCount += 1
  }

  var frame: DataFrame {
    let made = zip(names, columns).map { name, column in
      var column = column
      column.fill(to: rowCount)
      return column.column(name)
    }
    return DataFrame(checked: made, rowCount: rowCount)
  }
}

extension JSONScalar {
  /// What the value is, for a sentence.
  fileprivate var noun: String {
    switch self {
    case .null: "null"
    case .truth(let value): "\(value)"
    case .whole(let value): "\(value)"
    case .real(let value): "\(value)"
    case .text(let bytes): "\"\(String(decoding: bytes.prefix(60), as: UTF8.self))\""
    }
  }
}

/// The values of one field so far.
private enum JSONColumn {
  case open(count: Int)
  case truths([Bool?])
  case wholes([Int?])
  case reals([Double?])
  case texts(TextBuilder, ValidityBuilder)

  init() { self = .open(count: 0) }

  var count: Int {
    switch self {
    case .open(let count): count
    case .truths(let values): values.count
    case .wholes(let values): values.count
    case .reals(let values): values.count
    case .texts(let texts, _): texts.count
    }
  }

  mutating func fill(to count: Int) {
    while self.count < count { _ = add(.null) }
  }

  /// Adds a value; the type of the column if it is of another kind.
  mutating func add(_ value: JSONScalar) -> ColumnType? {
    switch (self, value) {
    case (.open(let count), .null): self = .open(count: count + 1)
    case (.open(let count), .truth(let value)): self = .truths(Array(repeating: nil, count: count) + [value])
    case (.open(let count), .whole(let value)): self = .wholes(Array(repeating: nil, count: count) + [value])
    case (.open(let count), .real(let value)): self = .reals(Array(repeating: nil, count: count) + [value])
    case (.open(let count), .text(let value)):
      var texts = TextBuilder()
      var validity = ValidityBuilder()
      for _ in 0..<count {
        texts.append("")
        validity.append(false)
      }
      texts.append(value)
      validity.append(true)
      self = .texts(texts, validity)
    case (.truths(var values), .truth), (.truths(var values), .null):
      self = .open(count: 0)
      if case .truth(let value) = value { values.append(value) } else { values.append(nil) }
      self = .truths(values)
    case (.wholes(var values), .whole), (.wholes(var values), .null):
      self = .open(count: 0)
      if case .whole(let value) = value { values.append(value) } else { values.append(nil) }
      self = .wholes(values)
    case (.wholes(let values), .real(let value)):
      self = .reals(values.map { $0.map { Double($0) } } + [value])
    case (.reals(var values), .real), (.reals(var values), .whole), (.reals(var values), .null):
      self = .open(count: 0)
      switch value {
      case .real(let value): values.append(value)
      case .whole(let value): values.append(Double(value))
      default: values.append(nil)
      }
      self = .reals(values)
    case (.texts(var texts, var validity), .text), (.texts(var texts, var validity), .null):
      self = .open(count: 0)
      if case .text(let value) = value { texts.append(value) } else { texts.append("") }
      if case .null = value { validity.append(false) } else { validity.append(true) }
      self = .texts(texts, validity)
    case (.truths, _): return .bool
    case (.wholes, _): return .int
    case (.reals, _): return .double
    case (.texts, _): return .string
    }
    return nil
  }

  func column(_ name: String) -> Column {
    switch self {
    case .open(let count): Column(name, [String?](repeating: nil, count: count))
    case .truths(let values): Column(name, values)
    case .wholes(let values): Column(name, values)
    case .reals(let values): Column(name, values)
    case .texts(let texts, let validity):
      Column(name: name, storage: .text(texts.finish()), validity: validity.finish())
    }
  }
}
