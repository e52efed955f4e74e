public import LinearAlgebra

/// A multilayer perceptron (MLP), a neural network for numbers: each hidden unit applies a function to a weighted sum
/// of the layer before, a = f(x W + b), and the output is a weighted sum of the last of them.
///
///     let learner = MultilayerPerceptronRegression(hiddenLayers: [32, 16], epochs: 50, seed: 1)
///     let model = try learner.fit(features: x, targets: y)
///     print(model.history.losses)
///
/// Minimizes the mean squared error (y - t)² over batches of rows, drawn in a new order each epoch, by back-propagation
/// in `Float`. A batch B has the loss Σ_B wᵢ ℓᵢ / |B|, with weights of mean 1 over all rows: only their ratios matter.
/// Features and targets are brought to a common scale inside unless `standardizes` is false; the network then starts
/// with the mean target as its prediction for every row.
/// The same settings, seed and rows give the same model in every process and for any number of threads; another order
/// of the rows gives another model.
///
/// Sources: Rumelhart, Hinton and Williams, "Learning Representations by Back-Propagating Errors", Nature 323, 1986;
/// those of ``Optimizer``, ``BatchNormalization`` and of the settings in ``PerceptronSettings``.
public struct MultilayerPerceptronRegression: IncrementalRegressorLearner, LearnerWithSettings {
  /// All settings; each is described in ``PerceptronSettings``.
  public var settings: PerceptronSettings

  public var sampleWeightUse: SampleWeightUse { .scalesLoss }

  /// Makes a configuration; it is checked when it is fitted.
  public init(
    hiddenLayers: [Int] = [100], activation: Activation = .relu, optimizer: Optimizer = .adam(), batchSize: Int = 32,
    epochs: Int = 100, l2: Double = 0, dropout: Double = 0, batchNormalization: Bool = false,
    earlyStopping: EarlyStopping? = nil, schedule: LearningRateSchedule = .constant, standardizes: Bool = true,
    seed: UInt64 = 0
  ) {
    settings = PerceptronSettings(
      hiddenLayers: hiddenLayers, activation: activation, optimizer: optimizer, batchSize: batchSize, epochs: epochs,
      l2: l2, dropout: dropout, batchNormalization: batchNormalization, earlyStopping: earlyStopping,
      schedule: schedule, standardizes: standardizes, seed: seed)
  }

  /// Fits a model to `features` (n × d). O(epochs · n · weights), the products on several threads.
  /// - Throws: ``ModelError``; beside those of every learner, ``ModelError/diverged(epoch:learningRate:)``.
  public func fit(
    features: Matrix<Double>, targets: [Double], sampleWeights: [Double]?
  ) throws -> MultilayerPerceptronRegressionModel {
    try settings.check()
    let counting = try NumberTargets(features: features, targets: targets, sampleWeights: sampleWeights)
    try features.requireUsableFeatures()
    let rows = PerceptronRows(
      features: features, rows: counting.rows, targets: .numbers(counting.values), weights: counting.weights)
    return MultilayerPerceptronRegressionModel(trained: try PerceptronRun(settings: settings).fit(rows, outputs: 1))
  }

  /// Lets `model` learn from further rows for one epoch, whatever `epochs` says, from where its optimizer stands.
  ///
  /// The scaling stays that of the fit, and there is no early stopping. Settings that do not change the structure
  /// (learning rate, batch size, l2, dropout, schedule, seed) may differ from those of the fit.
  /// - Throws: ``ModelError``; beside those of a fit, for a model of another structure. `model` is then as it was.
  public func update(
    _ model: inout MultilayerPerceptronRegressionModel, features: Matrix<Double>, targets: [Double],
    sampleWeights: [Double]?
  ) throws {
    try settings.check()
    let run = PerceptronRun(settings: settings)
    try run.requireStructure(of: model.trained)
    let counting = try NumberTargets(features: features, targets: targets, sampleWeights: sampleWeights)
    try features.requireFeatures(model.featureCount)
    let rows = PerceptronRows(
      features: features, rows: counting.rows, targets: .numbers(counting.values), weights: counting.weights)
    try run.update(&model.trained, rows)
  }
}
