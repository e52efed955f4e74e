import Foundation
import Kernels
import LinearAlgebra
import Models
import Statistics
import Testing

@Suite("The contract of every learner without labels")
struct UnsupervisedContractTests {
  typealias Subject = UnsupervisedUnderContract

  // MARK: What is refused

  /// Checks that `value` in row 7, column 2 is refused in a fit and afterwards, by a sentence that begins like this.
  private func expectRefusal(of value: Double, by subject: Subject, _ sentence: String) throws {
    var features = subject.rows().features
    let model = try subject.fit(features)
    features[7, 2] = value
    let error = #expect(throws: ModelError.self) { try subject.fit(features) }
    #expect(error?.description.hasPrefix("the feature in row 7, column 2 is \(sentence)") == true)
    let later = #expect(throws: ModelError.self) { try subject.answers(model, features) }
    #expect(later?.description.hasPrefix("the feature in row 7, column 2 is \(sentence)") == true)
  }

  @Test("a feature that is not a number is refused with its place, in a fit and afterwards", arguments: Subject.all)
  func notANumber(_ subject: Subject) throws {
    try expectRefusal(of: .nan, by: subject, "nan; every feature must be a finite number")
  }

  @Test("an infinite feature is refused with its place, in a fit and afterwards", arguments: Subject.all)
  func infinite(_ subject: Subject) throws {
    try expectRefusal(of: -.infinity, by: subject, "-inf; every feature must be a finite number")
  }

  @Test(
    "a feature too large to compute with is refused with its place, in a fit and afterwards", arguments: Subject.all)
  func tooLarge(_ subject: Subject) throws {
    try expectRefusal(of: 1e101, by: subject, "1e+101, too large to compute with")
  }

  @Test("a training set without rows is refused", arguments: Subject.all)
  func noRows(_ subject: Subject) throws {
    #expect(throws: ModelError.noRows) { try subject.fit(Matrix(rowCount: 0, columnCount: 3)) }
  }

  @Test("a training set without columns is refused", arguments: Subject.all)
  func noColumns(_ subject: Subject) throws {
    #expect(throws: ModelError.noFeatures) { try subject.fit(Matrix(rowCount: 4, columnCount: 0)) }
  }

  @Test("a single row is learned from, or refused with what is missing", arguments: Subject.all)
  func oneRow(_ subject: Subject) throws {
    let row = subject.rows(1).features
    if let refusal = subject.refusalOfOneRow {
      #expect(throws: refusal) { try subject.fit(row) }
    } else {
      #expect(try subject.answers(subject.fit(row), subject.rows().features).allSatisfy { $0.isFinite })
    }
  }

  @Test("a setting that cannot be is refused by its name", arguments: Subject.all)
  func settings(_ subject: Subject) throws {
    for (setting, learner) in subject.unusable {
      let error = #expect(throws: ModelError.self) { try learner.fit(features: subject.rows().features) }
      #expect(error?.description.hasPrefix(setting + " is ") == true)
    }
  }

