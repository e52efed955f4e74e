extension DataFrame {
  /// Writes the frame as JSON lines, one object for each row, compressed if the path ends with `.gz`.
  ///
  /// Nulls are written as null, dates as text of ISO 8601. The file appears when it is complete. O(bytes).
  /// - Throws: ``JSONLinesError/file(_:)``, ``JSONLinesError/notWritable(column:row:value:)`` for a number that is not
  ///   finite.
  public func writeJSONLines(_ path: String) throws(JSONLinesError) {
    try refuseInfinite()
    do throws(CSVError) {
      let file = try FileWriter(path: path)
      do throws(CSVError) {
        try write { bytes throws(CSVError) in try file.write(bytes) }
        try file.finish()
      } catch {
        file.abandon()
        throw error
      }
    } catch {
      throw .file(error)
    }
  }

  /// The frame as JSON lines. O(bytes).
  /// - Throws: ``JSONLinesError/notWritable(column:row:value:)`` for a number that is not finite.
  public func jsonLinesText() throws(JSONLinesError) -> String {
    try refuseInfinite()
    var text: [UInt8] = []
    write { text.append(contentsOf: $0) }
    return String(decoding: text, as: UTF8.self)
  }

  private func refuseInfinite() throws(JSONLinesError) {
    for column in columns where column.type == .double || column.type == .float {
      guard let values = try? column.values(as: Double.self) else { continue }
      for (row, value) in values.enumerated() {
        if let value, !value.isFinite { throw .notWritable(column: column.name, row: row, value: "\(value)") }
      }
    }
  }

  private func write<Failure: Error>(_ put: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
    let names = columnNames.map { Self.quoted($0) }
    let withTimes = columns.map(\.hasTimeOfDay)
    var bytes: [UInt8] = []
    for row in 0..<rowCount {
      bytes.append(UInt8(ascii: "{"))
      for (place, column) in columns.enumerated() {
        if place > 0 { bytes.append(UInt8(ascii: ",")) }
        bytes.append(contentsOf: names[place])
        bytes.append(Byte.colon)
        guard let text = column.text(at: row, withTime: withTimes[place]) else {
          bytes.append(contentsOf: "null".utf8)
          continue
        }
        switch column.type {
        case .int, .double, .float, .bool: bytes.append(contentsOf: text.utf8)
        case .string, .categorical, .date: bytes.append(contentsOf: Self.quoted(text))
        }
      }
      bytes.append(UInt8(ascii: "}"))
      bytes.append(Byte.lineFeed)
      if bytes.count >= 1 << 20 {
        try put(bytes)
        bytes.removeAll(keepingCapacity: true)
      }
    }
    try put(bytes)
  }

  private static func quoted(_ text: String) -> [UInt8] {
    var bytes = [Byte.quote]
    for byte in text.utf8 {
      switch byte {
      case Byte.quote: bytes.append(contentsOf: #"\""#.utf8)
      case UInt8(ascii: "\\"): bytes.append(contentsOf: #"\\"#.utf8)
      case Byte.lineFeed: bytes.append(contentsOf: #"\n"#.utf8)
      case Byte.carriageReturn: bytes.append(contentsOf: #"\r"#.utf8)
      case Byte.tab: bytes.append(contentsOf: #"\t"#.utf8)
      case ..<0x20:
        bytes.append(contentsOf: "\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8)
      default: bytes.append(byte)
      }
    }
    bytes.append(Byte.quote)
    return bytes
  }
}
