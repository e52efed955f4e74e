internal import Foundation
internal import Plotting

/// Notebooks as one web page that needs nothing else: no script, no font, no address to load from.
extension NotebookDocument {
  /// The notebook as a page with its style inside, for light and dark, screen and paper.
  public func html() -> String {
    var page = DocumentPage()
    for item in items { page.add(item) }
    let facts = metadata.sorted { $0.key < $1.key }.map { name, value in
      "<div><dt>\(HTMLText.escaped(name))</dt><dd>\(HTMLText.escaped(value))</dd></div>"
    }
    let heading = title.isEmpty ? "" : "<h1>\(HTMLText.escaped(title))</h1>\n"
    let list = facts.isEmpty ? "" : "<dl class=\"facts\">\(facts.joined())</dl>\n"
    let header = heading.isEmpty && list.isEmpty ? "" : "<header>\n\(heading)\(list)</header>\n"
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta name="generator" content="Lectern">
      <title>\(HTMLText.escaped(title.isEmpty ? "Notebook" : title))</title>
      <style>
      \(DocumentPage.style)</style>
      </head>
      <body>
      <main>
      \(header)\(page.body)</main>
      </body>
      </html>

      """
  }
}

/// The body of a page as it grows.
struct DocumentPage {
  private(set) var body = ""
  private var cellCount = 0
  private var drawingCount = 0

  mutating func add(_ item: NotebookDocument.Item) {
    switch item {
    case .prose(let text): body += "<div class=\"prose\">\n\(Self.html(ofMarkdown: text))</div>\n"
    case .cell(let cell): add(cell)
    case .exercise(let exercise): add(exercise)
    }
  }

  private static func html(ofMarkdown text: String) -> String {
    MarkdownText(text.withPlainLineEnds).html(color: HTMLText.colored(swift:))
  }

  // MARK: - Exercises

  private mutating func add(_ exercise: DocumentExercise) {
    let id = HTMLText.escaped(exercise.id)
    let grade = exercise.score.map { $0 >= 1 ? "right" : $0 > 0 ? "partial" : "wrong" } ?? "open"
    body += """
      <section class="exercise \(grade)" aria-label="Exercise \(id)">
      <h3>Exercise <span class="id">\(id)</span></h3>
      \(Self.html(ofMarkdown: exercise.prompt))
      """
    if let answer = exercise.answer {
      let text = answer.withPlainLineEnds
      let code = exercise.isCode ? HTMLText.colored(swift: text) : HTMLText.escaped(text)
      body += "<p class=\"label\">Answer</p>\n<pre tabindex=\"0\"><code>\(code)</code></pre>\n"
    }
    if exercise.standing != nil || exercise.verdict != nil {
      let standing = exercise.standing.map { "<p class=\"standing\">\($0)</p>\n" } ?? ""
      let verdict = exercise.verdict.map(Self.html(ofMarkdown:)) ?? ""
      body += "<div class=\"verdict\">\n\(standing)\(verdict)</div>\n"
    }
    body += "</section>\n"
  }

  // MARK: - Cells

  private mutating func add(_ cell: DocumentCell) {
    cellCount += 1
    let number = cell.executionCount.map(String.init)
    let label = number.map { "Cell \($0)" } ?? "Cell, not run"
    body += """
      <section class="cell" aria-label="\(label)">
      <div class="count" aria-hidden="true">\(number ?? "&nbsp;")</div>
      <pre class="source" tabindex="0"><code class="language-swift">\
      \(HTMLText.colored(swift: cell.source.withPlainLineEnds))</code></pre>

      """
    if let outcome = cell.outcome { add(outcome) }
    body += "</section>\n"
  }

  private mutating func add(_ outcome: CellOutcome) {
    for diagnostic in outcome.diagnostics {
      let severity = diagnostic.severity.rawValue
      body +=
        "<div class=\"diagnostic \(severity)\" role=\"note\">\n<p><strong>\(severity.capitalized)</strong> "
      body += "\(diagnostic.place): \(HTMLText.escaped(diagnostic.message))</p>\n"
      if !diagnostic.excerpt.isEmpty {
        body += "<pre tabindex=\"0\">\(HTMLText.escaped(diagnostic.excerpt))</pre>\n"
      }
      body += "</div>\n"
    }
    // What was printed in one go stays in one block; both streams have their looks.
    var printed: (text: String, isError: Bool)?
    func block(_ printed: (text: String, isError: Bool)?) -> String {
      guard let printed, !printed.text.isEmpty else { return "" }
      let text = HTMLText.colored(terminal: TerminalOutput(printed.text))
      return "<pre class=\"\(printed.isError ? "printed errors" : "printed")\" tabindex=\"0\">\(text)</pre>\n"
    }
    for output in outcome.outputs {
      switch output {
      case .text(let text, let isError):
        if printed?.isError == isError {
          printed?.text += text
        } else {
          body += block(printed)
          printed = (text, isError)
        }
      case .display(let bundle, let type):
        body += block(printed)
        printed = nil
        add(bundle, type: type)
      }
    }
    body += block(printed)
    if let end = outcome.endedBy {
      body +=
        "<p class=\"fault\" role=\"note\"><strong>\(end.kind)</strong> \(HTMLText.escaped(end.sentence))</p>\n"
    }
  }

  private mutating func add(_ bundle: DisplayBundle, type: String) {
    if let svg = bundle.svg {
      drawingCount += 1
      let name = "drawing-\(drawingCount)"
      // A drawing that does not know of dark pages gets a light sheet to stand on.
      let adapts = svg.contains("prefers-color-scheme") || svg.contains("currentColor")
      let frame = "<figure id=\"\(name)\" class=\"\(adapts ? "drawing" : "drawing sheet")\">"
      switch InlineSVG(svg, name: name, label: "Drawing of type \(type)") {
      case .inline(let element):
        body += "\(frame)\(element)</figure>\n"
        return
      case .foreign:
        let data = Data(svg.utf8).base64EncodedString()
        body += "\(frame)<img src=\"data:image/svg+xml;base64,\(data)\" "
        body += "alt=\"\(HTMLText.escaped(bundle.plain))\"></figure>\n"
        return
      case .broken:
        break
      }
    }
    let text = TerminalOutput(bundle.ansi ?? bundle.plain)
    body += "<pre class=\"value\" tabindex=\"0\">\(HTMLText.colored(terminal: text))</pre>\n"
  }
}
