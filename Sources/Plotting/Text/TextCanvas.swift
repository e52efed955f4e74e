/// How one character of a terminal picture looks.
struct TextStyle: Hashable, Sendable {
  /// Number in the palette of 256 terminal colors; nil for the terminal's own.
  var foreground: UInt8?
  var background: UInt8?
  var bold = false

  static let plain = TextStyle()
  static let heading = TextStyle(bold: true)
  static func series(_ index: Int) -> TextStyle { TextStyle(foreground: Palette.terminal(index)) }

  /// The sequence that switches this style on.
  var sequence: String {
    var codes: [String] = []
    if bold { codes.append("1") }
    if let foreground { codes.append("38;5;\(foreground)") }
    if let background { codes.append("48;5;\(background)") }
    return codes.isEmpty ? "" : "\u{1B}[\(codes.joined(separator: ";"))m"
  }
}

/// A rectangle of styled characters on which a picture is composed.
struct TextCanvas {
  private struct Cell {
    /// Empty for the second column of a wide character.
    var glyph: String = " "
    var style = TextStyle.plain
  }

  let width: Int
  private var rows: [[Cell]] = []

  init(width: Int) { self.width = width }

  /// Adds `count` empty rows and returns the index of the first.
  @discardableResult
  mutating func addRows(_ count: Int) -> Int {
    rows.append(contentsOf: Array(repeating: Array(repeating: Cell(), count: width), count: count))
    return rows.count - count
  }

  /// Writes `text` from `column` on; what does not fit is left out.
  mutating func write(_ text: String, row: Int, column: Int, style: TextStyle = .plain) {
    guard rows.indices.contains(row) else { return }
    var place = column
    for character in text {
      let columns = displayWidth(character)
      guard columns > 0 else { continue }
      guard place >= 0 else {
        place += columns
        continue
      }
      guard place + columns <= width else { return }
      rows[row][place] = Cell(glyph: String(character), style: style)
      for extra in 1..<max(2, columns) where columns > 1 {
        rows[row][place + extra] = Cell(glyph: "", style: style)
      }
      place += columns
    }
  }

  /// The character at a place; a space where nothing has been drawn.
  func glyph(row: Int, column: Int) -> String { rows[row][column].glyph }
  func style(row: Int, column: Int) -> TextStyle { rows[row][column].style }

  /// Whether `count` columns from `column` on are still empty.
  func isEmpty(row: Int, column: Int, count: Int) -> Bool {
    guard rows.indices.contains(row), column >= 0, column + count <= width else { return false }
    return rows[row][column..<column + count].allSatisfy { $0.glyph == " " }
  }

  /// The picture as text without control sequences; lines have no spaces at the end.
  var plain: String { rows.map { line(of: $0, color: false) }.joined(separator: "\n") }
  /// The same text with color sequences; every line ends in the terminal's own style.
  var ansi: String { rows.map { line(of: $0, color: true) }.joined(separator: "\n") }

  private func line(of row: [Cell], color: Bool) -> String {
    let last = row.lastIndex { $0.glyph != " " || color && $0.style.background != nil } ?? -1
    var out = ""
    var current = TextStyle.plain
    for cell in row[...last] {
      // A space looks the same in every foreground: no need to switch.
      if color && cell.style != current && !(cell.glyph == " " && cell.style.background == current.background) {
        if current != .plain { out += "\u{1B}[0m" }
        out += cell.style.sequence
        current = cell.style
      }
      out += cell.glyph
    }
    if current != .plain { out += "\u{1B}[0m" }
    return out
  }
}
