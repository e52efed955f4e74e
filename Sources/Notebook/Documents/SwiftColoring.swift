/// Swift source cut into pieces that are shown in one color each. It needs no compiler and takes any text.
struct SwiftColoring {
  enum Kind: String {
    case plain
    case keyword
    case type
    case string
    case number
    case comment
    /// `@attribute`, `#directive`.
    case attribute
  }

  struct Piece: Hashable {
    var kind: Kind
    var text: String
  }

  /// The pieces, which together are the whole source.
  private(set) var pieces: [Piece] = []

  private let bytes: [UInt8]

  init(_ source: String) {
    bytes = Array(source.utf8)
    var position = 0
    while position < bytes.count {
      let (kind, end) = piece(at: position)
      append(kind, position..<end)
      position = end
    }
  }

  private mutating func append(_ kind: Kind, _ range: Range<Int>) {
    let text = String(decoding: bytes[range], as: UTF8.self)
    if let last = pieces.indices.last, pieces[last].kind == kind {
      pieces[last].text += text
    } else {
      pieces.append(Piece(kind: kind, text: text))
    }
  }

  // MARK: - Pieces

  private func byte(_ position: Int) -> UInt8 { position < bytes.count ? bytes[position] : 0 }

  private func piece(at start: Int) -> (Kind, Int) {
    let first = bytes[start]
    switch first {
    case UInt8(ascii: "/") where byte(start + 1) == UInt8(ascii: "/"):
      return (.comment, bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count)
    case UInt8(ascii: "/") where byte(start + 1) == UInt8(ascii: "*"):
      return (.comment, endOfBlockComment(from: start))
    case UInt8(ascii: "\""), UInt8(ascii: "#"):
      if let end = endOfString(from: start, depth: 0) { return (.string, end) }
      let end = endOfWord(from: start + 1)
      return (first == UInt8(ascii: "#") && end > start + 1 ? .attribute : .plain, end)
    case UInt8(ascii: "@"):
      let end = endOfWord(from: start + 1)
      return (end > start + 1 ? .attribute : .plain, end)
    case UInt8(ascii: "`"):
      // A name in backticks is a name, whatever it says.
      let end = endOfWord(from: start + 1)
      return (.plain, byte(end) == UInt8(ascii: "`") ? end + 1 : start + 1)
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      return (.number, endOfNumber(from: start))
    default:
      let end = endOfWord(from: start)
      guard end > start else { return (.plain, start + 1) }
      return (kind(ofWord: start..<end), end)
    }
  }

  private func kind(ofWord range: Range<Int>) -> Kind {
    let word = String(decoding: bytes[range], as: UTF8.self)
    let followsPoint = range.lowerBound > 0 && bytes[range.lowerBound - 1] == UInt8(ascii: ".")
    if Self.keywords.contains(word), !followsPoint { return .keyword }
    return word.first?.isUppercase == true ? .type : .plain
  }

  private func endOfWord(from start: Int) -> Int {
    var end = start
    while end < bytes.count, Self.isWord(bytes[end]) { end += 1 }
    return end
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
      true
    default: false
    }
  }

  private func endOfNumber(from start: Int) -> Int {
    let isHex = byte(start) == UInt8(ascii: "0") && byte(start + 1) == UInt8(ascii: "x")
    var end = start
    while end < bytes.count {
      let current = bytes[end]
      let next = byte(end + 1)
      let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(next)
      // The `|` sets the bit that tells a small letter from a capital.
      let isExponent = current | 0x20 == UInt8(ascii: isHex ? "p" : "e")
      if isExponent, next == UInt8(ascii: "-") || next == UInt8(ascii: "+") {
        end += 2
      } else if Self.isWord(current) || (current == UInt8(ascii: ".") && isDigit) {
        end += 1
      } else {
        break
      }
    }
    return end
  }

  private func endOfBlockComment(from start: Int) -> Int {
    var depth = 0
    var position = start
    while position < bytes.count {
      switch (bytes[position], byte(position + 1)) {
      case (UInt8(ascii: "/"), UInt8(ascii: "*")):
        depth += 1
        position += 2
      case (UInt8(ascii: "*"), UInt8(ascii: "/")):
        depth -= 1
        position += 2
        if depth == 0 { return position }
      default:
        position += 1
      }
    }
    return bytes.count
  }

  /// Where the string literal that starts at `start` ends; nil where none starts. One that is not closed ends with
  /// its line, or with the source if it may have several lines.
  private func endOfString(from start: Int, depth: Int) -> Int? {
    var position = start
    while byte(position) == UInt8(ascii: "#") { position += 1 }
    let pounds = position - start
    guard byte(position) == UInt8(ascii: "\"") else { return nil }
    let isLong = byte(position + 1) == UInt8(ascii: "\"") && byte(position + 2) == UInt8(ascii: "\"")
    let quotes = isLong ? 3 : 1
    position += quotes
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\n") where !isLong:
        return position
      case UInt8(ascii: "\\") where hasPounds(pounds, at: position + 1):
        position += 1 + pounds
        // Within an interpolation there may be strings of its own; deeper ones than anyone writes are not followed.
        if byte(position) == UInt8(ascii: "("), depth < 20 {
          position = endOfInterpolation(from: position, depth: depth, isLong: isLong)
        } else {
          position += 1
        }
      case UInt8(ascii: "\""):
        let close = (0..<quotes).allSatisfy { byte(position + $0) == UInt8(ascii: "\"") }
        if close, hasPounds(pounds, at: position + quotes) { return position + quotes + pounds }
        position += 1
      default:
        position += 1
      }
    }
    return bytes.count
  }

  private func hasPounds(_ count: Int, at position: Int) -> Bool {
    (0..<count).allSatisfy { byte(position + $0) == UInt8(ascii: "#") }
  }

  private func endOfInterpolation(from start: Int, depth: Int, isLong: Bool) -> Int {
    var parentheses = 0
    var position = start
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "("):
        parentheses += 1
        position += 1
      case UInt8(ascii: ")"):
        parentheses -= 1
        position += 1
        if parentheses == 0 { return position }
      case UInt8(ascii: "\n") where !isLong:
        return position
      case UInt8(ascii: "\""), UInt8(ascii: "#"):
        position = endOfString(from: position, depth: depth + 1) ?? position + 1
      default:
        position += 1
      }
    }
    return position
  }

  private static let keywords: Set<String> = [
    "actor", "any", "as", "associatedtype", "async", "await", "borrowing", "break", "case", "catch", "class",
    "consuming", "continue", "convenience", "default", "defer", "deinit", "didSet", "do", "else", "enum",
    "extension", "fallthrough", "false", "fileprivate", "final", "for", "func", "get", "guard", "if",
    "import",
    "in", "indirect", "init", "inout", "internal", "is", "lazy", "let", "mutating", "nil", "nonisolated",
    "nonmutating", "open", "operator", "override", "package", "precedencegroup", "private", "protocol",
    "public",
    "repeat", "required", "rethrows", "return", "self", "Self", "sending", "set", "some", "static", "struct",
    "subscript", "super", "switch", "throw", "throws", "true", "try", "typealias", "unowned", "var", "weak",
    "where", "while", "willSet",
  ]
}
