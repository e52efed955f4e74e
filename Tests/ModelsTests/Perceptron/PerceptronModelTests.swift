import Foundation
import Kernels
import LinearAlgebra
import Models
import Statistics
import Testing

@Suite("Models of perceptrons")
struct PerceptronModelTests {
  private let features: Matrix<Double>
  private let labels: [Int]
  private let targets: [Double]

  init() {
    var rng = SeededGenerator(seed: 21)
    let features = Matrix(rowCount: 700, columnCount: 5) { _, column in rng.normal() * Double(column + 1) }
    self.features = features
    labels = (0..<700).map { features[$0, 0] > 0.4 ? 3 : features[$0, 1] > 0 ? 1 : -2 }
    targets = (0..<700).map { features[$0, 0] * features[$0, 1] + 0.1 * rng.normal() }
  }

  private let learners = [
    MultilayerPerceptron(hiddenLayers: [16], epochs: 2, seed: 4),
    MultilayerPerceptron(
      hiddenLayers: [9, 7], activation: .sigmoid, optimizer: .sgd(), epochs: 2, dropout: 0.2, batchNormalization: true,
      standardizes: false, seed: 4, classWeights: .balanced),
    MultilayerPerceptron(
      hiddenLayers: [300, 40], activation: .tanh, batchSize: 200, epochs: 2, batchNormalization: true,
      earlyStopping: EarlyStopping(patience: 1), seed: 4),
  ]

  @Test("a seed gives one model, whatever the number of threads, and another seed another")
  func seeds() throws {
    for var learner in learners {
      let model = try learner.fit(features: features, labels: labels)
      #expect(try Threads.limited(to: 1) { try learner.fit(features: features, labels: labels) } == model)
      learner.seed = 5
      #expect(try learner.fit(features: features, labels: labels).layers != model.layers)
    }
  }

  @Test("the prediction of a row does not depend on the rows around it, to the last bit")
  func rowAlone() throws {
    for learner in learners {
      let model = try learner.fit(features: features, labels: labels)
      let all = try model.classProbabilities(features)
      let classes = try model.predict(features)
      for row in [0, 1, 255, 256, 699] {
        let one = features.rows(at: [row])
        #expect(try model.classProbabilities(one).values == Array(all.row(row)))
        #expect(try model.predict(one) == [classes[row]])
        #expect(abs(all.row(row).reduce(0, +) - 1) < 1e-15)
      }
      let some = Array(0..<77)
      #expect(try model.classProbabilities(features.rows(at: some)).values == Array(all.values.prefix(77 * 3)))
      #expect(try Threads.limited(to: 1) { try model.classProbabilities(features) } == all)
    }
    let model = try MultilayerPerceptronRegression(epochs: 2).fit(features: features, targets: targets)
    let all = try model.predict(features)
    let alone = try (0..<700).map { try model.predict(features.rows(at: [$0]))[0] }
    #expect(alone == all)
  }

  @Test("encoded and decoded, a model predicts and learns on as it did, to the last bit")
  func coding() throws {
    for learner in learners {
      let model = try learner.fit(features: features, labels: labels)
      var decoded = try JSONDecoder().decode(
        MultilayerPerceptronModel.self, from: JSONEncoder().encode(model))
      #expect(decoded == model)
      #expect(try decoded.classProbabilities(features) == model.classProbabilities(features))
      var original = model
      try learner.update(&original, features: features, labels: labels)
      try learner.update(&decoded, features: features, labels: labels)
      #expect(decoded == original)
      #expect(original != model)
    }
    let model = try MultilayerPerceptronRegression(epochs: 2).fit(features: features, targets: targets)
    let decoded = try JSONDecoder().decode(
      MultilayerPerceptronRegressionModel.self, from: JSONEncoder().encode(model))
    #expect(decoded == model)
    #expect(try decoded.predict(features) == model.predict(features))
  }

