/// What a renderer wants of the axes.
struct SceneRequest {
  /// About how many ticks fit.
  var xTicks: Int
  var yTicks: Int
  /// Whether labels may contain superscripts.
  var unicode: Bool
}

/// Turns a plot into a scene: decides which values can be drawn, what the axes span and which series looks how.
struct SceneBuilder {
  private let plot: Plot
  private let request: SceneRequest
  private let xNames: [String]?
  private let yNames: [String]?
  /// The numbers of the series, by label or, for series without one, by place.
  private var seriesNumbers: [String: Int] = [:]
  private var nextSeries = 0
  private var legend: [LegendEntry] = []
  private var dropped = Dropped()
  private var histogramNotes: [String] = []

  private struct Dropped {
    var missing = 0
    var notPositiveX = 0
    var notPositiveY = 0
    var outside = 0
    var total = 0
  }

  static func scene(of plot: Plot, for request: SceneRequest) -> Scene {
    var builder = SceneBuilder(plot: plot, request: request)
    return builder.build()
  }

  private init(plot: Plot, request: SceneRequest) {
    self.plot = plot
    self.request = request
    xNames = Self.merged(plot.layers.compactMap(\.xCategories))
    yNames = Self.merged(plot.layers.compactMap(\.yCategories))
  }

  /// All names in the order in which they first appear; nil if there are none.
  private static func merged(_ lists: [[String]]) -> [String]? {
    var seen: Set<String> = []
    let names = lists.joined().filter { seen.insert($0).inserted }
    return names.isEmpty ? nil : names
  }

  // MARK: Building

  private mutating func build() -> Scene {
    let logX = plot.xIsLogarithmic && xNames == nil
    let logY = plot.yIsLogarithmic && yNames == nil
    let (xData, yData) = extents(logX: logX, logY: logY)
    let xScale =
      xNames.map { AxisScale.categories($0) }
      ?? .numeric(
        data: xData, fixed: drawable(plot.xLimits, logarithmic: logX), logarithmic: logX,
        target: request.xTicks,
        unicode: request.unicode, tight: hasTightX)
    let yScale =
      yNames.map { AxisScale.categories($0.reversed()) }
      ?? .numeric(
        data: yData, fixed: drawable(plot.yLimits, logarithmic: logY), logarithmic: logY,
        target: request.yTicks,
        unicode: request.unicode, tight: hasTightY)
    var scene = Scene(title: plot.title, xTitle: plot.xTitle, yTitle: plot.yTitle, x: xScale, y: yScale)
    scene.barSeries = barSeriesCount
    scene.greatestSize = greatestSize
    for (index, layer) in plot.layers.enumerated() {
      guard let mark = mark(for: layer, at: index, in: scene) else { continue }
      scene.marks.append(mark)
      if case .heat(let map, let lower, let upper) = mark { scene.heat = (lower, upper, map.label) }
    }
    if scene.marks.allSatisfy({ if case .reference = $0 { true } else { false } }) { scene.marks = [] }
    scene.legend = legend.filter { !$0.label.isEmpty }
    scene.notes = plot.notes + histogramNotes + notes()
    return scene
  }

  private func notes() -> [String] {
    var notes: [String] = []
    func add(_ count: Int, _ reason: String) {
      guard count > 0 else { return }
      notes.append(
        "left out: \(count) of \(dropped.total) \(dropped.total == 1 ? "value" : "values"), \(reason)")
    }
    add(dropped.missing, "missing or not finite")
    add(dropped.notPositiveX, "x not positive on a logarithmic axis")
    add(dropped.notPositiveY, "y not positive on a logarithmic axis")
    add(dropped.outside, "outside the axes")
    return notes
  }

  private func drawable(_ range: ClosedRange<Double>?, logarithmic: Bool) -> ClosedRange<Double>? {
    guard let range, range.lowerBound.isDrawable, range.upperBound.isDrawable else { return nil }
    return logarithmic && !range.lowerBound.hasDrawableLogarithm ? nil : range
  }

  // MARK: Extents

  /// A histogram, bars at numbers and a function over a rectangle end where the axis ends.
  private var hasTightX: Bool {
    plot.layers.contains {
      switch $0 {
      case .bars(let bars): bars.categories == nil
      case .histogram, .contour: true
      case .heatMap(let map): map.extent != nil
      default: false
      }
    }
  }

