/// Whether the text of a cell is a whole, or plainly goes on in the next line.
///
/// Asked each time Enter is pressed, so it looks at the letters only: open brackets, strings and comments, an operator
/// at the end, a declaration or statement that still lacks its `{`. What is wrong in another way is complete, so that
/// the compiler can say what is wrong.
public enum CellCompleteness: Sendable, Hashable {
  case complete
  /// More must follow. `depth` is how many levels the next line is to be indented.
  case incomplete(depth: Int)

  /// Judges `text`. O(n).
  ///
  /// Two line breaks at the end finish what only lacks an operand or a body, so that nobody is held at the prompt.
  public init(of text: String) {
    var scanner = CompletenessScanner(bytes: Array(text.utf8))
    self = scanner.judge()
  }
}

private struct CompletenessScanner {
  let bytes: [UInt8]
  private var position = 0
  private var line = 0

  /// Delimiters of a string: `#` marks, and whether it has three quotation marks.
  private struct StringMark {
    var pounds: Int
    var isMultiline: Bool
  }

  private struct Opening {
    /// The byte that closes it.
    var closer: UInt8
    var line: Int
    /// The string to go on with after an interpolation.
    var string: StringMark?
  }

  private var openings: [Opening] = []
  private var openConditions = 0

  private enum Token {
    case nothing
    /// Something that an expression or statement can end with.
    case operand
    /// Something that must be followed by more: an operator between two operands, a comma, `=`, `->`, `let`.
    case dangling
    /// An attribute or a reserved modifier, with nothing but such before it in the statement.
    case modifier
    /// The dot of a member.
    case dot
  }
  private var last = Token.nothing
  /// Whether the next token begins a statement, attributes and modifiers apart.
  private var isStatementStart = true
  /// Whether the statement is an import, in which `func` or `struct` is no declaration.
  private var isImport = false
  /// Whether a `{` must come.
  private var awaitsBody = false
  /// Whether the body that is awaited, or the one that is open, is that of `repeat`.
  private var isRepeat = false
  private var awaitsWhile = false

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  private enum Stop: Error {
    /// The text ends inside a comment or a string.
    case open
    /// A bracket is closed that is not open.
    case mismatch
  }

  mutating func judge() -> CellCompleteness {
    do throws(Stop) {
      while position < bytes.count { try step() }
    } catch {
      return error == .open ? .incomplete(depth: depth) : .complete
    }
    if !openings.isEmpty { return .incomplete(depth: depth) }
    if openConditions > 0 { return .incomplete(depth: 0) }
    if bytes.reversed().prefix(while: Self.isSpace).count(where: { $0 == UInt8(ascii: "\n") }) >= 2 {
      return .complete
    }
    switch last {
    case .dangling, .dot: return .incomplete(depth: awaitsBody ? 0 : 1)
    case .modifier: return .incomplete(depth: 0)
    case .nothing, .operand: return awaitsBody || awaitsWhile ? .incomplete(depth: 0) : .complete
    }
  }

  /// Brackets opened in one line indent once.
  private var depth: Int {
    var count = 0
    var previous = -1
    for opening in openings where opening.line != previous {
      count += 1
      previous = opening.line
    }
    return count
  }

  // MARK: Reading

  private func byte(_ offset: Int = 0) -> UInt8? {
    let place = position + offset
    return place >= 0 && place < bytes.count ? bytes[place] : nil
  }

  private func follows(_ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard position + count <= bytes.count else { return false }
    for index in 0..<count where bytes[position + index] != text.utf8Start[index] { return false }
    return true
  }

