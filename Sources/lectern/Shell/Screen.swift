import Foundation
import Glibc
import Notebook
import Plotting
import Terminal

/// Writes what the student sees.
final class Screen {
  private(set) var terminal: TerminalCapabilities
  /// Whether anything that was shown means that the run has failed.
  var hasFailed = false

  init(_ terminal: TerminalCapabilities = .detect()) {
    self.terminal = terminal
  }

  /// Looks at the window again: it may have been resized.
  func refresh() {
    terminal = .detect()
  }

  var context: DisplayContext { terminal.displayContext }

  func write(_ text: String) {
    StandardOutput.write(text)
  }

  func line(_ text: String = "") { write(text + "\n") }

  /// A remark of the notebook itself, in Markdown.
  func notice(_ text: String) {
    var context = context
    context.color = false
    for row in MarkdownRenderer(context: context).render(text).split(separator: "\n") { line(styled(String(row), "2")) }
  }

  /// Something that went wrong; the sentence should say what to do.
  func problem(_ text: String) { wrapped(text).forEach { line(styled($0, "31")) } }

  /// Something that the student is asked.
  func question(_ text: String) { wrapped(text).forEach { line($0) } }

  func good(_ text: String) { wrapped(text).forEach { line(styled($0, "32")) } }

  /// Lines that break between words where there is a window to fit them into.
  private func wrapped(_ text: String) -> [String] {
    terminal.outputIsTerminal
      ? Self.rows(of: text, width: terminal.width, indent: 0) : text.components(separatedBy: "\n")
  }

  /// Lines of less than `width` columns that break between words; those after a break are set in by `indent`.
  private static func rows(of text: String, width: Int, indent: Int) -> [String] {
    text.components(separatedBy: "\n").flatMap { line -> [String] in
      var rows = [""]
      for word in line.split(separator: " ", omittingEmptySubsequences: false) {
        let row = rows[rows.count - 1]
        if row.isEmpty {
          rows[rows.count - 1] = String(word)
        } else if displayWidth(row) + 1 + displayWidth(String(word)) < width {
          rows[rows.count - 1] = row + " " + word
        } else {
          rows.append(String(repeating: " ", count: indent) + word)
        }
      }
      return rows
    }
  }

  /// Longer lines are hard to read.
  private var proseWidth: Int { min(context.width, 100) }

  func heading(_ text: String) { line(styled(text, "1")) }

  /// Prose in CommonMark.
  func markdown(_ text: String) {
    var context = context
    context.width = proseWidth
    let rendered = MarkdownRenderer(context: context).render(text)
    write(rendered.hasSuffix("\n") ? rendered : rendered + "\n")
  }

  /// Swift, in color where there is any.
  func code(_ text: String) {
    markdown("```swift\n\(text.trimmingCharacters(in: .newlines))\n```")
  }

  /// A declaration, of which long ones break between words.
  func declaration(_ text: String) {
    code(declarationRows(text).joined(separator: "\n"))
  }

  /// A choice: a name, and below it what it stands for.
  func choice(_ name: String, _ meaning: String) {
    line("  " + name)
    for row in declarationRows(meaning) { line("    " + styled(row, "2")) }
  }

  /// The ways to write a value.
  func forms(_ forms: [String]) {
    guard !forms.isEmpty else { return }
    line("Written as:")
    for form in forms.prefix(Self.shownForms) { for row in declarationRows(form) { line("  " + row) } }
    if forms.count > Self.shownForms { notice("… and \(forms.count - Self.shownForms) more") }
  }

  private static let shownForms = 20

  private func declarationRows(_ text: String) -> [String] {
    // A label stays with its type.
    let joined = text.replacing(": ", with: ":\u{A0}")
    return Self.rows(of: joined, width: proseWidth - 4, indent: 2).map { $0.replacing("\u{A0}", with: " ") }
  }

  /// A table or plot.
  func show(_ value: some Displayable) {
    let bundle = value.display(in: context)
    page(terminal.color ? bundle.ansi ?? bundle.plain : bundle.plain)
  }

  /// Text that may be longer than the screen.
  func page(_ text: String) {
    Pager(capabilities: terminal).show(text)
  }

  func styled(_ text: String, _ code: String) -> String {
    terminal.color ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }

  // MARK: Cells

  /// One output of a cell, as it comes.
  func output(_ output: CellOutput) {
    switch output {
    case .text(let text, let isError):
      write(isError ? styled(text, "33") : text)
    case .display(let bundle, let type):
      let text = terminal.color ? bundle.ansi ?? bundle.plain : bundle.plain
      if bundle.svg == nil && bundle.json == nil && !text.contains("\n") {
        line("\(text)  \(styled(": \(type)", "2"))")
      } else {
        line(text)
      }
    }
  }

  private static let shownDiagnostics = 5

  /// What is to be said about a cell's end: diagnostics, the fault, an interrupt.
  func end(of outcome: CellOutcome, name: String) {
    diagnostics(outcome.diagnostics, name: name)
    switch outcome.status {
    case .succeeded: break
    case .rejected, .refused: hasFailed = true
    case .faulted, .died, .flooded:
      hasFailed = true
      guard let fault = outcome.fault else { break }
      let place = [fault.cell ?? name, fault.line.map { "line \($0)" }].compactMap(\.self).joined(separator: ", ")
      problem("\(place): \(fault.message)")
    case .interrupted:
      hasFailed = true
      problem("\(name) was stopped.")
    case .timedOut:
      hasFailed = true
      problem("\(name) used up its time and was stopped.")
    }
  }

  private func diagnostics(_ diagnostics: [CellDiagnostic], name: String) {
    var shown = 0
    var isShowing = false
    var hidden: [CellDiagnostic.Severity: Int] = [:]
    for diagnostic in diagnostics {
      if diagnostic.severity != .note {
        isShowing = shown < Self.shownDiagnostics
        if isShowing { shown += 1 } else { hidden[diagnostic.severity, default: 0] += 1 }
      }
      guard isShowing else { continue }
      let color = diagnostic.severity == .error ? "31" : diagnostic.severity == .warning ? "33" : "36"
      let severity = diagnostic.severity.rawValue + ":"
      // Plain for the breaks, since colors have no width.
      var rows = wrapped("\(name), line \(diagnostic.line): \(severity) \(diagnostic.message)")
      rows[0] = rows[0].replacing(severity, with: styled(severity, color), maxReplacements: 1)
      rows.forEach { line($0) }
      if !diagnostic.excerpt.isEmpty { line(diagnostic.excerpt) }
    }
    let rest = [(CellDiagnostic.Severity.error, "error"), (.warning, "warning")].compactMap { severity, word in
      hidden[severity].map { "\($0) more \(word)\($0 == 1 ? "" : "s")" }
    }
    if !rest.isEmpty { notice("… and " + rest.joined(separator: ", ")) }
  }
}