  private var hasTightY: Bool {
    plot.layers.contains {
      switch $0 {
      case .contour: true
      case .heatMap(let map): map.extent != nil
      default: false
      }
    }
  }

  private func extents(logX: Bool, logY: Bool) -> (ClosedRange<Double>?, ClosedRange<Double>?) {
    var x = Extent(isLogarithmic: logX)
    var y = Extent(isLogarithmic: logY)
    func add(_ u: Double, _ v: Double) {
      guard x.accepts(u), y.accepts(v) else { return }
      x.add(u)
      y.add(v)
    }
    for layer in plot.layers {
      switch layer {
      case .line(let line):
        for (u, v) in zip(line.x, line.y) { add(u, v) }
      case .scatter(let scatter):
        for (u, v) in zip(scatter.x, scatter.y) { add(u, v) }
      case .bars(let bars):
        for (index, value) in bars.values.enumerated() where value.isDrawable {
          let error =
            index < bars.errors.count && bars.errors[index].isDrawable ? bars.errors[index].magnitude : 0
          for end in [value - error, value + error, 0] {
            if bars.isHorizontal { x.add(end) } else { y.add(end) }
          }
        }
        if bars.categories == nil {
          let half = Self.spacing(bars.positions) / 2
          for place in bars.positions where place.isDrawable {
            x.add(place - half)
            x.add(place + half)
          }
        }
      case .histogram(let histogram):
        for edge in histogram.edges { x.add(edge) }
        y.add(0)
        for count in histogram.counts { y.add(count) }
      case .heatMap(let map):
        guard let extent = map.extent else { continue }
        for u in extent[0...1] { x.add(u) }
        for v in extent[2...3] { y.add(v) }
      case .contour(let contour):
        for u in contour.extent[0...1] { x.add(u) }
        for v in contour.extent[2...3] { y.add(v) }
      case .band(let band):
        switch band.direction {
        case .along:
          for index in band.x.indices {
            add(band.x[index], band.lower[index])
            add(band.x[index], band.upper[index])
          }
        case .horizontal: for v in band.lower + band.upper { y.add(v) }
        case .vertical: for u in band.lower + band.upper { x.add(u) }
        }
      case .reference(let line):
        if line.isHorizontal { y.add(line.value) } else { x.add(line.value) }
      }
    }
    return (x.range, y.range)
  }

  private struct Extent {
    var isLogarithmic: Bool
    var range: ClosedRange<Double>?

    func accepts(_ value: Double) -> Bool { isLogarithmic ? value.hasDrawableLogarithm : value.isDrawable }

    mutating func add(_ value: Double) {
      guard accepts(value) else { return }
      range = range.map { min($0.lowerBound, value)...max($0.upperBound, value) } ?? value...value
    }
  }

  /// The least distance between two different places.
  private static func spacing(_ places: [Double]) -> Double {
    let sorted = places.filter(\.isDrawable).sorted()
    return zip(sorted.dropFirst(), sorted).map { $0 - $1 }.filter { $0 > 0 }.min() ?? 1
  }

  private var barSeriesCount: Int { plot.layers.count { if case .bars = $0 { true } else { false } } }

  private var greatestSize: Double? {
    let sizes = plot.layers.flatMap { layer -> [Double] in
      if case .scatter(let scatter) = layer { scatter.size } else { [] }
    }
    return sizes.filter { $0.isDrawable && $0 > 0 }.max()
  }

  // MARK: Series

  /// The number of the series with this label; a series without a label is on its own.
  private mutating func series(_ label: String, at index: Int, sample: (Int) -> LegendEntry.Sample) -> Int {
    let key = label.isEmpty ? "\u{0}\(index)" : label
    let number = seriesNumbers[key] ?? nextSeries
    if seriesNumbers[key] == nil {
      seriesNumbers[key] = number
      nextSeries += 1
      legend.append(LegendEntry(label: label, samples: []))
    }
    if let entry = legend.firstIndex(where: { $0.label == label }) {
      legend[entry].samples.append(sample(number))
    }
    return number
  }

  // MARK: Marks

