public import DataFrames
public import LinearAlgebra

/// The columns of a frame that a model predicts from, each with how it becomes numbers.
public struct FrameFeatures: Codable, Equatable, Sendable {
  /// The columns, in the order of the model's features.
  public let columns: [FeatureColumn]
  /// Whether a missing value becomes NaN; otherwise it is refused.
  public let takesMissing: Bool

  /// The names of the model's features, one for each column of the matrix.
  public var names: [String] { columns.flatMap(\.featureNames) }
  /// The number of the model's features.
  public var count: Int { columns.reduce(0) { $0 + $1.width } }

  /// Looks at the columns that a learner is to be fitted to.
  ///
  /// - Parameters:
  ///   - names: the columns; nil for all but those in `others`.
  ///   - others: the columns of labels, targets and weights.
  init(of frame: DataFrame, names: [String]?, others: [String], learner: Any) throws {
    let chosen = names ?? frame.columnNames.filter { !others.contains($0) }
    guard !chosen.isEmpty else { throw FrameInputError.noFeatures(others: others) }
    for (place, name) in chosen.enumerated() {
      if others.contains(name) { throw FrameInputError.notAFeature(column: name) }
      if chosen[..<place].contains(name) { throw FrameInputError.repeatedFeature(column: name) }
    }
    let numbersCategories = learner is any TakesCategories
    takesMissing = learner is any TakesMissingValues
    columns = try chosen.map { try FeatureColumn(frame[$0], numbersCategories: numbersCategories) }
    guard !frame.isEmpty else { throw ModelError.noRows }
  }

  /// The features of each row: rows × ``count``. O(rows × features).
  ///
  /// The columns are found by name, in whatever order the frame has them.
  /// - Throws: `FrameError` when a column is not there or holds something else; ``FrameInputError`` for a missing value
  ///   or an unseen category.
  public func matrix(_ frame: DataFrame) throws -> Matrix<Double> {
    let width = count
    var result = Matrix<Double>(rowCount: frame.rowCount, columnCount: width)
    try result.withUnsafeMutableValues { values in
      var place = 0
      for column in columns {
        try column.write(
          frame[column.name], into: values, at: place, stride: width, takesMissing: takesMissing)
        place += column.width
      }
    }
    return result
  }

  /// The places of the features that are numbers of categories.
  var categoryPlaces: [Int] {
    var places: [Int] = []
    var place = 0
    for column in columns {
      if case .categoryNumber = column.encoding { places.append(place) }
      place += column.width
    }
    return places
  }

  /// The learner, told which features are numbers of categories if it wants to know.
  func told<Learner>(to learner: Learner) -> Learner {
    let places = categoryPlaces
    guard !places.isEmpty, let taker = learner as? any TakesCategories else { return learner }
    return taker.takingCategories(inColumns: places) as? Learner ?? learner
  }
}

extension KeyedDecodingContainer {
  /// Refuses columns that do not become the features of a model.
  func require(_ features: FrameFeatures, fit model: some FittedModel, _ key: Key) throws {
    try require(
      features.count == model.featureCount, key,
      "the columns become \(features.count) features, and the model has \(model.featureCount)")
  }
}