  @Test("a file whose parts do not fit together is refused with a sentence")
  func damagedFiles() throws {
    let model = try learners[1].fit(features: features, labels: labels)
    let text = try #require(String(bytes: JSONEncoder().encode(model), encoding: .utf8))
    for (part, replacement, sentence) in [
      ("\"format\":1", "\"format\":2", "the model was written in format 2"),
      ("\"sizes\":[5,9,7,3]", "\"sizes\":[5,9,8,3]", "finite parameters"),
      ("\"sizes\":[5,9,7,3]", "\"sizes\":[5]", "at least an input and an output"),
      ("\"classes\":[-2,1,3]", "\"classes\":[-2,1]", "needs as many classes"),
      ("\"classes\":[-2,1,3]", "\"classes\":[-2,3,1]", "in ascending order"),
      ("\"optimizer\":\"sgd\"", "\"optimizer\":\"adam\"", "the state of the optimizer does not fit"),
      ("\"bestEpoch\":2", "\"bestEpoch\":3", "its best epoch must be one of them"),
      ("\"runningVariances\":[", "\"runningVariances\":[-1,", "means and variances of at least 0"),
    ] {
      #expect(text.contains(part), "\(part)")
      let damaged = Data(text.replacingOccurrences(of: part, with: replacement).utf8)
      let error = #expect(throws: DecodingError.self) {
        try JSONDecoder().decode(MultilayerPerceptronModel.self, from: damaged)
      }
      #expect(error.map { "\($0)".contains(sentence) } == true, "\(sentence)")
    }
  }

  @Test("an update is the epoch that the fit would have gone on with")
  func update() throws {
    var longer = learners[0]
    longer.epochs = 3
    var model = try learners[0].fit(features: features, labels: labels)
    try learners[0].update(&model, features: features, labels: labels)
    let fitted = try longer.fit(features: features, labels: labels)
    #expect(model.layers == fitted.layers)
    #expect(model.history.losses == fitted.history.losses)

    let learner = MultilayerPerceptronRegression(hiddenLayers: [8], optimizer: .sgd(), epochs: 1)
    var longerLearner = learner
    longerLearner.epochs = 2
    var regression = try learner.fit(features: features, targets: targets)
    try learner.update(&regression, features: features, targets: targets)
    #expect(try longerLearner.fit(features: features, targets: targets).layers == regression.layers)
  }

  @Test("an update takes rows of one class, and refuses unknown labels and other structures")
  func updateInput() throws {
    let learner = learners[0]
    var model = try learner.fit(features: features, labels: labels)
    let before = model
    try learner.update(&model, features: features.rows(at: [0, 1]), labels: [3, 3])
    #expect(model != before)

    let after = model
    func refused(_ learner: MultilayerPerceptron, _ labels: [Int], _ sentence: String) {
      let error = #expect(throws: ModelError.self) {
        try learner.update(&model, features: features.rows(at: [0, 1]), labels: labels)
      }
      #expect(error?.description == sentence)
      #expect(model == after)
    }
    refused(learner, [3, 4], "row 1 has the label 4, and the model knows only -2, 1, 3")
    var other = learner
    other.hiddenLayers = [8, 8]
    refused(
      other, [3, 3],
      "the model was fitted with hiddenLayers [16], and this learner has [8, 8]; "
        + "update a model with the learner that made it")
    other = learner
    other.optimizer = .sgd()
    refused(
      other, [3, 3],
      "the model was fitted with the optimizer adam, and this learner has sgd; "
        + "update a model with the learner that made it")
    other = learner
    other.standardizes = false
    refused(
      other, [3, 3],
      "the model was fitted with standardizes true, and this learner has false; "
        + "update a model with the learner that made it")
  }

  @Test("weights count by their ratios, a weight of 0 is the row left out, class weights are weights")
  func weights() throws {
    let learner = learners[0]
    let weights = (0..<700).map { Double($0 % 4) }
    let model = try learner.fit(features: features, labels: labels, sampleWeights: weights)
    let larger = try learner.fit(features: features, labels: labels, sampleWeights: weights.map { 8 * $0 })
    #expect(model.layers == larger.layers)
    let counting = (0..<700).filter { weights[$0] > 0 }
    let without = try learner.fit(
      features: features.rows(at: counting), labels: counting.map { labels[$0] },
      sampleWeights: counting.map { weights[$0] })
    #expect(model.layers == without.layers)
    #expect(try learner.fit(features: features, labels: labels).layers != model.layers)

    var weighted = learner
    weighted.classWeights = .factors([3: 2.5])
    let byRow = try learner.fit(
      features: features, labels: labels, sampleWeights: labels.map { $0 == 3 ? 2.5 : 1 })
    #expect(try weighted.fit(features: features, labels: labels) == byRow)
  }

  @Test("extreme but finite rows get finite predictions")
  func extremes() throws {
    let model = try learners[0].fit(features: features, labels: labels)
    let extreme = try Matrix(rows: [[1e100, -1e100, 1e100, -1e100, 1e100], [0, 0, 0, 0, 1e-300]])
    let probabilities = try model.classProbabilities(extreme)
    #expect(probabilities.values.allSatisfy { $0 >= 0 && $0 <= 1 })
    let constant = Matrix(rowCount: 10, columnCount: 2, repeating: 0.1)
    let flat = try MultilayerPerceptronRegression(epochs: 3, batchNormalization: true)
      .fit(features: constant, targets: [Double](repeating: 4, count: 10))
    #expect(try flat.predict(constant).allSatisfy { $0 == 4 })
    let single = try MultilayerPerceptronRegression(epochs: 3, batchNormalization: true)
      .fit(features: constant.rows(at: [0]), targets: [4])
    #expect(try single.predict(constant).allSatisfy { $0.isFinite })
  }

  @Test("a setting out of range is refused by its name")
  func settings() throws {
    for (change, sentence) in [
      ({ $0.hiddenLayers = [4, 0] }, "hiddenLayers[1] is 0, and it must be from 1 to 16777216"),
      ({ $0.batchSize = 0 }, "batchSize is 0, and it must be at least 1"),
      ({ $0.epochs = 0 }, "epochs is 0, and it must be at least 1"),
      ({ $0.l2 = -1 }, "l2 is -1, and it must be a finite number of at least 0"),
      ({ $0.dropout = 1 }, "dropout is 1, and it must be at least 0 and below 1"),
      ({ $0.optimizer = .adam(learningRate: 0) }, "learningRate is 0, and it must be a finite number above 0"),
      ({ $0.optimizer = .adam(beta2: 1) }, "beta2 is 1, and it must be at least 0 and below 1"),
      ({ $0.optimizer = .sgd(momentum: 1) }, "momentum is 1, and it must be at least 0 and below 1"),
      (
        { $0.optimizer = .sgd(momentum: 0, nesterov: true) },
        "the momentum of Nesterov's method is 0, and it must be a finite number above 0"
      ),
      ({ $0.earlyStopping = EarlyStopping(patience: 0) }, "patience is 0, and it must be at least 1"),
      (
        { $0.earlyStopping = EarlyStopping(validationShare: 0.9999) },
        "validationShare is 0.9999, and it must be small enough to leave some of the 700 rows to learn from"
      ),
      (
        { $0.schedule = .exponential(factor: 2) },
        "the schedule's factor is 2, and it must be above 0 and at most 1"
      ),
      ({ $0.schedule = .steps(every: 0, factor: 1) }, "the schedule's every is 0, and it must be at least 1"),
    ] as [((inout MultilayerPerceptron) -> Void, String)] {
      var learner = MultilayerPerceptron()
      change(&learner)
      let error = #expect(throws: ModelError.self) { try learner.fit(features: features, labels: labels) }
      #expect(error?.description == sentence)
    }
  }

  @Test("a fit that runs away says so")
  func divergence() throws {
    let error = #expect(throws: ModelError.self) {
      try MultilayerPerceptronRegression(optimizer: .sgd(learningRate: 1e6), epochs: 20)
        .fit(features: features, targets: targets)
    }
    #expect(error?.description.hasPrefix("the coefficients grew out of all bounds in epoch") == true)
  }
}
