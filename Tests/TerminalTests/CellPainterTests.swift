import PseudoTerminal
import Terminal
import Testing

@Suite("Cell painter")
struct CellPainterTests {
  private final class Glass {
    var screen: VirtualScreen
    init(columns: Int, rows: Int) { screen = VirtualScreen(columns: columns, rows: rows) }
  }

  @Test("drawing what changed gives the screen that drawing everything gives", arguments: [1, 2, 3, 4, 5, 6])
  func incrementalDrawing(seed: UInt64) {
    var state = seed &* 0x9E37_79B9_7F4A_7C15
    func draw(_ bound: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state >> 33) % bound
    }
    let columns = 9 + draw(20)
    let rows = 4 + draw(8)
    let prompt = Prompt("\u{1B}[1m12>\u{1B}[0m ", continuation: "  > ")
    let glass = Glass(columns: columns, rows: rows)
    var painter = CellPainter { glass.screen.write($0) }
    var buffer = EditBuffer("")
    let pieces = ["a", "let", "漢字", "e\u{301}", "👩\u{200D}🔬", "\n", "\t", "\u{1}", "\"s\"", " "]
    for step in 0..<400 {
      switch draw(6) {
      case 0, 1, 2: buffer.insert(pieces[draw(pieces.count)])
      case 3: _ = buffer.deleteBackward(indentWidth: 2)
      case 4: buffer.cursor = buffer.clusterStart(before: buffer.cursor) ?? 0
      default: _ = buffer.moveVertically(draw(2) == 0 ? -1 : 1, goal: draw(columns))
      }
      let notes = draw(10) == 0 ? ["note", "another"] : []
      let picture = CellPainter.Picture(prompt: prompt, buffer: buffer, notes: notes, color: draw(2) == 0)
      painter.draw(picture, columns: columns, rows: rows)

      let fresh = Glass(columns: columns, rows: rows)
      var whole = CellPainter { fresh.screen.write($0) }
      // The window of a tall cell depends on the way there: walk it from the cursor's own row only.
      whole.draw(picture, columns: columns, rows: rows)
      if fresh.screen.scrolledAway.isEmpty, !isTall(picture, columns: columns, rows: rows) {
        #expect(glass.screen.lines.suffix(fresh.screen.lines.count) == fresh.screen.lines[...], "step \(step)")
      }
      #expect(glass.screen.cursorColumn == fresh.screen.cursorColumn, "step \(step)")
    }
  }

  /// Whether the picture does not fit on the screen; by writing it out whole.
  private func isTall(_ picture: CellPainter.Picture, columns: Int, rows: Int) -> Bool {
    let glass = Glass(columns: columns, rows: 200)
    var painter = CellPainter { glass.screen.write($0) }
    painter.draw(picture, columns: columns, rows: 200)
    return glass.screen.lines.count > rows || glass.screen.cursorRow >= rows
  }

  @Test("a finished cell is written whole, and what follows is on the next row", arguments: 1...12)
  func finish(length: Int) {
    let glass = Glass(columns: 10, rows: 5)
    var painter = CellPainter { glass.screen.write($0) }
    let text = String("abcdefghijkl".prefix(length))
    let picture = CellPainter.Picture(prompt: Prompt("> ", continuation: ""), buffer: EditBuffer(text), color: false)
    painter.draw(picture, columns: 10, rows: 5)
    painter.finish(picture, columns: 10)
    glass.screen.write("next")
    let whole = "> " + text
    let expected = whole.count > 10 ? [String(whole.prefix(10)), String(whole.dropFirst(10))] : [whole]
    #expect(glass.screen.lines == expected + ["next"])
  }
}
