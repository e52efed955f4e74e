// Bars as SVG.

extension SVGPlotRenderer {
  static func valueText(_ bar: SceneBar) -> String {
    NumberText.short(bar.value) + (bar.error.map { " ± " + NumberText.short($0, digits: 2) } ?? "")
  }

  mutating func drawBars(_ bars: [SceneBar], _ isHorizontal: Bool, _ look: SeriesLook, _ pattern: Int) {
    let groups = Double(max(1, scene.barSeries))
    for bar in bars {
      // A fifth of each slot stays free.
      let slot = (bar.end - bar.start) * groups
      let middle = slotMiddle(bar, slot: slot)
      let start = middle + (bar.start - middle) * 0.8
      let end = middle + (bar.end - middle) * 0.8
      let inner = (start + end) / 2
      if isHorizontal {
        let (x1, x2) = (px(baseline(scene.x)), px(bar.value))
        drawBar(
          x: min(x1, x2), y: py(end), width: abs(x2 - x1), height: py(start) - py(end), look, pattern)
        var right = max(x1, x2)
        if let error = bar.error {
          let (from, to) = (px(max(bar.value - error, scene.x.lower)), px(bar.value + error))
          let y = py(inner)
          canvas.stroke(
            "M\(SVGCanvas.number(from)) \(SVGCanvas.number(y))H\(SVGCanvas.number(to))"
              + cap(from, y, isVertical: true) + cap(to, y, isVertical: true), color: .ink, width: 1.5)
          right = max(right, to)
        }
        canvas.text(Self.valueText(bar), x: right + 6, y: py(inner) + 4.5)
      } else {
        let (y1, y2) = (py(baseline(scene.y)), py(bar.value))
        drawBar(
          x: px(start), y: min(y1, y2), width: px(end) - px(start), height: abs(y2 - y1), look, pattern)
        if let error = bar.error {
          let (low, high) = (py(max(bar.value - error, scene.y.lower)), py(bar.value + error))
          let x = px(inner)
          canvas.stroke(
            "M\(SVGCanvas.number(x)) \(SVGCanvas.number(low))V\(SVGCanvas.number(high))"
              + cap(x, low, isVertical: false) + cap(x, high, isVertical: false), color: .ink, width: 1.5)
        }
      }
    }
  }

  /// The middle of the slot that a bar shares with those of the other series.
  func slotMiddle(_ bar: SceneBar, slot: Double) -> Double {
    guard scene.barSeries > 1, slot > 0 else { return (bar.start + bar.end) / 2 }
    let origin = scene.x.kind == .categories || scene.y.kind == .categories ? -0.5 : scene.x.lower
    let index = (((bar.start + bar.end) / 2 - origin) / slot).rounded(.down)
    return origin + (index + 0.5) * slot
  }

  func cap(_ x: Double, _ y: Double, isVertical: Bool) -> String {
    isVertical
      ? "M\(SVGCanvas.number(x)) \(SVGCanvas.number(y - 4))v8"
      : "M\(SVGCanvas.number(x - 4)) \(SVGCanvas.number(y))h8"
  }

  /// A bar of a series: the first series is full, the others are striped, so that color is not needed.
  mutating func drawBar(
    x: Double, y: Double, width: Double, height: Double, _ look: SeriesLook, _ pattern: Int
  ) {
    canvas.rectangle(
      x: x, y: y, width: width, height: height, color: SVGColor(look), opacity: pattern % 4 == 0 ? 0.85 : 0.3)
    var stripes = ""
    if pattern % 4 == 1 || pattern % 4 == 3 {
      for place in stride(from: y + height, through: y, by: -4) {
        stripes += "M\(SVGCanvas.number(x)) \(SVGCanvas.number(place))h\(SVGCanvas.number(width))"
      }
    }
    if pattern % 4 == 2 || pattern % 4 == 3 {
      for place in stride(from: x + 1, through: x + width, by: 5) {
        stripes += "M\(SVGCanvas.number(place)) \(SVGCanvas.number(y))v\(SVGCanvas.number(height))"
      }
    }
    canvas.stroke(stripes, color: SVGColor(look), width: 1.4)
  }
}
