import Plotting

/// A made data set that is a list of rows. It shows itself as a table of the first of them.
public protocol SimulatedRows: CustomStringConvertible, Displayable, Sendable {
  /// The first rows as a table.
  func table() -> Table
}

extension SimulatedRows {
  /// The first rows as a table.
  public func display(in context: DisplayContext) -> DisplayBundle { table().display(in: context) }

  /// The first rows as a table of text.
  public var description: String { display(in: DisplayContext()).plain }
}

/// The first rows of a list, with a note on how many there are.
func firstRows<Row>(
  _ title: String, of rows: [Row], columns: KeyValuePairs<String, (Row) -> any TableValue>
) -> Table {
  let first = rows.prefix(10)
  let table = Table(title, columns: columns.map(\.key), rows: first.map { row in columns.map { $0.value(row) } })
  return table.note("the first \(first.count) of \(rows.count) rows")
}
