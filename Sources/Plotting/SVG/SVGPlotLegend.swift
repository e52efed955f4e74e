// The legend of a plot as SVG.

extension SVGPlotRenderer {
  mutating func drawLegend() {
    var x = 24.0
    cursor += 18
    var isUsed = false
    func place(_ width: Double) {
      if x > 24 && x + width > canvas.width - 12 {
        x = 24
        cursor += 19
      }
      isUsed = true
    }
    for entry in scene.legend {
      let label = cut(entry.label, to: 360)
      let width = Double(entry.samples.count) * 30 + SVGCanvas.textWidth(label) + 22
      place(width)
      for sample in entry.samples {
        drawSample(sample, x: x, y: cursor - 4.5)
        x += 30
      }
      canvas.text(label, x: x, y: cursor)
      x += SVGCanvas.textWidth(label) + 22
    }
    if let greatest = scene.greatestSize {
      place(230)
      canvas.text("size:", x: x, y: cursor)
      x += 44
      for share in [0.1, 0.4, 1] {
        let radius = Self.radius(share)
        x += radius
        canvas.area(Self.shape(.circle, x: x, y: cursor - 4.5, radius: radius), color: .ink, opacity: 0.7)
        let text = NumberText.short(greatest * share, digits: 2)
        canvas.text(text, x: x + radius + 4, y: cursor)
        x += radius + SVGCanvas.textWidth(text) + 16
      }
    }
    if let heat = scene.heat {
      let (low, high) = (NumberText.short(heat.lower, digits: 3), NumberText.short(heat.upper, digits: 3))
      let label = cut(heat.label, to: 200)
      place(SVGCanvas.textWidth(label + low + high) + 170)
      if !label.isEmpty {
        canvas.text(label, x: x, y: cursor)
        x += SVGCanvas.textWidth(label) + 12
      }
      canvas.text(low, x: x, y: cursor)
      x += SVGCanvas.textWidth(low) + 6
      for step in 0..<24 {
        canvas.rectangle(
          x: x + Double(step) * 5, y: cursor - 10, width: 5.4, height: 11,
          color: Self.heatColor(Double(step) / 23))
      }
      x += 126
      canvas.text(high, x: x, y: cursor)
    }
    cursor += isUsed ? (scene.greatestSize == nil ? 2 : 8) : -18
  }

  mutating func drawSample(_ sample: LegendEntry.Sample, x: Double, y: Double) {
    switch sample {
    case .line(let series, let dash):
      canvas.line(
        x1: x, y1: y, x2: x + 24, y2: y, color: .series(series), width: 2,
        dash: Self.dashes[dash % Self.dashes.count])
    case .mark(let mark, let series):
      canvas.area(
        Self.shape(mark, x: x + 14, y: y, radius: mark == .dot ? 2 : 4.5), color: .series(series))
    case .fill(let series, let pattern):
      drawBar(x: x + 2, y: y - 6, width: 20, height: 12, .series(series), pattern)
    case .shade(let look, let rank):
      canvas.rectangle(
        x: x + 2, y: y - 6, width: 20, height: 12, color: SVGColor(look), opacity: opacity(look, rank))
    }
  }

  func opacity(_ look: SeriesLook, _ rank: Int) -> Double {
    if case .series = look { 0.22 } else { [0.10, 0.22, 0.34][rank % 3] }
  }
}
