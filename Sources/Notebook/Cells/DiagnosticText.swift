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
        if let name = meantName(head.diagnostic), let last = result.indices.last {
          isOurs = false
          if !head.file.hasSuffix(".h") { addMeantName(name, to: &result[last]) }
        } else if isOurs {
          result.append(head.diagnostic)
        } else if head.diagnostic.severity == .error {
          isOurs = true
          result.append(head.diagnostic)
        } else if head.file.hasSuffix(".h"), head.diagnostic.message.hasSuffix("declared here"),
          let last = result.indices.last
        {
          withdrawSuggestion(in: &result[last])
        }
      } else {
        excerpt.append(line)
      }
    }
    if excerpt.last == "" { excerpt.removeLast() }
    close()
    return sorted(result)
  }

  /// The name in a note that it may have been meant. Such notes come when several names are equally near.
  private static func meantName(_ diagnostic: CellDiagnostic) -> String? {
    let start = "did you mean '"
    guard diagnostic.severity == .note, diagnostic.message.hasPrefix(start), diagnostic.message.hasSuffix("'?") else {
      return nil
    }
    return String(diagnostic.message.dropFirst(start.count).dropLast(2))
  }

  private static func addMeantName(_ name: String, to diagnostic: inout CellDiagnostic) {
    let quoted = "'\(name)'"
    guard let found = diagnostic.message.firstRange(of: "; did you mean '") else {
      return diagnostic.message += "; did you mean \(quoted)?"
    }
    guard !diagnostic.message[found.lowerBound...].contains(quoted) else { return }
    diagnostic.message = diagnostic.message.dropLast() + " or \(quoted)?"
  }

  /// Takes back a name that the compiler thinks was meant: a function of C hardly ever was.
  private static func withdrawSuggestion(in diagnostic: inout CellDiagnostic) {
    guard let found = diagnostic.message.firstRange(of: "; did you mean '") else { return }
    diagnostic.message = String(diagnostic.message[..<found.lowerBound])
    let lines = diagnostic.excerpt.split(separator: "\n", omittingEmptySubsequences: false)
    // Source, caret, and below it what to write instead.
    if lines.count == 3 { diagnostic.excerpt = lines.dropLast().joined(separator: "\n") }
  }

  /// Advice that hides an error instead of handling it.
  private static let poorAdvice: Set = [
    "did you mean to handle error as optional value?", "did you mean to disable error propagation?",
  ]

  /// Errors first, each with its notes behind it, and no message twice; what would go with the error is left out.
  private static func sorted(_ diagnostics: [CellDiagnostic]) -> [CellDiagnostic] {
    var groups: [[CellDiagnostic]] = []
    for diagnostic in diagnostics {
      if diagnostic.severity == .note, !groups.isEmpty {
        if !poorAdvice.contains(diagnostic.message) { groups[groups.count - 1].append(diagnostic) }
      } else if !groups.contains(where: { $0[0] == diagnostic }) {
        groups.append([diagnostic])
      }
    }
    let errors = groups.filter { $0[0].severity == .error }
    let others = groups.filter { group in
      group[0].severity != .error && (errors.isEmpty || !group[0].message.hasSuffix(" is unused"))
    }
    return (errors + others).flatMap { $0 }
  }

  private static func header(_ line: Substring) -> (file: Substring, diagnostic: CellDiagnostic)? {
    for (word, severity) in [
      ("error", CellDiagnostic.Severity.error), ("warning", .warning), ("note", .note),
    ] {
      guard let found = line.firstRange(of: ": \(word): ") else { continue }
      let place = line[..<found.lowerBound].split(separator: ":", omittingEmptySubsequences: false)
      let message = advised(withoutGroup(line[found.upperBound...]))
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

  /// In closures the compiler says what is missing, but not what to write.
  private static func advised(_ message: String) -> String {
    message.hasSuffix("it is not marked with 'try' and the error is not handled")
      ? message + "; write 'try' before it" : message
  }

  /// The message without the name of its group: "… is unused [#no-usage]".
  private static func withoutGroup(_ message: Substring) -> String {
    guard message.last == "]", let open = message.range(of: " [#", options: .backwards)?.lowerBound else {
      return String(message)
    }
    return String(message[..<open])
  }
}
