/// A plot in a sentence or two, for readers who cannot see it.
enum PlotSummary {
  static func text(of scene: Scene) -> String {
    guard !scene.isEmpty else { return "No data to draw." }
    let kinds = scene.marks.map(kind)
    var counted: [(name: String, count: Int)] = []
    for kind in kinds {
      if let index = counted.firstIndex(where: { $0.name == kind }) {
        counted[index].count += 1
      } else {
        counted.append((kind, 1))
      }
    }
    var sentences = [
      counted.map { $0.count == 1 ? $0.name : "\($0.count) × \($0.name)" }.joined(separator: ", ") + "."
    ]
    sentences.append(axis("Horizontal", scene.x, title: scene.xTitle))
    sentences.append(axis("Vertical", scene.y, title: scene.yTitle))
    if !scene.legend.isEmpty {
      sentences.append("Series: \(scene.legend.map(\.label).joined(separator: ", ")).")
    }
    for case .reference(let value, let isHorizontal, let label) in scene.marks {
      let name = label.isEmpty ? "" : " (\(label))"
      sentences.append("A line marks \(isHorizontal ? "y" : "x") = \(NumberText.short(value))\(name).")
    }
    return sentences.joined(separator: " ")
  }

  private static func kind(of mark: SceneMark) -> String {
    switch mark {
    case .path: "line"
    case .points(let points, _, _): "scatter of \(points.count) points"
    case .bars(let bars, let isHorizontal, _, _):
      "\(bars.count) \(isHorizontal ? "horizontal" : "vertical") bars"
    case .histogram(_, let counts, _): "histogram with \(counts.count) intervals"
    case .area: "shaded range"
    case .heat(let map, let lower, let upper):
      "heat map of \(map.rows) by \(map.columns) values from \(NumberText.short(lower)) to \(NumberText.short(upper))"
    case .reference: "reference line"
    }
  }

  private static func axis(_ name: String, _ axis: AxisScale, title: String?) -> String {
    let about = title.map { ": \($0)" } ?? ""
    if axis.kind == .categories {
      let names = axis.ticks.map(\.label)
      let shown = names.count <= 8 ? names.joined(separator: ", ") : "\(names.count) names"
      return "\(name) axis\(about), \(shown)."
    }
    let scale = axis.kind == .logarithmic ? " on a logarithmic scale" : ""
    return "\(name) axis\(about), \(NumberText.short(axis.lower)) to \(NumberText.short(axis.upper))\(scale)."
  }
}
