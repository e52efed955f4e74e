/// A value of a field.
enum JSONScalar {
  case null
  case truth(Bool)
  case whole(Int)
  case real(Double)
  case text([UInt8])
}

/// Reads one line that holds a JSON object (RFC 8259) of plain values.
struct JSONLineParser {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let line: Int
  private let path: String
  private var position = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>, line: Int, path: String) {
    self.bytes = bytes
    self.line = line
    self.path = path
  }

  /// Calls `field` with each name and value, in order.
  mutating func parse(_ field: (String, JSONScalar) throws(JSONLinesError) -> Void) throws(JSONLinesError) {
    try expect("{", "an object, {…}")
    skipSpace()
    if next == UInt8(ascii: "}") {
      position += 1
    } else {
      while true {
        skipSpace()
        guard next == Byte.quote else { throw syntax("a field name in quotes") }
        let name = String(decoding: try string(), as: UTF8.self)
        try expect(":", "a colon")
        skipSpace()
        try field(name, value(of: name))
        skipSpace()
        if next == UInt8(ascii: "}") {
          position += 1
          break
        }
        try expect(",", "a comma or }")
      }
    }
    skipSpace()
    if position < bytes.count { throw syntax("the end of the line") }
  }

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipSpace() {
    while let byte = next, byte == Byte.space || byte == Byte.tab || byte == Byte.carriageReturn { position += 1 }
  }

  private mutating func expect(_ character: Unicode.Scalar, _ what: String) throws(JSONLinesError) {
    skipSpace()
    guard next == UInt8(ascii: character) else { throw syntax(what) }
    position += 1
  }

  private func syntax(_ expected: String) -> JSONLinesError {
    let found: String
    if position < bytes.count {
      let rest = String(decoding: bytes[position...].prefix(20), as: UTF8.self)
      found = "\"\(rest)\""
    } else {
      found = "the end of the line"
    }
    return .syntax(path: path, line: line, column: position + 1, expected: expected, found: found)
  }

  private mutating func value(of name: String) throws(JSONLinesError) -> JSONScalar {
    switch next {
    case Byte.quote: return .text(try string())
    case UInt8(ascii: "{"): throw .nested(path: path, line: line, field: name, found: "an object")
    case UInt8(ascii: "["): throw .nested(path: path, line: line, field: name, found: "an array")
    case UInt8(ascii: "t"): return try word("true", .truth(true))
    case UInt8(ascii: "f"): return try word("false", .truth(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func word(_ word: StaticString, _ value: JSONScalar) throws(JSONLinesError) -> JSONScalar {
    let letters = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
    guard bytes[position...].starts(with: letters) else { throw syntax("a value") }
    position += letters.count
    return value
  }

  private mutating func number() throws(JSONLinesError) -> JSONScalar {
    let start = position
    func isDigit(_ byte: UInt8?) -> Bool { byte.map { $0 &- Byte.zero <= 9 } ?? false }
    if next == Byte.minus { position += 1 }
    guard isDigit(next) else {
      position = start
      throw syntax("a value")
    }
    if next == Byte.zero, position + 1 < bytes.count, isDigit(bytes[position + 1]) {
      throw syntax("a number without a needless zero in front")
    }
    while isDigit(next) { position += 1 }
    var isWhole = true
    if next == Byte.point {
      isWhole = false
      position += 1
      guard isDigit(next) else { throw syntax("a digit") }
      while isDigit(next) { position += 1 }
    }
    if let byte = next, byte | 0x20 == UInt8(ascii: "e") {
      isWhole = false
      position += 1
      if next == Byte.plus || next == Byte.minus { position += 1 }
      guard isDigit(next) else { throw syntax("a digit") }
      while isDigit(next) { position += 1 }
    }
    let text = UnsafeBufferPointer(rebasing: bytes[start..<position])
    if isWhole, let value = IntegerParser.parse(text) { return .whole(value) }
    guard let value = DecimalParser.parse(text) else { throw syntax("a number") }
    return .real(value)
  }

  /// The text in quotes at the position, escapes resolved.
  private mutating func string() throws(JSONLinesError) -> [UInt8] {
    let start = position
    position += 1
    var text: [UInt8] = []
    while let byte = next {
      position += 1
      switch byte {
      case Byte.quote:
        guard text.withUnsafeBufferPointer({ UTF8Check.isValid($0) }) else {
          position = start
          throw syntax("text in UTF-8")
        }
        return text
      case UInt8(ascii: "\\"): try escape(&text)
      case ..<0x20:
        position -= 1
        throw syntax("a control character written as an escape")
      default: text.append(byte)
      }
    }
    throw syntax("a closing quote")
  }

  private mutating func escape(_ text: inout [UInt8]) throws(JSONLinesError) {
    guard let byte = next else { throw syntax("an escape") }
    let plain: UInt8? =
      switch byte {
      case UInt8(ascii: "n"): Byte.lineFeed
      case UInt8(ascii: "r"): Byte.carriageReturn
      case UInt8(ascii: "t"): Byte.tab
      case UInt8(ascii: "b"): 0x08
      case UInt8(ascii: "f"): 0x0C
      case Byte.quote, UInt8(ascii: "\\"), UInt8(ascii: "/"): byte
      default: nil
      }
    if let plain {
      text.append(plain)
      position += 1
      return
    }
    guard byte == UInt8(ascii: "u") else { throw syntax("an escape") }
    position += 1
    var unit = try codeUnit()
    if unit & 0xFC00 == 0xD800 {
      guard bytes[position...].starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]) else {
        throw syntax("the second half of a character")
      }
      position += 2
      let second = try codeUnit()
      guard second & 0xFC00 == 0xDC00 else { throw syntax("the second half of a character") }
      unit = 0x10000 + (unit & 0x3FF) << 10 + second & 0x3FF
    }
    guard let scalar = Unicode.Scalar(unit), let encoded = UTF8.encode(scalar) else { throw syntax("a character") }
    text.append(contentsOf: encoded)
  }

  private mutating func codeUnit() throws(JSONLinesError) -> UInt32 {
    guard position + 4 <= bytes.count,
      let unit = UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16),
      bytes[position] != Byte.plus
    else { throw syntax("four hexadecimal digits") }
    position += 4
    return unit
  }
}
