/// The columns that `text` takes in a terminal: 1 for most characters, 2 for East Asian wide characters and emoji,
/// 0 for combining marks, other control characters and color sequences; a tab goes on to the next multiple of 8.
///
///     displayWidth("漢字")   // 4
///     displayWidth("👩‍🔬")     // 2
///
/// - Complexity: O(*n*) in the scalars of `text`.
package func displayWidth(_ text: some StringProtocol) -> Int {
  var width = 0
  var escape = EscapeState.none
  for character in text {
    guard let first = character.unicodeScalars.first else { continue }
    switch (escape, first) {
    case (.none, "\u{1B}"): escape = .started
    case (.started, "["): escape = .parameters
    case (.started, _): escape = .none
    case (.parameters, "\u{40}"..."\u{7E}"): escape = .none
    case (.parameters, _): break
    case (.none, "\t"): width += 8 - width % 8
    case (.none, _): width += displayWidth(character)
    }
  }
  return width
}

/// The columns that one character takes in a terminal: 0, 1 or 2 (more only for clusters of several letters).
package func displayWidth(_ character: Character) -> Int {
  if let byte = character.asciiValue { return byte >= 0x20 && byte < 0x7F ? 1 : 0 }
  var width = 0
  var isEmojiCluster = false
  for scalar in character.unicodeScalars {
    switch scalar.value {
    case 0xFE0F, 0x20E3, 0x1F1E6...0x1F1FF, 0x1F3FB...0x1F3FF: isEmojiCluster = true
    case 0x200D: isEmojiCluster = isEmojiCluster || width == 2
    default: width += columns(of: scalar)
    }
  }
  return isEmojiCluster ? 2 : width
}

private enum EscapeState { case none, started, parameters }

private func columns(of scalar: Unicode.Scalar) -> Int {
  let properties = scalar.properties
  switch properties.generalCategory {
  case .control, .nonspacingMark, .spacingMark, .enclosingMark, .lineSeparator, .paragraphSeparator,
    .surrogate:
    return 0
  case .format: return scalar.value == 0xAD ? 1 : 0
  default: break
  }
  switch scalar.value {
  // The vowels and final consonants of a Hangul syllable written with conjoining letters.
  case 0x1160...0x11FF, 0x3164, 0xD7B0...0xD7FF, 0xFFA0: return 0
  // East_Asian_Width wide and fullwidth, Unicode 16, without the emoji.
  case 0x1100...0x115F, 0x2329...0x232A, 0x2630...0x2637, 0x268A...0x268F, 0x2E80...0x303E, 0x3041...0x3247,
    0x3250...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F,
    0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18D08, 0x1AFF0...0x1B2FB, 0x1D300...0x1D376,
    0x1F200...0x1F265,
    0x20000...0x2FFFD, 0x30000...0x3FFFD:
    return 2
  default: return properties.isEmojiPresentation ? 2 : 1
  }
}
