internal import Plotting

/// Text that may contain terminal escape sequences.
package enum ANSIText {
  /// A character that is shown, or a whole escape sequence.
  enum Element {
    case character(Character)
    case sequence(String)
  }

  /// The text in elements. A control sequence runs to its final byte, an operating-system command to its end.
  static func elements(of text: String) -> [Element] {
    var elements: [Element] = []
    let scalars = Array(text.unicodeScalars)
    var visible = ""
    var place = 0

    func flush() {
      elements += visible.map { .character($0) }
      visible = ""
    }
    while place < scalars.count {
      guard scalars[place] == "\u{1B}", place + 1 < scalars.count else {
        visible.unicodeScalars.append(scalars[place])
        place += 1
        continue
      }
      flush()
      var end = place + 2
      if scalars[place + 1] == "[" {
        while end < scalars.count, !(0x40..<0x7F).contains(scalars[end].value) { end += 1 }
        end += 1
      } else if scalars[place + 1] == "]" {
        while end < scalars.count, scalars[end] != "\u{7}", scalars[end - 1...end] != ["\u{1B}", "\\"] { end += 1 }
        end += 1
      }
      end = min(end, scalars.count)
      var sequence = ""
      sequence.unicodeScalars.append(contentsOf: scalars[place..<end])
      elements.append(.sequence(sequence))
      place = end
    }
    flush()
    return elements
  }

  /// One line cut into rows of at most `width` columns, as a terminal wraps it. A style that is on at the end of a
  /// row is turned off there and on again in the next.
  package static func rows(of line: String, width: Int) -> [String] {
    var rows: [String] = []
    var row = ""
    var column = 0
    var style = ""
    for element in elements(of: line) {
      switch element {
      case .sequence(let sequence):
        row += sequence
        if sequence == TextStyle.reset || sequence == "\u{1B}[m" {
          style = ""
        } else if sequence.hasSuffix("m") {
          style += sequence
        }
      case .character(let character):
        let text = character == "\t" ? String(repeating: " ", count: 8 - column % 8) : String(character)
        let columns = character == "\t" ? text.count : displayWidth(character)
        if column > 0, column + columns > width {
          rows.append(style.isEmpty ? row : row + TextStyle.reset)
          row = style
          column = 0
        }
        row += text
        column += columns
      }
    }
    rows.append(row)
    return rows
  }
}
