// Lines, points and shaded ranges in characters.

extension TextPlotRenderer {
  mutating func drawMarks() {
    for mark in scene.marks {
      if case .heat(let map, let lower, let upper) = mark { drawHeat(map, lower, upper) }
    }
    for mark in scene.marks {
      if case .area(let runs, let look, let shade) = mark { drawArea(runs, look, shade) }
    }
    for mark in scene.marks {
      switch mark {
      case .bars(let bars, let isHorizontal, let look, let pattern):
        if isHorizontal { drawHorizontalBars(bars, look, pattern) } else { drawBars(bars, look, pattern) }
      case .histogram(let edges, let counts, let look): drawHistogram(edges, counts, look)
      default: break
      }
    }
    let barDots = dots
    dots = DotGrid(columns: columns, rows: rows)
    writeDots(barDots)
    for mark in scene.marks {
      switch mark {
      case .path(let runs, let look, let dash): drawPath(runs, look, dash: dash)
      case .reference(let value, let isHorizontal, let label): drawReference(value, isHorizontal, label)
      case .points(let points, .dot, let look):
        for point in points { dots.set(x: dotColumn(point.x), y: dotRow(point.y), owner: number(look)) }
      default: break
      }
    }
    writeDots(dots)
    for mark in scene.marks {
      if case .points(let points, let shape, let look) = mark, shape != .dot || !context.unicode {
        for point in points {
          canvas.write(
            glyphs.mark(shape, size: point.size), row: top + dotRow(point.y) / 4,
            column: left + dotColumn(point.x) / 2,
            style: style(look))
        }
      }
    }
    for mark in scene.marks {
      if case .bars(let bars, false, _, _) = mark { drawErrors(bars) }
    }
  }

  func number(_ look: SeriesLook) -> Int {
    if case .series(let number) = look { number } else { -1 }
  }

  mutating func writeDots(_ grid: DotGrid) {
    for row in 0..<rows {
      for column in 0..<columns {
        let bits = grid.bits[row * columns + column]
        guard bits != 0 else { continue }
        let owner = grid.owner[row * columns + column]
        let glyph = canvas.glyph(row: top + row, column: left + column)
        // A line to compare with must not hide where a bar ends.
        if owner < 0 && glyphs.isPartOfBar(glyph) { continue }
        let text: String
        if context.unicode {
          text = DotGrid.braille(bits)
        } else if owner < 0 {
          text = bits & 0xC3 != 0 && bits & 0x3C != 0 && bits & 0x24 != 0x24 ? "|" : DotGrid.ascii(bits)
        } else {
          text = asciiLine(owner, bits: bits)
        }
        var style = owner < 0 ? TextStyle.plain : .series(owner)
        let below = canvas.style(row: top + row, column: left + column)
        if glyph == "█" { style.background = below.foreground }
        if below.background != nil { style.background = below.background }
        canvas.write(text, row: top + row, column: left + column, style: style)
      }
    }
  }

  mutating func drawPath(_ runs: [[Point]], _ look: SeriesLook, dash rank: Int) {
    let series = number(look)
    let dash = Dash.series[rank % Dash.series.count]
    for run in runs {
      var phase = 0
      if run.count == 1 { dots.set(x: dotColumn(run[0].x), y: dotRow(run[0].y), owner: series) }
      for (a, b) in zip(run, run.dropFirst()) {
        dots.line(
          from: (dotColumn(a.x), dotRow(a.y)), to: (dotColumn(b.x), dotRow(b.y)), owner: series, dash: dash,
          phase: &phase)
      }
    }
  }

  mutating func drawReference(_ value: Double, _ isHorizontal: Bool, _ label: String) {
    var phase = 0
    guard isHorizontal else {
      let x = dotColumn(value)
      dots.line(from: (x, 0), to: (x, rows * 4 - 1), owner: -1, dash: .reference, phase: &phase)
      return
    }
    let y = dotRow(value)
    dots.line(from: (0, y), to: (columns * 2 - 1, y), owner: -1, dash: .reference, phase: &phase)
    let text = truncated(label, to: right - 1)
    let width = displayWidth(text)
    guard width > 0 else { return }
    for row in [y / 4, y / 4 - 1, y / 4 + 1] where row >= 0 && row < rows {
      if canvas.isEmpty(row: top + row, column: left + columns + 1, count: width) {
        canvas.write(text, row: top + row, column: left + columns + 1)
        return
      }
    }
  }

  mutating func drawArea(_ runs: [SceneMark.AreaRun], _ look: SeriesLook, _ shade: Int) {
    let text = glyphs.shade(shade)
    for run in runs {
      let places = run.x.map { Double(dotColumn($0)) / 2 }
      guard let first = places.min(), let last = places.max() else { continue }
      for column in Int(first)...min(Int(last), columns - 1) {
        let center = min(max(Double(column) + 0.25, first), last)
        let next = places.firstIndex { $0 >= center } ?? places.count - 1
        let previous = max(0, next - 1)
        let gap = places[next] - places[previous]
        let t = gap > 0 ? (center - places[previous]) / gap : 0
        func between(_ values: [Double]) -> Double {
          let (a, b) = (scene.y.place(values[previous]), scene.y.place(values[next]))
          return (a + t * (b - a)) * Double(rows)
        }
        let (low, high) = (between(run.lower), between(run.upper))
        let from = Int(low.rounded())
        let to = max(from, Int(high.rounded()) - 1)
        for level in from...to where level < rows {
          canvas.write(text, row: top + rows - 1 - level, column: left + column, style: style(look))
        }
      }
    }
  }
}
