internal import Plotting

/// How a piece of text looks on a terminal.
package struct TextStyle: Hashable, Sendable {
  package var bold = false
  package var dim = false
  package var italic = false
  package var underline = false
  package var inverse = false
  package var strikethrough = false
  /// One of the terminal's own eight colors (0 black ... 7 white), so that the user's theme holds; nil for the default.
  package var color: Int?

  package static let plain = TextStyle()
  static let faint = TextStyle(dim: true)

  /// The SGR sequence that turns this style on after a reset; empty for plain text.
  var sequence: String {
    var codes: [String] = []
    if bold { codes.append("1") }
    if dim { codes.append("2") }
    if italic { codes.append("3") }
    if underline { codes.append("4") }
    if inverse { codes.append("7") }
    if strikethrough { codes.append("9") }
    if let color { codes.append("\(30 + color)") }
    return codes.isEmpty ? "" : "\u{1B}[\(codes.joined(separator: ";"))m"
  }

  static let reset = "\u{1B}[0m"

  /// `text` in this style.
  func applied(to text: String) -> String {
    let sequence = sequence
    return sequence.isEmpty || text.isEmpty ? text : sequence + text + Self.reset
  }
}

/// A text in pieces of one style each.
package struct StyledText: Hashable, Sendable {
  package struct Piece: Hashable, Sendable {
    package var text: String
    package var style: TextStyle
  }

  package var pieces: [Piece] = []

  init() {}

  init(_ text: String, _ style: TextStyle = .plain) { append(text, style) }

  var isEmpty: Bool { pieces.isEmpty }
  package var plain: String { pieces.map(\.text).joined() }
  var width: Int { pieces.reduce(0) { $0 + displayWidth($1.text) } }

  mutating func append(_ text: String, _ style: TextStyle = .plain) {
    guard !text.isEmpty else { return }
    if let last = pieces.indices.last, pieces[last].style == style {
      pieces[last].text += text
    } else {
      pieces.append(Piece(text: text, style: style))
    }
  }

  mutating func append(_ other: StyledText) {
    for piece in other.pieces { append(piece.text, piece.style) }
  }

  /// With SGR sequences if `color`, else the bare text.
  func rendered(color: Bool) -> String {
    color ? pieces.map { $0.style.applied(to: $0.text) }.joined() : plain
  }
}
