import Kernels
import LinearAlgebra
import Models
import Statistics
import Testing

@Suite("Dropout, normalization, decay and early stopping")
struct RegularizationTests {
  private let features: Matrix<Double>
  private let labels: [Int]

  init() {
    var rng = SeededGenerator(seed: 9)
    let features = Matrix(rowCount: 240, columnCount: 4) { _, _ in rng.normal() }
    self.features = features
    labels = (0..<240).map { features[$0, 0] + features[$0, 1] * features[$0, 2] + rng.normal() > 0 ? 1 : 0 }
  }

  @Test("dropout leaves out its share of the units and keeps the expectation")
  func dropoutExpectation() {
    for rate in [0.1, 0.5, 0.9] {
      var rng = SeededGenerator(seed: 1)
      let count = 100_001
      var mask = [Float](repeating: .nan, count: count)
      Dropout(rate: rate).draw(count: count, into: &mask, using: &rng)
      let left = Double(mask.count { $0 == 0 })
      #expect(mask.allSatisfy { $0 == 0 || $0 == Float(1 / (1 - rate)) })
      let deviation = (rate * (1 - rate) * Double(count)).squareRoot()
      // 3.3 standard deviations: alpha = 0.001.
      #expect(abs(left - rate * Double(count)) < 3.3 * deviation)
      let mean = mask.reduce(0) { $0 + Double($1) } / Double(count)
      #expect(abs(mean - 1) < 3.3 * deviation / Double(count) / (1 - rate))
    }
  }

  @Test("prediction drops nothing: it is the formula of the layers, which one can write out")
  func formula() throws {
    for normalizes in [false, true] {
      let model = try MultilayerPerceptron(
        hiddenLayers: [6, 5], activation: .tanh, epochs: 5, dropout: 0.3, batchNormalization: normalizes, seed: 3
      ).fit(features: features, labels: labels)
      let scaling = try #require(model.featureScaling)
      let found = try model.classProbabilities(features)
      #expect(model.layers.map(\.weights.columnCount) == [6, 5, 2])
      for row in [0, 17, 239] {
        var values = (0..<4).map { (features[row, $0] - scaling.means[$0]) / scaling.deviations[$0] }
        for layer in model.layers {
          #expect((layer.normalization != nil) == (normalizes && layer.activation != nil))
          values = (0..<layer.biases.count).map { unit in
            var sum = 0.0
            for (input, value) in values.enumerated() { sum += value * Double(layer.weights[input, unit]) }
            if let normalization = layer.normalization {
              sum -= Double(normalization.means[unit])
              sum *= Double(normalization.scales[unit])
              sum /= (Double(normalization.variances[unit]) + BatchNormalization.epsilon).squareRoot()
            }
            sum += Double(layer.biases[unit])
            guard layer.activation != nil else { return sum }
            let power = Portable.exp(2 * sum)
            return (power - 1) / (power + 1)
          }
        }
        let probability = 1 / (1 + Portable.exp(values[0] - values[1]))
        #expect(abs(found[row, 1] - probability) < 1e-5)
      }
    }
  }

  @Test("a normalized model has moved its statistics away from their start")
  func statistics() throws {
    let model = try MultilayerPerceptron(hiddenLayers: [6], epochs: 3, batchNormalization: true, seed: 3)
      .fit(features: features, labels: labels)
    let normalization = try #require(model.layers[0].normalization)
    #expect(normalization.means.allSatisfy { $0 != 0 })
    #expect(normalization.variances.allSatisfy { $0 != 1 && $0 > 0 })
  }

  // 240 steps of length 0.001 with a decay of 3 leave e^-0.72 of a weight that nothing else moves.
  @Test("weight decay makes weights smaller", arguments: [(Optimizer.adam(), 3.0), (.sgd(), 0.3)])
  func decay(_ optimizer: Optimizer, _ l2: Double) throws {
    func size(_ l2: Double) throws -> Double {
      try MultilayerPerceptron(hiddenLayers: [16], optimizer: optimizer, epochs: 30, l2: l2, seed: 1)
        .fit(features: features, labels: labels).layers.reduce(0) { $0 + Double($1.weights.frobeniusNorm()) }
    }
    #expect(try size(l2) < 0.8 * size(0))
  }

  @Test("early stopping keeps the weights of the best epoch")
  func bestEpoch() throws {
    var learner = MultilayerPerceptron(
      hiddenLayers: [64], optimizer: .adam(learningRate: 0.02), epochs: 200,
      earlyStopping: EarlyStopping(patience: 7, validationShare: 0.25), seed: 5)
    let stopped = try learner.fit(features: features, labels: labels)
    let history = stopped.history
    #expect(history.losses.count == history.validationLosses.count)
    #expect(history.losses.count == history.bestEpoch + 7)
    #expect(history.validationLosses[history.bestEpoch - 1] == history.validationLosses.min())
    #expect(history.losses.last! < history.losses[history.bestEpoch - 1])

    learner.epochs = history.bestEpoch
    let same = try learner.fit(features: features, labels: labels)
    #expect(try same.classProbabilities(features) == stopped.classProbabilities(features))
    #expect(same.layers == stopped.layers)
  }

  @Test("rows kept for validation have no part in the scaling")
  func validationScaling() throws {
    let model = try MultilayerPerceptron(
      epochs: 1, earlyStopping: EarlyStopping(patience: 1, validationShare: 0.25), seed: 5
    ).fit(features: features, labels: labels)
    let all = try MultilayerPerceptron(epochs: 1, seed: 5).fit(features: features, labels: labels)
    #expect(model.featureScaling != all.featureScaling)
    let mean = (0..<240).reduce(0) { $0 + features[$1, 0] } / 240
    #expect(abs(try #require(all.featureScaling).means[0] - mean) < 1e-12)
  }

  @Test("a schedule lowers the learning rate: with a tiny factor only the first epoch moves")
  func schedule() throws {
    var learner = MultilayerPerceptron(hiddenLayers: [4], epochs: 1, seed: 5)
    let one = try learner.fit(features: features, labels: labels)
    learner.epochs = 3
    let constant = try learner.fit(features: features, labels: labels)
    learner.schedule = .exponential(factor: 1e-20)
    let frozen = try learner.fit(features: features, labels: labels)
    #expect(frozen.layers == one.layers)
    #expect(constant.layers != one.layers)
    learner.schedule = .steps(every: 2, factor: 1e-20)
    learner.epochs = 4
    let two = try learner.fit(features: features, labels: labels)
    learner.schedule = .constant
    learner.epochs = 2
    #expect(try learner.fit(features: features, labels: labels).layers == two.layers)
  }
}
