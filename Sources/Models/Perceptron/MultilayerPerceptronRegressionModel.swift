public import LinearAlgebra

/// A network that predicts numbers.
public struct MultilayerPerceptronRegressionModel: Regressor, Equatable {
  private var format = ModelFormat<1>()
  var trained: TrainedNetwork

  init(trained: TrainedNetwork) {
    self.trained = trained
  }

  public var featureCount: Int { trained.featureCount }
  /// The layers, from the first hidden one to the output, which has one unit.
  public var layers: [DenseLayer] { trained.network.layers }
  /// How features are scaled before the first layer; nil if they are not.
  public var featureScaling: ColumnScaling? { trained.scaling }
  /// How targets are scaled, as one column: a prediction is mean + deviation · output; nil if they are not.
  public var targetScaling: ColumnScaling? { trained.targetScaling }
  /// The losses of training, epoch by epoch.
  public var history: TrainingHistory { trained.history }

  /// The predicted number of each row, in the unit of the targets. O(n · weights), on several threads.
  /// - Throws: ``ModelError`` when the number of columns is wrong or a value is not finite.
  public func predict(_ features: Matrix<Double>) throws -> [Double] {
    try features.requireFeatures(featureCount)
    let mean = targetScaling?.means[0] ?? 0
    let deviation = targetScaling?.deviations[0] ?? 1
    return [Double](unsafeUninitializedCapacity: features.rowCount) { result, initialized in
      nonisolated(unsafe) let result = result
      trained.forEachPiece(features) { rows, outputs in
        for (place, row) in rows.enumerated() {
          (result.baseAddress! + row).initialize(to: mean + deviation * Double(outputs[place]))
        }
      }
      initialized = features.rowCount
    }
  }
}

extension MultilayerPerceptronRegressionModel {
  private enum CodingKeys: String, CodingKey {
    case format
    case trained = "network"
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    format = try container.decode(ModelFormat<1>.self, forKey: .format)
    trained = try container.decode(TrainedNetwork.self, forKey: .trained)
    guard trained.network.shape.outputs == 1 else {
      throw DecodingError.dataCorruptedError(
        forKey: .trained, in: container,
        debugDescription: "a network that predicts a number has one output, "
          + "and this one has \(trained.network.shape.outputs)")
    }
  }
}
