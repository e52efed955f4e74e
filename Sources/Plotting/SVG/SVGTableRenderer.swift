/// Draws a table as one self-contained `<svg>` element.
struct SVGTableRenderer {
  /// Columns of text of the widest table.
  private static let columns = 100
  private static let advance = SVGCanvas.fontSize * 0.61
  private static let lineHeight = 20.0
  private static let margin = 14.0

  static func svg(of table: Table) -> String {
    let layout = TableLayout(table, width: columns, unicode: true)
    let hasColumns = !layout.headers.isEmpty
    let body = hasColumns ? Double(layout.totalWidth + (layout.hidesColumns ? 3 : 0)) * advance : 200
    let title = TerminalText.wrapped(
      TerminalText.clean(table.title, unicode: true), to: columns, unicode: true)
    let titleWidth = title.map { SVGCanvas.textWidth($0, size: 15) }.max() ?? 0
    var canvas = SVGCanvas(width: max(body, titleWidth, 240) + 2 * margin)
    var y = margin
    for line in title {
      y += lineHeight
      canvas.text(line, x: margin, y: y - 5, size: 15, bold: true)
    }
    func addLine(_ texts: [String], isHeader: Bool = false) {
      y += lineHeight
      var column = 0
      for (index, text) in texts.enumerated() {
        if layout.areNumeric[index] && isHeader {
          let edge = margin + Double(column + layout.widths[index]) * advance
          canvas.text(text, x: edge, y: y - 5, anchor: .end, bold: isHeader, monospaced: true)
        } else if layout.areNumeric[index] {
          // The part before the point and the part from it on meet at one place, whatever the font.
          let point = text.firstIndex { ".e% ".contains($0) } ?? text.endIndex
          let tail = text[point...]
          let x = margin + Double(column + layout.widths[index] - displayWidth(tail)) * advance
          canvas.text(String(text[..<point]), x: x, y: y - 5, anchor: .end, monospaced: true)
          let fraction = tail.filter { $0 != " " }
          canvas.text(fraction, x: x, y: y - 5, monospaced: true)
        } else {
          canvas.text(text, x: margin + Double(column) * advance, y: y - 5, bold: isHeader, monospaced: true)
        }
        column += layout.widths[index] + TableLayout.columnGap
      }
      if layout.hidesColumns {
        canvas.text("…", x: margin + Double(column) * advance, y: y - 5, monospaced: true)
      }
    }
    func addRule() {
      canvas.line(x1: margin, y1: y + 1, x2: margin + body, y2: y + 1, color: .ink)
      y += 2
    }
    func addText(_ text: String) {
      let columns = Int((canvas.width - 2 * margin) / (12 * 0.6))
      for line in TerminalText.wrapped(TerminalText.clean(text, unicode: true), to: columns, unicode: true) {
        y += lineHeight
        canvas.text(line, x: margin, y: y - 5, size: 12)
      }
    }
    if hasColumns {
      addLine(layout.headers, isHeader: true)
      addRule()
      for (index, row) in layout.rows.enumerated() {
        if let gap = layout.gap, gap.index == index { addText("⋮ \(gap.count) rows left out") }
        addLine(row)
      }
      if layout.rows.isEmpty { addText("no rows") }
      for note in layout.notes { addText(note) }
    } else {
      addText("a table without columns")
    }
    let name = table.title.isEmpty ? "table" : table.title
    let description =
      "Table of \(table.rows.count) rows with the columns \(table.headers.joined(separator: ", "))."
    return canvas.document(height: y + margin, title: name, description: description)
  }
}
