public import DataFrames
public import LinearAlgebra

/// A regression fitted to the columns of a frame: it finds its columns by name in any later frame.
///
///     let model = try RidgeRegression(l2: 1).fit(train, target: "price")
///     try model.predict(test)
public struct FrameRegressor<Model: Regressor>: Codable, Sendable {
  private var format = ModelFormat<1>()
  /// The fitted model itself, on matrices.
  public internal(set) var model: Model
  /// The columns that it predicts from, and how each becomes numbers.
  public let features: FrameFeatures
  /// The name of the column that it predicts.
  public let target: String

  init(model: Model, features: FrameFeatures, target: String) {
    self.model = model
    self.features = features
    self.target = target
  }

  /// The names of the model's features: those of the columns, or `country = NO` for one of the categories of a column.
  public var featureNames: [String] { features.names }

  /// The features of each row as numbers, for the model itself: rows × features. O(rows × features).
  /// - Throws: `FrameError` when a column is not there or holds something else; ``FrameInputError`` for a missing value
  ///   or an unseen category.
  public func matrix(_ frame: DataFrame) throws -> Matrix<Double> { try features.matrix(frame) }

  /// The predicted number of each row, in the unit of the target.
  /// - Throws: `FrameError` or ``FrameInputError`` for a frame that does not fit; the errors of the model, told with the
  ///   names of the columns.
  public func predict(_ frame: DataFrame) throws -> [Double] {
    let matrix = try matrix(frame)
    return try tellingNames(features) { try model.predict(matrix) }
  }

  /// The target of each row of `frame`.
  package func actualTargets(_ frame: DataFrame) throws -> [Double] { try targets(of: target, in: frame) }
}

extension FrameRegressor: Equatable where Model: Equatable {}

extension FrameRegressor {
  private enum CodingKeys: String, CodingKey {
    case format, model, features, target
  }

  /// Reads a model, and refuses one of another format or whose parts do not fit together.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    format = try container.decode(ModelFormat<1>.self, forKey: .format)
    model = try container.decode(Model.self, forKey: .model)
    features = try container.decode(FrameFeatures.self, forKey: .features)
    target = try container.decode(String.self, forKey: .target)
    try container.require(features, fit: model, .features)
  }
}
