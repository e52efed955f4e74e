public import LinearAlgebra

/// A model of scaled features, with the scaling that it applies to rows first.
public struct StandardizedModel<Model: FittedModel>: FittedModel {
  private var format = ModelFormat<1>()
  /// What brings rows to the scale of the model.
  public let scaler: StandardScalerModel
  /// The model of scaled features: `model.model.predict(model.scaler.transform(x))` is `model.predict(x)`.
  public let model: Model

  public var featureCount: Int { scaler.featureCount }

  init(_ features: Matrix<Double>, _ weights: [Double]?, fit: (Matrix<Double>) throws -> Model) throws {
    scaler = try StandardScaler().fit(features: features, sampleWeights: weights)
    model = try fit(scaler.transform(features))
  }

  /// Reads a model, and refuses one whose parts do not fit together.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    format = try container.decode(ModelFormat<1>.self, forKey: .format)
    scaler = try container.decode(StandardScalerModel.self, forKey: .scaler)
    model = try container.decode(Model.self, forKey: .model)
    try container.require(
      scaler.featureCount == model.featureCount, .scaler,
      "the scaling is for \(scaler.featureCount) features, and the model has \(model.featureCount)")
  }
}

extension StandardizedModel: Equatable where Model: Equatable {}

extension StandardizedModel: Classifier where Model: Classifier {
  public var classes: [Int] { model.classes }

  public func predict(_ features: Matrix<Double>) throws -> [Int] { try model.predict(scaler.transform(features)) }
}

extension StandardizedModel: ProbabilisticClassifier where Model: ProbabilisticClassifier {
  public func classProbabilities(_ features: Matrix<Double>) throws -> Matrix<Double> {
    try model.classProbabilities(scaler.transform(features))
  }
}

extension StandardizedModel: BinaryClassifier where Model: BinaryClassifier {
  public var negativeClass: Int { model.negativeClass }
  public var positiveClass: Int { model.positiveClass }

  public func decisionValues(_ features: Matrix<Double>) throws -> [Double] {
    try model.decisionValues(scaler.transform(features))
  }
}

extension StandardizedModel: Regressor where Model: Regressor {
  public func predict(_ features: Matrix<Double>) throws -> [Double] { try model.predict(scaler.transform(features)) }
}

extension StandardizedModel: UnsupervisedModel where Model: UnsupervisedModel {}

extension StandardizedModel: ClusteringModel where Model: ClusteringModel {
  public func predict(_ features: Matrix<Double>) throws -> [Int] { try model.predict(scaler.transform(features)) }
}
