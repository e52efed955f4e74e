public import Plotting
public import Statistics

/// The correlation of two columns of numbers, over the rows in which both have a value, as in pandas. O(n) for
/// Pearson's, O(n log n) for the others.
///
///     try correlation(homes["area"], homes["price"], method: .spearman)
/// - Throws: ``FrameError/notNumeric(column:type:operation:)``; ``SummaryError`` if the columns differ in length, have
///   fewer than two such rows or a value that is not finite, or do not vary.
public func correlation(_ x: Column, _ y: Column, method: CorrelationMethod = .pearson) throws -> Double {
  let (first, second) = (try x.numbers(for: "a correlation"), try y.numbers(for: "a correlation"))
  guard first.count == second.count else {
    throw SummaryError.lengthsDiffer(of: "correlation", first: first.count, second: second.count)
  }
  let rows = first.indices.filter { first[$0] != nil && second[$0] != nil }
  return try correlation(rows.compactMap { first[$0] }, rows.compactMap { second[$0] }, method: method)
}

extension Plot {
  /// How often the values of a column of numbers fall into intervals of equal width; nulls are left out and counted in
  /// a note.
  ///
  ///     try Plot("Bills").histogram(meals["bill"], bins: 20)
  /// - Throws: ``FrameError/notNumeric(column:type:operation:)``.
  public func histogram(_ column: Column, bins: Int? = nil, _ label: String = "") throws(FrameError) -> Plot {
    histogram(try column.drawable(for: "a histogram"), bins: bins, label)
  }

  /// Marks at the points that two columns of numbers have row by row; rows with a null are left out and counted in a
  /// note.
  ///
  ///     try Plot("Homes").scatter(x: homes["area"], y: homes["price"])
  /// - Throws: ``FrameError/notNumeric(column:type:operation:)``.
  public func scatter(x: Column, y: Column, _ label: String = "", mark: PlotMark? = nil) throws(FrameError) -> Plot {
    let (first, second) = (try x.drawable(for: "a scatter plot"), try y.drawable(for: "a scatter plot"))
    return scatter(x: first, y: second, size: [], label, mark: mark)
  }
}

extension Column {
  /// The values, with something that is not a number, and so is not drawn, in the place of nulls.
  fileprivate func drawable(for operation: String) throws(FrameError) -> [Double] {
    try numbers(for: operation).map { $0 ?? .nan }
  }
}
