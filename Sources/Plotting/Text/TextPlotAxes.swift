// The axes of a plot in characters.

extension TextPlotRenderer {
  mutating func drawYTitle() {
    guard let title = scene.yTitle, !title.isEmpty else { return }
    canvas.write(truncated(title, to: canvas.width), row: canvas.addRows(1), column: 0)
  }

  mutating func drawVerticalReferenceLabels() {
    let labels = referenceLabels(isHorizontal: false)
    guard !labels.isEmpty else { return }
    var ends: [Int] = []
    var placed: [(text: String, line: Int, column: Int)] = []
    for (value, label) in labels.sorted(by: { $0.value < $1.value }) {
      let width = displayWidth(label)
      let center = left + dotColumn(value) / 2
      let column = min(max(0, center - width / 2), canvas.width - width)
      let line = ends.firstIndex { $0 + 1 < column } ?? ends.count
      if line == ends.count { ends.append(0) }
      ends[line] = column + width
      placed.append((label, line, column))
    }
    let first = canvas.addRows(ends.count)
    for item in placed {
      canvas.write(item.text, row: first + ends.count - 1 - item.line, column: item.column)
    }
  }

  func dotColumn(_ x: Double) -> Int { Int((scene.x.place(x) * Double(columns * 2 - 1)).rounded()) }
  func dotRow(_ y: Double) -> Int { Int(((1 - scene.y.place(y)) * Double(rows * 4 - 1)).rounded()) }

  mutating func drawAxes() {
    for row in 0..<rows { canvas.write(glyphs.axisVertical, row: top + row, column: left - 1) }
    var used = -1
    for (index, tick) in scene.y.ticks.reversed().enumerated() {
      let row = scene.y.kind == .categories ? categoryRow(index) : dotRow(tick.value) / 4
      guard row < rows, row > used else { continue }
      used = row
      let label = truncated(tick.label, to: canvas.width / 3)
      canvas.write(label, row: top + row, column: left - 2 - displayWidth(label))
      canvas.write(glyphs.axisTick, row: top + row, column: left - 1)
    }
    let axis = canvas.addRows(1)
    canvas.write(
      glyphs.axisCorner + String(repeating: glyphs.axisHorizontal, count: columns), row: axis,
      column: left - 1)
    drawXLabels(axis: axis)
    if let title = scene.xTitle, !title.isEmpty { writeCentered(title, from: left, width: columns) }
  }

  /// The row of the label of the name `index` from the top.
  func categoryRow(_ index: Int) -> Int {
    if heatMap != nil {
      return rowsPerName == 3 ? index * 3 + 1 : index * rows / max(1, scene.y.ticks.count)
    }
    return index * rowsPerName + (scene.barSeries > 1 ? (scene.barSeries - 1) / 2 : 0)
  }

  mutating func drawXLabels(axis: Int) {
    let row = canvas.addRows(1)
    let ticks = scene.x.ticks
    let slot = scene.x.kind == .categories ? columns / max(1, ticks.count) : 0
    let labels = ticks.map { clean($0.label) }
    let widest = labels.map { displayWidth($0) }.max() ?? 0
    let areNumbers = labels.allSatisfy { Double($0) != nil }
    let mustCut = slot > 0 && widest >= slot && slot >= 5 && !areNumbers
    let placed = zip(ticks, labels).map { tick, label in
      let text = mustCut ? TerminalText.truncated(label, to: slot - 1, unicode: context.unicode) : label
      let width = displayWidth(text)
      let center =
        slot > 0
        ? left + Int(scene.x.fraction(tick.value) * Double(columns)) : left + dotColumn(tick.value) / 2
      let start = center - (slot > 0 && slot % 2 == 0 ? width : width - 1) / 2
      return (text: text, width: width, center: center, start: min(max(0, start), canvas.width - width))
    }
    // Where not all labels fit, every second is shown, or every third, and so on.
    let stride = (1...max(1, ticks.count)).first { stride in
      let shown = Swift.stride(from: 0, to: placed.count, by: stride).map { placed[$0] }
      return zip(shown, shown.dropFirst()).allSatisfy { $0.start + $0.width < $1.start }
    }
    for item in Swift.stride(from: 0, to: placed.count, by: stride ?? 1).map({ placed[$0] }) {
      guard item.start >= 0 else { continue }
      canvas.write(item.text, row: row, column: item.start)
      if item.center < left + columns { canvas.write(glyphs.axisBottomTick, row: axis, column: item.center) }
    }
  }
}
