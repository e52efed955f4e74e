/// The grammar of JSON, to find where bytes that claim to be JSON stop being it.
///
/// Source: RFC 8259.
package enum JSONGrammar {
  package struct Fault: Hashable, Sendable {
    /// Offset of the first wrong byte; the length of the input if it ends too early.
    package var position: Int
    package var reason: String
  }

  /// How many arrays and objects may be inside each other. Below what the decoder takes.
  package static let depthLimit = 256

  /// The first place where `bytes` are not one JSON value in UTF-8; nil if they are one. O(n).
  package static func firstFault(in bytes: [UInt8]) -> Fault? {
    do throws(Fault) {
      try utf8(bytes)
      var scanner = Scanner(bytes: bytes)
      try scanner.document()
      return nil
    } catch {
      return error
    }
  }

  private static func utf8(_ bytes: [UInt8]) throws(Fault) {
    do throws(UTF8.ValidationError) {
      _ = try UTF8Span(validating: bytes.span)
    } catch {
      throw Fault(position: error.byteOffsets.lowerBound, reason: "not UTF-8")
    }
  }
}

extension JSONGrammar.Fault: Error {}

private struct Scanner {
  let bytes: [UInt8]
  var position = 0
  var depth = 0

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  private var byte: UInt8? {
    position < bytes.count ? bytes[position] : nil
  }

  private func fault(_ expected: String) -> JSONGrammar.Fault {
    guard let byte else {
      return JSONGrammar.Fault(position: position, reason: "the text ends where \(expected) belongs")
    }
    let found =
      (0x21...0x7E).contains(byte)
      ? "'\(Character(Unicode.Scalar(byte)))'" : "0x" + String(byte, radix: 16, uppercase: true)
    return JSONGrammar.Fault(position: position, reason: "\(found) where \(expected) belongs")
  }

  private mutating func skipSpace() {
    while let byte, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      position += 1
    }
  }

  /// Steps over `wanted` if it is next.
  private mutating func take(_ wanted: Unicode.Scalar) -> Bool {
    guard byte == UInt8(ascii: wanted) else { return false }
    position += 1
    return true
  }

  mutating func document() throws(JSONGrammar.Fault) {
    skipSpace()
    try value()
    skipSpace()
    if byte != nil { throw fault("the end") }
  }

  private mutating func value() throws(JSONGrammar.Fault) {
    switch byte.map({ Unicode.Scalar($0) }) {
    case "{": try nested { scanner throws(JSONGrammar.Fault) in try scanner.object() }
    case "[": try nested { scanner throws(JSONGrammar.Fault) in try scanner.array() }
    case "\"": try string()
    case "-", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9": try number()
    case "t": try word("true")
    case "f": try word("false")
    case "n": try word("null")
    default: throw fault("a value")
    }
  }

  private mutating func nested(
    _ body: (inout Scanner) throws(JSONGrammar.Fault) -> Void
  ) throws(JSONGrammar.Fault) {
    guard depth < JSONGrammar.depthLimit else {
      throw JSONGrammar.Fault(
        position: position, reason: "nested more than \(JSONGrammar.depthLimit) levels deep")
    }
    depth += 1
    position += 1
    skipSpace()
    try body(&self)
    depth -= 1
  }

  private mutating func object() throws(JSONGrammar.Fault) {
    if take("}") { return }
    while true {
      guard byte == UInt8(ascii: "\"") else { throw fault("a key in quotes") }
      try string()
      skipSpace()
      guard take(":") else { throw fault("':'") }
      skipSpace()
      try value()
      skipSpace()
      if take("}") { return }
      guard take(",") else { throw fault("',' or '}'") }
      skipSpace()
    }
  }

  private mutating func array() throws(JSONGrammar.Fault) {
    if take("]") { return }
    while true {
      try value()
      skipSpace()
      if take("]") { return }
      guard take(",") else { throw fault("',' or ']'") }
      skipSpace()
    }
  }

  private mutating func string() throws(JSONGrammar.Fault) {
    position += 1
    while let byte {
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        return
      case UInt8(ascii: "\\"):
        position += 1
        try escape()
      case 0..<0x20:
        throw fault("a character of a string")
      default:
        position += 1
      }
    }
    throw fault("the closing quote of a string")
  }

  private mutating func escape() throws(JSONGrammar.Fault) {
    switch byte.map({ Unicode.Scalar($0) }) {
    case "\"", "\\", "/", "b", "f", "n", "r", "t":
      position += 1
    case "u":
      position += 1
      for _ in 0..<4 {
        guard let byte, Character(Unicode.Scalar(byte)).isHexDigit else { throw fault("a hexadecimal digit") }
        position += 1
      }
    default:
      throw fault("an escaped character")
    }
  }

  private mutating func number() throws(JSONGrammar.Fault) {
    _ = take("-")
    if !take("0") { try digits() }
    if take(".") { try digits() }
    if take("e") || take("E") {
      if !take("+") { _ = take("-") }
      try digits()
    }
  }

  private mutating func digits() throws(JSONGrammar.Fault) {
    let start = position
    while let byte, (0x30...0x39).contains(byte) {
      position += 1
    }
    if position == start { throw fault("a digit") }
  }

  private mutating func word(_ word: StaticString) throws(JSONGrammar.Fault) {
    for index in 0..<word.utf8CodeUnitCount {
      guard byte == word.utf8Start[index] else { throw fault("\"\(word)\"") }
      position += 1
    }
  }
}
