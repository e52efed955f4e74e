/// Text that students can choose, made harmless for where it goes.
///
/// All of it works on Unicode scalars, not on characters: a quote with a combining accent is one character that is
/// unlike a quote, but every reader of the file sees the quote.
enum ForeignText {
  /// `text` with U+FFFD in place of what XML 1.0 cannot hold in any spelling: the control characters but tab, line feed
  /// and carriage return, and U+FFFE and U+FFFF (W3C, Extensible Markup Language 1.0, fifth edition, production 2).
  /// NUL, on which many readers of JSON and CSV stumble, is one of them.
  static func withoutControls(_ text: String) -> String {
    replacing(text) { scalar in
      switch scalar.value {
      case 0x9, 0xA, 0xD: false
      case ..<0x20, 0xFFFE, 0xFFFF: true
      default: false
      }
    }
  }

  /// `text` in one line for a terminal: blanks for line breaks and tabs, U+FFFD for other control characters and for
  /// the marks that turn the direction of writing, with which a name could pose as another.
  static func line(_ text: String) -> String {
    var out = ""
    var isBlank = true
    for scalar in text.unicodeScalars {
      if scalar.properties.isWhitespace {
        if !isBlank { out.unicodeScalars.append(" ") }
        isBlank = true
      } else {
        out.unicodeScalars.append(isDeceptive(scalar) ? "\u{FFFD}" : scalar)
        isBlank = false
      }
    }
    if out.hasSuffix(" ") { out.removeLast() }
    return out
  }

  private static func isDeceptive(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x61C, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFFE, 0xFFFF: true
    default: scalar.properties.generalCategory == .control
    }
  }

  private static func replacing(_ text: String, where isForbidden: (Unicode.Scalar) -> Bool) -> String {
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { out.append(isForbidden(scalar) ? "\u{FFFD}" : scalar) }
    return String(out)
  }
}
