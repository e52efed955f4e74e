internal import Plotting

/// Draws the cell being typed: prompts, colored text, wrapped rows, the cursor, and notes below it.
///
/// The cell takes up rows of the ordinary screen, from where the cursor was. Each drawing rewrites only the rows that
/// changed. A cell taller than the screen is shown through a window around the cursor and written out whole when it
/// is finished.
package struct CellPainter {
  /// What is to be seen.
  package struct Picture {
    package var prompt: Prompt
    package var buffer: EditBuffer
    /// Rows below the cell, cut where they do not fit.
    package var notes: [String]
    /// The part of the text that a search found, in scalars.
    package var match: Range<Int>?
    package var color: Bool

    package init(
      prompt: Prompt, buffer: EditBuffer, notes: [String] = [], match: Range<Int>? = nil, color: Bool
    ) {
      self.prompt = prompt
      self.buffer = buffer
      self.notes = notes
      self.match = match
      self.color = color
    }
  }

  /// One row of the screen.
  private struct Row: Equatable {
    var text: String
    var width: Int
  }

  private let write: (String) -> Void
  /// The rows on the screen, from the top of the cell; empty when nothing is drawn.
  private var drawn: [Row] = []
  private var cursorRow = 0
  private var cursorColumn = 0
  /// The first row of the cell that the window shows.
  private var top = 0

  package init(write: @escaping (String) -> Void) { self.write = write }

  /// Draws `picture` over what was drawn before.
  package mutating func draw(_ picture: Picture, columns: Int, rows screenRows: Int) {
    let layout = Self.layout(picture, columns: columns)
    let most = screenRows - min(layout.rows.count, max(1, screenRows / 2))
    let notes = picture.notes.prefix(most).map {
      let cut = ANSIText.rows(of: $0, width: columns)[0]
      return Row(text: cut, width: displayWidth(cut))
    }
    let window = min(layout.rows.count, screenRows - notes.count)
    top = min(max(top, layout.cursorRow - window + 1), layout.cursorRow)
    top = max(0, min(top, layout.rows.count - window))
    let visible = Array(layout.rows[top..<top + window]) + notes

    var output = ""
    var row = cursorRow
    func move(to target: Int) {
      if target < row { output += "\u{1B}[\(row - target)A" }
      if target > row {
        // Rows below the last one do not exist yet: only a line feed makes them.
        let reachable = min(target, max(drawn.count - 1, row))
        if reachable > row { output += "\u{1B}[\(reachable - row)B" }
        output += String(repeating: "\n", count: target - reachable)
      }
      output += "\r"
      row = target
    }
    for (index, line) in visible.enumerated() {
      if index < drawn.count, drawn[index] == line { continue }
      move(to: index)
      output += line.text + (line.width < columns ? "\u{1B}[K" : "")
    }
    if visible.count < drawn.count {
      move(to: visible.count)
      output += "\u{1B}[J"
    }
    drawn = visible
    let target = layout.cursorRow - top
    if !output.isEmpty || target != cursorRow || layout.cursorColumn != cursorColumn {
      move(to: target)
      output += layout.beforeCursor
      // Hidden meanwhile, so that it is not seen to run about.
      write("\u{1B}[?25l\(output)\u{1B}[?25h")
    }
    cursorRow = target
    cursorColumn = layout.cursorColumn
  }

  /// Writes the whole cell, without notes, and goes to the row below it.
  package mutating func finish(_ picture: Picture, columns: Int, suffix: String = "") {
    var picture = picture
    picture.notes = []
    picture.match = nil
    let layout = Self.layout(picture, columns: columns)
    // When the text just fills its last row, the layout has an empty row for the cursor.
    let rows = layout.rows.dropLast(layout.endsFull ? 1 : 0)
    erase()
    write(rows.map(\.text).joined(separator: "\r\n") + suffix + "\r\n")
  }

  /// Takes the cell off the screen and leaves the cursor where it began.
  package mutating func erase() {
    if !drawn.isEmpty { write((cursorRow > 0 ? "\u{1B}[\(cursorRow)A" : "") + "\r\u{1B}[J") }
    forget()
  }

  /// Takes what is on the screen as not being the cell's.
  package mutating func forget() {
    drawn = []
    cursorRow = 0
    cursorColumn = 0
    top = 0
  }

  /// Takes the cell off a screen whose width has changed; rows that no longer fit were wrapped by the terminal.
  package mutating func eraseAfterResize(columns: Int) {
    guard !drawn.isEmpty else { return }
    let above = drawn[..<cursorRow].reduce(0) { $0 + max(1, ($1.width + columns - 1) / columns) }
    cursorRow = above + cursorColumn / columns
    erase()
  }

  // MARK: Layout

  private struct Layout {
    var rows: [Row] = []
    var cursorRow = 0
    var cursorColumn = 0
    /// What stands before the cursor on its row. Writing it again puts the cursor where the terminal, not we, thinks
    /// that it ends: they may differ about rare characters.
    var beforeCursor = ""
    /// Whether the last row is there only because the one above is full.
    var endsFull = false
  }

  private static func layout(_ picture: Picture, columns: Int) -> Layout {
    var layout = Layout()
    var row = ""
    var width = 0
    var style = TextStyle.plain

    func endRow() {
      if style != .plain { row += TextStyle.reset }
      layout.rows.append(Row(text: row, width: width))
      row = ""
      width = 0
      style = .plain
    }
    func put(_ text: String, width added: Int, style wanted: TextStyle) {
      if width + added > columns, width > 0 { endRow() }
      if wanted != style {
        if style != .plain { row += TextStyle.reset }
        row += wanted.sequence
        style = wanted
      }
      row += text
      width += added
    }
    func startLine(_ prompt: String) {
      let rows = ANSIText.rows(of: prompt, width: columns)
      for full in rows.dropLast() { layout.rows.append(Row(text: full, width: displayWidth(full))) }
      row = rows.last!
      width = displayWidth(row)
      if width >= columns { endRow() }
    }
    func markCursor(at character: String, width next: Int) {
      // A character that does not fit takes the cursor along to the next row.
      if width + max(next, 1) > columns { endRow() }
      layout.cursorRow = layout.rows.count
      layout.cursorColumn = width
      layout.beforeCursor = row + (style != .plain ? TextStyle.reset : "")
    }

    let characters = Array(picture.buffer.text)
    let styles = picture.color ? SwiftHighlighter.styles(of: characters) : []
    startLine(picture.prompt.first)
    var offset = 0
    var textColumn = 0
    var cursorIsMarked = false
    for (index, character) in characters.enumerated() {
      let (shown, columnsTaken) = character.shown(atColumn: textColumn)
      let count = character.unicodeScalars.count
      if picture.buffer.cursor < offset + count, !cursorIsMarked {
        markCursor(at: shown, width: columnsTaken)
        cursorIsMarked = true
      }
      if character == "\n" {
        endRow()
        startLine(picture.prompt.continuation)
        textColumn = 0
      } else {
        var style = picture.color ? styles[index] : .plain
        if let match = picture.match, match.contains(offset) {
          style = TextStyle(bold: picture.color, underline: true)
        }
        put(shown, width: columnsTaken, style: style)
        textColumn += columnsTaken
      }
      offset += count
    }
    if !cursorIsMarked {
      layout.endsFull = width == columns
      markCursor(at: "", width: 1)
    }
    endRow()
    return layout
  }
}
