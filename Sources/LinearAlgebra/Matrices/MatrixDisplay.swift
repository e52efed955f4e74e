public import Plotting

extension Matrix: Displayable {
  /// The entries as a table, of which the middle is left out where it does not fit.
  public func display(in context: DisplayContext) -> DisplayBundle { view.display(in: context) }

  /// The entries as a table with the numbers of the rows and columns, and the shape as its title.
  ///
  ///     matrix.table(rows: 6).digits(8)
  ///
  /// Where there are more rows or columns than these, those in the middle are left out. O(rows × columns) of the table.
  /// - Parameters:
  ///   - rows: lines for rows, at least 3.
  ///   - columns: columns of the table for those of the matrix, at least 3.
  public func table(rows: Int = 20, columns: Int = 12) -> Table { view.table(rows: rows, columns: columns) }
}

extension MatrixView: Displayable {
  /// The entries as a table, of which the middle is left out where it does not fit.
  public func display(in context: DisplayContext) -> DisplayBundle {
    guard rowCount > 0, columnCount > 0 else { return DisplayBundle(plain: title) }
    var table = table()
    for columns in stride(from: min(columnCount, 12), through: 3, by: -1) where !table.fits(in: context) {
      table = self.table(columns: columns)
    }
    return table.display(in: context)
  }

  /// The entries as a table with the numbers of the rows and columns, and the shape as its title.
  ///
  /// Where there are more rows or columns than these, those in the middle are left out. O(rows × columns) of the table.
  /// - Parameters:
  ///   - rows: lines for rows, at least 3.
  ///   - columns: columns of the table for those of the matrix, at least 3.
  public func table(rows: Int = 20, columns: Int = 12) -> Table {
    let shownRows = Self.shown(of: rowCount, atMost: max(3, rows))
    let shownColumns = Self.shown(of: columnCount, atMost: max(3, columns))
    let lines = shownRows.map { row -> [any TableValue] in
      guard let row else { return Array(repeating: "⋮", count: shownColumns.count + 1) }
      return [row] + shownColumns.map { $0.map { column in Double(self[row, column]) } ?? "…" as any TableValue }
    }
    return Table(title, columns: [""] + shownColumns.map { $0.map(String.init) ?? "…" }, rows: lines)
      .showing(rows: lines.count)
  }

  var title: String { "\(rowCount) × \(columnCount) matrix of \(Scalar.self)" }

  /// The positions to show: all, or the first and the last ones with nil between them where some are left out.
  static func shown(of count: Int, atMost limit: Int) -> [Int?] {
    guard count > limit else { return Array(0..<count) }
    let head = limit / 2
    return (0..<head).map { $0 } + [nil] + ((count - (limit - 1 - head))..<count).map { $0 }
  }
}
