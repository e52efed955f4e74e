// Heat maps in characters.

extension TextPlotRenderer {
  mutating func drawHeat(_ map: HeatMapLayer, _ lower: Double, _ upper: Double) {
    let range = upper / 2 - lower / 2
    func fraction(_ value: Double) -> Double { range > 0 ? (value / 2 - lower / 2) / range : 0.5 }
    let cellWidth = columns / max(1, map.columns)
    let texts = HeatMapText.texts(of: map.values)
    let hasNumbers = map.extent == nil && (texts.map(\.count).max() ?? 0) + 2 <= cellWidth && map.rows <= rows
    if map.extent == nil && (map.columns > columns || map.rows > rows) {
      extraNotes.append(
        "\(map.rows) × \(map.columns) values in \(rows) × \(columns) characters: each shows a mean")
    }
    for row in 0..<rows {
      for column in 0..<columns {
        guard let value = map.mean(row: row, of: rows, column: column, of: columns) else { continue }
        let share = fraction(value)
        canvas.write(glyphs.heat(share), row: top + row, column: left + column, style: heatStyle(share))
      }
    }
    guard hasNumbers else { return }
    for (index, text) in texts.enumerated() where !text.isEmpty {
      let share = fraction(map.values[index])
      let row = categoryRow(index / map.columns)
      let column = left + index % map.columns * cellWidth + (cellWidth - text.count - 2) / 2
      let heat = Palette.terminalHeat(share)
      let style = TextStyle(foreground: heat.prefersWhiteText ? 231 : 16, background: heat.color)
      canvas.write(" \(text) ", row: top + row, column: column, style: style)
    }
  }
}
