/// What a perceptron for classes and one for numbers can be told.
public struct PerceptronSettings: Equatable, Sendable {
  /// The units of each hidden layer, each at least 1; empty for none, which is a linear model.
  public var hiddenLayers = [100]
  /// The function of the hidden units.
  public var activation = Activation.relu
  /// How the parameters follow the gradient.
  public var optimizer = Optimizer.adam()
  /// The number of rows per step, at least 1; the last batch of an epoch may be smaller.
  public var batchSize = 32
  /// The number of times that a fit visits every row, at least 1.
  public var epochs = 100
  /// The strength of the weight decay, at least 0: it pulls weights (not biases, not scales) towards 0.
  ///
  /// With ``Optimizer/sgd(learningRate:momentum:nesterov:)`` l2 · w is added to the gradient, which is the penalty
  /// ½ l2 ‖W‖² on the mean loss; with ``Optimizer/adam(learningRate:beta1:beta2:epsilon:)`` it is decoupled from it.
  public var l2 = 0.0
  /// The probability with which a hidden unit is left out of a training step, at least 0 and below 1.
  public var dropout = 0.0
  /// Whether hidden layers normalize each batch (see ``BatchNormalization``), before their activation.
  public var batchNormalization = false
  /// When to stop before all epochs, with the weights of the best epoch; nil for never.
  public var earlyStopping: EarlyStopping?
  /// How the learning rate changes from epoch to epoch.
  public var schedule = LearningRateSchedule.constant
  /// Whether features (and the targets of a regression) are brought to mean 0 and standard deviation 1 inside.
  ///
  /// The model keeps the scaling and applies it to the rows that it predicts.
  public var standardizes = true
  /// The seed of first weights, order of rows, dropout and validation rows.
  public var seed: UInt64 = 0

  /// The widest layer that the library handles.
  static var largestLayer: Int { 1 << 24 }

  func check() throws {
    for (layer, units) in hiddenLayers.enumerated() where units < 1 || units > Self.largestLayer {
      throw ModelError.setting(
        name: "hiddenLayers[\(layer)]", value: Double(units), requirement: "from 1 to \(Self.largestLayer)")
    }
    try optimizer.check()
    try requireAtLeastOne(batchSize, "batchSize")
    try requireAtLeastOne(epochs, "epochs")
    try requireNonnegative(l2, "l2")
    try requireBelowOne(dropout, "dropout")
    try earlyStopping?.check()
    try schedule.check()
  }
}
