// Lines, points and shaded ranges as SVG.

internal import Foundation

extension SVGPlotRenderer {
  mutating func draw(_ mark: SceneMark) {
    switch mark {
    case .path(let runs, let look, let dash):
      let commands = runs.filter { $0.count > 1 }.map(lineCommands).joined()
      // Over a heat map, a line gets a border that every color of the map lets stand out.
      if scene.heat != nil { canvas.stroke(commands, color: .page, width: 5, opacity: 0.75) }
      canvas.stroke(commands, color: SVGColor(look), width: 2, dash: Self.dashes[dash % Self.dashes.count])
      let single = runs.filter { $0.count == 1 }.map { "M\(at($0[0].x, $0[0].y))h0" }.joined()
      canvas.stroke(single, color: SVGColor(look), width: 5)
    case .points(let points, let shape, let look): drawPoints(points, shape, look)
    case .bars(let bars, let isHorizontal, let look, let pattern): drawBars(bars, isHorizontal, look, pattern)
    case .histogram(let edges, let counts, let look):
      for (index, count) in counts.enumerated() where count != 0 {
        let (x1, x2) = (px(edges[index]), px(edges[index + 1]))
        let (y1, y2) = (py(count), py(baseline(scene.y)))
        let gap = x2 - x1 > 4 ? 1.0 : 0
        drawBar(x: x1, y: min(y1, y2), width: x2 - x1 - gap, height: abs(y2 - y1), look, 0)
      }
    case .area(let runs, let look, let rank):
      for run in runs {
        let there = run.x.indices.map { at(run.x[$0], run.upper[$0]) }
        let back = run.x.indices.reversed().map { at(run.x[$0], run.lower[$0]) }
        canvas.area(
          "M" + (there + back).joined(separator: "L") + "Z", color: SVGColor(look),
          opacity: opacity(look, rank))
      }
    case .heat(let map, let lower, let upper): drawHeat(map, lower, upper)
    case .reference(let value, let isHorizontal, let label): drawReference(value, isHorizontal, label)
    }
  }

  func baseline(_ axis: AxisScale) -> Double {
    axis.kind == .logarithmic ? axis.lower : min(max(0, axis.lower), axis.upper)
  }

  /// A run as path commands; of many points in one column of pixels, the first, the least, the greatest and the last.
  func lineCommands(_ run: [Point]) -> String {
    guard run.count > 2500 else { return "M" + run.map { at($0.x, $0.y) }.joined(separator: "L") }
    var kept: [Point] = []
    var column: [Point] = []
    func flush() {
      guard let first = column.first, let last = column.last else { return }
      let least = column.indices.min { column[$0].y < column[$1].y } ?? 0
      let greatest = column.indices.max { column[$0].y < column[$1].y } ?? 0
      kept.append(first)
      for index in Set([least, greatest]).sorted() where index > 0 && index < column.count - 1 {
        kept.append(column[index])
      }
      if column.count > 1 { kept.append(last) }
      column = []
    }
    var place = Int.min
    for point in run {
      let pixel = Int(px(point.x))
      if pixel != place { flush() }
      place = pixel
      column.append(point)
    }
    flush()
    return "M" + kept.map { at($0.x, $0.y) }.joined(separator: "L")
  }

  mutating func drawPoints(_ points: [SizedPoint], _ shape: PlotMark, _ look: SeriesLook) {
    if shape == .dot || points.count > Self.greatestMarks {
      // Points that fall on the same pixel are drawn once.
      var seen: Set<String> = []
      let commands = points.compactMap { point -> String? in
        let place = SVGCanvas.number(px(point.x).rounded()) + " " + SVGCanvas.number(py(point.y).rounded())
        return seen.insert(place).inserted ? "M\(place)h0" : nil
      }
      canvas.stroke(commands.joined(), color: SVGColor(look), width: 3.5, opacity: 0.8)
      return
    }
    // The largest first, so that they hide no others.
    let ordered = points.enumerated().sorted {
      ($1.element.size ?? 0, $0.offset) < ($0.element.size ?? 0, $1.offset)
    }
    for (_, point) in ordered {
      let radius = point.size.map(Self.radius) ?? 4
      canvas.area(
        Self.shape(shape, x: px(point.x), y: py(point.y), radius: radius), color: SVGColor(look), opacity: 0.8
      )
    }
  }

  /// The radius of a mark whose area stands for `share` of the greatest size.
  static func radius(_ share: Double) -> Double { max(2, 11 * share.squareRoot()) }

  /// A closed path of a mark; all shapes have about the same area.
  static func shape(_ mark: PlotMark, x: Double, y: Double, radius r: Double) -> String {
    func polygon(_ points: [(Double, Double)]) -> String {
      "M"
        + points.map { SVGCanvas.number(x + $0.0 * r) + " " + SVGCanvas.number(y + $0.1 * r) }.joined(
          separator: "L")
        + "Z"
    }
    switch mark {
    case .circle, .dot:
      let (r, d) = (SVGCanvas.number(r), SVGCanvas.number(2 * r))
      let start = SVGCanvas.number(x - (Double(r) ?? 0)) + " " + SVGCanvas.number(y)
      return "M\(start)a\(r) \(r) 0 1 0 \(d) 0a\(r) \(r) 0 1 0 -\(d) 0Z"
    case .triangle: return polygon([(0, -1.25), (1.2, 0.85), (-1.2, 0.85)])
    case .square: return polygon([(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)])
    case .diamond: return polygon([(0, -1.3), (1.15, 0), (0, 1.3), (-1.15, 0)])
    case .cross:
      let (a, b) = (0.35, 1.15)
      return polygon([
        (0, -a), (b - a, -b), (b, a - b), (a, 0), (b, b - a), (b - a, b), (0, a), (a - b, b), (-b, b - a),
        (-a, 0),
        (-b, a - b), (a - b, -b),
      ])
    case .star:
      return polygon(
        (0..<10).map { index in
          let length = index % 2 == 0 ? 1.4 : 0.6
          let angle = Double(index) * .pi / 5
          return (length * sin(angle), -length * cos(angle))
        })
    }
  }

  mutating func drawReference(_ value: Double, _ isHorizontal: Bool, _ label: String) {
    if isHorizontal {
      canvas.line(
        x1: left, y1: py(value), x2: left + plotWidth, y2: py(value), color: .ink, width: 1.5, dash: "5 4")
      canvas.text(cut(label, to: 140), x: left + plotWidth + 6, y: py(value) + 4.5)
    } else {
      canvas.line(
        x1: px(value), y1: top, x2: px(value), y2: top + plotHeight, color: .ink, width: 1.5, dash: "5 4")
      let text = cut(label, to: 200)
      let half = SVGCanvas.textWidth(text) / 2
      canvas.text(
        text, x: min(max(px(value), half + 4), canvas.width - half - 4), y: top - 6, anchor: .middle)
    }
  }
}
