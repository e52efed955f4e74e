internal import Foundation

/// Text of the user's on its way to a terminal.
enum TerminalText {
  /// `text` in one line, without control characters, and in ASCII alone where `unicode` is false.
  static func clean(_ text: String, unicode: Bool) -> String {
    var out = ""
    for character in text {
      if character.isNewline || character == "\t" {
        out.append(" ")
      } else if character.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
        out.append(contentsOf: unicode ? "\u{FFFD}" : "?")
      } else if unicode || character.isASCII {
        out.append(character)
      } else {
        out.append(contentsOf: ascii(character))
      }
    }
    return out
  }

  /// `text` cut to `width` columns, with an ellipsis where something is missing.
  static func truncated(_ text: String, to width: Int, unicode: Bool) -> String {
    guard displayWidth(text) > width else { return text }
    let ellipsis = unicode ? "…" : width >= 8 ? "..." : "."
    var out = ""
    var used = ellipsis.count
    guard used <= width else { return "" }
    for character in text {
      used += displayWidth(character)
      if used > width { break }
      out.append(character)
    }
    return out + ellipsis
  }

  /// `text` followed (or preceded) by spaces up to `width` columns.
  static func padded(_ text: String, to width: Int, leading: Bool = false) -> String {
    let space = String(repeating: " ", count: max(0, width - displayWidth(text)))
    return leading ? space + text : text + space
  }

  /// The words of `text` in lines of at most `width` columns; a longer word is cut.
  static func wrapped(_ text: String, to width: Int, unicode: Bool) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      let piece = truncated(String(word), to: width, unicode: unicode)
      if line.isEmpty {
        line = piece
      } else if displayWidth(line) + 1 + displayWidth(piece) <= width {
        line += " " + piece
      } else {
        lines.append(line)
        line = piece
      }
    }
    return line.isEmpty ? lines : lines + [line]
  }

  private static func ascii(_ character: Character) -> String {
    if let known = replacements[character] { return known }
    let folded = String(character).folding(options: .diacriticInsensitive, locale: nil)
    return folded.allSatisfy(\.isASCII)
      ? folded : String(repeating: "?", count: max(1, displayWidth(character)))
  }

  private static let replacements: [Character: String] = [
    "±": "+/-", "×": "x", "·": ".", "–": "-", "—": "-", "−": "-", "…": "...", "≤": "<=", "≥": ">=", "≠": "!=",
    "≈": "~", "→": "->", "←": "<-", "‘": "'", "’": "'", "“": "\"", "”": "\"", "√": "sqrt", "∞": "inf",
    "∑": "sum",
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "θ": "theta", "κ": "kappa",
    "λ": "lambda", "μ": "mu", "µ": "u", "π": "pi", "ρ": "rho", "σ": "sigma", "τ": "tau", "φ": "phi",
    "χ": "chi",
    "ψ": "psi", "ω": "omega", "Δ": "Delta", "Σ": "Sum", "²": "^2", "³": "^3", "°": " deg", "€": "EUR",
    "¢": "c",
    "⋮": ":", "✓": "ok", "✔": "ok", "✗": "x", "✘": "x", "ß": "ss", "ø": "o", "æ": "ae", "ł": "l",
  ]
}
