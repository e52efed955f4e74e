/// Text on its way into a web page.
enum HTMLText {
  /// Safe as the content of an element and as the value of an attribute in double quotes.
  static func escaped(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\n", "\t": result.unicodeScalars.append(scalar)
      // HTML has no way to write the other control characters.
      case _ where scalar.properties.generalCategory == .control: result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Swift source with its pieces in elements of the classes that the style sheet colors.
  static func colored(swift source: String) -> String {
    SwiftColoring(source).pieces.map { piece in
      piece.kind == .plain
        ? escaped(piece.text) : "<span class=\"s-\(piece.kind.rawValue)\">\(escaped(piece.text))</span>"
    }.joined()
  }

  /// Terminal text with its colors.
  static func colored(terminal text: TerminalOutput) -> String {
    text.pieces.map { piece in
      let (classes, styles) = attributes(of: piece.look)
      guard !classes.isEmpty || !styles.isEmpty else { return escaped(piece.text) }
      let classText = classes.isEmpty ? "" : " class=\"\(classes.joined(separator: " "))\""
      let styleText = styles.isEmpty ? "" : " style=\"\(styles.joined(separator: ";"))\""
      return "<span\(classText)\(styleText)>\(escaped(piece.text))</span>"
    }.joined()
  }

  private static func attributes(of look: TerminalOutput.Look) -> (classes: [String], styles: [String]) {
    var (classes, styles): ([String], [String]) = ([], [])
    if look.isBold { classes.append("t-bold") }
    if look.isDim { classes.append("t-dim") }
    if look.isItalic { classes.append("t-italic") }
    if look.isUnderlined { classes.append("t-underlined") }
    if look.isInverse, look.foreground == nil, look.background == nil { classes.append("t-inverse") }
    let (front, back) =
      look.isInverse ? (look.background, look.foreground) : (look.foreground, look.background)
    switch front {
    case .named(let index): classes.append("t-f\(index)")
    case .exact(let color): styles.append("color:\(hex(color))")
    case nil: break
    }
    switch back {
    case .named(let index): classes.append("t-b\(index)")
    case .exact(let color):
      styles.append("background:\(hex(color))")
      // The page may be light or dark; on a color that is neither, text needs one of its own.
      if front == nil { styles.append("color:\(luminance(color) < 0.4 ? "#fff" : "#000")") }
    case nil: break
    }
    return (classes, styles)
  }

  private static func hex(_ color: TerminalOutput.Color) -> String {
    "#"
      + [color.red, color.green, color.blue].map { part in
        String(part >> 4, radix: 16) + String(part & 15, radix: 16)
      }.joined()
  }

  private static func luminance(_ color: TerminalOutput.Color) -> Double {
    (0.299 * Double(color.red) + 0.587 * Double(color.green) + 0.114 * Double(color.blue)) / 255
  }
}
