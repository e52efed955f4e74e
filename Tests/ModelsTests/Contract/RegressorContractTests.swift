import Foundation
import Kernels
import LinearAlgebra
import Models
import Statistics
import Testing

@Suite("The contract of every learner of numbers")
struct RegressorContractTests {
  typealias Subject = RegressorUnderContract

  @Test(
    "a feature that is not a usable number is refused with its place, in a fit and in a prediction",
    arguments: Subject.all)
  func unusableFeatures(_ subject: Subject) throws {
    let rows = subject.rows()
    let model: any Regressor = try subject.learner.fit(features: rows.features, targets: rows.targets)
    for value in subject.takesMissingValues ? [-Double.infinity] : [-Double.infinity, .nan, 1e101] {
      var features = rows.features
      features[7, 2] = value
      let error = #expect(throws: ModelError.self) {
        try subject.learner.fit(features: features, targets: rows.targets)
      }
      #expect(error?.description.hasPrefix("the feature in row 7, column 2 is \(value)") == true)
      let later = #expect(throws: ModelError.self) { try model.predict(features) }
      #expect(later?.description.hasPrefix("the feature in row 7, column 2 is \(value)") == true)
    }
  }

  @Test("a target that is not a usable number is refused with its row", arguments: Subject.all)
  func unusableTargets(_ subject: Subject) throws {
    let rows = subject.rows()
    for bad in [Double.nan, .infinity, 1e101] {
      var targets = rows.targets
      targets[5] = bad
      let error = #expect(throws: ModelError.self) {
        try subject.learner.fit(features: rows.features, targets: targets)
      }
      #expect(error?.description.hasPrefix("the target of row 5 is \(bad); a target must be") == true)
    }
  }

  @Test("lengths that do not fit are refused with both lengths", arguments: Subject.all)
  func lengths(_ subject: Subject) throws {
    let rows = subject.rows()
    #expect(throws: ModelError.targetCount(targets: 79, rows: 80)) {
      try subject.learner.fit(features: rows.features, targets: Array(rows.targets.dropLast()))
    }
    #expect(throws: ModelError.weightCount(weights: 2, rows: 80)) {
      try subject.learner.fit(features: rows.features, targets: rows.targets, sampleWeights: [1, 1])
    }
    let model: any Regressor = try subject.learner.fit(features: rows.features, targets: rows.targets)
    #expect(model.featureCount == 3)
    #expect(throws: ModelError.featureCount(expected: 3, actual: 4)) {
      try model.predict(Matrix(rowCount: 1, columnCount: 4))
    }
  }

  @Test("an empty training set is refused", arguments: Subject.all)
  func empty(_ subject: Subject) throws {
    #expect(throws: ModelError.noRows) {
      try subject.learner.fit(features: Matrix(rowCount: 0, columnCount: 3), targets: [])
    }
    #expect(throws: ModelError.noFeatures) {
      try subject.learner.fit(features: Matrix(rowCount: 2, columnCount: 0), targets: [0, 1])
    }
  }

  @Test("a weight that is no usable number, or all weights zero, is refused", arguments: Subject.all)
  func unusableWeights(_ subject: Subject) throws {
    let rows = subject.rows()
    for bad in [-1, Double.nan, .infinity] {
      var weights = [Double](repeating: 1, count: 80)
      weights[9] = bad
      let error = #expect(throws: ModelError.self) {
        try subject.learner.fit(features: rows.features, targets: rows.targets, sampleWeights: weights)
      }
      #expect(
        error?.description == "the sample weight of row 9 is \(bad); a weight must be a number from 0 to 1e100")
    }
    #expect(throws: ModelError.weightsAllZero) {
      try subject.learner.fit(
        features: rows.features, targets: rows.targets, sampleWeights: [Double](repeating: 0, count: 80))
    }
  }

  @Test("two fits to the same rows give the same model, to the last bit", arguments: Subject.all)
  func repeatable(_ subject: Subject) throws {
    let rows = subject.rows()
    let weights = rows.targets.indices.map { Double($0 % 4) + 0.5 }
    let models: [any Regressor] = try (0..<2).map { _ in
      try subject.learner.fit(features: rows.features, targets: rows.targets, sampleWeights: weights)
    }
    #expect(try encoded(models[0]) == encoded(models[1]))
  }

  @Test("another seed gives another model", arguments: Subject.all)
  func seeds(_ subject: Subject) throws {
    guard let reseeded = subject.reseeded else { return }
    let rows = subject.rows()
    let model: any Regressor = try subject.learner.fit(features: rows.features, targets: rows.targets)
    let other: any Regressor = try reseeded.fit(features: rows.features, targets: rows.targets)
    #expect(try encoded(model) != encoded(other))
  }

  @Test("the number of threads changes no bit of a model or of a prediction", arguments: Subject.all)
  func threads(_ subject: Subject) throws {
    let rows = subject.rows(400)
    let fresh = subject.rows(300, seed: 12)
    let alone = try Threads.limited(to: 1) {
      let model: any Regressor = try subject.learner.fit(features: rows.features, targets: rows.targets)
      return (try encoded(model), try model.predict(fresh.features))
    }
    let model: any Regressor = try subject.learner.fit(features: rows.features, targets: rows.targets)
    #expect(try encoded(model) == alone.0)
    #expect(try model.predict(fresh.features) == alone.1)
  }

  @Test("a model read back from its file predicts the same bits", arguments: Subject.all)
  func coding(_ subject: Subject) throws {
    let rows = subject.rows()
    let fresh = subject.rows(200, seed: 12)
    let model: any Regressor = try subject.learner.fit(features: rows.features, targets: rows.targets)
    #expect(try readBack(model).predict(fresh.features) == model.predict(fresh.features))
  }

  @Test("a model in a later format, or cut short, is refused", arguments: Subject.all)
  func otherFormats(_ subject: Subject) throws {
    let rows = subject.rows()
    let model: any Regressor = try subject.learner.fit(features: rows.features, targets: rows.targets)
    let bytes = try encoded(model)
    let later = try withLaterFormat(bytes)
    let error = #expect(throws: DecodingError.self) { try decode(like: model, later) }
    #expect(error.map { "\($0)".contains("written in format 999") } == true)
    #expect(throws: DecodingError.self) { try decode(like: model, bytes.prefix(bytes.count / 2)) }
  }

  @Test("a model that was damaged is refused, or still answers", arguments: Subject.all)
  func damage(_ subject: Subject) throws {
    let rows = subject.rows(30)
    let fresh = subject.rows(20, seed: 12)
    let model: any Regressor = try subject.learner.fit(features: rows.features, targets: rows.targets)
    let cases = try damaged(encoded(model))
    #expect(cases.count > 5)
    for (damage, bytes) in cases {
      expectRefusalOrAnswer(damage) {
        let answers = try decode(like: model, bytes).predict(fresh.features)
        #expect(answers.count == fresh.count, "\(damage)")
      }
    }
  }

  @Test("a learner does with weights what it says it does", arguments: Subject.all)
  func weights(_ subject: Subject) throws {
    let rows = subject.rows()
    let fresh = subject.rows(200, seed: 12)
    let weights = rows.targets.indices.map { Double($0 % 4) }
    let copies = rows.targets.indices.flatMap { [Int](repeating: $0, count: Int(weights[$0])) }
    let weighted: any Regressor = try subject.learner.fit(
      features: rows.features, targets: rows.targets, sampleWeights: weights)
    let copied: any Regressor = try subject.learner.fit(
      features: rows.features.rows(at: copies), targets: copies.map { rows.targets[$0] })
    let plain: any Regressor = try subject.learner.fit(features: rows.features, targets: rows.targets)
    let predictions = try weighted.predict(fresh.features)
    let toCopies = distance(predictions, try copied.predict(fresh.features))
    let toPlain = distance(predictions, try plain.predict(fresh.features))
    switch subject.learner.sampleWeightUse {
    case .ignored:
      #expect(toPlain == 0)
    case .scalesLoss:
      #expect(toPlain > 1e-4)
    case .equalsCopies:
      #expect(toPlain > 1e-4)
      #expect(toCopies < 1e-6)
    }
  }

  @Test("a row of weight 0 is left out", arguments: Subject.all)
  func zeroWeights(_ subject: Subject) throws {
    guard subject.learner.sampleWeightUse != .ignored else { return }
    let rows = subject.rows()
    let kept = rows.targets.indices.filter { $0 % 3 != 2 }
    var features = rows.features
    for row in rows.targets.indices where row % 3 == 2 { features[row, 1] = 40 }
    let weighted: any Regressor = try subject.learner.fit(
      features: features, targets: rows.targets, sampleWeights: rows.targets.indices.map { $0 % 3 == 2 ? 0 : 1 })
    let left: any Regressor = try subject.learner.fit(
      features: rows.features.rows(at: kept), targets: kept.map { rows.targets[$0] })
    let fresh = subject.rows(200, seed: 12)
    #expect(distance(try weighted.predict(fresh.features), try left.predict(fresh.features)) < 1e-9)
  }

  @Test("the order of the rows does not matter where it must not", arguments: Subject.all)
  func rowOrder(_ subject: Subject) throws {
    guard subject.ignoresRowOrder else { return }
    let rows = subject.rows()
    let fresh = subject.rows(200, seed: 12)
    var order = Array(0..<80)
    var rng = SeededGenerator(seed: 3)
    rng.shuffle(&order)
    let model: any Regressor = try subject.learner.fit(features: rows.features, targets: rows.targets)
    let shuffled: any Regressor = try subject.learner.fit(
      features: rows.features.rows(at: order), targets: order.map { rows.targets[$0] })
    #expect(distance(try shuffled.predict(fresh.features), try model.predict(fresh.features)) < 1e-6)
  }

  @Test("a model says of a row the same bits alone, in any batch and in any place", arguments: Subject.all)
  func batches(_ subject: Subject) throws {
    let rows = subject.rows()
    let fresh = subject.rows(200, seed: 12)
    let model: any Regressor = try subject.learner.fit(features: rows.features, targets: rows.targets)
    let together = try model.predict(fresh.features)
    for size in [1, 7, 64] {
      let apart = try stride(from: 0, to: 200, by: size).flatMap { start in
        try model.predict(fresh.features.rows(at: Array(start..<min(start + size, 200))))
      }
      #expect(apart == together)
    }
    #expect(try model.predict(fresh.features.rows(at: (0..<200).reversed())) == together.reversed())
    #expect(try model.predict(fresh.features.rows(at: [])) == [])
  }

  @Test("targets moved by a number move the predictions by it", arguments: Subject.all)
  func shifts(_ subject: Subject) throws {
    guard subject.followsShifts else { return }
    let rows = subject.rows()
    let fresh = subject.rows(200, seed: 12)
    let model: any Regressor = try subject.learner.fit(features: rows.features, targets: rows.targets)
    let moved: any Regressor = try subject.learner.fit(
      features: rows.features, targets: rows.targets.map { $0 + 1024 })
    #expect(
      distance(try moved.predict(fresh.features), try model.predict(fresh.features).map { $0 + 1024 }) < 1e-5)
  }

  @Test("equal targets are predicted everywhere", arguments: Subject.all)
  func constantTargets(_ subject: Subject) throws {
    let rows = subject.rows()
    let model: any Regressor = try subject.learner.fit(
      features: rows.features, targets: [Double](repeating: 3.5, count: 80))
    #expect(try model.predict(rows.features).allSatisfy { abs($0 - 3.5) < 0.05 })
  }

  /// The part of the variance of fresh targets that a fit explains, both on columns made from the drawn ones.
  private func rSquared(_ subject: Subject, _ columns: (Matrix<Double>) -> Matrix<Double> = { $0 }) throws -> Double {
    let rows = subject.rows(400, seed: 31)
    let test = subject.rows(400, seed: 32)
    let model: any Regressor = try subject.learner.fit(features: columns(rows.features), targets: rows.targets)
    let predictions = try model.predict(columns(test.features))
    let mean = test.targets.reduce(0, +) / 400
    let left = zip(predictions, test.targets).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    let total = test.targets.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return 1 - left / total
  }

  @Test("a learner explains what can be explained", arguments: Subject.all)
  func learns(_ subject: Subject) throws {
    #expect(try rSquared(subject) > subject.leastRSquared)
  }

  @Test("a column that says nothing does no harm, and one that repeats another is no error", arguments: Subject.all)
  func idleColumns(_ subject: Subject) throws {
    let explained = try rSquared(subject) { features in
      Matrix(rowCount: 400, columnCount: 5) { row, column in
        column < 3 ? features[row, column] : column == 3 ? 1 : features[row, 0]
      }
    }
    #expect(explained > subject.leastRSquared)
  }

  @Test("far from all it has seen, a model still answers with numbers", arguments: Subject.all)
  func farAway(_ subject: Subject) throws {
    let rows = subject.rows()
    let model: any Regressor = try subject.learner.fit(features: rows.features, targets: rows.targets)
    let far = Matrix(rowCount: 4, columnCount: 3) { row, _ in [1e6, -1e6, 1e12, -1e12][row] }
    #expect(try model.predict(far).allSatisfy { $0.isFinite })
  }

  @Test("learning goes on from later rows, and a refused update changes nothing", arguments: Subject.all)
  func updates(_ subject: Subject) throws {
    guard let learner = subject.learner as? any IncrementalRegressorLearner else { return }
    try check(learner)

    func check<Learner: IncrementalRegressorLearner>(_ learner: Learner) throws {
      let first = subject.rows(40, seed: 21)
      let second = subject.rows(400, seed: 22)
      var model = try learner.fit(features: first.features, targets: first.targets)
      let before = try encoded(model)
      var broken = second.features
      broken[3, 1] = .nan
      #expect(throws: ModelError.self) { try learner.update(&model, features: broken, targets: second.targets) }
      #expect(throws: ModelError.featureCount(expected: 3, actual: 2)) {
        try learner.update(&model, features: Matrix(rowCount: 1, columnCount: 2), targets: [0])
      }
      #expect(throws: ModelError.targetCount(targets: 1, rows: 400)) {
        try learner.update(&model, features: second.features, targets: [0])
      }
      #expect(try encoded(model) == before)
      try learner.update(&model, features: second.features, targets: second.targets)
      #expect(try encoded(model) != before)
    }
  }
}
