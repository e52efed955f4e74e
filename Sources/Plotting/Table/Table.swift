/// Rows and columns of text and numbers.
///
///     Table("Two models", columns: ["model", "accuracy", "recall"], rows: [
///       ["A", 0.9, 0.1],
///       ["B", 0.9, 0.9],
///     ])
///
/// or, column by column:
///
///     Table("Two models").column("model", ["A", "B"]).column("accuracy", [0.9, 0.9])
///
/// Columns of numbers are aligned on the decimal point and show up to four significant digits; ``digits(_:)`` changes
/// that. A table that is too wide is cut with an ellipsis, and a long one in the middle.
public struct Table: Hashable, Sendable {
  var title: String
  var headers: [String]
  /// Row by row; every row as long as `headers`.
  var rows: [[TableCell]]
  var significantDigits = 4
  var rowLimit = 40
  var notes: [String] = []

  /// A table without columns.
  public init(_ title: String = "") {
    self.title = title
    headers = []
    rows = []
  }

  /// A table given row by row. Short rows are filled up with empty cells, long ones cut, with a note.
  public init(_ title: String = "", columns: [String], rows: [[any TableValue]]) {
    self.title = title
    headers = columns
    self.rows = rows.map { row in
      let cells = row.prefix(columns.count).map(\.tableCell)
      return cells + Array(repeating: .missing, count: columns.count - cells.count)
    }
    let uneven = rows.count { $0.count != columns.count }
    if uneven > 0 {
      notes.append("\(uneven) of \(rows.count) rows did not have \(columns.count) values")
    }
  }

  /// Adds a column on the right. Where columns differ in length, the missing cells stay empty.
  ///
  ///     Table("Squares").column("n", 1...5).column("n²", (1...5).map { $0 * $0 })
  public func column(_ header: String, _ values: some Sequence<some TableValue>) -> Table {
    var copy = self
    let cells = values.map(\.tableCell)
    while copy.rows.count < cells.count {
      copy.rows.append(Array(repeating: .missing, count: headers.count))
    }
    for index in copy.rows.indices { copy.rows[index].append(index < cells.count ? cells[index] : .missing) }
    copy.headers.append(header)
    return copy
  }

  /// Adds a row at the bottom.
  ///
  ///     Table(columns: ["step", "kept"], rows: []).row([1, "A"]).row([2, "A, B"])
  public func row(_ values: [any TableValue]) -> Table {
    var copy = self
    let cells = values.prefix(headers.count).map(\.tableCell)
    copy.rows.append(cells + Array(repeating: .missing, count: headers.count - cells.count))
    if values.count != headers.count {
      copy.notes.append("row \(copy.rows.count) did not have \(headers.count) values")
    }
    return copy
  }

  /// Shows numbers with up to `count` significant digits (1 to 17).
  ///
  ///     Table(columns: ["pi"], rows: [[Double.pi]]).digits(8)
  public func digits(_ count: Int) -> Table {
    var copy = self
    copy.significantDigits = min(max(count, 1), 17)
    return copy
  }

  /// Shows at most `count` rows (2 or more): the first and the last of a longer table.
  ///
  ///     Table().column("n", 1...1000).showing(rows: 10)
  public func showing(rows count: Int) -> Table {
    var copy = self
    copy.rowLimit = max(2, count)
    return copy
  }

  /// Adds a line of text below the table.
  ///
  ///     Table().column("n", 1...3).note("seed 7")
  public func note(_ text: String) -> Table {
    var copy = self
    copy.notes.append(text)
    return copy
  }
}
