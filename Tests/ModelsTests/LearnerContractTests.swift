import Foundation
import LinearAlgebra
import Models
import Statistics
import Testing

/// A learner under the contract. A new learner is added to `everyLearner`, and every test below runs on it.
struct LearnerUnderContract: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let learner: any ClassifierLearner
  /// Whether the order of the rows must not matter to the predictions.
  let ignoresRowOrder: Bool
}

private let everyLearner = [
  LearnerUnderContract(
    testDescription: "LogisticRegression", learner: LogisticRegression(l2: 0.1), ignoresRowOrder: true),
  LearnerUnderContract(
    testDescription: "LogisticRegressionSGD",
    learner: LogisticRegressionSGD(l2: 0.1, batchSize: 8, epochs: 2, seed: 5), ignoresRowOrder: false),
  LearnerUnderContract(
    testDescription: "NearestNeighbors, k = 1", learner: NearestNeighbors(), ignoresRowOrder: true),
  LearnerUnderContract(
    testDescription: "NearestNeighbors, k = 5", learner: NearestNeighbors(k: 5), ignoresRowOrder: true),
  LearnerUnderContract(
    testDescription: "SupportVectorMachine, linear",
    learner: SupportVectorMachine(kernel: .linear, tolerance: 1e-8), ignoresRowOrder: true),
  LearnerUnderContract(
    testDescription: "SupportVectorMachine, polynomial",
    learner: SupportVectorMachine(
      kernel: .polynomial(degree: 2, gamma: 0.5, constant: 1), tolerance: 1e-8), ignoresRowOrder: true),
  LearnerUnderContract(
    testDescription: "SupportVectorMachine, radial",
    learner: SupportVectorMachine(kernel: .rbf(gamma: 0.5), tolerance: 1e-8), ignoresRowOrder: true),
]

@Suite("The contract of every learner")
struct LearnerContractTests {
  let rows = BlobRows(count: 60, columns: 3, seed: 11)
  let fresh = BlobRows(count: 200, columns: 3, seed: 12)

