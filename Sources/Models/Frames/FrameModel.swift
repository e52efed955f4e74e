public import DataFrames
public import LinearAlgebra
public import Plotting

/// A model without labels fitted to the columns of a frame: it finds its columns by name in any later frame.
///
///     let model = try KMeans(clusters: 3).fit(frame, features: ["age", "income"])
///     try model.predict(frame)
public struct FrameModel<Model: UnsupervisedModel>: Codable, Sendable {
  private var format = ModelFormat<1>()
  /// The fitted model itself, on matrices.
  public internal(set) var model: Model
  /// The columns that it was fitted to, and how each becomes numbers.
  public let features: FrameFeatures

  init(model: Model, features: FrameFeatures) {
    self.model = model
    self.features = features
  }

  /// The names of the model's features: those of the columns, or `country = NO` for one of the categories of a column.
  public var featureNames: [String] { features.names }

  /// The features of each row as numbers, for the model itself: rows × features. O(rows × features).
  /// - Throws: `FrameError` when a column is not there or holds something else; ``FrameInputError`` for a missing value
  ///   or an unseen category.
  public func matrix(_ frame: DataFrame) throws -> Matrix<Double> { try features.matrix(frame) }
}

extension FrameModel: Equatable where Model: Equatable {}

extension FrameModel {
  private enum CodingKeys: String, CodingKey {
    case format, model, features
  }

  /// Reads a model, and refuses one of another format or whose parts do not fit together.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    format = try container.decode(ModelFormat<1>.self, forKey: .format)
    model = try container.decode(Model.self, forKey: .model)
    features = try container.decode(FrameFeatures.self, forKey: .features)
    try container.require(features, fit: model, .features)
  }
}

extension FrameModel: Displayable {
  /// The model with the names of its columns; where it has no display of its own, its columns.
  public func display(in context: DisplayContext) -> DisplayBundle {
    if let model = model as? any NamedModelDisplay {
      return model.display(names: ModelNames(features: features), in: context)
    }
    return features.table("\(Model.self)").display(in: context)
  }
}

extension UnsupervisedLearner {
  /// Fits a model to the columns of a frame.
  ///
  ///     let model = try KMeans(clusters: 3).fit(frame, features: ["age", "income"])
  ///
  /// Columns become features as for a classifier. Without labels nothing says what a text is worth, so columns of text,
  /// which become zeros and ones, are learned from only where they are named.
  /// - Parameters:
  ///   - features: the columns to learn from; nil for all of a frame that has no text.
  ///   - weights: the column of sample weights.
  /// - Throws: `FrameError` for a column that is not there, with what its name may have been; ``FrameInputError`` for
  ///   text that is not named, missing values and dates; the learner's errors, told with the names of the columns.
  public func fit(
    _ frame: DataFrame, features: [String]? = nil, weights: String? = nil
  ) throws -> FrameModel<Model> {
    let rowWeights = try rowWeights(of: weights, in: frame)
    let others = weights.map { [$0] } ?? []
    if features == nil { try requireNoText(in: frame, others: others, learner: self) }
    let features = try FrameFeatures(of: frame, names: features, others: others, learner: self)
    let matrix = try features.matrix(frame)
    let model = try tellingNames(features) { try fit(features: matrix, sampleWeights: rowWeights) }
    return FrameModel(model: model, features: features)
  }
}

/// Checks that no column of a frame but `others` holds text; otherwise says which columns `learner` can learn from.
private func requireNoText(in frame: DataFrame, others: [String], learner: Any) throws {
  func isText(_ name: String) throws -> Bool {
    let type = try frame[name].type
    return type == .string || type == .categorical
  }
  let names = frame.columnNames.filter { !others.contains($0) }
  let texts = try names.filter(isText)
  guard texts.isEmpty else {
    let usable = try names.filter { name in
      let column = try frame[name]
      return !texts.contains(name) && column.type != .date
        && (column.nullCount == 0 || learner is any TakesMissingValues)
    }
    throw FrameInputError.unnamedText(columns: texts, others: usable)
  }
}

extension IncrementalUnsupervisedLearner {
  /// Lets `model` learn from the rows of another frame, which has the same columns in any order.
  ///
  /// Where it throws, `model` is as it was.
  /// - Throws: as the fit; ``FrameInputError`` for a category that was not there at the fit.
  public func update(_ model: inout FrameModel<Model>, _ frame: DataFrame, weights: String? = nil) throws {
    let features = model.features
    let matrix = try features.matrix(frame)
    let rowWeights = try rowWeights(of: weights, in: frame)
    try tellingNames(features) { try update(&model.model, features: matrix, sampleWeights: rowWeights) }
  }
}
