// The axes of a plot as SVG.

extension SVGPlotRenderer {
  mutating func drawGrid() {
    guard scene.heat == nil else { return }
    if scene.y.kind != .categories {
      for tick in scene.y.ticks {
        canvas.line(x1: left, y1: py(tick.value), x2: left + plotWidth, y2: py(tick.value), color: .grid)
      }
    }
    if scene.x.kind != .categories {
      for tick in scene.x.ticks {
        canvas.line(x1: px(tick.value), y1: top, x2: px(tick.value), y2: top + plotHeight, color: .grid)
      }
    }
  }

  mutating func drawAxes() {
    let bottom = top + plotHeight
    canvas.line(x1: left, y1: top, x2: left, y2: bottom, color: .ink)
    canvas.line(x1: left, y1: bottom, x2: left + plotWidth, y2: bottom, color: .ink)
    let stride =
      scene.y.kind == .categories
      ? max(1, Int((12 * Double(scene.y.ticks.count) / plotHeight).rounded(.up))) : 1
    for (index, tick) in scene.y.ticks.enumerated() where index % stride == 0 {
      canvas.line(x1: left - 4, y1: py(tick.value), x2: left, y2: py(tick.value), color: .ink)
      canvas.text(cut(tick.label, to: 200), x: left - 8, y: py(tick.value) + 4.5, anchor: .end)
    }
    cursor = bottom + 18 + drawXLabels(y: bottom)
    if let title = scene.xTitle, !title.isEmpty {
      cursor += 4
      canvas.text(cut(title, to: plotWidth + 40), x: left + plotWidth / 2, y: cursor + 14, anchor: .middle)
      cursor += 18
    }
    if let title = scene.yTitle, !title.isEmpty {
      let middle = top + plotHeight / 2
      canvas.text(cut(title, to: plotHeight + 40), x: 20, y: middle, anchor: .middle, rotation: -90)
    }
  }

  /// Labels below the horizontal axis; returns how much lower than usual they reach.
  mutating func drawXLabels(y: Double) -> Double {
    let ticks = scene.x.ticks
    let slot = plotWidth / Double(max(1, ticks.count))
    let widest = ticks.map { SVGCanvas.textWidth($0.label) }.max() ?? 0
    let isCategorical = scene.x.kind == .categories
    let turns = isCategorical && widest > slot - 4
    let stride = turns ? max(1, Int((15 / slot).rounded(.up))) : 1
    var extra = 0.0
    for (index, tick) in ticks.enumerated() where index % stride == 0 {
      let x = px(tick.value)
      canvas.line(x1: x, y1: y, x2: x, y2: y + 4, color: .ink)
      if turns {
        let text = cut(tick.label, to: min(110, (x - 4) / 0.8))
        canvas.text(text, x: x + 4, y: y + 16, anchor: .end, rotation: -35)
        extra = max(extra, SVGCanvas.textWidth(text) * 0.58 - 4)
      } else {
        canvas.text(tick.label, x: x, y: y + 18, anchor: .middle)
      }
    }
    return extra
  }
}
