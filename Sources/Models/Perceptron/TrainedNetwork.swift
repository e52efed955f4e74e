import Kernels
import LinearAlgebra

/// What the models of both perceptrons keep: a network, how it reads features, and what it needs to learn on.
struct TrainedNetwork: Codable, Equatable, Sendable {
  var network: Network<Float>
  let scaling: ColumnScaling?
  /// How the targets of a regression were scaled.
  let targetScaling: ColumnScaling?
  var history: TrainingHistory
  /// The name of the optimizer, whose state follows.
  let optimizer: String
  var state: OptimizerState<Float>

  var featureCount: Int { network.shape.inputs }
  var lossUnit: Double { targetScaling.lossUnit }

  /// Calls `use` with the scores of pieces of the rows (rows × outputs), on several threads.
  func forEachPiece(
    _ features: Matrix<Double>, use: @Sendable (Range<Int>, UnsafeMutablePointer<Float>) -> Void
  ) {
    let reader = FeatureReader(scaling, columns: featureCount)
    let width = featureCount
    network.withPredictionPass { pass in
      features.withUnsafeValues { values in
        nonisolated(unsafe) let values = values
        pass.forEachPiece(rowCount: features.rowCount) { rows, inputs in
          for (place, row) in rows.enumerated() {
            reader.read(values.baseAddress! + row * width, into: inputs + place * width)
          }
        } use: { rows, scores in
          use(rows, scores)
        }
      }
    }
  }
}

extension TrainedNetwork {
  private enum CodingKeys: String, CodingKey {
    case sizes, activation, normalizes, parameters, runningMeans, runningVariances, scaling, targetScaling, history
    case optimizer, state
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func refuse(_ key: CodingKeys, _ sentence: String) -> DecodingError {
      DecodingError.dataCorruptedError(forKey: key, in: container, debugDescription: sentence)
    }
    let sizes = try container.decode([Int].self, forKey: .sizes)
    guard sizes.count >= 2, sizes.allSatisfy({ $0 >= 1 && $0 <= PerceptronSettings.largestLayer }) else {
      throw refuse(.sizes, "a network needs at least an input and an output, each layer with at least one unit")
    }
    let shape = try NetworkShape(
      sizes: sizes, activation: container.decode(Activation.self, forKey: .activation),
      normalizes: container.decode(Bool.self, forKey: .normalizes))
    network = try Network(
      shape: shape, parameters: container.decode([Float].self, forKey: .parameters),
      runningMeans: container.decode([Float].self, forKey: .runningMeans),
      runningVariances: container.decode([Float].self, forKey: .runningVariances))
    guard network.parameters.count == shape.parameterCount, network.parameters.allSatisfy(\.isFinite) else {
      throw refuse(
        .parameters,
        "layers of \(sizes) units need \(shape.parameterCount) finite parameters, "
          + "and there are \(network.parameters.count)")
    }
    guard network.runningMeans.count == shape.statisticCount, network.runningMeans.allSatisfy(\.isFinite),
      network.runningVariances.count == shape.statisticCount,
      network.runningVariances.allSatisfy({ $0 >= 0 && $0.isFinite })
    else {
      throw refuse(
        .runningMeans, "the normalized layers need \(shape.statisticCount) finite means and variances of at least 0")
    }
    scaling = try container.decodeIfPresent(ColumnScaling.self, forKey: .scaling)
    if let scaling {
      guard scaling.isSound(columns: sizes[0]) else {
        throw refuse(.scaling, "the scaling needs \(sizes[0]) finite means and deviations above 0")
      }
    }
    targetScaling = try container.decodeIfPresent(ColumnScaling.self, forKey: .targetScaling)
    if let targetScaling {
      guard targetScaling.isSound(columns: 1) else {
        throw refuse(.targetScaling, "the scaling of the targets needs one finite mean and one deviation above 0")
      }
    }
    history = try container.decode(TrainingHistory.self, forKey: .history)
    guard history.bestEpoch >= 1, history.bestEpoch <= history.losses.count,
      history.validationLosses.count <= history.losses.count
    else {
      throw refuse(.history, "the history needs the loss of each epoch, and its best epoch must be one of them")
    }
    optimizer = try container.decode(String.self, forKey: .optimizer)
    state = try container.decode(OptimizerState<Float>.self, forKey: .state)
    guard (0..<1 << 53).contains(state.steps), state.first.count == shape.parameterCount,
      state.second.isEmpty || state.second.count == shape.parameterCount,
      [Optimizer.sgd(), .adam()].contains(where: { $0.name == optimizer }),
      state.second.isEmpty == (optimizer == Optimizer.sgd().name)
    else {
      throw refuse(.state, "the state of the optimizer does not fit \(shape.parameterCount) parameters")
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(network.shape.sizes, forKey: .sizes)
    try container.encode(network.shape.activation, forKey: .activation)
    try container.encode(network.shape.normalizes, forKey: .normalizes)
    try container.encode(network.parameters, forKey: .parameters)
    try container.encode(network.runningMeans, forKey: .runningMeans)
    try container.encode(network.runningVariances, forKey: .runningVariances)
    try container.encodeIfPresent(scaling, forKey: .scaling)
    try container.encodeIfPresent(targetScaling, forKey: .targetScaling)
    try container.encode(history, forKey: .history)
    try container.encode(optimizer, forKey: .optimizer)
    try container.encode(state, forKey: .state)
  }
}

extension ColumnScaling? {
  /// What one unit of a squared, scaled error is in the squared unit of the targets.
  var lossUnit: Double { map { $0.deviations[0] * $0.deviations[0] } ?? 1 }
}
