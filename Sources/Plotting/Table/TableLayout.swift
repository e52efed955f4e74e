/// A table as text cells with the widths of its columns: what every renderer needs.
struct TableLayout {
  /// Cleaned, cut to their widths, not yet padded.
  let headers: [String]
  let rows: [[String]]
  /// Widths of the columns that are shown, in columns of text.
  let widths: [Int]
  let areNumeric: [Bool]
  /// Where rows are left out, and how many; nil if all are shown.
  let gap: (index: Int, count: Int)?
  /// What stands below the table.
  let notes: [String]
  /// Whether columns on the right are not shown.
  let hidesColumns: Bool

  static let columnGap = 2

  init(_ table: Table, width: Int, unicode: Bool) {
    func clean(_ text: String) -> String { TerminalText.clean(text, unicode: unicode) }
    let isCut = table.rows.count > table.rowLimit
    let head = isCut ? (table.rowLimit + 1) / 2 : table.rows.count
    let shown = Array(table.rows.prefix(head)) + (isCut ? Array(table.rows.suffix(table.rowLimit / 2)) : [])
    let columns = table.headers.indices.map { index in
      TableColumnText(shown.map { $0[index] }, digits: table.significantDigits, unicode: unicode)
    }
    let titles = table.headers.map(clean)
    let cells = columns.map { $0.texts.map(clean) }
    let natural = zip(titles, cells).map { title, texts in
      max(displayWidth(title), texts.map { displayWidth($0) }.max() ?? 0, 1)
    }
    let widths = Self.fitted(natural, areNumeric: columns.map(\.isNumeric), to: width)
    let hidden = natural.count - widths.count
    self.widths = widths
    areNumeric = columns.map(\.isNumeric)
    headers = widths.indices.map { TerminalText.truncated(titles[$0], to: widths[$0], unicode: unicode) }
    rows = shown.indices.map { row in
      widths.indices.map { TerminalText.truncated(cells[$0][row], to: widths[$0], unicode: unicode) }
    }
    gap = isCut ? (head, table.rows.count - shown.count) : nil
    hidesColumns = hidden > 0
    let names = titles.suffix(hidden).joined(separator: ", ")
    let note = hidden > 0 ? ["\(hidden) \(hidden == 1 ? "column" : "columns") left out: \(names)"] : []
    notes = note + table.notes
  }

  /// Columns of text from the left edge to the right, without the ellipsis for hidden columns.
  var totalWidth: Int { widths.reduce(0) { $0 + $1 + Self.columnGap } - Self.columnGap }

  /// Widths that fit: columns of text shrink first, the widest most, down to 8; then columns on the right are hidden.
  private static func fitted(_ natural: [Int], areNumeric: [Bool], to width: Int) -> [Int] {
    var widths = natural
    func total() -> Int { widths.reduce(0) { $0 + $1 + columnGap } - columnGap }
    while total() > width {
      let candidates = widths.indices.filter { widths[$0] > 8 && !areNumeric[$0] }
      guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { break }
      widths[widest] -= 1
    }
    guard total() > width else { return widths }
    // A gap and three columns of text are kept for the ellipsis.
    let room = width - columnGap - 3
    while widths.count > 1 && total() > room { widths.removeLast() }
    if let first = widths.first { widths[0] = min(first, max(1, room)) }
    // Room that the hidden columns leave goes back to those that had to shrink.
    for index in widths.indices {
      widths[index] += min(natural[index] - widths[index], max(0, room - total()))
    }
    return widths
  }
}
