/// Colors Swift text by its tokens: keywords, types, strings, numbers, comments, attributes.
///
/// It scans, it does not parse: what it colors is right for code as people write it, and it never fails on code that
/// is not finished.
package enum SwiftHighlighter {
  private static let keywords: Set<String> = [
    "actor", "any", "as", "associatedtype", "async", "await", "break", "case", "catch", "class", "continue",
    "convenience", "default", "defer", "deinit", "do", "dynamic", "else", "enum", "extension", "fallthrough",
    "false", "fileprivate", "final", "for", "func", "guard", "if", "import", "in", "indirect", "infix", "init",
    "inout", "internal", "is", "lazy", "let", "mutating", "nil", "nonisolated", "nonmutating", "operator",
    "override", "package", "postfix", "precedencegroup", "prefix", "private", "protocol", "public", "repeat",
    "required", "rethrows", "return", "self", "Self", "some", "static", "struct", "subscript", "super", "switch",
    "throw", "throws", "true", "try", "typealias", "unowned", "var", "weak", "where", "while",
  ]
  private static let keyword = TextStyle(color: 5)
  private static let type = TextStyle(color: 6)
  private static let string = TextStyle(color: 2)
  private static let number = TextStyle(color: 3)
  private static let comment = TextStyle(dim: true)
  private static let attribute = TextStyle(color: 5)

  /// The style of each character of `text`. O(characters).
  static func styles(of text: [Character]) -> [TextStyle] {
    var styles = [TextStyle](repeating: .plain, count: text.count)
    var place = 0

    func starts(_ token: String) -> Bool {
      var index = place
      for character in token {
        guard index < text.count, text[index] == character else { return false }
        index += 1
      }
      return true
    }
    func take(to end: Int, _ style: TextStyle) {
      for index in place..<min(end, text.count) { styles[index] = style }
      place = min(end, text.count)
    }

    while place < text.count {
      let character = text[place]
      if starts("//") {
        take(to: text[place...].firstIndex(of: "\n") ?? text.count, comment)
      } else if starts("/*") {
        take(to: commentEnd(text, from: place), comment)
      } else if character == "\"" || (character == "#" && opensRawString(text, at: place)) {
        take(to: stringEnd(text, from: place), string)
      } else if character.isLetter || character == "_" {
        let end = wordEnd(text, from: place)
        let word = String(text[place..<end])
        let isMember = place > 0 && text[place - 1] == "." && word != "self" && word != "init"
        if keywords.contains(word), !isMember {
          take(to: end, keyword)
        } else {
          take(to: end, word.first!.isUppercase ? type : .plain)
        }
      } else if character == "$" {
        take(to: wordEnd(text, from: place + 1), .plain)
      } else if character == "@" || character == "#" {
        take(to: wordEnd(text, from: place + 1), attribute)
      } else if character.isASCII, character.isNumber {
        take(to: numberEnd(text, from: place), number)
      } else {
        place += 1
      }
    }
    return styles
  }

  /// The text in pieces, without its colors changing what it says.
  package static func styled(_ text: String) -> StyledText {
    let characters = Array(text)
    let styles = styles(of: characters)
    return zip(characters, styles).reduce(into: StyledText()) { $0.append(String($1.0), $1.1) }
  }

  private static func wordEnd(_ text: [Character], from start: Int) -> Int {
    var end = start
    while end < text.count, text[end].isLetter || text[end].isNumber || text[end] == "_" { end += 1 }
    return end
  }

  private static func numberEnd(_ text: [Character], from start: Int) -> Int {
    var end = start
    while end < text.count {
      let character = text[end]
      let isPoint = character == "." && end + 1 < text.count && text[end + 1].isNumber
      let isSign = (character == "-" || character == "+") && "eEpP".contains(text[end - 1]) && end > start
      guard character.isNumber || character.isLetter || character == "_" || isPoint || isSign else { break }
      end += 1
    }
    return end
  }

  private static func commentEnd(_ text: [Character], from start: Int) -> Int {
    var depth = 0
    var place = start
    while place < text.count {
      let next: Character? = place + 1 < text.count ? text[place + 1] : nil
      if text[place] == "/", next == "*" {
        depth += 1
        place += 2
      } else if text[place] == "*", next == "/" {
        depth -= 1
        place += 2
        if depth == 0 { return place }
      } else {
        place += 1
      }
    }
    return text.count
  }

  private static func opensRawString(_ text: [Character], at start: Int) -> Bool {
    text[start...].first { $0 != "#" } == "\""
  }

  private static func stringEnd(_ text: [Character], from start: Int) -> Int {
    var place = start
    while place < text.count, text[place] == "#" { place += 1 }
    let pounds = place - start
    let isMultiline = text[place...].prefix(3).elementsEqual("\"\"\"")
    place += isMultiline ? 3 : 1
    let close: [Character] =
      Array(repeating: "\"", count: isMultiline ? 3 : 1) + Array(repeating: "#", count: pounds)
    while place < text.count {
      if text[place...].prefix(close.count).elementsEqual(close) { return place + close.count }
      if text[place] == "\n", !isMultiline { return place }
      place += text[place] == "\\" && pounds == 0 ? 2 : 1
    }
    return text.count
  }
}
