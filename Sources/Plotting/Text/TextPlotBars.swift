// Bars and histograms in characters.

extension TextPlotRenderer {
  /// The columns of a bar: the whole slot for a histogram, a part of it for bars.
  func span(of bar: SceneBar) -> Range<Int> {
    let count = Double(columns)
    if let slots, columns % slots.count == 0 {
      let perSlot = columns / slots.count
      let series = scene.barSeries
      let slotWidth = (bar.end - bar.start) * Double(series)
      let place = (bar.start - scene.x.lower) / slotWidth
      let slot = Int((place + 1e-6).rounded(.down))
      let rank = Int(((place - Double(slot)) * Double(series)).rounded())
      if perSlot >= series {
        let gap =
          series == 1
          ? (perSlot >= 2 ? max(1, perSlot / 4) : 0) : (perSlot > series ? max(1, perSlot / 5) : 0)
        let width = max(1, min((perSlot - gap) / series, 12))
        let start = slot * perSlot + (perSlot - width * series) / 2 + rank * width
        return start..<start + width
      }
    }
    let start = Int((scene.x.place(bar.start) * count).rounded())
    let end = Int((scene.x.place(bar.end) * count).rounded())
    return min(start, columns - 1)..<min(max(end, start + 1), columns)
  }

  var baseline: Double {
    scene.y.kind == .logarithmic ? 0 : scene.y.place(0)
  }

  /// Whether bars are so many that each gets one column of dots.
  var drawsBarsInDots: Bool {
    guard context.unicode, hasOnlyDotBars, let slots else { return false }
    return slots.count > columns && slots.count <= columns * 2
  }

  mutating func drawBars(_ bars: [SceneBar], _ look: SeriesLook, _ pattern: Int) {
    if drawsBarsInDots {
      let width = (scene.x.upper - scene.x.lower) / Double(slots?.count ?? 1)
      for bar in bars {
        let x = Int(((bar.start - scene.x.lower) / width).rounded())
        drawDotColumn(x, value: bar.value, look)
      }
      return
    }
    var drawn: [Int: Double] = [:]
    for bar in bars {
      for column in span(of: bar) {
        if let other = drawn[column], other.magnitude >= bar.value.magnitude { continue }
        drawn[column] = bar.value
      }
    }
    if bars.count > columns {
      extraNotes.append("\(bars.count) bars in \(columns) columns: each column shows the largest of its bars")
    }
    for column in drawn.keys.sorted() { drawColumn(column, value: drawn[column] ?? 0, look, pattern) }
  }

  mutating func drawDotColumn(_ x: Int, value: Double, _ look: SeriesLook) {
    let zero = Int(((1 - baseline) * Double(rows * 4)).rounded())
    let end = Int(((1 - scene.y.place(value)) * Double(rows * 4)).rounded())
    guard zero != end else { return }
    for y in min(zero, end)..<max(zero, end) { dots.set(x: x, y: y, owner: number(look)) }
  }

  mutating func drawColumn(_ column: Int, value: Double, _ look: SeriesLook, _ pattern: Int) {
    let base = Int((baseline * Double(rows)).rounded())
    let level = scene.y.place(value) * Double(rows)
    var eighths = Int(((level - Double(base)) * 8).rounded())
    if eighths == 0 && value != 0 && scene.y.kind != .logarithmic { eighths = value > 0 ? 1 : -1 }
    var row = eighths >= 0 ? rows - 1 - base : rows - base
    while eighths != 0 && (0..<rows).contains(row) {
      let text =
        eighths > 0
        ? glyphs.lower(min(eighths, 8), pattern: pattern) : glyphs.upper(min(-eighths, 8), pattern: pattern)
      canvas.write(text, row: top + row, column: left + column, style: style(look))
      row += eighths > 0 ? -1 : 1
      eighths -= eighths > 0 ? min(eighths, 8) : max(eighths, -8)
    }
  }

