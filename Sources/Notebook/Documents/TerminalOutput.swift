/// Text that a cell wrote for a terminal, as what the terminal would show: pieces of text with their looks.
///
/// Understands SGR color sequences (ECMA-48, 8.3.117) and a carriage return that starts a line over; every other
/// control sequence is left out.
struct TerminalOutput {
  struct Color: Hashable {
    var red: UInt8
    var green: UInt8
    var blue: UInt8
  }

  enum Ink: Hashable {
    /// One of the terminal's own 16 colors.
    case named(Int)
    case exact(Color)
  }

  struct Look: Hashable {
    var foreground: Ink?
    var background: Ink?
    var isBold = false
    var isDim = false
    var isItalic = false
    var isUnderlined = false
    var isInverse = false
  }

  struct Piece: Hashable {
    var text: String
    var look: Look
  }

  private(set) var pieces: [Piece] = []

  /// The text alone.
  var plain: String { pieces.map(\.text).joined() }

  init(_ text: String) {
    var look = Look()
    var current = String.UnicodeScalarView()
    /// Where the current line starts: index into `pieces`.
    var lineStart = 0
    let scalars = Array(text.unicodeScalars)

    func flush(into pieces: inout [Piece]) {
      guard !current.isEmpty else { return }
      pieces.append(Piece(text: String(current), look: look))
      current = String.UnicodeScalarView()
    }

    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      index += 1
      switch scalar {
      case "\n":
        current.append(scalar)
        flush(into: &pieces)
        lineStart = pieces.count
      case "\r":
        // Returns before a line feed change nothing; any other starts the line over, as progress bars do.
        var next = index
        while next < scalars.count, scalars[next] == "\r" { next += 1 }
        if next < scalars.count, scalars[next] != "\n" {
          current = String.UnicodeScalarView()
          pieces.removeSubrange(lineStart...)
        }
        index = next
      case "\u{1B}":
        let (codes, end) = Self.sequence(in: scalars, from: index)
        index = end
        if let codes {
          flush(into: &pieces)
          look.apply(codes)
        }
      case "\t":
        current.append(scalar)
      default:
        if scalar.properties.generalCategory != .control { current.append(scalar) }
      }
    }
    flush(into: &pieces)
  }

  /// The codes of an SGR sequence after its escape, or nil for another sequence, and where it ends.
  private static func sequence(in scalars: [Unicode.Scalar], from start: Int) -> (codes: [Int]?, end: Int) {
    guard start < scalars.count else { return (nil, start) }
    switch scalars[start] {
    case "[":
      var index = start + 1
      var digits = ""
      while index < scalars.count, (0x20...0x3F).contains(scalars[index].value) {
        digits.unicodeScalars.append(scalars[index])
        index += 1
      }
      guard index < scalars.count, (0x40...0x7E).contains(scalars[index].value) else { return (nil, index) }
      guard scalars[index] == "m" else { return (nil, index + 1) }
      let codes = digits.split(omittingEmptySubsequences: false) { $0 == ";" || $0 == ":" }
        .map { $0.isEmpty ? 0 : Int($0) ?? -1 }
      return (codes, index + 1)
    case "]", "P", "X", "^", "_":
      // A string for the terminal, such as a window's title: up to BEL or ST.
      var index = start + 1
      while index < scalars.count {
        if scalars[index] == "\u{7}" { return (nil, index + 1) }
        if scalars[index] == "\u{1B}" {
          return (nil, index + 1 < scalars.count && scalars[index + 1] == "\\" ? index + 2 : index)
        }
        index += 1
      }
      return (nil, index)
    default:
      return (nil, start + 1)
    }
  }
}

extension TerminalOutput.Look {
  fileprivate mutating func apply(_ codes: [Int]) {
    var index = 0
    while index < codes.count {
      let code = codes[index]
      index += 1
      switch code {
      case 0: self = TerminalOutput.Look()
      case 1: isBold = true
      case 2: isDim = true
      case 3: isItalic = true
      case 4: isUnderlined = true
      case 7: isInverse = true
      case 22: (isBold, isDim) = (false, false)
      case 23: isItalic = false
      case 24: isUnderlined = false
      case 27: isInverse = false
      case 30...37: foreground = .named(code - 30)
      case 39: foreground = nil
      case 40...47: background = .named(code - 40)
      case 49: background = nil
      case 90...97: foreground = .named(code - 90 + 8)
      case 100...107: background = .named(code - 100 + 8)
      case 38, 48:
        let (ink, used) = Self.extendedInk(codes[index...])
        index += used
        if code == 38 { foreground = ink } else { background = ink }
      default: break
      }
    }
  }

  /// The color after a code 38 or 48, and how many codes it takes.
  private static func extendedInk(_ codes: ArraySlice<Int>) -> (TerminalOutput.Ink?, Int) {
    let codes = Array(codes.prefix(4))
    if codes.count >= 2, codes[0] == 5, let index = UInt8(exactly: codes[1]) {
      return (indexed(index), 2)
    }
    let parts = codes.dropFirst().compactMap { UInt8(exactly: $0) }
    if codes.count == 4, codes[0] == 2, parts.count == 3 {
      return (.exact(TerminalOutput.Color(red: parts[0], green: parts[1], blue: parts[2])), 4)
    }
    return (nil, codes.count)
  }

  /// One of xterm's 256 colors: 16 named ones, a cube of 6 levels, 24 grays.
  private static func indexed(_ index: UInt8) -> TerminalOutput.Ink {
    switch index {
    case 0..<16:
      return .named(Int(index))
    case 16..<232:
      let levels: [UInt8] = [0, 95, 135, 175, 215, 255]
      let cube = Int(index) - 16
      return .exact(
        TerminalOutput.Color(
          red: levels[cube / 36], green: levels[cube / 6 % 6], blue: levels[cube % 6]))
    default:
      let gray = 8 + 10 * (index - 232)
      return .exact(TerminalOutput.Color(red: gray, green: gray, blue: gray))
    }
  }
}