  @Test("weights for another number of rows are refused with both numbers", arguments: Subject.all)
  func weightCount(_ subject: Subject) throws {
    #expect(throws: ModelError.weightCount(weights: 1, rows: 120)) {
      try subject.fit(subject.rows().features, weights: [1])
    }
  }

  @Test("a weight that is no usable number is refused with its row", arguments: Subject.all)
  func unusableWeights(_ subject: Subject) throws {
    for bad in [-1, Double.nan, .infinity] {
      var weights = [Double](repeating: 1, count: 120)
      weights[9] = bad
      let error = #expect(throws: ModelError.self) { try subject.fit(subject.rows().features, weights: weights) }
      #expect(
        error?.description == "the sample weight of row 9 is \(bad); a weight must be a number from 0 to 1e100")
    }
  }

  @Test("weights that are all zero are refused", arguments: Subject.all)
  func weightsAllZero(_ subject: Subject) throws {
    #expect(throws: ModelError.weightsAllZero) {
      try subject.fit(subject.rows().features, weights: [Double](repeating: 0, count: 120))
    }
  }

  @Test("rows with another number of columns than those of the fit are refused", arguments: Subject.all)
  func columnCount(_ subject: Subject) throws {
    let model = try subject.fit(subject.rows().features)
    #expect(model.featureCount == 3)
    for width in [2, 4] {
      #expect(throws: ModelError.featureCount(expected: 3, actual: width)) {
        try subject.answers(model, Matrix(rowCount: 1, columnCount: width))
      }
    }
  }

  // MARK: What decides a fit

  @Test("two fits to the same rows give the same model, to the last bit", arguments: Subject.all)
  func repeatable(_ subject: Subject) throws {
    let rows = subject.rows()
    let weights = rows.labels.indices.map { Double($0 % 4) + 0.5 }
    #expect(
      try encoded(subject.fit(rows.features, weights: weights))
        == encoded(subject.fit(rows.features, weights: weights)))
  }

  @Test("another seed gives another model, which answers too", arguments: Subject.all)
  func seeds(_ subject: Subject) throws {
    guard let reseeded = subject.reseeded else { return }
    let rows = subject.rows()
    let other: any UnsupervisedModel = try reseeded.fit(features: rows.features)
    #expect(try encoded(subject.fit(rows.features)) != encoded(other))
    #expect(try subject.answers(other, rows.features).allSatisfy { $0.isFinite })
  }

  @Test("the number of threads changes no bit of a model or of what it says", arguments: Subject.all)
  func threads(_ subject: Subject) throws {
    let rows = subject.rows(600)
    let model = try subject.fit(rows.features)
    let alone = try Threads.limited(to: 1) {
      let model = try subject.fit(rows.features)
      return (try encoded(model), try subject.answers(model, rows.features))
    }
    #expect(try encoded(model) == alone.0)
    #expect(try subject.answers(model, rows.features) == alone.1)
  }

  @Test("a learner does with weights what it says it does", arguments: Subject.all)
  func weights(_ subject: Subject) throws {
    let rows = subject.rows()
    let fresh = subject.rows(200, seed: 12)
    let weights = rows.labels.indices.map { Double($0 % 4) }
    let answers = try subject.answers(subject.fit(rows.features, weights: weights), fresh.features)
    let toPlain = distance(answers, try subject.answers(subject.fit(rows.features), fresh.features))
    switch subject.learner.sampleWeightUse {
    case .ignored:
      #expect(toPlain == 0)
    case .scalesLoss:
      #expect(toPlain > 1e-4)
    case .equalsCopies:
      #expect(toPlain > 1e-4)
      let copies = rows.labels.indices.flatMap { [Int](repeating: $0, count: Int(weights[$0])) }
      let copied = try subject.fit(rows.features.rows(at: copies))
      #expect(distance(answers, try subject.answers(copied, fresh.features)) < 1e-6)
    }
  }

  @Test("a row of weight 0 is left out, to the last bit", arguments: Subject.all)
  func zeroWeights(_ subject: Subject) throws {
    let rows = subject.rows()
    let kept = rows.labels.indices.filter { $0 % 3 != 2 }
    var features = rows.features
    for row in rows.labels.indices where row % 3 == 2 { features[row, 1] = 40 }
    let weights = rows.labels.indices.map { $0 % 3 == 2 ? 0 : 1 + Double($0 % 2) }
    #expect(
      try encoded(subject.fit(features, weights: weights))
        == encoded(subject.fit(rows.features.rows(at: kept), weights: kept.map { weights[$0] })))
  }

  @Test("weights of 1 are no weights, to the last bit", arguments: Subject.all)
  func unitWeights(_ subject: Subject) throws {
    let rows = subject.rows()
    #expect(
      try encoded(subject.fit(rows.features, weights: [Double](repeating: 1, count: 120)))
        == encoded(subject.fit(rows.features)))
  }

  @Test("of the weights only their ratios matter to what a model says", arguments: Subject.all)
  func weightRatios(_ subject: Subject) throws {
    let rows = subject.rows()
    let fresh = subject.rows(200, seed: 12)
    let weights = rows.labels.indices.map { 1 + Double($0 % 4) }
    let model = try subject.fit(rows.features, weights: weights)
    let heavy = try subject.fit(rows.features, weights: weights.map { 8 * $0 })
    #expect(distance(try subject.answers(heavy, fresh.features), try subject.answers(model, fresh.features)) < 1e-9)
  }

  @Test("the order of the rows does not matter where it must not", arguments: Subject.all)
  func rowOrder(_ subject: Subject) throws {
    guard subject.ignoresRowOrder else { return }
    let rows = subject.rows()
    var order = Array(0..<120)
    var rng = SeededGenerator(seed: 3)
    rng.shuffle(&order)
    let shuffled = try subject.fit(rows.features.rows(at: order))
    let fresh = subject.rows(200, seed: 12).features
    #expect(
      distance(try subject.answers(subject.fit(rows.features), fresh), try subject.answers(shuffled, fresh)) < 1e-6)
  }

  @Test("the order of the columns does not matter where none is drawn", arguments: Subject.all)
  func columnOrder(_ subject: Subject) throws {
    if subject.columnOrder == .changesDraws { return }
    let order = [2, 0, 1]
    func reordered(_ features: Matrix<Double>) -> Matrix<Double> {
      Matrix(rowCount: features.rowCount, columnCount: 3) { row, column in features[row, order[column]] }
    }
    let rows = subject.rows().features
    let fresh = subject.rows(200, seed: 12).features
    var expected = try subject.answers(subject.fit(rows), fresh)
    if subject.columnOrder == .movesAnswers {
      expected = expected.indices.map { expected[$0 / 3 * 3 + order[$0 % 3]] }
    }
    #expect(distance(try subject.answers(subject.fit(reordered(rows)), reordered(fresh)), expected) < 1e-6)
  }

  // MARK: What rows may be

  @Test("a model moves with its rows", arguments: Subject.all)
  func shifts(_ subject: Subject) throws {
    func moved(_ features: Matrix<Double>) -> Matrix<Double> {
      Matrix(rowCount: features.rowCount, columnCount: 3) { row, column in
        features[row, column] + [1024, -512, 65536][column]
      }
    }
    let rows = subject.rows().features
    let fresh = subject.rows(200, seed: 12).features
    let answers = try subject.answers(subject.fit(rows), fresh)
    #expect(distance(try subject.answers(subject.fit(moved(rows)), moved(fresh)), answers) < 1e-6)
  }

  @Test("a model grows and shrinks with its rows, up to the largest numbers", arguments: Subject.all)
  func scales(_ subject: Subject) throws {
    let rows = subject.rows().features
    let fresh = subject.rows(200, seed: 12).features
    let answers = try subject.answers(subject.fit(rows), fresh)
    for factor in [0.5, 1024, 0x1p320] {
      func scaled(_ features: Matrix<Double>) -> Matrix<Double> {
        Matrix(rowCount: features.rowCount, columnCount: 3) { row, column in factor * features[row, column] }
      }
      let expected = answers.map { subject.scaled($0, factor) }
      let size = expected.reduce(0) { max($0, abs($1)) }
      let found = try subject.answers(subject.fit(scaled(rows)), scaled(fresh))
      // The regularization of a mixture is in the unit of the features, and shows a little.
      #expect(distance(found.map { $0 / size }, expected.map { $0 / size }) < 1e-5, "\(factor)")
    }
  }

  @Test("a column of equal values does no harm", arguments: Subject.all)
  func constantColumns(_ subject: Subject) throws {
    func widened(_ features: Matrix<Double>) -> Matrix<Double> {
      Matrix(rowCount: features.rowCount, columnCount: 4) { row, column in column < 3 ? features[row, column] : 0.1 }
    }
    let rows = subject.rows().features
    let fresh = subject.rows(200, seed: 12).features
    let answers = try subject.answers(subject.fit(widened(rows)), widened(fresh))
    #expect(answers.allSatisfy { $0.isFinite })
    if subject.ignoresConstantColumns {
      #expect(distance(answers, try subject.answers(subject.fit(rows), fresh)) < 1e-9)
    }
  }

  @Test("a column that repeats another is no error", arguments: Subject.all)
  func repeatedColumns(_ subject: Subject) throws {
    func widened(_ features: Matrix<Double>) -> Matrix<Double> {
      Matrix(rowCount: features.rowCount, columnCount: 4) { row, column in features[row, column % 3] }
    }
    let answers = try subject.answers(
      subject.fit(widened(subject.rows().features)), widened(subject.rows(200, seed: 12).features))
    #expect(!answers.isEmpty && answers.allSatisfy { $0.isFinite })
  }

  @Test("rows that stand many times are learned from", arguments: Subject.all)
  func repeatedRows(_ subject: Subject) throws {
    let few = subject.rows(6).features
    let answers = try subject.answers(subject.fit(few.rows(at: (0..<120).map { $0 % 6 })), few)
    #expect(!answers.isEmpty && answers.allSatisfy { $0.isFinite })
  }

  @Test("far from all it has seen, a model still answers with numbers", arguments: Subject.all)
  func farAway(_ subject: Subject) throws {
    let model = try subject.fit(subject.rows().features)
    let far = Matrix(rowCount: 6, columnCount: 3) { row, _ in [1e6, -1e6, 1e12, -1e12, 1e100, -1e100][row] }
    #expect(try subject.answers(model, far).allSatisfy { $0.isFinite })
  }

  // MARK: What a model says

  @Test("a model says of a row the same bits alone and in any batch", arguments: Subject.all)
  func batches(_ subject: Subject) throws {
    let model = try subject.fit(subject.rows().features)
    let fresh = subject.rows(200, seed: 12)
    let together = try subject.answers(model, fresh.features)
    for size in [1, 7, 64] {
      let apart = try stride(from: 0, to: 200, by: size).flatMap { start in
        try subject.answers(model, fresh.features.rows(at: Array(start..<min(start + size, 200))))
      }
      #expect(apart == together)
    }
  }

  @Test("a model says of a row the same bits in any place", arguments: Subject.all)
  func places(_ subject: Subject) throws {
    let model = try subject.fit(subject.rows().features)
    let fresh = subject.rows(200, seed: 12)
    let forwards = try subject.answers(model, fresh.features)
    let backwards = try subject.answers(model, fresh.features.rows(at: (0..<200).reversed()))
    let width = forwards.count / 200
    #expect(width > 0)
    #expect((0..<200 * width).allSatisfy { backwards[(199 - $0 / width) * width + $0 % width] == forwards[$0] })
  }

  @Test("of no rows a model says nothing", arguments: Subject.all)
  func nothing(_ subject: Subject) throws {
    let model = try subject.fit(subject.rows().features)
    #expect(try subject.answers(model, Matrix(rowCount: 0, columnCount: 3)) == [])
  }

  // MARK: Files

  @Test("a model read back from its file says the same bits", arguments: Subject.all)
  func coding(_ subject: Subject) throws {
    let fresh = subject.rows(200, seed: 12)
    let model = try subject.fit(subject.rows().features)
    #expect(try subject.answers(readBack(model), fresh.features) == subject.answers(model, fresh.features))
  }

  @Test("a model read back from its file is written as the same file", arguments: Subject.all)
  func codingTwice(_ subject: Subject) throws {
    let model = try subject.fit(subject.rows().features)
    #expect(try encoded(readBack(model)) == encoded(model))
  }

  @Test("a model in a later format is refused with both formats", arguments: Subject.all)
  func laterFormat(_ subject: Subject) throws {
    let model = try subject.fit(subject.rows().features)
    let later = try withLaterFormat(encoded(model))
    let error = #expect(throws: DecodingError.self) { try decode(like: model, later) }
    #expect(
      error.map { "\($0)".contains("the model was written in format 999, and this library reads format 1") } == true)
  }

  @Test("a model whose file was cut short is refused", arguments: Subject.all)
  func cutShort(_ subject: Subject) throws {
    let model = try subject.fit(subject.rows().features)
    let bytes = try encoded(model)
    #expect(throws: DecodingError.self) { try decode(like: model, bytes.prefix(bytes.count / 2)) }
  }

  @Test("a model that was damaged is refused, or still answers", arguments: Subject.all)
  func damage(_ subject: Subject) throws {
    let model = try subject.fit(subject.rows(40).features)
    let fresh = subject.rows(20, seed: 12)
    let cases = try damaged(encoded(model))
    #expect(cases.count > 5)
    for (damage, bytes) in cases {
      expectRefusalOrAnswer(damage) { _ = try subject.answers(decode(like: model, bytes), fresh.features) }
    }
  }

  // MARK: Updates

  /// Runs `body` on each learner that has updates.
  private func updating(
    _ subject: Subject, _ body: (_ update: (inout any UnsupervisedModel, Matrix<Double>) throws -> Void) throws -> Void
  ) throws {
    func open<Learner: IncrementalUnsupervisedLearner>(_ learner: Learner) throws {
      try body { model, features in
        var own = try #require(model as? Learner.Model)
        defer { model = own }
        try learner.update(&own, features: features)
      }
    }
    if let learner = subject.learner as? any IncrementalUnsupervisedLearner { try open(learner) }
  }

  @Test("a model goes on learning from later rows", arguments: Subject.all)
  func updates(_ subject: Subject) throws {
    try updating(subject) { update in
      var model = try subject.fit(subject.rows().features)
      let before = try encoded(model)
      try update(&model, subject.rows(400, seed: 22).features)
      #expect(try encoded(model) != before)
    }
  }

  @Test("later rows teach the same at once and in pieces of whole batches", arguments: Subject.all)
  func updatesInPieces(_ subject: Subject) throws {
    try updating(subject) { update in
      let later = subject.rows(8 * subject.batchSize, seed: 22).features
      var whole = try subject.fit(subject.rows().features)
      var pieces = whole
      try update(&whole, later)
      for piece in 0..<4 {
        try update(&pieces, Matrix(later.rows(piece * 2 * subject.batchSize..<(piece + 1) * 2 * subject.batchSize)))
      }
      let fresh = subject.rows(200, seed: 12).features
      #expect(try subject.answers(pieces, fresh) == subject.answers(whole, fresh))
    }
  }

  @Test("an update that is refused changes nothing", arguments: Subject.all)
  func refusedUpdates(_ subject: Subject) throws {
    try updating(subject) { update in
      var model = try subject.fit(subject.rows().features)
      let before = try encoded(model)
      var broken = subject.rows().features
      broken[3, 1] = .nan
      let error = #expect(throws: ModelError.self) { try update(&model, broken) }
      #expect(error?.description.hasPrefix("the feature in row 3, column 1 is nan") == true)
      #expect(throws: ModelError.featureCount(expected: 3, actual: 2)) {
        try update(&model, Matrix(rowCount: 1, columnCount: 2))
      }
      #expect(try encoded(model) == before)
    }
  }
}
