/// Takes the comments out of Swift: it knows strings of all kinds, what is interpolated into them, and nested comments.
struct CommentScanner {
  private let code: [Character]
  private var place = 0
  private var result = ""
  /// How many comments were taken out.
  private(set) var count = 0

  init(_ code: String) {
    self.code = Array(code)
  }

  /// The code without comments, and without the lines that held nothing else.
  mutating func withoutComments() -> String {
    while place < code.count { copyCode(untilParenthesis: false) }
    return result
  }

  /// Copies code up to its end or, inside an interpolation, up to the parenthesis that closes it.
  private mutating func copyCode(untilParenthesis: Bool) {
    var depth = 0
    while place < code.count {
      if starts("//") {
        skipLine()
      } else if starts("/*") {
        skipBlock()
      } else if let (hashes, isMultiline) = stringStart() {
        copyString(hashes: hashes, isMultiline: isMultiline)
      } else {
        let character = code[place]
        copy(1)
        if character == "(" { depth += 1 }
        if character == ")" {
          if depth == 0, untilParenthesis { return }
          depth -= 1
        }
      }
    }
  }

  private func starts(_ text: String) -> Bool {
    code[place...].starts(with: text)
  }

  private mutating func copy(_ count: Int) {
    let end = min(place + count, code.count)
    result.append(contentsOf: code[place..<end])
    place = end
  }

  /// Skips to the end of the line; a line that held nothing else goes whole.
  private mutating func skipLine() {
    count += 1
    while place < code.count, !code[place].isNewline { place += 1 }
    dropEmptyLine()
  }

  private mutating func skipBlock() {
    count += 1
    var depth = 0
    repeat {
      if starts("/*") {
        depth += 1
        place += 2
      } else if starts("*/") {
        depth -= 1
        place += 2
      } else {
        place += 1
      }
    } while depth > 0 && place < code.count
    place = min(place, code.count)
    if place == code.count || code[place].isNewline { dropEmptyLine() }
  }

  /// At the end of a line whose last part was a comment: takes the blanks before it, too, and the line if it is empty.
  private mutating func dropEmptyLine() {
    while let last = result.last, last == " " || last == "\t" { result.removeLast() }
    if result.isEmpty || result.last?.isNewline == true, place < code.count { place += 1 }
  }

  /// The number of `#`s and the kind of the string that begins here.
  private func stringStart() -> (hashes: Int, isMultiline: Bool)? {
    guard code[place] == "\"" || code[place] == "#" else { return nil }
    let hashes = code[place...].prefix { $0 == "#" }.count
    guard place + hashes < code.count, code[place + hashes] == "\"" else { return nil }
    return (hashes, code[(place + hashes)...].starts(with: "\"\"\""))
  }

  private mutating func copyString(hashes: Int, isMultiline: Bool) {
    let fence = String(repeating: "#", count: hashes)
    let quote = isMultiline ? "\"\"\"" : "\""
    copy(hashes + quote.count)
    while place < code.count {
      if starts(quote + fence) {
        copy(quote.count + hashes)
        return
      }
      if starts("\\" + fence) {
        copy(1 + hashes)
        if place < code.count, code[place] == "(" {
          copy(1)
          copyCode(untilParenthesis: true)
        } else {
          copy(1)
        }
      } else if !isMultiline, code[place].isNewline {
        return
      } else {
        copy(1)
      }
    }
  }
}
