import Kernels
public import LinearAlgebra

/// A network that predicts classes.
public struct MultilayerPerceptronModel: ProbabilisticClassifier, Equatable {
  private var format = ModelFormat<1>()
  var trained: TrainedNetwork
  public let classes: [Int]

  init(trained: TrainedNetwork, classes: [Int]) {
    self.trained = trained
    self.classes = classes
  }

  public var featureCount: Int { trained.featureCount }
  /// The layers, from the first hidden one to the output, which has one unit per class.
  public var layers: [DenseLayer] { trained.network.layers }
  /// How features are scaled before the first layer; nil if they are not.
  public var featureScaling: ColumnScaling? { trained.scaling }
  /// The losses of training, epoch by epoch.
  public var history: TrainingHistory { trained.history }

  /// The probability of each class for each row: rows × classes, in the order of `classes`.
  ///
  /// O(n · weights), on several threads.
  /// - Throws: ``ModelError`` when the number of columns is wrong or a value is not finite.
  public func classProbabilities(_ features: Matrix<Double>) throws -> Matrix<Double> {
    try features.requireFeatures(featureCount)
    let count = classes.count
    var result = Matrix(rowCount: features.rowCount, columnCount: count)
    result.withUnsafeMutableValues { values in
      nonisolated(unsafe) let values = values
      trained.forEachPiece(features) { rows, scores in
        let place = values.baseAddress! + rows.lowerBound * count
        for index in 0..<rows.count * count { place[index] = Double(scores[index]) }
        let scratch = UnsafeStore<Double>(repeating: 0, count: 2 * rows.count)
        Double.softmax(
          rows: rows.count, columns: count, place, maxima: scratch.base, sums: scratch.base + rows.count)
      }
    }
    return result
  }

  /// The most probable class of each row; the lower label where two are equal. O(n · weights), on several threads.
  /// - Throws: ``ModelError`` when the number of columns is wrong or a value is not finite.
  public func predict(_ features: Matrix<Double>) throws -> [Int] {
    try features.requireFeatures(featureCount)
    let classes = classes
    return [Int](unsafeUninitializedCapacity: features.rowCount) { result, initialized in
      nonisolated(unsafe) let result = result
      trained.forEachPiece(features) { rows, scores in
        for (place, row) in rows.enumerated() {
          let own = UnsafeBufferPointer(start: scores + place * classes.count, count: classes.count)
          (result.baseAddress! + row).initialize(to: classes[firstLargest(own)])
        }
      }
      initialized = features.rowCount
    }
  }
}

extension MultilayerPerceptronModel {
  private enum CodingKeys: String, CodingKey {
    case format
    case trained = "network"
    case classes
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    format = try container.decode(ModelFormat<1>.self, forKey: .format)
    trained = try container.decode(TrainedNetwork.self, forKey: .trained)
    classes = try container.decodeClasses(forKey: .classes)
    try container.require(
      trained.network.shape.outputs == classes.count, .classes,
      "a network with \(trained.network.shape.outputs) outputs needs as many classes, and there are \(classes.count)")
  }
}
