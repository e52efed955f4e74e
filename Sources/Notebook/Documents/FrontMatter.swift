internal import Foundation

/// The facts at the head of a Markdown document: between two lines of dashes, one `name: value` a line, which is
/// YAML of the simplest kind.
enum FrontMatter {
  /// The facts as text, sorted by name, with both lines of dashes.
  static func text(_ facts: [String: String]) -> String {
    let lines = facts.sorted { $0.key < $1.key }.map { name, value in
      "\(plainName(name)): \(isPlain(value) ? value : quoted(value))\n"
    }
    return "---\n\(lines.joined())---\n"
  }

  /// The facts at the head of `lines`, and how many lines they take; none where there is no such head. Lines in it
  /// that say anything else are passed over.
  static func read(_ lines: [Substring]) -> (facts: [String: String], lineCount: Int) {
    guard lines.first == "---", let end = lines.dropFirst().firstIndex(where: { $0 == "---" || $0 == "..." })
    else { return ([:], 0) }
    var facts: [String: String] = [:]
    for line in lines[1..<end] {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let name = line[..<colon]
      guard !name.isEmpty, name.allSatisfy(isNameCharacter) else { continue }
      facts[String(name)] = value(line[line.index(after: colon)...])
    }
    return (facts, end + 1)
  }

  private static func value(_ text: Substring) -> String {
    let trimmed = text.trimmingCharacters(in: .whitespaces)
    if trimmed.hasPrefix("\""), let string = try? JSONDecoder().decode(String.self, from: Data(trimmed.utf8)) {
      return string
    }
    if trimmed.count >= 2, trimmed.hasPrefix("'"), trimmed.hasSuffix("'") {
      return String(trimmed.dropFirst().dropLast()).replacing("''", with: "'")
    }
    return trimmed
  }

  private static func plainName(_ name: String) -> String {
    name.isEmpty ? "-" : String(name.map { isNameCharacter($0) ? $0 : "-" })
  }

  private static func isNameCharacter(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber) || character == "-" || character == "_"
  }

  /// Whether YAML reads `value` without quotes as this very text.
  private static func isPlain(_ value: String) -> Bool {
    guard let first = value.first, first.isASCII, first.isLetter || first.isNumber, value.last != " " else {
      return false
    }
    return value.allSatisfy { isNameCharacter($0) || $0 == " " || $0 == "." || $0 == "/" || $0 == "," }
  }

  private static func quoted(_ value: String) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
  }
}
