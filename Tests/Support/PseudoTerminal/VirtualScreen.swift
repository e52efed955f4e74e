import Plotting

/// A terminal's screen, as far as the module's output needs one: it keeps rows of characters and a cursor, wraps and
/// scrolls as a terminal does, and collects what has scrolled away.
package struct VirtualScreen {
  package private(set) var columns: Int
  package private(set) var rows: Int
  package private(set) var scrolledAway: [String] = []
  package private(set) var cursorRow = 0
  package private(set) var cursorColumn = 0
  package private(set) var isPasteBracketed = false
  package private(set) var isCursorHidden = false
  /// Cells of the screen; nil is the right half of a wide character.
  private var cells: [[Character?]]
  private var mustWrap = false
  private var pending = ""

  package init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    cells = Array(repeating: Array(repeating: " ", count: columns), count: rows)
  }

  /// The rows without the spaces at their ends, without empty rows at the end.
  package var lines: [String] {
    var lines = cells.map { row in Self.text(row) }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  /// Everything that was written: what has scrolled away, then the screen.
  package var allLines: [String] { scrolledAway + lines }

  private static func text(_ row: [Character?]) -> String {
    var text = String(row.compactMap { $0 })
    while text.last == " " { text.removeLast() }
    return text
  }

  /// Cuts or extends the rows, as a terminal does that does not wrap them anew.
  package mutating func resize(columns newColumns: Int, rows newRows: Int) {
    for index in cells.indices {
      cells[index] = Array((cells[index] + Array(repeating: " ", count: newColumns)).prefix(newColumns))
    }
    while cells.count < newRows { cells.append(Array(repeating: " ", count: newColumns)) }
    while cells.count > newRows { cells.removeLast() }
    columns = newColumns
    rows = newRows
    cursorColumn = min(cursorColumn, columns - 1)
    cursorRow = min(cursorRow, rows - 1)
    mustWrap = false
  }

  package mutating func write(_ text: String) {
    let input = Array(pending + text)
    pending = ""
    var place = 0
    while place < input.count {
      let character = input[place]
      if character == "\u{1B}" {
        guard let end = sequenceEnd(input, from: place) else {
          pending = String(input[place...])
          return
        }
        control(String(input[place + 2..<end]), final: input[end])
        place = end + 1
        continue
      }
      place += 1
      switch character {
      case "\r":
        cursorColumn = 0
        mustWrap = false
      case "\n": lineFeed()
      case "\r\n":
        cursorColumn = 0
        lineFeed()
      case "\u{7}", "\u{8}": break
      default: put(character)
      }
    }
  }

  private func sequenceEnd(_ input: [Character], from start: Int) -> Int? {
    guard start + 1 < input.count, input[start + 1] == "[" else { return nil }
    return input[(start + 2)...].firstIndex { $0.isLetter || $0 == "~" }
  }

  private mutating func put(_ character: Character) {
    let width = displayWidth(character)
    if width == 0 { return }
    if mustWrap || cursorColumn + width > columns {
      cursorColumn = 0
      lineFeed()
    }
    cells[cursorRow][cursorColumn] = character
    if width == 2 { cells[cursorRow][cursorColumn + 1] = nil }
    cursorColumn += width
    if cursorColumn >= columns {
      cursorColumn = columns - 1
      mustWrap = true
    }
  }

  private mutating func lineFeed() {
    mustWrap = false
    if cursorRow < rows - 1 {
      cursorRow += 1
    } else {
      scrolledAway.append(Self.text(cells.removeFirst()))
      cells.append(Array(repeating: " ", count: columns))
    }
  }

  private mutating func control(_ parameters: String, final: Character) {
    let number = Int(parameters) ?? (final == "J" || final == "K" ? 0 : 1)
    switch final {
    case "A": cursorRow = max(0, cursorRow - number)
    case "B": cursorRow = min(rows - 1, cursorRow + number)
    case "C": cursorColumn = min(columns - 1, cursorColumn + number)
    case "H": (cursorRow, cursorColumn) = (0, 0)
    case "K": for column in cursorColumn..<columns { cells[cursorRow][column] = " " }
    case "J":
      let isWhole = number == 2
      for row in (isWhole ? 0 : cursorRow)..<rows {
        for column in (isWhole || row > cursorRow ? 0 : cursorColumn)..<columns { cells[row][column] = " " }
      }
    case "h", "l":
      if parameters == "?2004" { isPasteBracketed = final == "h" }
      if parameters == "?25" { isCursorHidden = final == "l" }
    default: return
    }
    if final != "h", final != "l" { mustWrap = false }
  }
}
