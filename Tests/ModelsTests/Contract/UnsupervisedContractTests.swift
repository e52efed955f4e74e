import Foundation
import Kernels
import LinearAlgebra
import Models
import Statistics
import Testing

/// A learner without labels under the contract: a new one is added to `all`, and every test runs on it.
struct UnsupervisedUnderContract: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let learner: any UnsupervisedLearner
  /// The same learner with another seed, for one that draws.
  var reseeded: (any UnsupervisedLearner)?
  /// What its model says of rows.
  var answers: @Sendable (any UnsupervisedModel, Matrix<Double>) throws -> [Double] = { _, _ in [] }
  /// Whether the order of the rows must not matter.
  var ignoresRowOrder = true

  func rows(_ count: Int = 120, seed: UInt64 = 11) -> DrawnRows {
    DrawnRows(count: count, classes: 3, seed: seed, separation: 5)
  }

  init(_ name: String, _ learner: any UnsupervisedLearner, _ change: (inout Self) -> Void) {
    testDescription = name
    self.learner = learner
    change(&self)
  }
}

@Suite("The contract of every learner without labels")
struct UnsupervisedContractTests {
  typealias Subject = UnsupervisedUnderContract

  @Test(
    "a feature that is not a usable number is refused with its place, in a fit and afterwards", arguments: Subject.all)
  func unusableFeatures(_ subject: Subject) throws {
    let rows = subject.rows()
    let model: any UnsupervisedModel = try subject.learner.fit(features: rows.features)
    for value in [Double.nan, .infinity, 1e101] {
      var features = rows.features
      features[7, 2] = value
      for attempt in [
        { _ = try subject.learner.fit(features: features) }, { _ = try subject.answers(model, features) },
      ] {
        let error = #expect(throws: ModelError.self) { try attempt() }
        #expect(error?.description.hasPrefix("the feature in row 7, column 2 is \(value)") == true)
      }
    }
  }