  private mutating func mark(for layer: Layer, at index: Int, in scene: Scene) -> SceneMark? {
    switch layer {
    case .line(let line): return path(line, at: index, in: scene)
    case .scatter(let scatter): return points(scatter, at: index, in: scene)
    case .bars(let bars): return self.bars(bars, at: index, in: scene)
    case .histogram(let histogram):
      let total = Int(histogram.counts.filter(\.isFinite).reduce(0, +).clamped(to: 0...1e15))
      dropped.missing += histogram.left
      dropped.total += histogram.left + total
      guard histogram.counts.contains(where: { $0.isDrawable && $0 != 0 }) else { return nil }
      let widths = zip(histogram.edges.dropFirst(), histogram.edges).map { $0 - $1 }
      if let widest = widths.max(), let narrowest = widths.min(), widest > narrowest * (1 + 1e-6) {
        histogramNotes.append("intervals differ in width; heights are counts, not densities")
      }
      // The first histogram is filled; those laid over it are outlines, so that none hides another.
      let isOutline = scene.marks.contains { if case .histogram = $0 { true } else { false } }
      let dash = pathCount(in: scene)
      let number = series(histogram.label, at: index) {
        isOutline ? .line($0, dash: dash) : .fill($0, pattern: 0)
      }
      let counts = histogram.counts.map { $0.isDrawable ? $0 : 0 }
      guard isOutline else {
        return .histogram(edges: histogram.edges, counts: counts, look: .series(number))
      }
      return .path(
        runs: Self.clipped([Self.outline(histogram.edges, counts)], to: scene), look: .series(number),
        dash: dash)
    case .heatMap(let map):
      let finite = map.values.filter(\.isDrawable)
      dropped.total += map.values.count
      dropped.missing += map.values.count - finite.count
      guard let lower = finite.min(), let upper = finite.max() else { return nil }
      return .heat(map, lower: lower, upper: upper)
    case .contour(let contour):
      let dash = pathCount(in: scene)
      let number = series(contour.label, at: index) { .line($0, dash: dash) }
      let runs = contour.lines.flatMap { line in
        stride(from: 0, to: line.count - 1, by: 2).map { Point(x: line[$0], y: line[$0 + 1]) }
          .split { problem($0.x, $0.y, in: scene) != nil }.map(Array.init)
      }
      return .path(runs: Self.clipped(runs, to: scene), look: .series(number), dash: dash)
    case .band(let band): return area(band, at: index, in: scene)
    case .reference(let line):
      let axis = line.isHorizontal ? scene.y : scene.x
      dropped.total += 1
      guard line.value.isDrawable, axis.kind != .logarithmic || line.value.hasDrawableLogarithm else {
        dropped.missing += 1
        return nil
      }
      guard axis.contains(line.value) else {
        dropped.outside += 1
        return nil
      }
      dropped.total -= 1
      return .reference(value: line.value, isHorizontal: line.isHorizontal, label: line.label)
    }
  }

  private func pathCount(in scene: Scene) -> Int {
    scene.marks.count { if case .path = $0 { true } else { false } }
  }

  /// What is wrong with a point, as the count that it adds to; nil if it can be drawn.
  private func problem(_ x: Double, _ y: Double, in scene: Scene) -> WritableKeyPath<Dropped, Int>? {
    if !x.isDrawable || !y.isDrawable { return \.missing }
    if scene.x.kind == .logarithmic && !x.hasDrawableLogarithm { return \.notPositiveX }
    if scene.y.kind == .logarithmic && !y.hasDrawableLogarithm { return \.notPositiveY }
    return nil
  }

  private mutating func path(_ line: LineLayer, at index: Int, in scene: Scene) -> SceneMark? {
    let dash = pathCount(in: scene)
    let number = series(line.label, at: index) { .line($0, dash: dash) }
    let places = line.categories.map { Self.places(of: $0, among: xNames ?? []) } ?? line.x
    var runs: [[Point]] = [[]]
    for (x, y) in zip(places, line.y) {
      dropped.total += 1
      if let reason = problem(x, y, in: scene) {
        dropped[keyPath: reason] += 1
        if runs[runs.count - 1].isEmpty == false { runs.append([]) }
        continue
      }
      if !scene.x.contains(x) || !scene.y.contains(y) { dropped.outside += 1 }
      if line.isStepped, let last = runs[runs.count - 1].last {
        runs[runs.count - 1].append(Point(x: x, y: last.y))
      }
      runs[runs.count - 1].append(Point(x: x, y: y))
    }
    let drawn = Self.clipped(runs.filter { !$0.isEmpty }, to: scene)
    return drawn.isEmpty ? nil : .path(runs: drawn, look: .series(number), dash: dash)
  }

