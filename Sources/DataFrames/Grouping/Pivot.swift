extension DataFrame {
  /// A table with a row for each value of some columns and a column for each value of another.
  ///
  ///     try sales.pivot(rows: "shop", columns: "month", values: .sum("amount"))
  ///
  /// Rows stand in order of first appearance, columns in order of their values, a null last, each called by its value
  /// as text. A cell for which there are no rows is null. Pandas sorts the rows, too, and leaves nulls out. O(rows + cells
  /// of the result).
  /// - Throws: ``FrameError/noColumn(name:columns:)``, ``FrameError/duplicateColumn(name:)``, and what the aggregate
  ///   throws.
  public func pivot(rows names: String..., columns spread: String, values: Aggregate) throws -> DataFrame {
    guard !names.isEmpty else { throw FrameError.noColumnsGiven(operation: "pivot(rows:columns:values:)") }
    let cells = try group(by: names + [spread]).aggregate(values)
    let rowNumbers = RowNumbers(try cells.columns(named: names), rowCount: cells.rowCount)
    let spreadColumn = try cells[spread]
    let columnNumbers = RowNumbers([spreadColumn], rowCount: cells.rowCount)
    let result = cells.columns[cells.columnCount - 1]
    var pivoted = try cells.columns(named: names).map { $0.gathered(rowNumbers.firstRows) }
    let labels = spreadColumn.gathered(columnNumbers.firstRows)
    let withTime = labels.hasTimeOfDay
    let (starts, cellsOfColumns) = columnNumbers.grouped()
    for place in RowOrder.sorted(rowCount: labels.count, by: [(labels, true)]) {
      let chosen = Buffer<Int32>(repeating: -1, count: rowNumbers.groupCount)
      for cell in cellsOfColumns[starts[Int(place)]..<starts[Int(place) + 1]] {
        chosen.base[Int(rowNumbers.numbers.base[Int(cell)])] = cell
      }
      let label = labels.text(at: Int(place), withTime: withTime) ?? "null"
      pivoted.append(result.gathered(chosen, mayMiss: true).renamed(label))
    }
    return try DataFrame(columns: pivoted)
  }
}
