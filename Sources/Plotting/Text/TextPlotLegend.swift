// The legend of a plot in characters.

extension TextPlotRenderer {
  mutating func drawLegend() {
    var items: [[(text: String, style: TextStyle)]] = scene.legend.map { entry in
      sample(of: entry) + [(" " + truncated(entry.label, to: canvas.width - 8), .plain)]
    }
    if let greatest = scene.greatestSize {
      let parts = [1.0 / 9, 4.0 / 9, 1].map { share in
        "\(glyphs.mark(.circle, size: share * 0.999)) \(context.unicode ? "≤" : "<=") \(NumberText.short(greatest * share, digits: 2))"
      }
      items.append([("size: " + parts.joined(separator: ", "), .plain)])
    }
    if let heat = scene.heat { items.append(heatScale(heat.lower, heat.upper, label: heat.label)) }
    guard !items.isEmpty else { return }
    var lines: [[(text: String, style: TextStyle)]] = []
    var widths: [Int] = []
    for item in items {
      let width = item.reduce(0) { $0 + displayWidth($1.text) }
      if let last = widths.last, last + 3 + width <= canvas.width {
        lines[lines.count - 1] += [("   ", .plain)] + item
        widths[widths.count - 1] += 3 + width
      } else {
        lines.append(item)
        widths.append(width)
      }
    }
    for (line, width) in zip(lines, widths) {
      let row = canvas.addRows(1)
      var column = max(0, (canvas.width - width) / 2)
      for (text, style) in line {
        canvas.write(text, row: row, column: column, style: style)
        column += displayWidth(text)
      }
    }
  }

  func sample(of entry: LegendEntry) -> [(text: String, style: TextStyle)] {
    var parts: [(text: String, style: TextStyle)] = []
    for sample in entry.samples {
      switch sample {
      case .line(let series, let dash):
        var strip = DotGrid(columns: 4, rows: 1)
        var phase = 0
        strip.line(
          from: (0, 2), to: (7, 2), owner: series, dash: Dash.series[dash % Dash.series.count], phase: &phase)
        let text =
          context.unicode
          ? strip.bits.map { $0 == 0 ? " " : DotGrid.braille($0) }.joined()
          : String(repeating: asciiLine(series, bits: 0x24), count: 4)
        parts.append((text, .series(series)))
      case .mark(let mark, let series): parts.append((glyphs.mark(mark), .series(series)))
      case .fill(let series, let pattern):
        parts.append((String(repeating: glyphs.fill(pattern), count: 2), .series(series)))
      case .shade(let look, let rank):
        parts.append((String(repeating: glyphs.shade(rank), count: 2), style(look)))
      }
    }
    return parts
  }

  func heatScale(_ lower: Double, _ upper: Double, label: String) -> [(text: String, style: TextStyle)] {
    var parts: [(text: String, style: TextStyle)] = []
    if !label.isEmpty { parts.append((truncated(label, to: 20) + " ", .plain)) }
    parts.append((NumberText.short(lower, digits: 3) + " [", .plain))
    let levels = Palette.terminalHeatColors.count
    for level in 0..<levels {
      let fraction = (Double(level) + 0.5) / Double(levels)
      parts.append((glyphs.heat(fraction), heatStyle(fraction)))
    }
    parts.append(("] " + NumberText.short(upper, digits: 3), .plain))
    return parts
  }

  func style(_ look: SeriesLook) -> TextStyle {
    if case .series(let number) = look { .series(number) } else { .plain }
  }

  func heatStyle(_ fraction: Double) -> TextStyle {
    let color = Palette.terminalHeat(fraction).color
    return TextStyle(foreground: color, background: color)
  }

  /// How many marks are lines: with one, ASCII lines follow their slope.
  var pathCount: Int { scene.marks.count { if case .path = $0 { true } else { false } } }

  func asciiLine(_ series: Int, bits: UInt8) -> String {
    pathCount == 1 ? DotGrid.ascii(bits) : glyphs.lineCharacter(series)
  }
}
