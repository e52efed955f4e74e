internal import Foundation
internal import Plotting

extension ClassSummary {
  /// The summary as one web page that needs nothing else: no script, and no address to load from.
  public func html() -> String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light">
    <title>\(Self.escaped(heading))</title>
    <style>
    body { margin: 0 auto; max-width: 60rem; padding: 2rem 1.25rem; background: #ffffff; color: #1d2329;
      font: 1rem/1.5 system-ui, sans-serif; }
    h1 { font-size: 1.6rem; line-height: 1.25; }
    h2 { font-size: 1.2rem; margin-top: 2rem; }
    table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
    caption { text-align: left; color: #59636e; padding-bottom: 0.4rem; }
    th, td { padding: 0.3rem 0.75rem; border: 1px solid #d5dae0; text-align: left; vertical-align: top; }
    td.number { text-align: right; }
    thead th { background: #f5f7f9; }
    figure { margin: 1.5rem 0; overflow-x: auto; }
    svg { max-width: 100%; height: auto; }
    </style>
    </head>
    <body>
    <main>
    <h1>\(Self.escaped(heading))</h1>
    <p>\(Self.escaped(lesson))</p>
    \(exercises.isEmpty ? "" : "<figure>\n\(drawing)\n</figure>")
    \(exerciseTable)
    \(mistakeList)
    </main>
    </body>
    </html>

    """
  }

  private var drawing: String {
    plot.display(in: DisplayContext()).svg ?? ""
  }

  private var exerciseTable: String {
    let rows = exercises.map { exercise in
      let counts = [exercise.right, exercise.partial, exercise.wrong, exercise.failed, exercise.unanswered].map(
        String.init)
      let share = exercise.meanShare.map { ReportNumber.text(100 * $0, places: 0) + "%" } ?? ""
      let tries = exercise.medianTries.map { ReportNumber.text($0, places: 1) } ?? ""
      return Self.row(heading: exercise.label, numbers: counts + [share, tries])
    }
    return Self.table(
      caption: "Failed: did not compile, threw, took too long, crashed or was refused. Tries: the median.",
      columns: ["Exercise", "Right", "Partial", "Wrong", "Failed", "Unanswered", "Points", "Tries"], rows: rows)
  }

  private var mistakeList: String {
    guard hasMistakes else { return "" }
    let rows = exercises.flatMap { exercise in
      exercise.mistakes.map { mistake in
        """
        <tr><th scope="row">\(Self.escaped(exercise.label))</th><td>\(Self.escaped(mistake.id))</td>\
        <td class="number">\(mistake.count)</td><td>\(Self.escaped(mistake.hint ?? ""))</td></tr>
        """
      }
    }
    return "<h2>Hints earned by known wrong answers</h2>\n"
      + Self.table(caption: "", columns: ["Exercise", "Mistake", "Students", "Hint"], rows: rows)
  }

  private static func table(caption: String, columns: [String], rows: [String]) -> String {
    let titles = columns.map { "<th scope=\"col\">\($0)</th>" }.joined()
    let caption = caption.isEmpty ? "" : "<caption>\(escaped(caption))</caption>\n"
    return """
      <table>
      \(caption)<thead><tr>\(titles)</tr></thead>
      <tbody>
      \(rows.joined(separator: "\n"))
      </tbody>
      </table>
      """
  }

  private static func row(heading: String, numbers: [String]) -> String {
    let cells = numbers.map { "<td class=\"number\">\($0)</td>" }.joined()
    return "<tr><th scope=\"row\">\(escaped(heading))</th>\(cells)</tr>"
  }

  /// Safe as the content of an element; in one line and without control characters.
  ///
  /// By scalars: a "<" with a combining accent is one character unlike "<", and begins a tag all the same.
  private static func escaped(_ text: String) -> String {
    var out = ""
    for scalar in ForeignText.line(text).unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      case "'": out += "&#39;"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}

extension ClassSummary.ExerciseSummary {
  /// "The millionth tweet (millionth-tweet)".
  fileprivate var label: String { title.map { "\($0) (\(id))" } ?? id }
}