  mutating func drawErrors(_ bars: [SceneBar]) {
    for bar in bars {
      guard let error = bar.error else { continue }
      let columns = span(of: bar)
      let column = left + columns.lowerBound + (columns.count - 1) / 2
      let clampedTop = min(bar.value + error, scene.y.upper)
      let clampedBottom = max(bar.value - error, scene.y.lower)
      let (high, low) = (dotRow(clampedTop) / 4, dotRow(clampedBottom) / 4)
      for row in high...low {
        let text: String
        if high == low {
          text = context.unicode ? "╪" : "="
        } else if row == high {
          text = context.unicode ? "┬" : "+"
        } else if row == low {
          text = context.unicode ? "┴" : "+"
        } else {
          text = glyphs.axisVertical
        }
        var style = TextStyle.plain
        if canvas.glyph(row: top + row, column: column) == "█" {
          style.background = canvas.style(row: top + row, column: column).foreground
        }
        canvas.write(text, row: top + row, column: column, style: style)
      }
    }
  }

  mutating func drawHistogram(_ edges: [Double], _ counts: [Double], _ look: SeriesLook) {
    if drawsBarsInDots, let slots {
      let width = (scene.x.upper - scene.x.lower) / Double(slots.count)
      for (index, count) in counts.enumerated() {
        drawDotColumn(Int(((edges[index] - scene.x.lower) / width).rounded()), value: count, look)
      }
      return
    }
    var drawn: [Int: Double] = [:]
    for (index, count) in counts.enumerated() {
      let start = Int((scene.x.place(edges[index]) * Double(columns)).rounded())
      let end = Int((scene.x.place(edges[index + 1]) * Double(columns)).rounded())
      guard end > 0, start < columns else { continue }
      for column in max(0, start)..<min(columns, max(end, start + 1)) {
        drawn[column] = max(drawn[column] ?? 0, count)
      }
    }
    if counts.count > columns {
      extraNotes.append(
        "\(counts.count) intervals in \(columns) columns: each column shows the largest of its own")
    }
    for column in drawn.keys.sorted() { drawColumn(column, value: drawn[column] ?? 0, look, 0) }
  }

  var barValueWidth: Int {
    var width = 0
    for case .bars(let bars, true, _, _) in scene.marks {
      for bar in bars { width = max(width, displayWidth(barValue(bar))) }
    }
    return width
  }

  func barValue(_ bar: SceneBar) -> String {
    let value = NumberText.short(bar.value)
    guard let error = bar.error else { return value }
    return value + (context.unicode ? " ± " : " +/- ") + NumberText.short(error, digits: 2)
  }

  mutating func drawHorizontalBars(_ bars: [SceneBar], _ look: SeriesLook, _ pattern: Int) {
    let isLogarithmic = scene.x.kind == .logarithmic
    let base = isLogarithmic ? 0 : Int((scene.x.place(0) * Double(columns)).rounded())
    for bar in bars {
      let middle = (bar.start + bar.end) / 2
      let name = Int(middle.rounded())
      let rank = Int(((Double(name) + 0.5 - bar.end) * Double(scene.barSeries)).rounded())
      let row = top + (scene.y.ticks.count - 1 - name) * rowsPerName + rank
      let level = scene.x.place(bar.value) * Double(columns)
      var eighths = Int(((level - Double(base)) * 8).rounded())
      if eighths == 0 && bar.value != 0 && !isLogarithmic { eighths = bar.value > 0 ? 1 : -1 }
      var column = eighths >= 0 ? base : base - 1
      var end = base
      while eighths != 0 && (0..<columns).contains(column) {
        let text =
          eighths > 0
          ? glyphs.left(min(eighths, 8), pattern: pattern) : glyphs.right(min(-eighths, 8), pattern: pattern)
        canvas.write(text, row: row, column: left + column, style: style(look))
        end = max(end, column + 1)
        column += eighths > 0 ? 1 : -1
        eighths -= eighths > 0 ? min(eighths, 8) : max(eighths, -8)
      }
      if let error = bar.error {
        let from = dotColumn(max(bar.value - error, scene.x.lower)) / 2
        let to = dotColumn(min(bar.value + error, scene.x.upper)) / 2
        for place in from...to {
          let edge = place == from ? (context.unicode ? "├" : "|") : (context.unicode ? "┤" : "|")
          let text =
            from == to
            ? (context.unicode ? "┼" : "|") : place == from || place == to ? edge : glyphs.axisHorizontal
          var style = TextStyle.plain
          if canvas.glyph(row: row, column: left + place) == "█" {
            style.background = canvas.style(row: row, column: left + place).foreground
          }
          canvas.write(text, row: row, column: left + place, style: style)
        }
        end = max(end, to + 1)
      }
      canvas.write(barValue(bar), row: row, column: left + end + 1)
    }
  }
}
