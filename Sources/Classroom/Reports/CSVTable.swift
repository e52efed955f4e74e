/// A value in a row of a ``CSVTable``.
enum CSVField {
  /// Text, guarded against being taken for a formula.
  case text(String)
  /// A number's digits, as ``ReportNumber`` writes them; not guarded, so that a spreadsheet can calculate with it.
  case number(String)
}

/// Rows as comma-separated values: RFC 4180, UTF-8 without a byte order mark.
///
/// A spreadsheet runs a field that begins with `=`, `+`, `-` or `@` as a formula, also after blanks, tabs or line
/// breaks, and also in their full-width forms. So text that begins so gets an apostrophe in front, which is what
/// a spreadsheet itself uses to mark text. A program that reads the file and wants the text takes the apostrophe away.
struct CSVTable {
  private(set) var text = ""

  init(header: [String]) {
    add(header.map { .text($0) })
  }

  mutating func add(_ fields: [CSVField]) {
    for (index, field) in fields.enumerated() {
      if index > 0 { text += "," }
      switch field {
      case .number(let digits): text += digits
      case .text(let content): text += Self.quoted(Self.guarded(ForeignText.withoutControls(content)))
      }
    }
    text += "\r\n"
  }

  private static func guarded(_ text: String) -> String {
    guard let first = text.unicodeScalars.first else { return text }
    let begin = text.unicodeScalars.first { !$0.properties.isWhitespace }
    switch (first, begin) {
    case ("\t", _), ("\r", _), ("\n", _), (_, "="), (_, "+"), (_, "-"), (_, "@"), (_, "＝"), (_, "＋"), (_, "－"),
      (_, "＠"):
      return "'" + text
    default: return text
    }
  }

  private static func quoted(_ text: String) -> String {
    let scalars = text.unicodeScalars
    let needsQuotes = scalars.contains { [",", "\"", "\n", "\r", ";", "\t"].contains($0) }
    guard needsQuotes || scalars.first == " " || scalars.last == " " else { return text }
    var out = "\""
    for scalar in scalars {
      if scalar == "\"" { out.unicodeScalars.append("\"") }
      out.unicodeScalars.append(scalar)
    }
    out.unicodeScalars.append("\"")
    return out
  }
}
