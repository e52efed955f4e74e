// Heat maps as SVG.

extension SVGPlotRenderer {
  static func heatColor(_ fraction: Double) -> SVGColor {
    let color = Palette.heat(fraction)
    func hex(_ value: Double) -> String {
      let text = String(Int(value.rounded()), radix: 16)
      return text.count == 1 ? "0" + text : text
    }
    return .fixed("#" + hex(color.red) + hex(color.green) + hex(color.blue))
  }

  mutating func drawHeat(_ map: HeatMapLayer, _ lower: Double, _ upper: Double) {
    let range = upper / 2 - lower / 2
    func fraction(_ value: Double) -> Double { range > 0 ? (value / 2 - lower / 2) / range : 0.5 }
    let (x0, x1, y0, y1) =
      map.extent.map { (px($0[0]), px($0[1]), py($0[3]), py($0[2])) }
      ?? (left, left + plotWidth, top, top + plotHeight)
    // Larger maps are drawn as means, so that the picture does not grow without limit.
    let (rows, columns) = (min(map.rows, 160), min(map.columns, 160))
    let cellWidth = (x1 - x0) / Double(max(1, columns))
    let cellHeight = (y1 - y0) / Double(max(1, rows))
    func x(_ column: Int) -> String { SVGCanvas.number(x0 + Double(column) * cellWidth) }
    func y(_ row: Int) -> String { SVGCanvas.number(y0 + Double(row) * cellHeight) }
    // One path for each of 48 colors keeps the picture small.
    var paths = Array(repeating: "", count: 48)
    for row in 0..<rows {
      for column in 0..<columns {
        guard let value = map.mean(row: row, of: rows, column: column, of: columns) else { continue }
        let level = min(max(Int(fraction(value) * 48), 0), 47)
        paths[level] += "M\(x(column)) \(y(row))H\(x(column + 1))V\(y(row + 1))H\(x(column))Z"
      }
    }
    for (level, path) in paths.enumerated() {
      canvas.area(path, color: Self.heatColor((Double(level) + 0.5) / 48), hasCrispEdges: true)
    }
    guard map.extent == nil, cellHeight >= 14 else { return }
    let texts = HeatMapText.texts(of: map.values)
    guard texts.allSatisfy({ SVGCanvas.textWidth($0) < cellWidth - 4 }) else { return }
    for (index, text) in texts.enumerated() where !text.isEmpty {
      let share = fraction(map.values[index])
      canvas.text(
        text, x: x0 + (Double(index % map.columns) + 0.5) * cellWidth,
        y: y0 + (Double(index / map.columns) + 0.5) * cellHeight + 4.5, anchor: .middle,
        color: .fixed(Palette.prefersWhiteText(onHeat: share) ? "#ffffff" : "#000000"))
    }
  }
}
