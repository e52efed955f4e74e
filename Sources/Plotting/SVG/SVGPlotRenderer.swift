internal import Foundation

/// Draws a plot as one self-contained `<svg>` element.
struct SVGPlotRenderer {
  let plot: Plot
  let scene: Scene
  var canvas = SVGCanvas(width: 640)
  var left = 0.0
  var top = 0.0
  var plotWidth = 0.0
  var plotHeight = 0.0
  var cursor = 10.0

  /// With more points than this, marks are drawn as dots in one path.
  static let greatestMarks = 1500
  static let dashes = ["", "9 5", "2 4", "9 4 2 4", "20 4", "5 4"]

  static func svg(of plot: Plot) -> String {
    var renderer = SVGPlotRenderer(plot: plot)
    return renderer.draw()
  }

  init(plot: Plot) {
    self.plot = plot
    scene = SceneBuilder.scene(of: plot, for: SceneRequest(xTicks: 7, yTicks: 6, unicode: true))
  }

  mutating func draw() -> String {
    if !scene.title.isEmpty {
      cursor += 18
      for line in wrapped(scene.title, size: 16) {
        canvas.text(line, x: canvas.width / 2, y: cursor, anchor: .middle, size: 16, bold: true)
        cursor += 20
      }
      cursor -= 8
    }
    if scene.isEmpty {
      cursor += 24
      canvas.text("no data to draw", x: canvas.width / 2, y: cursor, anchor: .middle)
      cursor += 12
    } else {
      drawLegend()
      layOut()
      drawGrid()
      for mark in scene.marks { if case .heat = mark { draw(mark) } }
      for mark in scene.marks { if case .area = mark { draw(mark) } }
      for mark in scene.marks {
        switch mark {
        case .bars, .histogram: draw(mark)
        default: break
        }
      }
      for mark in scene.marks {
        switch mark {
        case .path, .reference: draw(mark)
        default: break
        }
      }
      for mark in scene.marks { if case .points = mark { draw(mark) } }
      drawAxes()
    }
    for note in scene.notes {
      for line in wrapped(note, size: 11) {
        cursor += 16
        canvas.text(line, x: 12, y: cursor, size: 11)
      }
    }
    let name = scene.title.isEmpty ? "plot" : scene.title
    return canvas.document(height: cursor + 12, title: name, description: PlotSummary.text(of: scene))
  }

  func wrapped(_ text: String, size: Double) -> [String] {
    let columns = Int((canvas.width - 24) / (size * 0.6))
    return TerminalText.wrapped(TerminalText.clean(text, unicode: true), to: columns, unicode: true)
  }

  func cut(_ text: String, to width: Double, size: Double = SVGCanvas.fontSize) -> String {
    TerminalText.truncated(
      TerminalText.clean(text, unicode: true), to: Int(width / (size * 0.6)), unicode: true)
  }

  mutating func layOut() {
    let labels = scene.y.ticks.map { SVGCanvas.textWidth(cut($0.label, to: 200)) }
    left = 12 + (labels.max() ?? 0) + 8 + (scene.yTitle?.isEmpty == false ? 20 : 0)
    // Half of the last label reaches beyond the axis.
    var right = max(
      18, SVGCanvas.textWidth(scene.x.kind == .categories ? "" : scene.x.ticks.last?.label ?? "") / 2 + 6)
    for case .reference(_, true, let label) in scene.marks {
      right = max(right, min(SVGCanvas.textWidth(label), 140) + 14)
    }
    let verticalLabels = scene.marks.contains { mark in
      if case .reference(_, false, let label) = mark { !label.isEmpty } else { false }
    }
    for case .bars(let bars, true, _, _) in scene.marks {
      right = max(right, (bars.map { SVGCanvas.textWidth(Self.valueText($0)) }.max() ?? 0) + 14)
    }
    top = cursor + (verticalLabels ? 28 : 12)
    plotWidth = canvas.width - left - right
    plotHeight = height
  }

  var height: Double {
    guard scene.y.kind == .categories else { return 290 }
    let count = Double(scene.y.ticks.count)
    if scene.heat != nil { return min(max(count * 44, 120), max(300, count * 16)) }
    return max(40, count * (Double(max(1, scene.barSeries)) * 18 + 10))
  }

  func px(_ x: Double) -> Double { left + scene.x.place(x) * plotWidth }
  func py(_ y: Double) -> Double { top + (1 - scene.y.place(y)) * plotHeight }
  func at(_ x: Double, _ y: Double) -> String { SVGCanvas.number(px(x)) + " " + SVGCanvas.number(py(y)) }
}
