/// Draws a table in characters.
struct TextTableRenderer {
  static func canvas(of table: Table, in context: DisplayContext) -> TextCanvas {
    let width = max(context.width, 24)
    var canvas = TextCanvas(width: width)
    func addWrapped(_ text: String, style: TextStyle = .plain) {
      let clean = TerminalText.clean(text, unicode: context.unicode)
      for line in TerminalText.wrapped(clean, to: width, unicode: context.unicode) {
        canvas.write(line, row: canvas.addRows(1), column: 0, style: style)
      }
    }
    if !table.title.isEmpty { addWrapped(table.title, style: .heading) }
    guard !table.headers.isEmpty else {
      addWrapped("(a table without columns)")
      return canvas
    }
    let layout = TableLayout(table, width: width, unicode: context.unicode)
    func addLine(_ texts: [String], style: TextStyle = .plain) {
      let row = canvas.addRows(1)
      var column = 0
      for (index, text) in texts.enumerated() {
        let padded = TerminalText.padded(text, to: layout.widths[index], leading: layout.areNumeric[index])
        canvas.write(padded, row: row, column: column, style: style)
        column += layout.widths[index] + TableLayout.columnGap
      }
      if layout.hidesColumns { canvas.write(context.unicode ? "…" : "...", row: row, column: column) }
    }
    addLine(layout.headers, style: .heading)
    canvas.write(
      String(repeating: context.unicode ? "─" : "-", count: layout.totalWidth), row: canvas.addRows(1),
      column: 0)
    for (index, row) in layout.rows.enumerated() {
      if let gap = layout.gap, gap.index == index {
        addWrapped("\(context.unicode ? "⋮" : ":") \(gap.count) rows left out")
      }
      addLine(row)
    }
    if layout.rows.isEmpty { addWrapped("(no rows)") }
    for note in layout.notes { addWrapped("(\(note))") }
    return canvas
  }
}
