import Foundation
import Kernels
import Models

/// First steps of small networks by PyTorch; see Fixtures/Models/perceptron.py.
struct StepFixture: Decodable, Sendable {
  struct Case: Decodable, Sendable {
    struct Settings: Decodable, Sendable {
      let learningRate: Double
      let momentum: Double?
      let nesterov: Bool?
      let beta1: Double?
      let beta2: Double?
      let epsilon: Double?
    }

    let name: String
    let settings: Settings
    let l2: Double
    let activation: Activation
    let normalizes: Bool
    let loss: String
    let sizes: [Int]
    let batch: Int
    let features: [Double]
    let targets: [Double]
    let weights: [Double]
    let start: [Double]
    let scores: [Double]
    let losses: [Double]
    let parameters: [[Double]]
    let runningMeans: [Double]
    let runningVariances: [Double]
    let laterScores: [Double]

    var optimizer: Optimizer {
      if let beta1 = settings.beta1, let beta2 = settings.beta2, let epsilon = settings.epsilon {
        return .adam(learningRate: settings.learningRate, beta1: beta1, beta2: beta2, epsilon: epsilon)
      }
      return .sgd(
        learningRate: settings.learningRate, momentum: settings.momentum ?? 0, nesterov: settings.nesterov ?? false)
    }

    func network<Scalar: NetworkScalar>(_ type: Scalar.Type) -> Network<Scalar> {
      let shape = NetworkShape(sizes: sizes, activation: activation, normalizes: normalizes)
      return Network(
        shape: shape, parameters: start.map { Scalar($0) },
        runningMeans: [Scalar](repeating: 0, count: shape.statisticCount),
        runningVariances: [Scalar](repeating: 1, count: shape.statisticCount))
    }

    func rows<Scalar: NetworkScalar>(_ type: Scalar.Type) -> NetworkRows<Scalar> {
      NetworkRows(
        count: targets.count, features: features.map { Scalar($0) },
        targets: loss == "classes" ? .classes(targets.map { Int32($0) }) : .numbers(targets.map { Scalar($0) }),
        weights: weights.map { Scalar($0) })
    }
  }

  let cases: [Case]

  static func load() throws -> StepFixture {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Fixtures/Models/perceptron.json")
    return try JSONDecoder().decode(StepFixture.self, from: Data(contentsOf: file))
  }
}
