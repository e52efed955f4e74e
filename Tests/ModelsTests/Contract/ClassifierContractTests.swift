import Foundation
import Kernels
import LinearAlgebra
import Models
import Statistics
import Testing

@Suite("The contract of every learner of classes")
struct ClassifierContractTests {
  typealias Subject = ClassifierUnderContract

  @Test(
    "a feature that is not a usable number is refused with its place, in a fit and in a prediction",
    arguments: Subject.all)
  func unusableFeatures(_ subject: Subject) throws {
    let rows = subject.rows()
    let model: any Classifier = try subject.learner.fit(features: rows.features, labels: rows.labels)
    var bad: [(Double, String)] = [
      (.infinity, "the feature in row 7, column 2 is inf; every feature must be a finite number")
    ]
    if !subject.takesMissingValues {
      bad.append((.nan, "the feature in row 7, column 2 is nan; every feature must be a finite number"))
      bad.append((1e101, "the feature in row 7, column 2 is 1e+101, too large to compute with"))
    }
    for (value, sentence) in bad {
      var features = rows.features
      features[7, 2] = value
      let error = #expect(throws: ModelError.self) {
        try subject.learner.fit(features: features, labels: rows.labels)
      }
      #expect(error?.description.hasPrefix(sentence) == true)
      let later = #expect(throws: ModelError.self) { try model.predict(features) }
      #expect(later?.description.hasPrefix(sentence) == true)
    }
    if subject.takesMissingValues {
      var features = rows.features
      features[7, 2] = .nan
      let fitted: any Classifier = try subject.learner.fit(features: features, labels: rows.labels)
      #expect(try fitted.predict(features).count == rows.count)
    }
  }

  @Test("lengths that do not fit are refused with both lengths", arguments: Subject.all)
  func lengths(_ subject: Subject) throws {
    let rows = subject.rows()
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

  @Test("an empty training set is refused", arguments: Subject.all)
  func empty(_ subject: Subject) throws {
    #expect(throws: ModelError.noRows) {
      try subject.learner.fit(features: Matrix(rowCount: 0, columnCount: 3), labels: [Int]())
    }
    #expect(throws: ModelError.noFeatures) {
      try subject.learner.fit(features: Matrix(rowCount: 2, columnCount: 0), labels: [0, 1])
    }
  }

  @Test("a weight that is no usable number, or all weights zero, is refused", arguments: Subject.all)
  func unusableWeights(_ subject: Subject) throws {
    let rows = subject.rows()
    for bad in [-1, Double.nan, .infinity] {
      var weights = [Double](repeating: 1, count: 60)
      weights[9] = bad
      let error = #expect(throws: ModelError.self) {
        try subject.learner.fit(features: rows.features, labels: rows.labels, sampleWeights: weights)
      }
      #expect(
        error?.description == "the sample weight of row 9 is \(bad); a weight must be a number from 0 to 1e100")
    }
    #expect(throws: ModelError.weightsAllZero) {
      try subject.learner.fit(
        features: rows.features, labels: rows.labels, sampleWeights: [Double](repeating: 0, count: 60))
    }
  }

  @Test("rows of one class are refused, also when the others have no weight", arguments: Subject.all)
  func oneClass(_ subject: Subject) throws {
    let rows = subject.rows()
    #expect(throws: ModelError.oneClass(label: 4)) {
      try subject.learner.fit(features: rows.features, labels: [Int](repeating: 4, count: 60))
    }
    #expect(throws: ModelError.oneClass(label: 1)) {
      try subject.learner.fit(
        features: rows.features, labels: rows.labels, sampleWeights: rows.labels.map { $0 == 1 ? 1 : 0 })
    }
  }

  @Test("three classes are learned, or refused with what to do", arguments: Subject.all)
  func threeClasses(_ subject: Subject) throws {
    let rows = subject.rows(240, classes: 3, separation: 4)
    let fit = { try subject.learner.fit(features: rows.features, labels: rows.labels) as any Classifier }
    guard subject.takesManyClasses else {
      let error = #expect(throws: ModelError.notTwoClasses(labels: [0, 1, 2])) { try fit() }
      #expect(error?.description.contains("OneVersusRest") == true)
      return
    }
    let model = try fit()
    #expect(model.classes == [0, 1, 2])
    let fresh = subject.rows(300, classes: 3, seed: 12, separation: 4)
    let hits = zip(try model.predict(fresh.features), fresh.labels).count { $0 == $1 }
    #expect(Double(hits) > 0.8 * Double(fresh.count))
  }

  @Test("two fits to the same rows give the same model, to the last bit", arguments: Subject.all)
  func repeatable(_ subject: Subject) throws {
    let rows = subject.rows()
    let weights = rows.labels.indices.map { Double($0 % 4) + 0.5 }
    let models: [any Classifier] = try (0..<2).map { _ in
      try subject.learner.fit(features: rows.features, labels: rows.labels, sampleWeights: weights)
    }
    #expect(try encoded(models[0]) == encoded(models[1]))
  }

  @Test("another seed gives another model", arguments: Subject.all)
  func seeds(_ subject: Subject) throws {
    guard let reseeded = subject.reseeded else { return }
    let rows = subject.rows()
    let model: any Classifier = try subject.learner.fit(features: rows.features, labels: rows.labels)
    let other: any Classifier = try reseeded.fit(features: rows.features, labels: rows.labels)
    #expect(try encoded(model) != encoded(other))
  }

  @Test("the number of threads changes no bit of a model or of a prediction", arguments: Subject.all)
  func threads(_ subject: Subject) throws {
    let rows = subject.rows(400, classes: subject.takesManyClasses ? 3 : 2)
    let fresh = subject.rows(300, seed: 12)
    let alone = try Threads.limited(to: 1) {
      let model: any Classifier = try subject.learner.fit(features: rows.features, labels: rows.labels)
      return (try encoded(model), try scores(model, fresh.features))
    }
    let model: any Classifier = try subject.learner.fit(features: rows.features, labels: rows.labels)
    #expect(try encoded(model) == alone.0)
    #expect(try scores(model, fresh.features) == alone.1)
  }

  @Test("a model read back from its file predicts the same bits", arguments: Subject.all)
  func coding(_ subject: Subject) throws {
    let rows = subject.rows()
    let fresh = subject.rows(200, seed: 12)
    let model: any Classifier = try subject.learner.fit(features: rows.features, labels: rows.labels)
    let copy = try readBack(model)
    #expect(copy.classes == model.classes)
    #expect(try copy.predict(fresh.features) == model.predict(fresh.features))
    #expect(try scores(copy, fresh.features) == scores(model, fresh.features))
  }

  @Test("a model in a later format, or cut short, is refused", arguments: Subject.all)
  func format(_ subject: Subject) throws {
    let rows = subject.rows()
    let model: any Classifier = try subject.learner.fit(features: rows.features, labels: rows.labels)
    let bytes = try encoded(model)
    let later = try withLaterFormat(bytes)
    let error = #expect(throws: DecodingError.self) { try decode(like: model, later) }
    #expect(error.map { "\($0)".contains("written in format 999") } == true)
    #expect(throws: DecodingError.self) { try decode(like: model, bytes.prefix(bytes.count / 2)) }
  }

  @Test("a model that was damaged is refused, or still answers", arguments: Subject.all)
  func damage(_ subject: Subject) throws {
    let rows = subject.rows(30, classes: subject.takesManyClasses ? 3 : 2)
    let fresh = subject.rows(20, seed: 12)
    let model: any Classifier = try subject.learner.fit(features: rows.features, labels: rows.labels)
    let cases = try damaged(encoded(model))
    #expect(cases.count > 5)
    for (damage, bytes) in cases {
      expectRefusalOrAnswer(damage) {
        let read = try decode(like: model, bytes)
        _ = try read.predict(fresh.features)
        _ = try scores(read, fresh.features)
      }
    }
  }

  @Test("a learner does with weights what it says it does", arguments: Subject.all)
  func weights(_ subject: Subject) throws {
    let rows = subject.rows()
    let fresh = subject.rows(200, seed: 12)
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
    case .equalsCopies:
      #expect(toPlain > 1e-3)
      #expect(toCopies < 1e-6)
    }
  }

  @Test("a row of weight 0 is left out", arguments: Subject.all)
  func zeroWeights(_ subject: Subject) throws {
    guard subject.learner.sampleWeightUse != .ignored else { return }
    let rows = subject.rows()
    let kept = rows.labels.indices.filter { $0 % 3 != 2 }
    var features = rows.features
    for row in rows.labels.indices where row % 3 == 2 { features[row, 1] = subject.prepare(40) }
    let weighted: any Classifier = try subject.learner.fit(
      features: features, labels: rows.labels, sampleWeights: rows.labels.indices.map { $0 % 3 == 2 ? 0 : 1 })
    let left: any Classifier = try subject.learner.fit(
      features: rows.features.rows(at: kept), labels: kept.map { rows.labels[$0] })
    let fresh = subject.rows(200, seed: 12)
    let difference = distance(try scores(weighted, fresh.features), try scores(left, fresh.features))
    #expect(difference < 1e-9)
  }

  @Test("class weights are the sample weights of the rows of a class", arguments: Subject.all)
  func classWeights(_ subject: Subject) throws {
    let rows = subject.rows()
    let fresh = subject.rows(200, seed: 12)
    var factored = subject.learner
    factored.classWeights = .factors([1: 3])
    let byClass: any Classifier = try factored.fit(features: rows.features, labels: rows.labels)
    let bySample: any Classifier = try subject.learner.fit(
      features: rows.features, labels: rows.labels, sampleWeights: rows.labels.map { $0 == 1 ? 3 : 1 })
    #expect(distance(try scores(byClass, fresh.features), try scores(bySample, fresh.features)) < 1e-9)
    factored.classWeights = .factors([7: 3])
    #expect(throws: ModelError.classWeightLabel(label: 7, classes: [0, 1])) {
      try factored.fit(features: rows.features, labels: rows.labels)
    }
    factored.classWeights = .factors([1: -1])
    #expect(throws: ModelError.self) { try factored.fit(features: rows.features, labels: rows.labels) }
  }

  @Test("balanced classes count the same however many rows they have", arguments: Subject.all)
  func balanced(_ subject: Subject) throws {
    let rows = subject.rows()
    let ones = Double(rows.labels.reduce(0, +))
    let zeros = Double(rows.count) - ones
    var learner = subject.learner
    learner.classWeights = .balanced
    let balanced: any Classifier = try learner.fit(features: rows.features, labels: rows.labels)
    let byHand: any Classifier = try subject.learner.fit(
      features: rows.features, labels: rows.labels,
      sampleWeights: rows.labels.map { 60 / (2 * ($0 == 1 ? ones : zeros)) })
    let fresh = subject.rows(200, seed: 12)
    #expect(distance(try scores(balanced, fresh.features), try scores(byHand, fresh.features)) < 1e-9)
  }

  @Test("the order of the rows does not matter where it must not", arguments: Subject.all)
  func rowOrder(_ subject: Subject) throws {
    guard subject.ignoresRowOrder else { return }
    let rows = subject.rows()
    let fresh = subject.rows(200, seed: 12)
    var order = Array(0..<60)
    var rng = SeededGenerator(seed: 3)
    rng.shuffle(&order)
    let model: any Classifier = try subject.learner.fit(features: rows.features, labels: rows.labels)
    let shuffled: any Classifier = try subject.learner.fit(
      features: rows.features.rows(at: order), labels: order.map { rows.labels[$0] })
    #expect(try shuffled.predict(fresh.features) == model.predict(fresh.features))
    #expect(distance(try scores(shuffled, fresh.features), try scores(model, fresh.features)) < 1e-6)
  }

  @Test("a model says of a row the same bits alone, in any batch and in any place", arguments: Subject.all)
  func batches(_ subject: Subject) throws {
    let rows = subject.rows()
    let fresh = subject.rows(200, seed: 12)
    let model: any Classifier = try subject.learner.fit(features: rows.features, labels: rows.labels)
    let together = try scores(model, fresh.features)
    let width = together.count / 200
    for size in [1, 7, 64] {
      let apart = try stride(from: 0, to: 200, by: size).flatMap { start in
        try scores(model, fresh.features.rows(at: Array(start..<min(start + size, 200))))
      }
      #expect(apart == together)
    }
    let backwards = try scores(model, fresh.features.rows(at: (0..<200).reversed()))
    #expect(
      (0..<200).allSatisfy { row in
        (0..<width).allSatisfy { backwards[(199 - row) * width + $0] == together[row * width + $0] }
      })
    #expect(try model.predict(fresh.features.rows(at: [])) == [])
  }

  @Test("predictions carry the labels given, and true and false are 1 and 0", arguments: Subject.all)
  func labels(_ subject: Subject) throws {
    let rows = subject.rows()
    let fresh = subject.rows(200, seed: 12)
    let model: any Classifier = try subject.learner.fit(features: rows.features, labels: rows.labels)
    #expect(model.classes == [0, 1])
    let renamed: any Classifier = try subject.learner.fit(
      features: rows.features, labels: rows.labels.map { $0 == 1 ? 40 : -7 })
    #expect(renamed.classes == [-7, 40])
    let predictions = try model.predict(fresh.features)
    #expect(try renamed.predict(fresh.features) == predictions.map { $0 == 1 ? 40 : -7 })
    let truth: any Classifier = try subject.learner.fit(features: rows.features, labels: rows.labels.map { $0 == 1 })
    #expect(truth.classes == [0, 1])
    #expect(try truth.predict(fresh.features) == predictions)
  }

  @Test("a learner tells apart classes that can be told apart", arguments: Subject.all)
  func learns(_ subject: Subject) throws {
    let apart = subject.rows(200, seed: 31, separation: 3)
    let test = subject.rows(400, seed: 32, separation: 3)
    let model: any Classifier = try subject.learner.fit(features: apart.features, labels: apart.labels)
    let hits = zip(try model.predict(test.features), test.labels).count { $0 == $1 }
    #expect(Double(hits) > subject.leastAccuracy * 400)
  }

  @Test("a column that says nothing does no harm, and one that repeats another is no error", arguments: Subject.all)
  func idleColumns(_ subject: Subject) throws {
    let rows = subject.rows(200, seed: 31, separation: 3)
    let wide = Matrix(rowCount: 200, columnCount: 5) { row, column in
      column < 3 ? rows.features[row, column] : column == 3 ? subject.prepare(0) : rows.features[row, 0]
    }
    let model: any Classifier = try subject.learner.fit(features: wide, labels: rows.labels)
    let hits = zip(try model.predict(wide), rows.labels).count { $0 == $1 }
    #expect(Double(hits) > subject.leastAccuracy * 200)
  }

  @Test("probabilities sum to 1, and the most probable class is predicted", arguments: Subject.all)
  func probabilities(_ subject: Subject) throws {
    let rows = subject.rows(120, classes: subject.takesManyClasses ? 3 : 2)
    let fresh = subject.rows(200, seed: 12)
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

  @Test("far from all it has seen, a model still answers with numbers", arguments: Subject.all)
  func farAway(_ subject: Subject) throws {
    let rows = subject.rows()
    let model: any Classifier = try subject.learner.fit(features: rows.features, labels: rows.labels)
    let far = Matrix(rowCount: 4, columnCount: 3) { row, _ in abs(subject.prepare([1e6, -1e6, 1e12, -1e12][row])) }
    #expect(try scores(model, far).allSatisfy { $0.isFinite })
  }

  @Test("learning goes on from later rows, and a refused update changes nothing", arguments: Subject.all)
  func updates(_ subject: Subject) throws {
    guard let learner = subject.learner as? any IncrementalClassifierLearner else { return }
    try check(learner)

    func check<Learner: IncrementalClassifierLearner>(_ learner: Learner) throws {
      let first = subject.rows(40, seed: 21)
      let second = subject.rows(400, seed: 22)
      let test = subject.rows(400, seed: 23)
      var model = try learner.fit(features: first.features, labels: first.labels)
      let before = try encoded(model)
      var broken = second.features
      broken[3, 1] = .nan
      #expect(throws: ModelError.self) { try learner.update(&model, features: broken, labels: second.labels) }
      #expect(throws: ModelError.featureCount(expected: 3, actual: 2)) {
        try learner.update(&model, features: Matrix(rowCount: 1, columnCount: 2), labels: [0])
      }
      #expect(throws: ModelError.labelCount(labels: 1, rows: 400)) {
        try learner.update(&model, features: second.features, labels: [0])
      }
      #expect(try encoded(model) == before)
      try learner.update(&model, features: second.features, labels: second.labels)
      #expect(try encoded(model) != before)
      // A single class in an update is what a stream brings.
      try learner.update(&model, features: second.features.rows(at: [0]), labels: [second.labels[0]])
      let hits = zip(try model.predict(test.features), test.labels).count { $0 == $1 }
      #expect(hits > 240)
    }
  }
}

/// The finest numbers that a model gives for its rows: decision values, else probabilities, else labels.
private func scores(_ model: any Classifier, _ features: Matrix<Double>) throws -> [Double] {
  switch model {
  case let model as any BinaryClassifier: try model.decisionValues(features)
  case let model as any ProbabilisticClassifier: try model.classProbabilities(features).values
  default: try model.predict(features).map(Double.init)
  }
}
