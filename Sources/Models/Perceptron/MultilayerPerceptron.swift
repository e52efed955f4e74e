public import LinearAlgebra

/// A multilayer perceptron (MLP), a neural network for classes: each hidden unit applies a function to a weighted sum
/// of the layer before, a = f(x W + b), and the outputs become probabilities of classes, pₖ = e^sₖ / Σ e^s (softmax).
///
///     let model = try MultilayerPerceptron(hiddenLayers: [32, 16], epochs: 50, seed: 1).fit(features: x, labels: y)
///     print(model.history.losses)
///
/// Minimizes the mean cross-entropy -ln p over batches of rows, drawn in a new order each epoch, by back-propagation
/// in `Float`. A batch B has the loss Σ_B wᵢ ℓᵢ / |B|, with weights of mean 1 over all rows: only their ratios matter.
/// Features are brought to a common scale inside unless `standardizes` is false.
/// The same settings, seed and rows give the same model in every process and for any number of threads; another order
/// of the rows gives another model.
///
/// Sources: Rumelhart, Hinton and Williams, "Learning Representations by Back-Propagating Errors", Nature 323, 1986;
/// those of ``Optimizer``, ``BatchNormalization`` and of the settings in ``PerceptronSettings``.
public struct MultilayerPerceptron: IncrementalClassifierLearner, LearnerWithSettings {
  /// All settings; each is described in ``PerceptronSettings``.
  public var settings: PerceptronSettings
  /// How much each class counts.
  public var classWeights: ClassWeights

  public var sampleWeightUse: SampleWeightUse { .scalesLoss }

  /// Makes a configuration; it is checked when it is fitted.
  public init(
    hiddenLayers: [Int] = [100], activation: Activation = .relu, optimizer: Optimizer = .adam(), batchSize: Int = 32,
    epochs: Int = 100, l2: Double = 0, dropout: Double = 0, batchNormalization: Bool = false,
    earlyStopping: EarlyStopping? = nil, schedule: LearningRateSchedule = .constant, standardizes: Bool = true,
    seed: UInt64 = 0, classWeights: ClassWeights = .equal
  ) {
    settings = PerceptronSettings(
      hiddenLayers: hiddenLayers, activation: activation, optimizer: optimizer, batchSize: batchSize, epochs: epochs,
      l2: l2, dropout: dropout, batchNormalization: batchNormalization, earlyStopping: earlyStopping,
      schedule: schedule, standardizes: standardizes, seed: seed)
    self.classWeights = classWeights
  }

  /// Fits a model to `features` (n × d). O(epochs · n · weights), the products on several threads.
  /// - Throws: ``ModelError``; beside those of every learner, ``ModelError/diverged(epoch:learningRate:)``.
  public func fit(
    features: Matrix<Double>, labels: [Int], sampleWeights: [Double]?
  ) throws -> MultilayerPerceptronModel {
    try settings.check()
    let targets = try ClassTargets(
      features: features, labels: labels, sampleWeights: sampleWeights, classWeights: classWeights)
    try features.requireUsableFeatures()
    let rows = PerceptronRows(
      features: features, rows: targets.rows, targets: .classes(targets.numbers), weights: targets.weights)
    let trained = try PerceptronRun(settings: settings).fit(rows, outputs: targets.classes.count)
    return MultilayerPerceptronModel(trained: trained, classes: targets.classes)
  }

  /// Lets `model` learn from further rows for one epoch, whatever `epochs` says, from where its optimizer stands.
  ///
  /// The scaling of the features stays that of the fit, and there is no early stopping. Settings that do not change the
  /// structure (learning rate, batch size, l2, dropout, schedule, seed) may differ from those of the fit. Class weights
  /// `balanced` go by these rows alone.
  /// - Throws: ``ModelError``; beside those of a fit, for a label that the model does not know and for a model of
  ///   another structure. `model` is then as it was.
  public func update(
    _ model: inout MultilayerPerceptronModel, features: Matrix<Double>, labels: [Int], sampleWeights: [Double]?
  ) throws {
    try settings.check()
    let run = PerceptronRun(settings: settings)
    try run.requireStructure(of: model.trained)
    let targets = try ClassTargets(
      knownClasses: model.classes, features: features, labels: labels, sampleWeights: sampleWeights,
      classWeights: classWeights)
    try features.requireFeatures(model.featureCount)
    let rows = PerceptronRows(
      features: features, rows: targets.rows, targets: .classes(targets.numbers), weights: targets.weights)
    try run.update(&model.trained, rows)
  }
}
