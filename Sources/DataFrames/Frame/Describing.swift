internal import Statistics

extension DataFrame {
  /// One row for each column: its type, how many values and nulls it has, how many different values, and for numbers
  /// mean, standard deviation (divisor n − 1), smallest value, quartiles and greatest value.
  ///
  /// Quantiles are of type 7 of Hyndman and Fan; with values that are not numbers there are none. Of truth values the mean
  /// is the share that is true. Pandas has the columns of the frame side by side, and leaves out those that hold no
  /// numbers. O(rows log rows) for each column.
  public func describe() -> DataFrame {
    var counts: [Int] = []
    var distinct: [Int] = []
    var summaries: [[Double?]] = []
    for column in columns {
      counts.append(column.count - column.nullCount)
      distinct.append(RowNumbers([column], rowCount: rowCount).groupCount - (column.nullCount > 0 ? 1 : 0))
      summaries.append(column.type == .bool ? column.shareSummary : column.summary)
    }
    let names = ["mean", "std", "min", "q25", "median", "q75", "max"]
    let described =
      [
        Column("column", columnNames), Column("type", columns.map(\.type.rawValue)), Column("count", counts),
        Column("nulls", columns.map(\.nullCount)), Column("distinct", distinct),
      ] + names.indices.map { index in Column(names[index], summaries.map { $0[index] }) }
    return DataFrame(checked: described, rowCount: columnCount)
  }

  /// One row for each column: its type, how many values and nulls it has, and the bytes that it takes.
  public func info() -> DataFrame {
    DataFrame(
      checked: [
        Column("column", columnNames), Column("type", columns.map(\.type.rawValue)),
        Column("count", columns.map { $0.count - $0.nullCount }), Column("nulls", columns.map(\.nullCount)),
        Column("bytes", columns.map(\.byteCount)),
      ], rowCount: columnCount)
  }
}

extension Column {
  /// Mean, standard deviation, smallest value, quartiles, greatest value; nil where there is none.
  fileprivate var summary: [Double?] {
    let nothing = [Double?](repeating: nil, count: 7)
    guard let values = try? values(as: Double.self).present, !values.isEmpty else { return nothing }
    let mean = values.mean()
    let std = values.count > 1 ? values.standardDeviation() : nil
    guard let quartiles = try? values.quantiles([0, 0.25, 0.5, 0.75, 1]) else {
      return [mean, std] + nothing.dropFirst(2)
    }
    return [mean, std] + quartiles
  }

  /// The share of true values as the mean, and nothing else.
  fileprivate var shareSummary: [Double?] {
    let values = (try? values(as: Double.self).present) ?? []
    return [values.isEmpty ? nil : values.mean()] + [Double?](repeating: nil, count: 6)
  }
}