  private mutating func points(_ scatter: ScatterLayer, at index: Int, in scene: Scene) -> SceneMark? {
    let places = scatter.categories.map { Self.places(of: $0, among: xNames ?? []) } ?? scatter.x
    var points: [SizedPoint] = []
    for (place, (x, y)) in zip(places, scatter.y).enumerated() {
      dropped.total += 1
      let size = place < scatter.size.count ? scatter.size[place] : nil
      if let reason = problem(x, y, in: scene) {
        dropped[keyPath: reason] += 1
      } else if let size, !size.isDrawable || size < 0 {
        dropped.missing += 1
      } else if !scene.x.contains(x) || !scene.y.contains(y) {
        dropped.outside += 1
      } else {
        points.append(SizedPoint(x: x, y: y, size: size.map { $0 / (scene.greatestSize ?? 1) }))
      }
    }
    let isMany = points.count > 300
    let shapes: [PlotMark] = [.circle, .triangle, .square, .diamond, .cross, .star]
    var shape = scatter.mark ?? .dot
    let number = series(scatter.label, at: index) { number in
      if scatter.mark == nil && (!isMany || number > 0) { shape = shapes[number % shapes.count] }
      return .mark(shape, number)
    }
    return points.isEmpty ? nil : .points(points, shape: shape, look: .series(number))
  }

  private mutating func bars(_ bars: BarLayer, at index: Int, in scene: Scene) -> SceneMark? {
    let rank = plot.layers[..<index].count { if case .bars = $0 { true } else { false } }
    let number = series(bars.label, at: index) { .fill($0, pattern: rank) }
    let names = bars.isHorizontal ? yNames.map { $0.reversed() } ?? [] : xNames ?? []
    let places = bars.categories.map { Self.places(of: $0, among: names) } ?? bars.positions
    let spacing = bars.categories == nil ? Self.spacing(bars.positions) : 1
    let width = spacing / Double(max(1, barSeriesCount))
    let valueAxis = bars.isHorizontal ? scene.x : scene.y
    var drawn: [SceneBar] = []
    for (item, value) in bars.values.enumerated() {
      dropped.total += 1
      guard places[item].isDrawable, value.isDrawable else {
        dropped.missing += 1
        continue
      }
      if valueAxis.kind == .logarithmic && !value.hasDrawableLogarithm {
        if bars.isHorizontal { dropped.notPositiveX += 1 } else { dropped.notPositiveY += 1 }
        continue
      }
      // Bars of the first series stand to the left, or on top.
      let slot = bars.isHorizontal ? barSeriesCount - 1 - rank : rank
      let start = places[item] - spacing / 2 + Double(slot) * width
      let error = item < bars.errors.count && bars.errors[item].isDrawable ? bars.errors[item].magnitude : nil
      drawn.append(SceneBar(start: start, end: start + width, value: value, error: error))
    }
    return drawn.isEmpty
      ? nil : .bars(drawn, isHorizontal: bars.isHorizontal, look: .series(number), pattern: rank)
  }

