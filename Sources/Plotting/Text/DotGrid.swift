/// Dots of a terminal picture, two across and four down in each character, as Braille has them.
struct DotGrid {
  let columns: Int
  let rows: Int
  private(set) var bits: [UInt8]
  private(set) var owner: [Int]

  init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    bits = Array(repeating: 0, count: columns * rows)
    owner = Array(repeating: 0, count: columns * rows)
  }

  var width: Int { columns * 2 }
  var height: Int { rows * 4 }

  /// Sets the dot `x` from the left and `y` from the top for the series `owner`.
  mutating func set(x: Int, y: Int, owner series: Int) {
    guard x >= 0, y >= 0, x < width, y < height else { return }
    let cell = (y / 4) * columns + x / 2
    let bit: [UInt8] = x % 2 == 0 ? [0x01, 0x02, 0x04, 0x40] : [0x08, 0x10, 0x20, 0x80]
    bits[cell] |= bit[y % 4]
    owner[cell] = series
  }

  /// Draws a line of dots; `phase` carries the place in the dash pattern from one piece to the next.
  mutating func line(
    from a: (x: Int, y: Int), to b: (x: Int, y: Int), owner series: Int, dash: Dash, phase: inout Int
  ) {
    let steps = max(abs(b.x - a.x), abs(b.y - a.y))
    guard steps > 0 else {
      if dash.isOn(phase) { set(x: a.x, y: a.y, owner: series) }
      return
    }
    for step in 0...steps {
      let x = a.x + Int((Double(step * (b.x - a.x)) / Double(steps)).rounded())
      let y = a.y + Int((Double(step * (b.y - a.y)) / Double(steps)).rounded())
      if dash.isOn(phase) { set(x: x, y: y, owner: series) }
      if step < steps { phase += 1 }
    }
  }

  /// The Braille character of a cell.
  static func braille(_ bits: UInt8) -> String {
    Unicode.Scalar(0x2800 + UInt32(bits)).map { String($0) } ?? " "
  }

  /// The ASCII character that comes closest to the dots of a cell.
  static func ascii(_ bits: UInt8) -> String {
    let left = mean(of: [bits & 1 != 0, bits & 2 != 0, bits & 4 != 0, bits & 0x40 != 0])
    let right = mean(of: [bits & 8 != 0, bits & 0x10 != 0, bits & 0x20 != 0, bits & 0x80 != 0])
    let vertical = max(left?.count ?? 0, right?.count ?? 0)
    if let left, let right {
      if left.mean - right.mean >= 1 && vertical >= 2 { return "/" }
      if right.mean - left.mean >= 1 && vertical >= 2 { return "\\" }
    }
    if vertical >= 3 { return "|" }
    let means = [left?.mean, right?.mean].compactMap { $0 }
    guard !means.isEmpty else { return " " }
    let height = means.reduce(0, +) / Double(means.count)
    return height < 0.75 ? "'" : height < 2.25 ? "-" : height < 2.75 ? "." : "_"
  }

  private static func mean(of rows: [Bool]) -> (mean: Double, count: Int)? {
    let set = rows.indices.filter { rows[$0] }
    return set.isEmpty ? nil : (Double(set.reduce(0, +)) / Double(set.count), set.count)
  }
}

/// The pattern of a line, which tells series apart without color.
struct Dash: Sendable, Hashable {
  /// Lengths drawn and left out in turn, in dots; empty for a full line.
  let lengths: [Int]

  static let solid = Dash(lengths: [])
  static let reference = Dash(lengths: [4, 2])
  static let series = [
    solid, Dash(lengths: [6, 4]), Dash(lengths: [1, 2]), Dash(lengths: [6, 3, 1, 3]), Dash(lengths: [14, 3]),
    Dash(lengths: [3, 3]),
  ]

  /// Whether the dot `phase` from the start is drawn.
  func isOn(_ phase: Int) -> Bool {
    guard !lengths.isEmpty else { return true }
    var rest = phase % lengths.reduce(0, +)
    for (index, length) in lengths.enumerated() {
      if rest < length { return index % 2 == 0 }
      rest -= length
    }
    return true
  }
}
