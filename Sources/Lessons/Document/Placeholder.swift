internal import Checks
internal import Foundation

/// The `{{name}}`s of a text.
enum Placeholder {
  struct Occurrence {
    var name: String
    /// 0-based line of the text.
    var line: Int
  }

  /// Every placeholder of `text` in order.
  static func occurrences(in text: String) -> [Occurrence] {
    var found: [Occurrence] = []
    for (line, content) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      for piece in pieces(of: String(content)) {
        if case .placeholder(let name) = piece { found.append(Occurrence(name: name, line: line)) }
      }
    }
    return found
  }

  /// `text` with every placeholder filled from `values`; what has no value stays as it is.
  ///
  /// In Markdown, large whole numbers are grouped and fractions rounded to 6 digits, except in fenced blocks and
  /// code spans; there, and wherever `isCode`, numbers are exact.
  static func fill(_ text: String, from values: [String: VariantValue], isCode: Bool) -> String {
    guard text.contains("{{") else { return text }
    var isInFence = false
    var lines: [String] = []
    for content in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let start = content.drop { $0 == " " || $0 == ">" || $0 == "-" }
      if !isCode, start.hasPrefix("```") || start.hasPrefix("~~~") { isInFence.toggle() }
      var isInSpan = false
      var line = ""
      for piece in pieces(of: String(content)) {
        switch piece {
        case .text(let text):
          for character in text where character == "`" { isInSpan.toggle() }
          line += text
        case .placeholder(let name):
          guard let value = values[name] else {
            line += "{{\(name)}}"
            continue
          }
          line += isCode || isInFence || isInSpan ? exact(value, isInList: false) : readable(value)
        }
      }
      lines.append(line)
    }
    return lines.joined(separator: "\n")
  }

  /// A value as Swift source; a string of its own stands for itself.
  static func exact(_ value: VariantValue, isInList: Bool) -> String {
    switch value {
    case .integer(let number): "\(number)"
    case .number(let number): "\(number)"
    case .string(let text): isInList ? "\"\(text)\"" : text
    case .list(let items): "[" + items.map { exact($0, isInList: true) }.joined(separator: ", ") + "]"
    }
  }

  /// A value as a reader likes it.
  static func readable(_ value: VariantValue) -> String {
    switch value {
    case .integer(let number): return grouped(String(number))
    case .number(let number): return readable(number)
    case .string(let text): return text
    case .list(let items): return items.map(readable).joined(separator: ", ")
    }
  }

  /// A number rounded to 6 significant digits; whole ones from 10,000 on with commas.
  static func readable(_ number: Double) -> String {
    if number == number.rounded(), abs(number) < 1e15 { return grouped(String(format: "%.0f", number)) }
    guard (1e-9..<1e15).contains(abs(number)) else { return String(format: "%.6g", number) }
    let decimals = 5 - Int(log10(abs(number)).rounded(.down))
    if decimals < 0 {
      let unit = pow(10, Double(-decimals))
      return grouped(String(format: "%.0f", (number / unit).rounded() * unit))
    }
    var digits = String(format: "%.*f", decimals, number)
    while digits.contains("."), digits.hasSuffix("0") || digits.hasSuffix(".") { digits.removeLast() }
    return grouped(digits)
  }

  private static func grouped(_ text: String) -> String {
    let sign = text.hasPrefix("-") ? "-" : ""
    let parts = text.drop { $0 == "-" }.split(separator: ".", maxSplits: 1)
    guard let whole = parts.first, whole.count >= 5 else { return text }
    var result = ""
    for (place, digit) in whole.enumerated() {
      if place > 0, (whole.count - place) % 3 == 0 { result += "," }
      result.append(digit)
    }
    return sign + result + (parts.count > 1 ? "." + parts[1] : "")
  }

  private enum Piece {
    case text(String)
    case placeholder(String)
  }

  private static func pieces(of line: String) -> [Piece] {
    guard line.contains("{{") else { return [.text(line)] }
    var pieces: [Piece] = []
    var text = ""
    var rest = Substring(line)
    while let first = rest.first {
      if rest.hasPrefix("{{"), let end = rest.range(of: "}}") {
        let name = rest[rest.index(rest.startIndex, offsetBy: 2)..<end.lowerBound]
        if isName(name) {
          pieces.append(.text(text))
          pieces.append(.placeholder(String(name)))
          text = ""
          rest = rest[end.upperBound...]
          continue
        }
      }
      text.append(first)
      rest = rest.dropFirst()
    }
    pieces.append(.text(text))
    return pieces
  }

  private static func isName(_ text: Substring) -> Bool {
    guard let first = text.first, first.isASCII, first.isLetter, text.utf8.count <= 64 else { return false }
    return text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
  }
}
