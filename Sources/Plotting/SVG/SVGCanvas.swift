/// Collects the elements of one self-contained `<svg>`.
///
/// Classes and their rules are the same in every picture, so several pictures can stand in one page.
struct SVGCanvas {
  private(set) var body = ""
  let width: Double
  static let fontSize = 13.0

  init(width: Double) { self.width = width }

  enum Anchor: String { case start, middle, end }

  mutating func text(
    _ content: String, x: Double, y: Double, anchor: Anchor = .start, color: SVGColor = .ink,
    size: Double = fontSize, bold: Bool = false, monospaced: Bool = false, rotation: Double = 0
  ) {
    guard !content.isEmpty else { return }
    var attributes = "x=\"\(Self.number(x))\" y=\"\(Self.number(y))\""
    if anchor != .start { attributes += " text-anchor=\"\(anchor.rawValue)\"" }
    if size != Self.fontSize { attributes += " font-size=\"\(Self.number(size))\"" }
    if bold { attributes += " font-weight=\"600\"" }
    if monospaced {
      attributes += " font-family=\"ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace\""
    }
    if rotation != 0 {
      attributes += " transform=\"rotate(\(Self.number(rotation)) \(Self.number(x)) \(Self.number(y)))\""
    }
    body += "<text \(attributes) \(color.fill)>\(Self.escaped(content))</text>\n"
  }

  mutating func line(
    x1: Double, y1: Double, x2: Double, y2: Double, color: SVGColor, width: Double = 1, dash: String = ""
  ) {
    body +=
      "<line x1=\"\(Self.number(x1))\" y1=\"\(Self.number(y1))\" x2=\"\(Self.number(x2))\" y2=\"\(Self.number(y2))\""
      + " \(color.stroke) stroke-width=\"\(Self.number(width))\""
      + (dash.isEmpty ? "" : " stroke-dasharray=\"\(dash)\"") + "/>\n"
  }

  mutating func rectangle(
    x: Double, y: Double, width: Double, height: Double, color: SVGColor, opacity: Double = 1
  ) {
    body +=
      "<rect x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" width=\"\(Self.number(max(0, width)))\""
      + " height=\"\(Self.number(max(0, height)))\" \(color.fill)"
      + (opacity == 1 ? "" : " fill-opacity=\"\(Self.short(opacity))\"") + "/>\n"
  }

  /// A filled path.
  mutating func area(_ commands: String, color: SVGColor, opacity: Double = 1, hasCrispEdges: Bool = false) {
    guard !commands.isEmpty else { return }
    let attribute =
      (opacity == 1 ? "" : " fill-opacity=\"\(Self.short(opacity))\"")
      + (hasCrispEdges ? " shape-rendering=\"crispEdges\"" : "")
    body += "<path d=\"\(commands)\" \(color.fill)\(attribute)/>\n"
  }

  /// A drawn path.
  mutating func stroke(
    _ commands: String, color: SVGColor, width: Double, dash: String = "", opacity: Double = 1
  ) {
    guard !commands.isEmpty else { return }
    body +=
      "<path d=\"\(commands)\" fill=\"none\" \(color.stroke) stroke-width=\"\(Self.number(width))\""
      + " stroke-linejoin=\"round\" stroke-linecap=\"\(dash.isEmpty ? "round" : "butt")\""
      + (dash.isEmpty ? "" : " stroke-dasharray=\"\(dash)\"")
      + (opacity == 1 ? "" : " stroke-opacity=\"\(Self.short(opacity))\"") + "/>\n"
  }

  /// The finished element.
  func document(height: Double, title: String, description: String) -> String {
    let (w, h) = (Self.number(width), Self.number(height))
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(w) \(h)" width="\(w)" role="img" \
      aria-label="\(Self.escaped(title))" style="max-width:100%" \
      font-family="system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif" \
      font-size="\(Self.number(Self.fontSize))">
      <title>\(Self.escaped(title))</title>
      <desc>\(Self.escaped(description))</desc>
      <style>\(SVGColor.style)</style>
      <rect width="\(w)" height="\(h)" rx="4" \(SVGColor.page.fill)/>
      \(body)</svg>
      """
  }

  /// Columns of text as a width in the picture, on the safe side.
  static func textWidth(_ text: String, size: Double = fontSize) -> Double {
    Double(displayWidth(text)) * size * 0.6
  }

  /// A coordinate, to a tenth of a pixel.
  static func number(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    let sign = tenths < 0 ? "-" : ""
    let magnitude = tenths.magnitude
    return magnitude % 10 == 0 ? "\(sign)\(magnitude / 10)" : "\(sign)\(magnitude / 10).\(magnitude % 10)"
  }

  private static func short(_ value: Double) -> String { NumberText.short(value, digits: 3) }

  /// Text for XML: markup escaped, characters that XML forbids replaced.
  static func escaped(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      case "'": out += "&#39;"
      case "\t", "\n", "\r": out += " "
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}": out += "\u{FFFD}"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}