  @Test("an empty training set is refused", arguments: Subject.all)
  func empty(_ subject: Subject) throws {
    #expect(throws: ModelError.noRows) {
      try subject.learner.fit(features: Matrix(rowCount: 0, columnCount: 3))
    }
    #expect(throws: ModelError.noFeatures) {
      try subject.learner.fit(features: Matrix(rowCount: 4, columnCount: 0))
    }
  }

  @Test("weights that do not fit, are no usable numbers or all zero are refused", arguments: Subject.all)
  func unusableWeights(_ subject: Subject) throws {
    let rows = subject.rows()
    #expect(throws: ModelError.weightCount(weights: 1, rows: 120)) {
      try subject.learner.fit(features: rows.features, sampleWeights: [1])
    }
    #expect(throws: ModelError.weightsAllZero) {
      try subject.learner.fit(features: rows.features, sampleWeights: [Double](repeating: 0, count: 120))
    }
    var weights = [Double](repeating: 1, count: 120)
    weights[9] = -1
    #expect(throws: ModelError.weight(row: 9, value: -1)) {
      try subject.learner.fit(features: rows.features, sampleWeights: weights)
    }
  }

  @Test("rows with another number of columns are refused", arguments: Subject.all)
  func columns(_ subject: Subject) throws {
    let model: any UnsupervisedModel = try subject.learner.fit(features: subject.rows().features)
    #expect(model.featureCount == 3)
    #expect(throws: ModelError.featureCount(expected: 3, actual: 2)) {
      try subject.answers(model, Matrix(rowCount: 1, columnCount: 2))
    }
  }

  @Test("two fits to the same rows give the same model, to the last bit", arguments: Subject.all)
  func repeatable(_ subject: Subject) throws {
    let rows = subject.rows()
    let model: any UnsupervisedModel = try subject.learner.fit(features: rows.features)
    let again: any UnsupervisedModel = try subject.learner.fit(features: rows.features)
    #expect(try encoded(model) == encoded(again))
  }

  @Test("another seed gives another model", arguments: Subject.all)
  func seeds(_ subject: Subject) throws {
    guard let reseeded = subject.reseeded else { return }
    let rows = subject.rows()
    let model: any UnsupervisedModel = try subject.learner.fit(features: rows.features)
    let other: any UnsupervisedModel = try reseeded.fit(features: rows.features)
    #expect(try encoded(model) != encoded(other))
  }

  @Test("the number of threads changes no bit of a model or of what it says", arguments: Subject.all)
  func threads(_ subject: Subject) throws {
    let rows = subject.rows(600)
    let model: any UnsupervisedModel = try subject.learner.fit(features: rows.features)
    let alone = try Threads.limited(to: 1) {
      let model: any UnsupervisedModel = try subject.learner.fit(features: rows.features)
      return (try encoded(model), try subject.answers(model, rows.features))
    }
    #expect(try encoded(model) == alone.0)
    #expect(try subject.answers(model, rows.features) == alone.1)
  }

  @Test("a model read back from its file says the same bits", arguments: Subject.all)
  func coding(_ subject: Subject) throws {
    let rows = subject.rows()
    let fresh = subject.rows(200, seed: 12)
    let model: any UnsupervisedModel = try subject.learner.fit(features: rows.features)
    #expect(try subject.answers(readBack(model), fresh.features) == subject.answers(model, fresh.features))
  }

  @Test("a model in a later format, or cut short, is refused", arguments: Subject.all)
  func otherFormats(_ subject: Subject) throws {
    let model: any UnsupervisedModel = try subject.learner.fit(features: subject.rows().features)
    let bytes = try encoded(model)
    let later = try withLaterFormat(bytes)
    let error = #expect(throws: DecodingError.self) { try decode(like: model, later) }
    #expect(error.map { "\($0)".contains("written in format 999") } == true)
    #expect(throws: DecodingError.self) { try decode(like: model, bytes.prefix(bytes.count / 2)) }
  }

  @Test("a model that was damaged is refused, or still answers", arguments: Subject.all)
  func damage(_ subject: Subject) throws {
    let model: any UnsupervisedModel = try subject.learner.fit(features: subject.rows(40).features)
    let fresh = subject.rows(20, seed: 12)
    let cases = try damaged(encoded(model))
    #expect(cases.count > 5)
    for (damage, bytes) in cases {
      expectRefusalOrAnswer(damage) { _ = try subject.answers(decode(like: model, bytes), fresh.features) }
    }
  }

  @Test("a learner does with weights what it says it does", arguments: Subject.all)
  func weights(_ subject: Subject) throws {
    let rows = subject.rows()
    let fresh = subject.rows(200, seed: 12)
    let plain: any UnsupervisedModel = try subject.learner.fit(features: rows.features)
    let weights = rows.labels.indices.map { Double($0 % 4) }
    let weighted: any UnsupervisedModel = try subject.learner.fit(features: rows.features, sampleWeights: weights)
    let answers = try subject.answers(weighted, fresh.features)
    let toPlain = distance(answers, try subject.answers(plain, fresh.features))
    switch subject.learner.sampleWeightUse {
    case .ignored:
      #expect(toPlain == 0)
    case .scalesLoss:
      #expect(toPlain > 1e-4)
    case .equalsCopies:
      #expect(toPlain > 1e-4)
      let copies = rows.labels.indices.flatMap { [Int](repeating: $0, count: Int(weights[$0])) }
      let copied: any UnsupervisedModel = try subject.learner.fit(features: rows.features.rows(at: copies))
      #expect(distance(answers, try subject.answers(copied, fresh.features)) < 1e-6)
    }
  }

  @Test("the order of the rows does not matter where it must not", arguments: Subject.all)
  func rowOrder(_ subject: Subject) throws {
    guard subject.ignoresRowOrder else { return }
    let rows = subject.rows()
    var order = Array(0..<120)
    var rng = SeededGenerator(seed: 3)
    rng.shuffle(&order)
    let model: any UnsupervisedModel = try subject.learner.fit(features: rows.features)
    let shuffled: any UnsupervisedModel = try subject.learner.fit(features: rows.features.rows(at: order))
    let fresh = subject.rows(200, seed: 12)
    #expect(distance(try subject.answers(model, fresh.features), try subject.answers(shuffled, fresh.features)) < 1e-6)
  }

  @Test("a model says of a row the same bits alone, in any batch and in any place", arguments: Subject.all)
  func batches(_ subject: Subject) throws {
    let model: any UnsupervisedModel = try subject.learner.fit(features: subject.rows().features)
    let fresh = subject.rows(200, seed: 12)
    let together = try subject.answers(model, fresh.features)
    #expect(!together.isEmpty)
    for size in [1, 7, 64] {
      let apart = try stride(from: 0, to: 200, by: size).flatMap { start in
        try subject.answers(model, fresh.features.rows(at: Array(start..<min(start + size, 200))))
      }
      #expect(apart == together)
    }
    #expect(try subject.answers(model, fresh.features.rows(at: [])) == [])
  }

  @Test("learning goes on from later rows, and a refused update changes nothing", arguments: Subject.all)
  func updates(_ subject: Subject) throws {
    guard let learner = subject.learner as? any IncrementalUnsupervisedLearner else { return }
    try check(learner)

    func check<Learner: IncrementalUnsupervisedLearner>(_ learner: Learner) throws {
      let rows = subject.rows()
      var model = try learner.fit(features: rows.features)
      let before = try encoded(model)
      var broken = rows.features
      broken[3, 1] = .nan
      #expect(throws: ModelError.self) { try learner.update(&model, features: broken) }
      #expect(throws: ModelError.featureCount(expected: 3, actual: 2)) {
        try learner.update(&model, features: Matrix(rowCount: 1, columnCount: 2))
      }
      #expect(try encoded(model) == before)
      try learner.update(&model, features: subject.rows(400, seed: 22).features)
      #expect(try encoded(model) != before)
    }
  }
}
