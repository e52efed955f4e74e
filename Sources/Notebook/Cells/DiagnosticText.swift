internal import Foundation

/// Reads the compiler's messages about one cell.
enum DiagnosticText {
  /// Parses the text of the compiler's plain style. Messages about other files are dropped, except errors.
  static func parse(_ text: String, file: String) -> [CellDiagnostic] {
    var result: [CellDiagnostic] = []
    var excerpt: [Substring] = []
    var isOurs = true

    func close() {
      guard !result.isEmpty, isOurs, !excerpt.isEmpty else {
        excerpt = []
        return
      }
      result[result.count - 1].excerpt = excerpt.joined(separator: "\n")
      excerpt = []
    }

    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if let head = header(line) {
        close()
        isOurs = head.file == file
        if isOurs {
          result.append(head.diagnostic)
        } else if head.diagnostic.severity == .error {
          isOurs = true
          result.append(head.diagnostic)
        }
      } else {
        excerpt.append(line)
      }
    }
    if excerpt.last == "" { excerpt.removeLast() }
    close()
    return sorted(result)
  }

  /// Errors first, each with its notes behind it, and no message twice.
  private static func sorted(_ diagnostics: [CellDiagnostic]) -> [CellDiagnostic] {
    var groups: [[CellDiagnostic]] = []
    for diagnostic in diagnostics {
      if diagnostic.severity == .note, !groups.isEmpty {
        groups[groups.count - 1].append(diagnostic)
      } else if !groups.contains(where: { $0[0] == diagnostic }) {
        groups.append([diagnostic])
      }
    }
    let errors = groups.filter { $0[0].severity == .error }
    return (errors + groups.filter { $0[0].severity != .error }).flatMap { $0 }
  }

  private static func header(_ line: Substring) -> (file: Substring, diagnostic: CellDiagnostic)? {
    for (word, severity) in [
      ("error", CellDiagnostic.Severity.error), ("warning", .warning), ("note", .note),
    ] {
      guard let found = line.firstRange(of: ": \(word): ") else { continue }
      let place = line[..<found.lowerBound].split(separator: ":", omittingEmptySubsequences: false)
      let message = withoutGroup(line[found.upperBound...])
      if place.count >= 3, let number = Int(place[place.count - 2]), let column = Int(place[place.count - 1]) {
        let file = line.prefix(place.dropLast(2).map(\.count).reduce(0, +) + place.count - 3)
        return (
          file,
          CellDiagnostic(severity: severity, line: number, column: column, message: message, excerpt: "")
        )
      }
      if severity == .error, place.count == 1, place[0].hasPrefix("<unknown>") {
        return ("<unknown>", CellDiagnostic(severity: .error, line: 1, column: 1, message: message, excerpt: ""))
      }
    }
    return nil
  }

  /// The message without the name of its group: "… is unused [#no-usage]".
  private static func withoutGroup(_ message: Substring) -> String {
    guard message.last == "]", let open = message.range(of: " [#", options: .backwards)?.lowerBound else {
      return String(message)
    }
    return String(message[..<open])
  }
}
