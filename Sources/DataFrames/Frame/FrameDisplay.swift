public import Plotting

extension DataFrame: Displayable {
  /// The first 20 rows as a table.
  public func display(in context: DisplayContext) -> DisplayBundle { table().display(in: context) }

  /// The first rows as a table, with a note that says how many rows and columns there are.
  public func table(rows count: Int = 20, title: String = "") -> Table {
    beginning(count, title: title).note(count < rowCount ? "the first \(max(0, count)) of \(dimensions)" : dimensions)
  }

  private func beginning(_ count: Int, title: String = "") -> Table {
    var table = Table(title)
    for column in head(count).columns { table = table.column(column.name, column.cells) }
    return table.showing(rows: max(2, count))
  }

  private var dimensions: String {
    "\(FrameError.counted(rowCount, "row")) × \(FrameError.counted(columnCount, "column"))"
  }
}

extension Rows: Displayable {
  /// The first 20 rows as a table.
  public func display(in context: DisplayContext) -> DisplayBundle { frame.display(in: context) }
}

extension DataFrame: CustomStringConvertible {
  /// The shape, and the first 20 rows as a table of text.
  public var description: String {
    let title = rowCount > 20 ? "\(dimensions); the first 20:" : dimensions
    return "\(title)\n\(beginning(20).display(in: DisplayContext(width: 120)).plain)"
  }
}

extension DataFrame: CustomDebugStringConvertible {
  /// Its size in one line, as it stands in a list of frames.
  public var debugDescription: String { "DataFrame(\(dimensions))" }
}

extension Column: Displayable {
  /// The first 20 values as a table.
  public func display(in context: DisplayContext) -> DisplayBundle {
    DataFrame(checked: [self], rowCount: count).display(in: context)
  }

  /// The values as cells of a table.
  var cells: [TableCell] {
    let withTime = hasTimeOfDay
    return (0..<count).map { row in
      if let validity, !validity[row] { return .missing }
      switch storage {
      case .int(let buffer): return .integer(buffer.base[row])
      case .double(let buffer): return .number(buffer.base[row])
      case .float(let buffer): return buffer.base[row].tableCell
      case .bool(let buffer): return .truth(buffer.base[row])
      case .text, .categorical, .date: return text(at: row, withTime: withTime).tableCell
      }
    }
  }
}

extension Column: CustomStringConvertible {
  /// The first 20 values as a table of text.
  public var description: String { display(in: DisplayContext(width: 120)).plain }
}

extension Column: CustomDebugStringConvertible {
  /// Its name, type and size in one line, as it stands in a list of columns.
  public var debugDescription: String {
    "Column(\(name): \(FrameError.counted(count, "\(type) value"))"
      + (nullCount > 0 ? ", of which \(nullCount) null)" : ")")
  }
}

extension GroupedFrame: Displayable {
  /// The number of rows in each group.
  public func display(in context: DisplayContext) -> DisplayBundle {
    let counts = Column(name: "count", storage: .int(GroupSums.rowCounts(numbers)), validity: nil)
    let columns = keys.map { $0.gathered(numbers.firstRows) } + [counts]
    return DataFrame(checked: columns, rowCount: groupCount)
      .table(title: "\(FrameError.counted(groupCount, "group")) by \(keys.map(\.name).joined(separator: ", "))")
      .display(in: context)
  }
}