  private func pounds(from place: Int) -> Int {
    var end = place
    while end < bytes.count, bytes[end] == UInt8(ascii: "#") { end += 1 }
    return end - place
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte) || byte == 0
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...:
      true
    default: false
    }
  }

  private static func isOperator(_ byte: UInt8) -> Bool {
    switch Unicode.Scalar(byte) {
    case "+", "-", "*", "/", "%", "=", "<", ">", "!", "&", "|", "^", "~", "?": true
    default: false
    }
  }

  private mutating func step() throws(Stop) {
    let byte = bytes[position]
    switch Unicode.Scalar(byte) {
    case "\n":
      position += 1
      line += 1
      endLine()
    case _ where Self.isSpace(byte):
      position += 1
    case "/" where follows("//"):
      while let byte = self.byte(), byte != UInt8(ascii: "\n") { position += 1 }
    case "/" where follows("/*"):
      try comment()
    case "\"":
      try openString(pounds: 0)
    case "#":
      try pound()
    case "/" where expectsOperand && isRegex():
      take(.operand)
    case "(", "[", "{":
      open(byte)
    case ")", "]", "}":
      try close(byte)
    case ",", ":":
      position += 1
      take(.dangling)
    case ";":
      position += 1
      take(.nothing)
      beginStatement()
    case "@":
      attribute()
    case "`":
      position += 1
      while let byte = self.byte(), Self.isWord(byte) { position += 1 }
      if self.byte() == UInt8(ascii: "`") { position += 1 }
      take(.operand)
    case ".":
      dots()
    case _ where Self.isOperator(byte):
      operatorToken()
    case _ where Self.isWord(byte):
      word()
    default:
      position += 1
      take(.operand)
    }
  }

  private mutating func take(_ token: Token) {
    last = token
    isStatementStart = false
  }

  private mutating func beginStatement() {
    isStatementStart = true
    isImport = false
  }

  private mutating func endLine() {
    guard openings.isEmpty else { return }
    switch last {
    case .operand, .nothing: beginStatement()
    case .dangling, .dot, .modifier: break
    }
  }

  /// Whether an operand may begin here, so that `/` would begin a regular expression.
  private var expectsOperand: Bool {
    switch last {
    case .operand: isStatementStart
    case .nothing, .dangling, .modifier: true
    case .dot: false
    }
  }

  // MARK: Comments and strings

  private mutating func comment() throws(Stop) {
    var level = 0
    repeat {
      guard position < bytes.count else { throw .open }
      if follows("/*") {
        level += 1
        position += 2
      } else if follows("*/") {
        level -= 1
        position += 2
      } else {
        if bytes[position] == UInt8(ascii: "\n") { line += 1 }
        position += 1
      }
    } while level > 0
  }

  private mutating func openString(pounds: Int) throws(Stop) {
    take(.operand)
    if follows("\"\"\"") {
      position += 3
      // `"""` within one line is an empty string and a quotation mark only with `#`; otherwise it opens several lines.
      try string(StringMark(pounds: pounds, isMultiline: true))
    } else {
      position += 1
      try string(StringMark(pounds: pounds, isMultiline: false))
    }
  }

  /// Reads a string from inside to its end or to the next interpolation.
  private mutating func string(_ mark: StringMark) throws(Stop) {
    while position < bytes.count {
      switch Unicode.Scalar(bytes[position]) {
      case "\n":
        // A string of one line that is not closed ends with the line; the compiler will say so.
        guard mark.isMultiline else { return }
        line += 1
        position += 1
      case "\\" where pounds(from: position + 1) >= mark.pounds:
        position += 1 + mark.pounds
        if byte() == UInt8(ascii: "(") {
          openings.append(Opening(closer: UInt8(ascii: ")"), line: line, string: mark))
          position += 1
          last = .nothing
          return
        }
        if let byte = byte(), byte != UInt8(ascii: "\n") { position += 1 }
      case "\"" where !mark.isMultiline || follows("\"\"\""):
        let quotes = mark.isMultiline ? 3 : 1
        if pounds(from: position + quotes) >= mark.pounds {
          position += quotes + mark.pounds
          return
        }
        position += 1
      default:
        position += 1
      }
    }
    if mark.isMultiline { throw .open }
  }

  private mutating func pound() throws(Stop) {
    let count = pounds(from: position)
    switch byte(count) {
    case UInt8(ascii: "\""):
      position += count
      try openString(pounds: count)
    case UInt8(ascii: "/"):
      try longRegex(pounds: count)
    default:
      position += 1
      let name = readWord()
      switch name {
      case "if": openConditions += 1
      case "endif": openConditions = max(0, openConditions - 1)
      default: break
      }
      if ["if", "elseif", "else", "endif"].contains(name) {
        while let byte = byte(), byte != UInt8(ascii: "\n") { position += 1 }
        last = .nothing
      } else {
        take(.operand)
      }
    }
  }

  /// A regular expression `#/…/#`, which may have several lines if its first is empty.
  private mutating func longRegex(pounds count: Int) throws(Stop) {
    position += count + 1
    var rest = position
    while rest < bytes.count, Self.isSpace(bytes[rest]), bytes[rest] != UInt8(ascii: "\n") { rest += 1 }
    let isMultiline = rest < bytes.count && bytes[rest] == UInt8(ascii: "\n")
    take(.operand)
    while let byte = byte() {
      if byte == UInt8(ascii: "\n") {
        guard isMultiline else { return }
        line += 1
      } else if byte == UInt8(ascii: "\\"), self.byte(1) != UInt8(ascii: "\n") {
        position += 1
      } else if byte == UInt8(ascii: "/"), pounds(from: position + 1) >= count {
        position += 1 + count
        return
      }
      position += 1
    }
    // One line without an end can only be on its way if nothing but the delimiter is there.
    if isMultiline || rest == bytes.count { throw .open }
  }

  /// Steps over a regular expression `/…/` if one begins here.
  private mutating func isRegex() -> Bool {
    guard let first = byte(1), !Self.isSpace(first), first != UInt8(ascii: "/"), first != UInt8(ascii: "*") else {
      return false
    }
    var end = position + 1
    while end < bytes.count, bytes[end] != UInt8(ascii: "\n") {
      if bytes[end] == UInt8(ascii: "/") {
        position = end + 1
        return true
      }
      end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
    }
    return false
  }

  // MARK: Brackets

  private mutating func open(_ byte: UInt8) {
    position += 1
    if byte == UInt8(ascii: "{"), openings.isEmpty { awaitsBody = false }
    let closer: UInt8 =
      switch Unicode.Scalar(byte) {
      case "(": UInt8(ascii: ")")
      case "[": UInt8(ascii: "]")
      default: UInt8(ascii: "}")
      }
    openings.append(Opening(closer: closer, line: line))
    take(.nothing)
  }

  private mutating func close(_ byte: UInt8) throws(Stop) {
    guard let opening = openings.popLast(), opening.closer == byte else { throw .mismatch }
    position += 1
    take(.operand)
    if let mark = opening.string {
      try string(mark)
    } else if byte == UInt8(ascii: "}"), openings.isEmpty {
      if isRepeat { awaitsWhile = true }
      isRepeat = false
    }
  }

  // MARK: Words and operators

  private mutating func dots() {
    let start = position
    while byte() == UInt8(ascii: ".") || byte().map(Self.isOperator) == true && position > start + 1 { position += 1 }
    guard position - start > 1 else {
      take(.dot)
      return
    }
    takeOperator(from: start)
  }

  private mutating func operatorToken() {
    let start = position
    while let byte = byte(), Self.isOperator(byte) || (byte == UInt8(ascii: ".") && position > start) {
      // A comment ends an operator.
      if position > start, follows("//") || follows("/*") { break }
      // `x?.y`: the dot is a member's.
      if byte == UInt8(ascii: "."), self.byte(1) != UInt8(ascii: ".") { break }
      position += 1
    }
    takeOperator(from: start)
  }

  private mutating func takeOperator(from start: Int) {
    let text = bytes[start..<position]
    let isAssignment = text.elementsEqual("=".utf8) || text.elementsEqual("->".utf8)
    // An operator that touches what is before it and not what is after it is a postfix one: `x!`, `Int?`, `1...`.
    let touchesLeft = start > 0 && !Self.isSpace(bytes[start - 1]) && isRightEdge(bytes[start - 1])
    let touchesRight = position < bytes.count && !Self.isSpace(bytes[position])
    if isAssignment || !touchesLeft || touchesRight {
      take(.dangling)
    } else {
      take(.operand)
    }
  }

  private func isRightEdge(_ byte: UInt8) -> Bool {
    switch Unicode.Scalar(byte) {
    case "(", "[", "{", ",", ";", ":": false
    default: true
    }
  }

  private mutating func attribute() {
    let isFirst = isStatementStart || last == .modifier
    position += 1
    while let byte = byte(), Self.isWord(byte) || byte == UInt8(ascii: ".") { position += 1 }
    // The parenthesis must follow at once; `@escaping (Int) -> Void` has a type after its attribute.
    last = isFirst && openings.isEmpty ? .modifier : .dangling
    isStatementStart = isFirst
    if byte() == UInt8(ascii: "("), isFirst, openings.isEmpty {
      skipBalanced()
    }
  }

  /// Steps over the arguments of an attribute if they are closed in the text; leaves them to be read otherwise.
  private mutating func skipBalanced() {
    var level = 0
    var place = position
    while place < bytes.count {
      switch Unicode.Scalar(bytes[place]) {
      case "(": level += 1
      case ")": level -= 1
      case "\n", "\"", "/": return
      default: break
      }
      place += 1
      if level == 0 {
        position = place
        return
      }
    }
  }

  private mutating func readWord() -> String {
    let start = position
    while let byte = byte(), Self.isWord(byte) { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func word() {
    let isMember = last == .dot
    let wasStart = isStatementStart
    let isModified = last == .modifier
    let word = readWord()
    take(.operand)
    // Inside brackets only what the brackets hold matters, and they are open.
    guard !isMember else { return }
    guard openings.isEmpty else {
      if Self.operandWords.contains(word) { last = .dangling }
      return
    }
    if wasStart || isModified, Self.modifiers.contains(word) {
      last = .modifier
      isStatementStart = wasStart
      return
    }
    if word == "import", wasStart || isModified {
      isImport = true
      last = .dangling
      return
    }
    if isImport {
      if Self.declarations.contains(word) || word == "let" || word == "var" { last = .dangling }
      return
    }
    if word == "while", awaitsWhile {
      awaitsWhile = false
      last = .dangling
    } else if Self.declarations.contains(word) {
      awaitsBody = true
      last = .dangling
    } else if word == "actor", wasStart || isModified, nextIsWord {
      awaitsBody = true
    } else if Self.statements.contains(word) {
      awaitsBody = true
      if word == "repeat" { isRepeat = true }
      last = Self.bodyWords.contains(word) ? .operand : .dangling
    } else if Self.operandWords.contains(word) {
      last = .dangling
    }
  }

  private var nextIsWord: Bool {
    var place = position
    while place < bytes.count, bytes[place] == 0x20 { place += 1 }
    return place > position && place < bytes.count && Self.isWord(bytes[place])
  }

  /// Reserved words that can only stand before a declaration.
  private static let modifiers: Set = ["public", "private", "fileprivate", "internal", "static"]
  /// Words after which a name and then a body comes.
  private static let declarations: Set = ["func", "struct", "class", "enum", "protocol", "extension"]
  /// Words after which a body comes, perhaps after a condition.
  private static let statements: Set = [
    "if", "guard", "while", "for", "switch", "do", "repeat", "defer", "else", "catch",
  ]
  /// Those after which the body may come at once.
  private static let bodyWords: Set = ["do", "repeat", "defer", "else", "catch"]
  /// Words that must be followed by something.
  private static let operandWords: Set = [
    "let", "var", "as", "is", "in", "try", "await", "throw", "where", "case", "typealias", "inout", "any", "some",
  ]
}
