import Kernels
import LinearAlgebra
import Statistics

/// Rows to learn from, before they are scaled.
struct PerceptronRows {
  let features: Matrix<Double>
  /// The rows of the features that count; nil for all.
  let rows: [Int]?
  /// One target per row that counts, in its own unit.
  let targets: NetworkTargets<Double>
  /// The weight of each row that counts; nil if all are 1.
  let weights: [Double]?

  var count: Int { rows?.count ?? features.rowCount }

  /// The rows at `places` among those that count.
  func subset(_ places: [Int]) -> PerceptronRows {
    let targets: NetworkTargets<Double> =
      switch targets {
      case .classes(let classes): .classes(places.map { classes[$0] })
      case .numbers(let numbers): .numbers(places.map { numbers[$0] })
      }
    return PerceptronRows(
      features: features, rows: places.map { rows?[$0] ?? $0 }, targets: targets,
      weights: weights.map { weights in places.map { weights[$0] } })
  }

  /// The rows as the network reads them, with weights of mean 1, so that only their ratios matter.
  func networkRows(scaling: ColumnScaling?, targetScaling: ColumnScaling?) -> NetworkRows<Float> {
    let width = features.columnCount
    let count = count
    let reader = FeatureReader(scaling, columns: width)
    let values = [Float](unsafeUninitializedCapacity: count * width) { result, initialized in
      nonisolated(unsafe) let result = result.baseAddress!
      features.withUnsafeValues { features in
        nonisolated(unsafe) let features = features.baseAddress!
        parallelFor(0..<count, grain: 1024) { piece in
          for place in piece {
            reader.read(features + (rows.map { $0[place] } ?? place) * width, into: result + place * width)
          }
        }
      }
      initialized = count * width
    }
    var total = 0.0
    for weight in weights ?? [] { total += weight }
    let targets: NetworkTargets<Float> =
      switch targets {
      case .classes(let classes): .classes(classes)
      case .numbers(let numbers):
        .numbers(numbers.map { Float(($0 - (targetScaling?.means[0] ?? 0)) / (targetScaling?.deviations[0] ?? 1)) })
      }
    return NetworkRows(
      count: count, features: values, targets: targets,
      weights: weights.map { weights in weights.map { Float($0 * (Double(count) / total)) } })
  }
}

/// A fit or an update of either perceptron.
struct PerceptronRun {
  let settings: PerceptronSettings

  /// Fits a network with the given number of outputs.
  func fit(_ rows: PerceptronRows, outputs: Int) throws -> TrainedNetwork {
    var training = rows
    var validation: PerceptronRows?
    if let stopping = settings.earlyStopping {
      let places = stopping.split(rows.count, seed: settings.seed)
      guard !places.training.isEmpty else {
        throw ModelError.setting(
          name: "validationShare", value: stopping.validationShare,
          requirement: "small enough to leave some of the \(rows.count) rows to learn from")
      }
      validation = rows.subset(places.validation)
      training = rows.subset(places.training)
    }
    let scaling =
      settings.standardizes
      ? ColumnScaling(training.features, rows: training.rows, weights: training.weights) : nil
    var targetScaling: ColumnScaling?
    // A regression starts at the mean of its targets, and stays there if nothing is to be learned.
    var startsAtMean = false
    if settings.standardizes, case .numbers(let numbers) = training.targets {
      targetScaling = ColumnScaling(numbers, weights: training.weights)
      startsAtMean = true
    }
    let lossUnit = targetScaling.lossUnit
    let learned = training.networkRows(scaling: scaling, targetScaling: targetScaling)
    let judged = validation?.networkRows(scaling: scaling, targetScaling: targetScaling)

    let shape = NetworkShape(
      sizes: [rows.features.columnCount] + settings.hiddenLayers + [outputs], activation: settings.activation,
      normalizes: settings.batchNormalization)
    let trainer = NetworkTrainer(
      network: Network<Float>(shape: shape, seed: settings.seed, outputsStartAtZero: startsAtMean),
      state: settings.optimizer.start(parameters: shape.parameterCount),
      batchSize: min(settings.batchSize, learned.count), dropout: settings.dropout)
    var history = TrainingHistory(losses: [], validationLosses: [], bestEpoch: 0)
    var best: (network: Network<Float>, state: OptimizerState<Float>)?
    for epoch in 0..<settings.epochs {
      history.losses.append(lossUnit * (try learn(learned, trainer: trainer, epoch: epoch)))
      guard let judged, let stopping = settings.earlyStopping else {
        history.bestEpoch = epoch + 1
        continue
      }
      let loss = lossUnit * trainer.predictionLoss(judged)
      history.validationLosses.append(loss)
      if epoch == 0 || loss < history.validationLosses[history.bestEpoch - 1] {
        history.bestEpoch = epoch + 1
        best = (trainer.network, trainer.optimizerState)
      }
      if epoch + 1 - history.bestEpoch >= stopping.patience { break }
    }
    return TrainedNetwork(
      network: best?.network ?? trainer.network, scaling: scaling, targetScaling: targetScaling, history: history,
      optimizer: settings.optimizer.name, state: best?.state ?? trainer.optimizerState)
  }

  /// Lets a network learn for one epoch from further rows.
  func update(_ trained: inout TrainedNetwork, _ rows: PerceptronRows) throws {
    let learned = rows.networkRows(scaling: trained.scaling, targetScaling: trained.targetScaling)
    let trainer = NetworkTrainer(
      network: trained.network, state: trained.state, batchSize: min(settings.batchSize, learned.count),
      dropout: settings.dropout)
    let loss = try learn(learned, trainer: trainer, epoch: trained.history.losses.count)
    trained.network = trainer.network
    trained.state = trainer.optimizerState
    trained.history.losses.append(trained.lossUnit * loss)
  }

  /// Checks that `trained` has the structure that these settings ask for.
  func requireStructure(of trained: TrainedNetwork) throws {
    func require<Value: Equatable>(_ setting: String, _ model: Value, _ learner: Value) throws {
      guard model == learner else {
        throw ModelError.otherStructure(setting: setting, model: "\(model)", learner: "\(learner)")
      }
    }
    let shape = trained.network.shape
    try require("hiddenLayers", Array(shape.sizes.dropFirst().dropLast()), settings.hiddenLayers)
    try require("activation", shape.activation, settings.activation)
    try require("batchNormalization", shape.normalizes, settings.batchNormalization)
    try require("the optimizer", trained.optimizer, settings.optimizer.name)
    try require("standardizes", trained.scaling != nil, settings.standardizes)
  }

  /// One epoch in an order of its own. The network must stay finite.
  private func learn(
    _ rows: NetworkRows<Float>, trainer: NetworkTrainer<Float>, epoch: Int
  ) throws -> Double {
    let order = Self.order(count: rows.count, seed: settings.seed, epoch: epoch)
    var rng = SeededGenerator(seed: settings.seed, stream: "dropout", index: epoch)
    let loss = trainer.epoch(
      rows, order: order, optimizer: settings.optimizer, rateFactor: settings.schedule.factor(epoch: epoch),
      l2: settings.l2, using: &rng)
    guard loss.isFinite, trainer.isFinite else {
      throw ModelError.diverged(epoch: epoch + 1, learningRate: settings.optimizer.learningRate)
    }
    return loss
  }

  /// The order of the rows in an epoch.
  static func order(count: Int, seed: UInt64, epoch: Int) -> [Int] {
    var rng = SeededGenerator(seed: seed, stream: "order", index: epoch)
    return rng.shuffled(0..<count)
  }
}
