/// The characters a picture is drawn with: block and Braille characters, or ASCII alone.
struct GlyphSet: Sendable {
  let unicode: Bool

  var axisVertical: String { unicode ? "│" : "|" }
  var axisTick: String { unicode ? "┤" : "+" }
  var axisHorizontal: String { unicode ? "─" : "-" }
  var axisBottomTick: String { unicode ? "┬" : "+" }
  var axisCorner: String { unicode ? "└" : "+" }

  /// A full cell of a bar; `pattern` counts the series of bars in a plot.
  func fill(_ pattern: Int) -> String {
    unicode ? ["█", "░", "▓", "▒"][pattern % 4] : ["#", "=", "%", ":"][pattern % 4]
  }

  /// The shade of a band.
  func shade(_ rank: Int) -> String { unicode ? ["░", "▒", "▓"][rank % 3] : [":", ";", "%"][rank % 3] }

  /// A cell whose lower `eighths` are filled.
  func lower(_ eighths: Int, pattern: Int) -> String {
    if eighths >= 8 { return fill(pattern) }
    if unicode { return [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇"][max(0, eighths)] }
    return eighths >= 4 ? fill(pattern) : eighths > 0 ? "_" : " "
  }

  /// Whether a character is the end of a bar rather than a full cell.
  func isPartOfBar(_ glyph: String) -> Bool {
    !glyph.isEmpty && (unicode ? "▁▂▃▄▅▆▇▀▔▏▎▍▌▋▊▉▐▕" : "_").contains(glyph)
  }

  /// A cell whose upper `eighths` are filled, as well as characters allow.
  func upper(_ eighths: Int, pattern: Int) -> String {
    if eighths >= 7 { return fill(pattern) }
    if unicode { return eighths >= 3 ? "▀" : eighths > 0 ? "▔" : " " }
    return eighths >= 4 ? fill(pattern) : eighths > 0 ? "'" : " "
  }

  /// A cell whose left `eighths` are filled.
  func left(_ eighths: Int, pattern: Int) -> String {
    if eighths >= 8 { return fill(pattern) }
    if unicode { return [" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][max(0, eighths)] }
    return eighths >= 4 ? fill(pattern) : eighths > 0 ? "|" : " "
  }

  /// A cell whose right `eighths` are filled, as well as characters allow.
  func right(_ eighths: Int, pattern: Int) -> String {
    if eighths >= 7 { return fill(pattern) }
    if unicode { return eighths >= 3 ? "▐" : eighths > 0 ? "▕" : " " }
    return eighths >= 4 ? fill(pattern) : eighths > 0 ? "|" : " "
  }

  /// The mark of a point: `size` is the share of the greatest size, whose square root the eye compares.
  func mark(_ mark: PlotMark, size: Double? = nil) -> String {
    let tier = size.map { $0 < 1.0 / 9 ? 0 : $0 < 4.0 / 9 ? 1 : 2 } ?? (unicode ? 1 : 2)
    switch (mark, unicode) {
    case (.circle, true): return (size == nil ? ["●", "●", "●"] : ["·", "•", "●"])[tier]
    case (.triangle, true): return (size == nil ? ["▲", "▲", "▲"] : ["▵", "▴", "▲"])[tier]
    case (.square, true): return (size == nil ? ["■", "■", "■"] : ["▫", "▪", "■"])[tier]
    case (.diamond, true): return (size == nil ? ["◆", "◆", "◆"] : ["⋄", "◇", "◆"])[tier]
    case (.cross, true): return (size == nil ? ["×", "×", "×"] : ["×", "x", "X"])[tier]
    case (.star, true): return (size == nil ? ["★", "★", "★"] : ["⋆", "☆", "★"])[tier]
    case (.dot, true): return ["⠁", "⠂", "⠒"][tier]
    case (.circle, false): return [".", "o", "O"][tier]
    case (.triangle, false): return [",", "a", "A"][tier]
    case (.square, false): return ["'", "h", "H"][tier]
    case (.diamond, false): return ["`", "v", "V"][tier]
    case (.cross, false): return ["-", "x", "X"][tier]
    case (.star, false): return ["~", "w", "W"][tier]
    case (.dot, false): return "."
    }
  }

  /// The character of a line in ASCII where there are several.
  func lineCharacter(_ series: Int) -> String { ["*", "+", "x", "o", "#", "@"][series % 6] }

  /// The shade of a heat map at `fraction` of its scale.
  func heat(_ fraction: Double) -> String {
    let ramp = unicode ? [" ", "░", "▒", "▓", "█"] : [" ", ".", ":", "-", "=", "+", "*", "#", "@"]
    return ramp[min(max(Int(fraction * Double(ramp.count)), 0), ramp.count - 1)]
  }
}
