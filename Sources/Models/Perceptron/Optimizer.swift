import Kernels

/// How a network's parameters follow the gradient of the loss, batch by batch.
///
/// Sources: Sutskever, Martens, Dahl and Hinton, "On the Importance of Initialization and Momentum in Deep Learning",
/// ICML 2013; Kingma and Ba, "Adam: A Method for Stochastic Optimization", ICLR 2015; Loshchilov and Hutter,
/// "Decoupled Weight Decay Regularization", ICLR 2019.
public enum Optimizer: Equatable, Sendable {
  /// Stochastic gradient descent: v ← momentum · v + g, w ← w - learningRate · v.
  ///
  /// With `nesterov`, w ← w - learningRate · (g + momentum · v). The l2 of the learner is part of g, as l2 · w.
  case sgd(learningRate: Double = 0.01, momentum: Double = 0.9, nesterov: Bool = false)
  /// Steps scaled for each parameter: m ← β₁ m + (1 - β₁) g, v ← β₂ v + (1 - β₂) g²,
  /// w ← w - learningRate · m̂ / (√v̂ + ε), with m̂ = m / (1 - β₁ᵗ) and v̂ = v / (1 - β₂ᵗ) in step t.
  ///
  /// The l2 of the learner is decoupled from g (AdamW): before the step, w ← w - learningRate · l2 · w.
  case adam(learningRate: Double = 1e-3, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8)

  /// The length of a step, before any schedule.
  public var learningRate: Double {
    switch self {
    case .sgd(let learningRate, _, _), .adam(let learningRate, _, _, _): learningRate
    }
  }

  var name: String {
    switch self {
    case .sgd: "sgd"
    case .adam: "adam"
    }
  }

  func check() throws {
    try requirePositive(learningRate, "learningRate")
    switch self {
    case .sgd(_, let momentum, let nesterov):
      try requireBelowOne(momentum, "momentum")
      if nesterov { try requirePositive(momentum, "the momentum of Nesterov's method") }
    case .adam(_, let beta1, let beta2, let epsilon):
      try requireBelowOne(beta1, "beta1")
      try requireBelowOne(beta2, "beta2")
      try requirePositive(epsilon, "epsilon")
    }
  }

  /// The state before the first step.
  package func start<Scalar: NetworkScalar>(parameters count: Int) -> OptimizerState<Scalar> {
    let zeros = [Scalar](repeating: 0, count: count)
    return switch self {
    case .sgd: OptimizerState(steps: 0, first: zeros, second: [])
    case .adam: OptimizerState(steps: 0, first: zeros, second: zeros)
    }
  }

  /// Takes step number `step`, counted from 1, for `count` parameters that share a weight decay.
  func step<Scalar: NetworkScalar>(
    _ step: Int, count: Int, rateFactor: Double, decay: Double, gradient: UnsafePointer<Scalar>,
    first: UnsafeMutablePointer<Scalar>, second: UnsafeMutablePointer<Scalar>,
    parameters: UnsafeMutablePointer<Scalar>
  ) {
    let rate = learningRate * rateFactor
    switch self {
    case .sgd(_, let momentum, let nesterov):
      Scalar.momentumStep(
        count: count, rate: Scalar(rate), momentum: Scalar(momentum), nesterov: nesterov, decay: Scalar(decay),
        gradient: gradient, velocity: first, weights: parameters)
    case .adam(_, let beta1, let beta2, let epsilon):
      Scalar.adamStep(
        count: count, rate: Scalar(rate / (1 - wholePower(beta1, step))), keep: Scalar(1 - rate * decay),
        beta1: Scalar(beta1), beta2: Scalar(beta2),
        rootScale: Scalar(1 / (1 - wholePower(beta2, step)).squareRoot()), epsilon: Scalar(epsilon),
        gradient: gradient, mean: first, square: second, weights: parameters)
    }
  }
}

/// What an optimizer remembers between steps.
package struct OptimizerState<Scalar: NetworkScalar>: Codable, Equatable, Sendable {
  /// The number of steps taken.
  package let steps: Int
  /// The velocity of each parameter, or the running mean of its gradient.
  package let first: [Scalar]
  /// The running mean of each squared gradient; empty for the optimizer that keeps none.
  package let second: [Scalar]
}

/// Checks that a setting is at least 0 and below 1.
func requireBelowOne(_ value: Double, _ name: String) throws {
  guard value >= 0, value < 1 else {
    throw ModelError.setting(name: name, value: value, requirement: "at least 0 and below 1")
  }
}