  private mutating func area(_ band: BandLayer, at index: Int, in scene: Scene) -> SceneMark? {
    let look: SeriesLook
    let shade = scene.marks.count { if case .area = $0 { true } else { false } }
    if band.direction != .along {
      look = .reference
      if !band.label.isEmpty {
        legend.append(LegendEntry(label: band.label, samples: [.shade(.reference, shade)]))
      }
    } else if band.label.isEmpty && nextSeries > 0 {
      look = .series(nextSeries - 1)
    } else {
      look = .series(series(band.label, at: index) { .shade(.series($0), shade) })
    }
    func bounded(_ value: Double, _ axis: AxisScale, _ fallback: Double) -> Double {
      value.isDrawable ? min(max(value, axis.lower), axis.upper) : fallback
    }
    switch band.direction {
    case .horizontal:
      let low = bounded(band.lower[0], scene.y, scene.y.lower)
      let high = bounded(band.upper[0], scene.y, scene.y.upper)
      guard low < high else { return nil }
      return .area(
        [.init(x: [scene.x.lower, scene.x.upper], lower: [low, low], upper: [high, high])], look: look,
        shade: shade)
    case .vertical:
      let low = bounded(band.lower[0], scene.x, scene.x.lower)
      let high = bounded(band.upper[0], scene.x, scene.x.upper)
      guard low < high else { return nil }
      return .area(
        [
          .init(
            x: [low, high], lower: [scene.y.lower, scene.y.lower], upper: [scene.y.upper, scene.y.upper])
        ],
        look: look, shade: shade)
    case .along:
      var runs: [SceneMark.AreaRun] = [.init(x: [], lower: [], upper: [])]
      for item in band.x.indices {
        let (x, low, high) = (band.x[item], band.lower[item], band.upper[item])
        dropped.total += 1
        if let reason = problem(x, low, in: scene) ?? problem(x, high, in: scene) {
          dropped[keyPath: reason] += 1
          if !runs[runs.count - 1].x.isEmpty { runs.append(.init(x: [], lower: [], upper: [])) }
        } else if !scene.x.contains(x) {
          dropped.outside += 1
        } else {
          runs[runs.count - 1].x.append(x)
          runs[runs.count - 1].lower.append(bounded(min(low, high), scene.y, scene.y.lower))
          runs[runs.count - 1].upper.append(bounded(max(low, high), scene.y, scene.y.upper))
        }
      }
      let drawn = runs.filter { !$0.x.isEmpty }
      return drawn.isEmpty ? nil : .area(drawn, look: look, shade: shade)
    }
  }

  private static func outline(_ edges: [Double], _ counts: [Double]) -> [Point] {
    let tops = counts.enumerated().flatMap { index, count in
      [Point(x: edges[index], y: count), Point(x: edges[index + 1], y: count)]
    }
    return [Point(x: edges[0], y: 0)] + tops + [Point(x: edges[edges.count - 1], y: 0)]
  }

  private static func places(of names: [String], among all: [String]) -> [Double] {
    var index: [String: Int] = [:]
    for (place, name) in all.enumerated() where index[name] == nil { index[name] = place }
    return names.map { Double(index[$0] ?? 0) }
  }

  // MARK: Clipping

  /// The parts of lines that lie within the axes (Liang and Barsky, 1984), cut where the lines are straight on the page.
  private static func clipped(_ runs: [[Point]], to scene: Scene) -> [[Point]] {
    let (x, y) = (scene.x, scene.y)
    func isInside(_ point: Point) -> Bool { x.contains(point.x) && y.contains(point.y) }
    if runs.allSatisfy({ $0.allSatisfy(isInside) }) { return runs }
    var result: [[Point]] = []
    for run in runs {
      var current: [Point] = []
      if run.count == 1, isInside(run[0]) { result.append(run) }
      for (a, b) in zip(run, run.dropFirst()) {
        guard let (from, to) = visiblePart(of: a, b, x, y) else { continue }
        if current.last != from {
          if current.count > 1 { result.append(current) }
          current = [from]
        }
        current.append(to)
      }
      if current.count > 1 { result.append(current) }
    }
    return result
  }

  private static func visiblePart(of a: Point, _ b: Point, _ x: AxisScale, _ y: AxisScale) -> (Point, Point)? {
    let start = (x.fraction(a.x), y.fraction(a.y))
    let delta = (x.fraction(b.x) - start.0, y.fraction(b.y) - start.1)
    var (enter, leave) = (0.0, 1.0)
    for (p, q) in [
      (-delta.0, start.0), (delta.0, 1 - start.0), (-delta.1, start.1), (delta.1, 1 - start.1),
    ] {
      if p == 0 {
        if q < 0 { return nil }
      } else if p < 0 {
        enter = max(enter, q / p)
      } else {
        leave = min(leave, q / p)
      }
    }
    guard enter <= leave else { return nil }
    func at(_ t: Double, _ end: Point) -> Point {
      if t == 0 { return a }
      if t == 1 { return b }
      return Point(x: x.value(at: start.0 + t * delta.0), y: y.value(at: start.1 + t * delta.1))
    }
    return (at(enter, a), at(leave, b))
  }
}

extension Double {
  fileprivate func clamped(to range: ClosedRange<Double>) -> Double {
    min(max(self, range.lowerBound), range.upperBound)
  }
}
