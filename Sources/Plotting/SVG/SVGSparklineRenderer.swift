/// Draws a sparkline as one self-contained `<svg>` element.
struct SVGSparklineRenderer {
  static func svg(of values: [Double], caption: String) -> String {
    let finite = values.filter(\.isDrawable)
    guard let least = finite.min(), let greatest = finite.max() else {
      var canvas = SVGCanvas(width: 160)
      canvas.text("no data to draw", x: 8, y: 20)
      return canvas.document(height: 30, title: "sparkline", description: "No data to draw.")
    }
    let step = min(8, 400 / Double(values.count))
    let length = Double(values.count) * step
    var canvas = SVGCanvas(width: length + SVGCanvas.textWidth(caption) + 28)
    let half = greatest / 2 - least / 2
    var bars = ""
    for (index, value) in values.enumerated() where value.isDrawable {
      let height = 3 + 21 * (half > 0 ? (value / 2 - least / 2) / half : 0.5)
      let width = SVGCanvas.number(step > 2 ? step - 1 : step)
      bars +=
        "M\(SVGCanvas.number(8 + Double(index) * step)) 30h\(width)v-\(SVGCanvas.number(height))h-\(width)Z"
    }
    canvas.area(bars, color: .series(0))
    canvas.text(caption, x: length + 18, y: 26)
    return canvas.document(height: 36, title: "sparkline", description: "\(values.count) values, \(caption).")
  }
}
