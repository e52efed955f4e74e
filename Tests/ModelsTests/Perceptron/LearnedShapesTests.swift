import LinearAlgebra
import Models
import Statistics
import Testing

@Suite("What a perceptron can learn")
struct LearnedShapesTests {
  private func accuracy(_ model: MultilayerPerceptronModel, _ features: Matrix<Double>, _ labels: [Int]) throws
    -> Double
  {
    let found = try model.predict(features)
    return Double(zip(found, labels).count { $0 == $1 }) / Double(labels.count)
  }

  @Test("exclusive or, which no straight line separates", arguments: Activation.allCases)
  func exclusiveOr(_ activation: Activation) throws {
    let features = try Matrix(rows: [[0, 0], [0, 1], [1, 0], [1, 1]])
    let learner = MultilayerPerceptron(
      hiddenLayers: [8], activation: activation, optimizer: .adam(learningRate: 0.05), batchSize: 4, epochs: 400,
      seed: 2)
    let model = try learner.fit(features: features, labels: [0, 1, 1, 0])
    #expect(try model.predict(features) == [0, 1, 1, 0])
    #expect(model.history.losses.last! < 0.05)
  }

  private func rings(_ count: Int, seed: UInt64) -> (Matrix<Double>, [Int]) {
    var rng = SeededGenerator(seed: seed)
    var features = Matrix(rowCount: count, columnCount: 2)
    var labels: [Int] = []
    for row in 0..<count {
      let label = row % 3
      let x = rng.normal()
      let y = rng.normal()
      let radius = Double(label + 1) + 0.15 * rng.normal()
      let length = (x * x + y * y).squareRoot()
      features[row, 0] = 1000 + 50 * radius * x / length
      features[row, 1] = 1e-3 * radius * y / length
      labels.append(5 * label)
    }
    return (features, labels)
  }

  @Test("three rings around each other, in columns of very different scales, 97 of 100 right")
  func threeRings() throws {
    let (features, labels) = rings(600, seed: 1)
    let (fresh, freshLabels) = rings(600, seed: 2)
    for learner in [
      MultilayerPerceptron(hiddenLayers: [32], epochs: 150, seed: 1),
      MultilayerPerceptron(
        hiddenLayers: [32], activation: .tanh, optimizer: .adam(learningRate: 0.01), epochs: 100, seed: 1),
      MultilayerPerceptron(
        hiddenLayers: [32, 32], optimizer: .sgd(learningRate: 0.05, momentum: 0.9, nesterov: true), epochs: 60,
        batchNormalization: true, seed: 1),
      MultilayerPerceptron(hiddenLayers: [64], epochs: 150, dropout: 0.1, seed: 1),
    ] {
      let model = try learner.fit(features: features, labels: labels)
      #expect(model.classes == [0, 5, 10])
      let share = try accuracy(model, fresh, freshLabels)
      #expect(share >= 0.97, "\(learner.settings)")
    }
  }

  /// Ten digits of 5 × 7 dots, each dot with noise.
  private func digits(_ count: Int, seed: UInt64) -> (Matrix<Double>, [Int]) {
    let glyphs = [
      0x746B_1AE2E, 0x2308_4211E as Int, 0x7421_1111F, 0x7C22_2062E, 0x0C52_97C42, 0x7E1E_0862E, 0x3221_E8A2E,
      0x7C22_22108, 0x746_2E8C2E, 0x746_2F0844,
    ]
    var rng = SeededGenerator(seed: seed)
    var features = Matrix(rowCount: count, columnCount: 35)
    var labels: [Int] = []
    for row in 0..<count {
      let digit = rng.uniformInt(below: 10)
      for dot in 0..<35 { features[row, dot] = Double(glyphs[digit] >> dot & 1) + 0.35 * rng.normal() }
      labels.append(digit)
    }
    return (features, labels)
  }

  @Test("noisy digits, 95 of 100 right, with early stopping")
  func noisyDigits() throws {
    let (features, labels) = digits(1500, seed: 1)
    let (fresh, freshLabels) = digits(1000, seed: 2)
    let model = try MultilayerPerceptron(
      hiddenLayers: [64], epochs: 60, earlyStopping: EarlyStopping(patience: 5), seed: 1
    ).fit(features: features, labels: labels)
    #expect(try accuracy(model, fresh, freshLabels) >= 0.95)
  }

  @Test("a wave, with targets in the millions and losses in their squared unit")
  func wave() throws {
    var rng = SeededGenerator(seed: 4)
    let x = (0..<500).map { _ in rng.uniform(-3, 3) }
    let targets = x.map { 5e6 + 1e6 * Portable.waveLike($0) }
    let features = Matrix(rowCount: 500, columnCount: 1) { row, _ in x[row] }
    let model = try MultilayerPerceptronRegression(
      hiddenLayers: [32, 32], activation: .tanh, optimizer: .adam(learningRate: 0.005), epochs: 300, seed: 1
    ).fit(features: features, targets: targets)
    let found = try model.predict(features)
    var squares = 0.0
    for (value, target) in zip(found, targets) { squares += (value - target) * (value - target) }
    #expect((squares / 500).squareRoot() < 1e5)
    // The loss of the last epoch is met on the way, so it is near the final one, not equal.
    #expect(model.history.losses.last! > 0.2 * squares / 500 && model.history.losses.last! < 5 * squares / 500)
  }

  @Test("without hidden layers it is a linear model")
  func linear() throws {
    let features = Matrix(rowCount: 200, columnCount: 2) { row, column in
      column == 0 ? Double(row % 17) : Double(row % 23)
    }
    let targets = (0..<200).map { 3 * features[$0, 0] - 2 * features[$0, 1] + 7 }
    let model = try MultilayerPerceptronRegression(
      hiddenLayers: [], optimizer: .adam(learningRate: 0.05), epochs: 100, schedule: .exponential(factor: 0.95)
    ).fit(features: features, targets: targets)
    let found = try model.predict(features)
    for (value, target) in zip(found, targets) { #expect(abs(value - target) < 0.05) }
  }
}

extension Portable {
  /// The sum of the first terms of sin 2x, by its series around 0: a smooth curve with several turns.
  fileprivate static func waveLike(_ x: Double) -> Double {
    var term = 2 * x
    var sum = term
    for k in 1..<25 {
      term *= -4 * x * x / Double((2 * k) * (2 * k + 1))
      sum += term
    }
    return sum
  }
}
