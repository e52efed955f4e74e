/// A frame whose rows are put together by the values of one or more columns.
///
/// Groups stand in the order in which they first appear; nulls are a group of their own, and so is what is not a number.
/// Pandas sorts the groups and leaves the rows without a key out, unless it is called with `sort=False, dropna=False`.
public struct GroupedFrame: Sendable {
  let frame: DataFrame
  let keys: [Column]
  let numbers: RowNumbers

  /// The number of groups.
  public var groupCount: Int { numbers.groupCount }

  /// One row for each group: its keys, and the aggregates asked for. O(rows) for each, O(rows log rows) for quantiles.
  ///
  /// - Throws: ``FrameError/noColumn(name:columns:)``, ``FrameError/notNumeric(column:type:operation:)``,
  ///   ``FrameError/duplicateColumn(name:)``, ``FrameError/sumTooLarge(column:)``, and what a custom function throws.
  public func aggregate(_ aggregates: [Aggregate]) throws -> DataFrame {
    var columns = keys.map { $0.gathered(numbers.firstRows) }
    let passes = GroupPasses(numbers)
    // Sums come first: they count on the way.
    for aggregate in aggregates {
      guard let name = aggregate.column, let purpose = aggregate.work.useOfSums else { continue }
      _ = try passes.sums(of: frame[name], for: purpose)
    }
    for aggregate in aggregates {
      guard let name = aggregate.column else {
        columns.append(Column(name: aggregate.name, storage: .int(passes.rowCounts()), validity: nil))
        continue
      }
      let column = try frame[name]
      columns.append(try result(aggregate, column, passes).renamed(aggregate.name))
    }
    return try DataFrame(columns: columns)
  }

  /// One row for each group: its keys, and the aggregates asked for. O(rows) for each, O(rows log rows) for quantiles.
  ///
  /// - Throws: ``FrameError/noColumn(name:columns:)``, ``FrameError/notNumeric(column:type:operation:)``,
  ///   ``FrameError/duplicateColumn(name:)``, ``FrameError/sumTooLarge(column:)``, and what a custom function throws.
  public func aggregate(_ aggregates: Aggregate...) throws -> DataFrame { try aggregate(aggregates) }

  /// The number of rows of each group, in a column `count`. O(rows).
  public func count() throws -> DataFrame { try aggregate(.count()) }

  /// The rows of each group as a frame, in the order of the groups. O(rows × columns).
  public func frames() -> [DataFrame] {
    let (starts, rows) = numbers.grouped()
    let groups = GroupRows(starts: starts, rows: rows)
    return (0..<groupCount).map { frame.gathered(Buffer(Array(groups[$0]))) }
  }

  private func result(_ aggregate: Aggregate, _ column: Column, _ passes: GroupPasses) throws -> Column {
    switch aggregate.work {
    case .rowCount, .count:
      return Column(name: aggregate.name, storage: .int(passes.valueCounts(of: column)), validity: nil)
    case .distinct: return distinctCounts(column)
    case .sum: return try GroupSums.sum(column, numbers)
    case .mean: return GroupSums.mean(column, try passes.sums(of: column, for: "a mean"))
    case .std:
      return try GroupSums.standardDeviation(
        column, try passes.sums(of: column, for: "a standard deviation"), numbers)
    case .first: return column.gathered(GroupExtremes.firstRows(column, numbers), mayMiss: true)
    case .last: return column.gathered(GroupExtremes.lastRows(column, numbers), mayMiss: true)
    case .min: return column.gathered(GroupExtremes.rows(column, numbers, least: true), mayMiss: true)
    case .max: return column.gathered(GroupExtremes.rows(column, numbers, least: false), mayMiss: true)
    case .quantile(let probability, let method):
      guard probability >= 0, probability <= 1 else {
        throw FrameError.outOfRange(
          what: "the probability of a quantile", value: "\(probability)", expected: "between 0 and 1")
      }
      let values = try column.numbers(for: "a quantile")
      let groups = passes.rows()
      var results: [Double?] = []
      for group in 0..<groups.count {
        let present = groups[group].compactMap { values[Int($0)] }
        results.append(
          present.isEmpty
            ? nil : present.contains(where: \.isNaN) ? .nan : try present.quantile(probability, method: method))
      }
      return Column(aggregate.name, results)
    case .custom(let body): return try body(column, passes.rows())
    }
  }

  private func distinctCounts(_ column: Column) -> Column {
    let pairs = numbers.paired(with: RowNumbers([column], rowCount: column.count))
    var counts = [Int](repeating: 0, count: groupCount)
    for row in pairs.firstRows where column.validity?[Int(row)] != false {
      counts[Int(numbers.numbers.base[Int(row)])] += 1
    }
    return Column(column.name, counts)
  }
}

extension DataFrame {
  /// Puts rows together by the values of columns. O(rows × columns given).
  ///
  ///     try frame.group(by: "country", "year").aggregate(.count(), .mean("amount"))
  /// - Throws: ``FrameError/noColumn(name:columns:)``, ``FrameError/noColumnsGiven(operation:)``.
  public func group(by names: String...) throws(FrameError) -> GroupedFrame { try group(by: names) }

  /// Puts rows together by the values of columns. O(rows × columns given).
  /// - Throws: ``FrameError/noColumn(name:columns:)``, ``FrameError/noColumnsGiven(operation:)``.
  public func group(by names: [String]) throws(FrameError) -> GroupedFrame {
    guard !names.isEmpty else { throw .noColumnsGiven(operation: "group(by:)") }
    let keys = try columns(named: names)
    return GroupedFrame(frame: self, keys: keys, numbers: RowNumbers(keys, rowCount: rowCount))
  }

  /// How often each value of a column occurs, the most frequent first and equally frequent ones in order of appearance, in a
  /// column `count`. The nulls are counted, too, which pandas leaves out by default. O(rows).
  /// - Throws: ``FrameError/noColumn(name:columns:)``, ``FrameError/duplicateColumn(name:)``.
  public func valueCounts(_ name: String) throws -> DataFrame {
    try group(by: name).count().sorted(by: .descending("count"))
  }
}

extension Column {
  /// The values as numbers.
  func numbers(for operation: String) throws(FrameError) -> ColumnValues<Double> {
    guard let elements = Double.elements(of: self) else {
      throw .notNumeric(column: name, type: type, operation: operation)
    }
    return ColumnValues(elements: elements, validity: validity)
  }
}
