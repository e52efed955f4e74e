public import DataFrames
public import LinearAlgebra

/// A classifier fitted to the columns of a frame: it finds its columns by name in any later frame, and predicts labels
/// in the type of the column that it was fitted to.
///
///     let model = try LogisticRegression().fit(train, label: "diagnosis")
///     try model.predict(test)
///     try model.probabilities(test)
public struct FrameClassifier<Model: Classifier>: Codable, Sendable {
  private var format = ModelFormat<1>()
  /// The fitted model itself, on matrices.
  public internal(set) var model: Model
  /// The columns that it predicts from, and how each becomes numbers.
  public let features: FrameFeatures
  /// The column that it predicts, and the class that each of its values is.
  public let labels: FrameLabels

  init(model: Model, features: FrameFeatures, labels: FrameLabels) {
    self.model = model
    self.features = features
    self.labels = labels
  }

  /// The names of the model's features: those of the columns, or `country = NO` for one of the categories of a column.
  public var featureNames: [String] { features.names }
  /// The classes as texts, in the order of the model's `classes`.
  public var classNames: [String] { model.classes.map(labels.text(of:)) }

  /// The features of each row as numbers, for the model itself: rows × features. O(rows × features).
  ///
  ///     try model.model.decisionValues(model.matrix(test))
  /// - Throws: `FrameError` when a column is not there or holds something else; ``FrameInputError`` for a missing value
  ///   or an unseen category.
  public func matrix(_ frame: DataFrame) throws -> Matrix<Double> { try features.matrix(frame) }

  /// The predicted label of each row, as a column called "predicted" of the type that the labels had.
  ///
  ///     try model.predict(test).array(of: String.self)
  /// - Throws: `FrameError` or ``FrameInputError`` for a frame that does not fit; the errors of the model, told with the
  ///   names of the columns.
  public func predict(_ frame: DataFrame) throws -> Column {
    labels.values(of: try predictedLabels(frame), named: "predicted")
  }

  /// The predicted labels as the model has them.
  package func predictedLabels(_ frame: DataFrame) throws -> [Int] {
    let matrix = try matrix(frame)
    return try tellingNames(features, labels) { try model.predict(matrix) }
  }

  /// The label of each row of `frame`, as the model has it.
  package func actualLabels(_ frame: DataFrame) throws -> [Int] { try labels.labels(in: frame) }
}

extension FrameClassifier where Model: ProbabilisticClassifier {
  /// The probability of each class for each row: one column for each class, called as it is.
  ///
  ///     try model.probabilities(test)["malignant"]
  /// - Throws: as ``predict(_:)``.
  public func probabilities(_ frame: DataFrame) throws -> DataFrame {
    try DataFrame(classProbabilities(frame), columnNames: classNames)
  }

  /// The numbers of ``probabilities(_:)`` as a matrix for further computing, without the names: rows × classes, in the
  /// order of ``classNames``.
  /// - Throws: as ``predict(_:)``.
  public func classProbabilities(_ frame: DataFrame) throws -> Matrix<Double> {
    let matrix = try matrix(frame)
    return try tellingNames(features, labels) { try model.classProbabilities(matrix) }
  }
}

extension FrameClassifier: Equatable where Model: Equatable {}

extension FrameClassifier {
  private enum CodingKeys: String, CodingKey {
    case format, model, features, labels
  }

  /// Reads a model, and refuses one of another format or whose parts do not fit together.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    format = try container.decode(ModelFormat<1>.self, forKey: .format)
    model = try container.decode(Model.self, forKey: .model)
    features = try container.decode(FrameFeatures.self, forKey: .features)
    labels = try container.decode(FrameLabels.self, forKey: .labels)
    try container.require(features, fit: model, .features)
    let holdsText = labels.type == .string || labels.type == .categorical
    guard !holdsText || model.classes.allSatisfy(labels.texts.indices.contains) else {
      throw DecodingError.dataCorruptedError(
        forKey: .labels, in: container,
        debugDescription: "there are \(labels.texts.count) texts for the classes \(model.classes)")
    }
  }
}
