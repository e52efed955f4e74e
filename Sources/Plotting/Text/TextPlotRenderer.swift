/// Draws a plot in characters.
struct TextPlotRenderer {
  let plot: Plot
  let context: DisplayContext
  let glyphs: GlyphSet
  var scene: Scene
  var canvas: TextCanvas
  var dots = DotGrid(columns: 0, rows: 0)
  var extraNotes: [String] = []
  /// The plotting area: its first column and row and its size.
  var left = 0
  var top = 0
  var columns = 0
  var rows = 0
  var right = 0

  /// Text wider than this is hard to follow with the eye.
  static let greatestWidth = 132
  /// More names than this are cut from a plot of horizontal bars.
  static let greatestNames = 60

  static func canvas(of plot: Plot, in context: DisplayContext) -> TextCanvas {
    var renderer = TextPlotRenderer(plot: plot, context: context)
    renderer.draw()
    return renderer.canvas
  }

  init(plot: Plot, context: DisplayContext) {
    let width = min(max(context.width, 24), Self.greatestWidth)
    self.plot = Self.shortened(plot)
    self.context = context
    glyphs = GlyphSet(unicode: context.unicode)
    rows = plot.rows ?? min(max(width / 5, 8), 20)
    let request = SceneRequest(
      xTicks: min(max((width - 10) / 11, 3), 8), yTicks: min(max(rows / 3, 2), 7), unicode: context.unicode)
    scene = SceneBuilder.scene(of: self.plot, for: request)
    canvas = TextCanvas(width: width)
  }

  /// A plot with at most `greatestNames` horizontal bars or rows.
  static func shortened(_ plot: Plot) -> Plot {
    var count = 0
    var copy = plot
    for (index, layer) in plot.layers.enumerated() {
      guard case .bars(var bars) = layer, bars.isHorizontal, let names = bars.categories,
        names.count > greatestNames
      else { continue }
      count = max(count, names.count - greatestNames)
      bars.categories = Array(names.prefix(greatestNames))
      bars.values = Array(bars.values.prefix(greatestNames))
      bars.errors = Array(bars.errors.prefix(greatestNames))
      copy.layers[index] = .bars(bars)
    }
    if count > 0 { copy.notes.append("\(count) more bars are not shown here") }
    return copy
  }

  mutating func draw() {
    drawTitle()
    guard !scene.isEmpty else {
      canvas.write("(no data to draw)", row: canvas.addRows(1), column: 0)
      drawNotes()
      return
    }
    drawLegend()
    layOut()
    drawYTitle()
    drawVerticalReferenceLabels()
    top = canvas.addRows(rows)
    dots = DotGrid(columns: columns, rows: rows)
    drawMarks()
    drawAxes()
    drawNotes()
  }

  func clean(_ text: String) -> String { TerminalText.clean(text, unicode: context.unicode) }

  func truncated(_ text: String, to width: Int) -> String {
    TerminalText.truncated(clean(text), to: width, unicode: context.unicode)
  }

  mutating func writeCentered(_ text: String, from column: Int, width: Int, style: TextStyle = .plain) {
    for line in TerminalText.wrapped(clean(text), to: canvas.width, unicode: context.unicode) {
      let start = column + (width - displayWidth(line)) / 2
      let place = min(max(0, start), canvas.width - displayWidth(line))
      canvas.write(line, row: canvas.addRows(1), column: place, style: style)
    }
  }

  mutating func drawTitle() {
    if !scene.title.isEmpty { writeCentered(scene.title, from: 0, width: canvas.width, style: .heading) }
  }

  mutating func drawNotes() {
    for note in scene.notes + extraNotes {
      for line in TerminalText.wrapped(clean("(\(note))"), to: canvas.width, unicode: context.unicode) {
        canvas.write(line, row: canvas.addRows(1), column: 0)
      }
    }
  }

  /// Names on the left and the widths that depend on them.
  mutating func layOut() {
    let limit = canvas.width / 3
    let labels = scene.y.ticks.map { displayWidth(truncated($0.label, to: limit)) }
    left = (labels.max() ?? 0) + 2
    right = referenceLabels(isHorizontal: true).map { displayWidth($0.label) + 1 }.max() ?? 0
    right = min(right, canvas.width / 4)
    if hasHorizontalBars { right = max(right, barValueWidth + 1) }
    columns = max(4, canvas.width - left - right)
    rows = scene.y.kind == .categories ? categoryRows : rows
    if let slots { columns = slots.used(of: columns, dots: context.unicode && hasOnlyDotBars) }
  }

  var hasHorizontalBars: Bool {
    scene.marks.contains { if case .bars(_, true, _, _) = $0 { true } else { false } }
  }

  var heatMap: HeatMapLayer? {
    for case .heat(let map, _, _) in scene.marks { return map }
    return nil
  }

  /// Rows of the plotting area where the vertical axis has names.
  var categoryRows: Int {
    let count = scene.y.ticks.count
    if heatMap != nil { return count <= 4 ? count * 3 : min(count, 60) }
    return count * rowsPerName - (rowsPerName > scene.barSeries ? 1 : 0)
  }

  var rowsPerName: Int {
    if heatMap != nil { return scene.y.ticks.count <= 4 ? 3 : 1 }
    return scene.barSeries + (scene.barSeries > 1 ? 1 : 0)
  }

  func referenceLabels(isHorizontal: Bool) -> [(value: Double, label: String)] {
    scene.marks.compactMap { mark in
      guard case .reference(let value, isHorizontal, let label) = mark, !label.isEmpty else { return nil }
      return (value, truncated(label, to: canvas.width / 4 - 1))
    }
  }

  /// Equal slots of the horizontal axis, which must get the same number of columns each.
  struct Slots {
    var count: Int

    /// The columns to use of those there are.
    func used(of columns: Int, dots: Bool) -> Int {
      if count <= columns {
        let used = columns / count * count
        return used * 10 >= columns * 7 || count * 2 > columns ? used : columns
      }
      return dots && count <= columns * 2 ? (count + 1) / 2 : columns
    }
  }

  var slots: Slots? {
    if scene.x.kind == .categories {
      let count = scene.x.ticks.count
      if heatMap != nil { return Slots(count: max(1, count)) }
      return scene.marks.contains { if case .bars = $0 { true } else { false } }
        ? Slots(count: max(1, count)) : nil
    }
    guard scene.x.kind == .linear else { return nil }
    for mark in scene.marks {
      let width: Double
      switch mark {
      case .bars(let bars, false, _, _):
        width = (bars[0].end - bars[0].start) * Double(max(1, scene.barSeries))
      case .histogram(let edges, _, _):
        width = edges[1] - edges[0]
        guard zip(edges.dropFirst(), edges).allSatisfy({ abs($0 - $1 - width) < 1e-6 * width }) else {
          continue
        }
      default: continue
      }
      let count = (scene.x.upper - scene.x.lower) / width
      if count >= 1, count < 10_000, abs(count - count.rounded()) < 1e-3 * count {
        return Slots(count: Int(count.rounded()))
      }
    }
    return nil
  }

  /// Whether the bars are one series that may be drawn in dots where there are more bars than columns.
  var hasOnlyDotBars: Bool {
    scene.barSeries <= 1 && heatMap == nil
      && scene.marks.contains { mark in
        switch mark {
        case .bars(_, false, _, _), .histogram: true
        default: false
        }
      }
  }
}