  @Test("a feature that is not a usable number is refused with its place", arguments: everyLearner)
  func unusableFeatures(_ subject: LearnerUnderContract) throws {
    for (value, sentence) in [
      (Double.nan, "the feature in row 7, column 2 is nan; every feature must be a finite number"),
      (-Double.infinity, "the feature in row 7, column 2 is -inf; every feature must be a finite number"),
      (1e101, "the feature in row 7, column 2 is 1e+101, too large to compute with"),
    ] {
      var features = rows.features
      features[7, 2] = value
      let error = #expect(throws: ModelError.self) {
        try subject.learner.fit(features: features, labels: rows.labels)
      }
      #expect(error?.description.hasPrefix(sentence) == true)
      let model: any Classifier = try subject.learner.fit(features: rows.features, labels: rows.labels)
      let later = #expect(throws: ModelError.self) { try model.predict(features) }
      #expect(later?.description.hasPrefix(sentence) == true)
    }
  }

  @Test("lengths that do not fit are refused with both lengths", arguments: everyLearner)
  func lengths(_ subject: LearnerUnderContract) throws {
    #expect(throws: ModelError.labelCount(labels: 59, rows: 60)) {
      try subject.learner.fit(features: rows.features, labels: Array(rows.labels.dropLast()))
    }
    #expect(throws: ModelError.weightCount(weights: 2, rows: 60)) {
      try subject.learner.fit(features: rows.features, labels: rows.labels, sampleWeights: [1, 1])
    }
    let model: any Classifier = try subject.learner.fit(features: rows.features, labels: rows.labels)
    #expect(model.featureCount == 3)
    #expect(throws: ModelError.featureCount(expected: 3, actual: 2)) {
      try model.predict(Matrix(rowCount: 1, columnCount: 2))
    }
  }

  @Test("an empty training set is refused", arguments: everyLearner)
  func empty(_ subject: LearnerUnderContract) throws {
    #expect(throws: ModelError.noRows) {
      try subject.learner.fit(features: Matrix(rowCount: 0, columnCount: 3), labels: [Int]())
    }
    #expect(throws: ModelError.noFeatures) {
      try subject.learner.fit(features: Matrix(rowCount: 2, columnCount: 0), labels: [0, 1])
    }
  }

  @Test("a weight that is no usable number, or all weights zero, is refused", arguments: everyLearner)
  func unusableWeights(_ subject: LearnerUnderContract) throws {
    for bad in [-1, Double.nan, .infinity] {
      var weights = [Double](repeating: 1, count: 60)
      weights[9] = bad
      let error = #expect(throws: ModelError.self) {
        try subject.learner.fit(features: rows.features, labels: rows.labels, sampleWeights: weights)
      }
      #expect(
        error?.description
          == "the sample weight of row 9 is \(bad); a weight must be a number from 0 to 1e100")
    }
    #expect(throws: ModelError.weightsAllZero) {
      try subject.learner.fit(
        features: rows.features, labels: rows.labels, sampleWeights: [Double](repeating: 0, count: 60))
    }
  }

  @Test("two fits to the same rows give the same model", arguments: everyLearner)
  func repeatable(_ subject: LearnerUnderContract) throws {
    let weights = rows.labels.indices.map { Double($0 % 4) + 0.5 }
    let models: [any Classifier] = try (0..<2).map { _ in
      try subject.learner.fit(features: rows.features, labels: rows.labels, sampleWeights: weights)
    }
    #expect(try encoded(models[0]) == encoded(models[1]))
  }

  @Test("a model read back from its file predicts the same", arguments: everyLearner)
  func coding(_ subject: LearnerUnderContract) throws {
    let model: any Classifier = try subject.learner.fit(features: rows.features, labels: rows.labels)
    let copy = try readBack(model)
    #expect(copy.classes == model.classes)
    #expect(try copy.predict(fresh.features) == model.predict(fresh.features))
    #expect(try scores(copy, fresh.features) == scores(model, fresh.features))
  }

  @Test("a learner does with weights what it says it does", arguments: everyLearner)
  func weights(_ subject: LearnerUnderContract) throws {
    let weights = rows.labels.indices.map { Double($0 % 4) }
    let copies = rows.labels.indices.flatMap { [Int](repeating: $0, count: Int(weights[$0])) }
    let weighted: any Classifier = try subject.learner.fit(
      features: rows.features, labels: rows.labels, sampleWeights: weights)
    let copied: any Classifier = try subject.learner.fit(
      features: rows.features.rows(at: copies), labels: copies.map { rows.labels[$0] })
    let plain: any Classifier = try subject.learner.fit(features: rows.features, labels: rows.labels)
    let weightedScores = try scores(weighted, fresh.features)
    let toCopies = distance(weightedScores, try scores(copied, fresh.features))
    let toPlain = distance(weightedScores, try scores(plain, fresh.features))
    switch subject.learner.sampleWeightUse {
    case .ignored:
      #expect(toPlain == 0)
    case .scalesLoss:
      #expect(toPlain > 1e-3)
      #expect(toCopies > 1e-3)
    case .equalsCopies:
      #expect(toPlain > 1e-3)
      #expect(toCopies < 1e-6)
    }
  }

  @Test("the order of the rows does not matter where it must not", arguments: everyLearner)
  func rowOrder(_ subject: LearnerUnderContract) throws {
    guard subject.ignoresRowOrder else { return }
    var order = Array(0..<60)
    var rng = SeededGenerator(seed: 3)
    rng.shuffle(&order)
    let model: any Classifier = try subject.learner.fit(features: rows.features, labels: rows.labels)
    let shuffled: any Classifier = try subject.learner.fit(
      features: rows.features.rows(at: order), labels: order.map { rows.labels[$0] })
    #expect(try shuffled.predict(fresh.features) == model.predict(fresh.features))
    #expect(distance(try scores(shuffled, fresh.features), try scores(model, fresh.features)) < 1e-6)
  }

  @Test("a model predicts rows one by one as it predicts them together", arguments: everyLearner)
  func oneByOne(_ subject: LearnerUnderContract) throws {
    let model: any Classifier = try subject.learner.fit(features: rows.features, labels: rows.labels)
    let together = try model.predict(fresh.features)
    let apart = try (0..<200).flatMap { try model.predict(fresh.features.rows(at: [$0])) }
    #expect(apart == together)
    #expect(try model.predict(fresh.features.rows(at: [])) == [])
  }

  @Test("predictions carry the labels given, and true and false are 1 and 0", arguments: everyLearner)
  func labels(_ subject: LearnerUnderContract) throws {
    let model: any Classifier = try subject.learner.fit(features: rows.features, labels: rows.labels)
    let renamed: any Classifier = try subject.learner.fit(
      features: rows.features, labels: rows.labels.map { $0 == 1 ? 40 : -7 })
    #expect(renamed.classes == [-7, 40])
    let predictions = try model.predict(fresh.features)
    #expect(try renamed.predict(fresh.features) == predictions.map { $0 == 1 ? 40 : -7 })
    let truth: any Classifier = try subject.learner.fit(
      features: rows.features, labels: rows.labels.map { $0 == 1 })
    #expect(truth.classes == [0, 1])
    #expect(try truth.predict(fresh.features) == predictions)
  }

  @Test("a learner beats chance on classes that can be told apart", arguments: everyLearner)
  func learns(_ subject: LearnerUnderContract) throws {
    let apart = BlobRows(count: 200, columns: 2, seed: 31, separation: 4)
    let test = BlobRows(count: 400, columns: 2, seed: 32, separation: 4)
    let model: any Classifier = try subject.learner.fit(features: apart.features, labels: apart.labels)
    let hits = zip(try model.predict(test.features), test.labels).count { $0 == $1 }
    #expect(hits > 360)
  }

  @Test("probabilities sum to 1, and the most probable class is predicted", arguments: everyLearner)
  func probabilities(_ subject: LearnerUnderContract) throws {
    let fitted: any Classifier = try subject.learner.fit(features: rows.features, labels: rows.labels)
    guard let model = fitted as? any ProbabilisticClassifier else { return }
    let shares = try model.classProbabilities(fresh.features)
    #expect(shares.rowCount == 200 && shares.columnCount == model.classes.count)
    for (row, label) in try model.predict(fresh.features).enumerated() {
      let chances = shares.row(row)
      #expect(abs(chances.reduce(0, +) - 1) < 1e-12)
      #expect(chances.allSatisfy { $0 >= 0 })
      #expect(chances[try #require(model.classes.firstIndex(of: label))] == chances.max())
    }
  }
}

/// The finest numbers that a model gives for its rows: decision values, else probabilities.
private func scores(_ model: any Classifier, _ features: Matrix<Double>) throws -> [Double] {
  switch model {
  case let model as LogisticModel: try model.decisionValues(features)
  case let model as SupportVectorModel: try model.decisionValues(features)
  case let model as any ProbabilisticClassifier: try model.classProbabilities(features).values
  default: try model.predict(features).map(Double.init)
  }
}

private func encoded(_ model: some Classifier) throws -> Data {
  let encoder = JSONEncoder()
  encoder.outputFormatting = .sortedKeys
  return try encoder.encode(model)
}

private func readBack<Model: Classifier>(_ model: Model) throws -> any Classifier {
  try JSONDecoder().decode(Model.self, from: encoded(model))
}
