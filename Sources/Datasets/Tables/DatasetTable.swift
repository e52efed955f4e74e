import DataFrames
import LinearAlgebra

/// A real table in which every row describes one thing by numbers, for models to learn from; the last column of its
/// frame is the one to predict.
public protocol DatasetTable: ObservedTable {
  /// The names of the features, in the order of the columns.
  var featureNames: [String] { get }
  /// The features: one row for each row of the table, one column for each of ``featureNames``.
  var features: Matrix<Double> { get }
}

extension DatasetTable {
  /// The number of rows.
  public var count: Int { frame.rowCount }

  /// The values of one feature, one per row. O(rows).
  ///
  /// - Throws: ``DatasetError/invalidParameter(what:value:expected:)`` if there is no feature of that name.
  public func feature(_ name: String) throws(DatasetError) -> [Double] {
    guard let column = featureNames.firstIndex(of: name) else {
      throw .invalidParameter(
        what: "the feature", value: "\"\(name)\"", expected: "one of " + featureNames.joined(separator: ", "))
    }
    return Array(features.column(column))
  }
}

/// A real table in which every row belongs to one of several classes.
public protocol ClassTable: DatasetTable {
  /// The class of each row as a number: its place in ``classNames``.
  var labels: [Int] { get }
  /// The names of the classes, as the last column of ``DatasetTable/frame`` has them.
  var classNames: [String] { get }
}
