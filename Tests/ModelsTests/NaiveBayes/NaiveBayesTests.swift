import Foundation
import LinearAlgebra
import Models
import Statistics
import Testing

/// One of the three learners, behind what they have in common.
struct NaiveBayesUnderTest: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let fit: @Sendable (Matrix<Double>, [Int], [Double]?, ClassWeights, ClassPriors) throws -> any Fitted

  /// A fitted model with the learner that can update it.
  protocol Fitted: Sendable {
    var classes: [Int] { get }
    func logProbabilities(_ features: Matrix<Double>) throws -> Matrix<Double>
    func classProbabilities(_ features: Matrix<Double>) throws -> Matrix<Double>
    func predict(_ features: Matrix<Double>) throws -> [Int]
    func readBack() throws -> any Fitted
    mutating func update(_ features: Matrix<Double>, _ labels: [Int], _ weights: [Double]?) throws
  }

  struct Gaussian: Fitted {
    var model: GaussianNaiveBayesModel
    let learner: GaussianNaiveBayes
    var classes: [Int] { model.classes }
    func logProbabilities(_ features: Matrix<Double>) throws -> Matrix<Double> { try model.logProbabilities(features) }
    func classProbabilities(_ features: Matrix<Double>) throws -> Matrix<Double> {
      try model.classProbabilities(features)
    }
    func predict(_ features: Matrix<Double>) throws -> [Int] { try model.predict(features) }
    func readBack() throws -> any Fitted { try Gaussian(model: throughFile(model), learner: learner) }
    mutating func update(_ features: Matrix<Double>, _ labels: [Int], _ weights: [Double]?) throws {
      try learner.update(&model, features: features, labels: labels, sampleWeights: weights)
    }
  }

  struct Multinomial: Fitted {
    var model: MultinomialNaiveBayesModel
    let learner: MultinomialNaiveBayes
    var classes: [Int] { model.classes }
    func logProbabilities(_ features: Matrix<Double>) throws -> Matrix<Double> { try model.logProbabilities(features) }
    func classProbabilities(_ features: Matrix<Double>) throws -> Matrix<Double> {
      try model.classProbabilities(features)
    }
    func predict(_ features: Matrix<Double>) throws -> [Int] { try model.predict(features) }
    func readBack() throws -> any Fitted { try Multinomial(model: throughFile(model), learner: learner) }
    mutating func update(_ features: Matrix<Double>, _ labels: [Int], _ weights: [Double]?) throws {
      try learner.update(&model, features: features, labels: labels, sampleWeights: weights)
    }
  }

  struct Bernoulli: Fitted {
    var model: BernoulliNaiveBayesModel
    let learner: BernoulliNaiveBayes
    var classes: [Int] { model.classes }
    func logProbabilities(_ features: Matrix<Double>) throws -> Matrix<Double> { try model.logProbabilities(features) }
    func classProbabilities(_ features: Matrix<Double>) throws -> Matrix<Double> {
      try model.classProbabilities(features)
    }
    func predict(_ features: Matrix<Double>) throws -> [Int] { try model.predict(features) }
    func readBack() throws -> any Fitted { try Bernoulli(model: throughFile(model), learner: learner) }
    mutating func update(_ features: Matrix<Double>, _ labels: [Int], _ weights: [Double]?) throws {
      try learner.update(&model, features: features, labels: labels, sampleWeights: weights)
    }
  }

  static let all = [
    NaiveBayesUnderTest(testDescription: "Gaussian") { features, labels, weights, classWeights, priors in
      let learner = GaussianNaiveBayes(varianceSmoothing: 1e-3, priors: priors, classWeights: classWeights)
      return Gaussian(
        model: try learner.fit(features: features, labels: labels, sampleWeights: weights), learner: learner)
    },
    NaiveBayesUnderTest(testDescription: "multinomial") { features, labels, weights, classWeights, priors in
      let learner = MultinomialNaiveBayes(smoothing: 0.5, priors: priors, classWeights: classWeights)
      return Multinomial(
        model: try learner.fit(features: features, labels: labels, sampleWeights: weights), learner: learner)
    },
    NaiveBayesUnderTest(testDescription: "Bernoulli") { features, labels, weights, classWeights, priors in
      let learner = BernoulliNaiveBayes(smoothing: 0.5, threshold: 1, priors: priors, classWeights: classWeights)
      return Bernoulli(
        model: try learner.fit(features: features, labels: labels, sampleWeights: weights), learner: learner)
    },
  ]
}

private func throughFile<Model: Codable>(_ model: Model) throws -> Model {
  try JSONDecoder().decode(Model.self, from: JSONEncoder().encode(model))
}

/// Counts of two to four kinds of rows.
private struct CountedRows {
  var features: Matrix<Double>
  var labels: [Int]

  init(count: Int, seed: UInt64) {
    var rng = SeededGenerator(seed: seed)
    var labels: [Int] = []
    features = Matrix(rowCount: count, columnCount: 6)
    for row in 0..<count {
      let label = rng.uniformInt(below: 3)
      labels.append(label * 10)
      for column in 0..<6 { features[row, column] = Double(rng.uniformInt(below: 3 + (column + label) % 3)) }
    }
    self.labels = labels
  }
}

@Suite("Naive Bayes")
struct NaiveBayesTests {
  private let rows = CountedRows(count: 150, seed: 70)
  private let fresh = CountedRows(count: 60, seed: 71).features

  @Test("log-probabilities, parameters and predictions agree with scikit-learn, with weights as copies")
  func reference() throws {
    for expected in NaiveBayesReference.shared.cases {
      let data = try #require(NaiveBayesReference.shared.data[expected.data])
      let comment = Comment(
        rawValue: "\(expected.kind), \(expected.data), \(expected.smoothing), \(expected.weighted), \(expected.priors)")
      let weights = expected.weighted ? data.weights : nil
      let priors = expected.classPriors(Set(data.labels).sorted())
      let chances: Matrix<Double>
      let parameters: [Double]
      let predictions: [Int]
      switch expected.kind {
      case "gaussian":
        let model = try GaussianNaiveBayes(varianceSmoothing: expected.smoothing, priors: priors)
          .fit(features: data.features, labels: data.labels, sampleWeights: weights)
        chances = try model.logProbabilities(data.fresh)
        parameters = model.variances.values
        predictions = try model.predict(data.fresh)
      case "multinomial":
        let model = try MultinomialNaiveBayes(smoothing: expected.smoothing, priors: priors)
          .fit(features: data.features, labels: data.labels, sampleWeights: weights)
        chances = try model.logProbabilities(data.fresh)
        parameters = model.featureLogShares.values
        predictions = try model.predict(data.fresh)
      default:
        let model = try BernoulliNaiveBayes(
          smoothing: expected.smoothing, threshold: expected.threshold, priors: priors
        ).fit(features: data.features, labels: data.labels, sampleWeights: weights)
        chances = try model.logProbabilities(data.fresh)
        parameters = model.featureLogProbabilities.values
        predictions = try model.predict(data.fresh)
      }
      #expect(relativeDistance(chances.values, expected.logProbabilities) < 1e-9, comment)
      #expect(relativeDistance(parameters, expected.parameters) < 1e-9, comment)
      #expect(predictions == expected.predictions, comment)
    }
  }

  @Test("the worked example of the textbook has the textbook's numbers")
  func textbook() throws {
    let data = try #require(NaiveBayesReference.shared.data["book"])
    let counted = try MultinomialNaiveBayes().fit(features: data.features, labels: data.labels)
    let shares = counted.featureLogShares.map { Portable.exp($0) }
    #expect(abs(shares[1, 0] - 3.0 / 7) < 1e-15)
    #expect(abs(shares[1, 4] - 1.0 / 14) < 1e-15)
    #expect(abs(shares[0, 0] - 2.0 / 9) < 1e-15)
    // P(China | d5) ∝ 3/4 · (3/7)³ · 1/14 · 1/14 and P(not China | d5) ∝ 1/4 · (2/9)³ · 2/9 · 2/9.
    let china = 0.75 * (27.0 / 343) / 196
    let other = 0.25 * (8.0 / 729) * (4.0 / 81)
    #expect(abs(try counted.classProbabilities(data.fresh)[0, 1] - china / (china + other)) < 1e-14)
    #expect(try counted.predict(data.fresh) == [1])
    // By presence alone the test document is not about China: 3/4 · 4/5 · 1/5 · 1/5 · (3/5)³ against
    // 1/4 · 2/3 · 2/3 · 2/3 · (2/3)³.
    let present = try BernoulliNaiveBayes().fit(features: data.features, labels: data.labels)
    let china2 = 0.75 * 0.8 * 0.04 * 0.216
    let other2 = 0.25 * (8.0 / 27) * (8.0 / 27)
    #expect(abs(try present.classProbabilities(data.fresh)[0, 1] - china2 / (china2 + other2)) < 1e-14)
    #expect(try present.predict(data.fresh) == [0])
  }

  @Test("a weight is that many copies of its row", arguments: NaiveBayesUnderTest.all)
  func copies(_ subject: NaiveBayesUnderTest) throws {
    let weights = rows.labels.indices.map { Double($0 % 4) }
    let copies = rows.labels.indices.flatMap { [Int](repeating: $0, count: Int(weights[$0])) }
    for classWeights in [ClassWeights.equal, .balanced, .factors([10: 2.5])] {
      let weighted = try subject.fit(rows.features, rows.labels, weights, classWeights, .fitted)
      let copied = try subject.fit(
        rows.features.rows(at: copies), copies.map { rows.labels[$0] }, nil, classWeights, .fitted)
      #expect(
        distance(try weighted.logProbabilities(fresh).values, try copied.logProbabilities(fresh).values) < 1e-11)
    }
  }

  @Test("a class weight is the same factor on the weights of its rows", arguments: NaiveBayesUnderTest.all)
  func classWeights(_ subject: NaiveBayesUnderTest) throws {
    let factors = [0: 0.5, 10: 3.0]
    let byClass = try subject.fit(rows.features, rows.labels, nil, .factors(factors), .fitted)
    let byRow = try subject.fit(rows.features, rows.labels, rows.labels.map { factors[$0] ?? 1 }, .equal, .fitted)
    let plain = try subject.fit(rows.features, rows.labels, nil, .equal, .fitted)
    let found = try byClass.logProbabilities(fresh).values
    #expect(distance(found, try byRow.logProbabilities(fresh).values) < 1e-11)
    #expect(distance(found, try plain.logProbabilities(fresh).values) > 0.1)
  }

  @Test("fitting to some rows and updating with the rest is fitting to all", arguments: NaiveBayesUnderTest.all)
  func update(_ subject: NaiveBayesUnderTest) throws {
    let weights = rows.labels.indices.map { Double(($0 + 1) % 5) * 0.7 }
    for (weights, classWeights) in [(nil, ClassWeights.balanced), (weights, .equal)] {
      var model = try subject.fit(
        Matrix(rows.features.rows(0..<30)), Array(rows.labels[..<30]), weights.map { Array($0[..<30]) }, classWeights,
        .fitted)
      for range in [30..<31, 31..<90, 90..<150] {
        try model.update(
          Matrix(rows.features.rows(range)), Array(rows.labels[range]), weights.map { Array($0[range]) })
      }
      let whole = try subject.fit(rows.features, rows.labels, weights, classWeights, .fitted)
      #expect(
        distance(try model.logProbabilities(fresh).values, try whole.logProbabilities(fresh).values) < 1e-10)
    }
  }

  @Test("a label may be new in an update, unless it has no prior", arguments: NaiveBayesUnderTest.all)
  func newLabel(_ subject: NaiveBayesUnderTest) throws {
    let early = rows.labels.indices.filter { rows.labels[$0] != 10 }
    let late = rows.labels.indices.filter { rows.labels[$0] == 10 }
    let whole = try subject.fit(rows.features, rows.labels, nil, .equal, .fitted)
    var model = try subject.fit(
      rows.features.rows(at: early), early.map { rows.labels[$0] }, nil, .equal, .fitted)
    #expect(model.classes == [0, 20])
    try model.update(rows.features.rows(at: late), late.map { rows.labels[$0] }, nil)
    #expect(model.classes == [0, 10, 20])
    #expect(distance(try model.logProbabilities(fresh).values, try whole.logProbabilities(fresh).values) < 1e-11)

    var given = try subject.fit(
      rows.features.rows(at: early), early.map { rows.labels[$0] }, nil, .equal, .given([0: 0.25, 20: 0.75]))
    let before = try given.logProbabilities(fresh)
    #expect(throws: ModelError.priorMissing(label: 10)) {
      try given.update(rows.features.rows(at: late), late.map { rows.labels[$0] }, nil)
    }
    #expect(try given.logProbabilities(fresh) == before)
  }

  @Test("probabilities sum to 1, and are what their logarithms say", arguments: NaiveBayesUnderTest.all)
  func probabilities(_ subject: NaiveBayesUnderTest) throws {
    let model = try subject.fit(rows.features, rows.labels, nil, .equal, .fitted)
    let chances = try model.classProbabilities(fresh)
    let logs = try model.logProbabilities(fresh)
    for row in 0..<fresh.rowCount {
      #expect(abs(chances.row(row).reduce(0, +) - 1) < 1e-14)
      for column in 0..<3 { #expect(abs(Portable.exp(logs[row, column]) - chances[row, column]) < 1e-13) }
    }
  }

  @Test("the bits do not depend on the batch, the threads or a trip through a file", arguments: NaiveBayesUnderTest.all)
  func batches(_ subject: NaiveBayesUnderTest) throws {
    let model = try subject.fit(rows.features, rows.labels, nil, .balanced, .fitted)
    let many = CountedRows(count: 3000, seed: 72).features
    let together = try model.logProbabilities(many)
    let labels = try model.predict(many)
    for row in stride(from: 0, to: 3000, by: 97) {
      #expect(try model.logProbabilities(many.rows(at: [row])).values == Array(together.row(row)))
      #expect(try model.predict(many.rows(at: [row])) == [labels[row]])
    }
    let alone = try Threads.limited(to: 1) { try model.logProbabilities(many) }
    #expect(alone == together)
    let copy = try model.readBack()
    #expect(try copy.logProbabilities(many) == together)
    #expect(try copy.predict(many) == labels)
    #expect(try model.predict(many.rows(at: [])) == [])
  }

  @Test("a row far from every class has finite probabilities")
  func farRow() throws {
    let model = try GaussianNaiveBayes().fit(
      features: Matrix(rows: [[1e-100], [2e-100], [3e-100], [5e-100]]), labels: [0, 0, 1, 1])
    #expect(try model.classProbabilities(Matrix(rows: [[1e100]])).values == [0.5, 0.5])
  }

  @Test("variances are exact where the mean is large against them")
  func largeOffset() throws {
    let features = try Matrix(rows: [[1e9 + 1], [1e9 + 2], [1e9 + 6], [-1], [0], [1]])
    let learner = GaussianNaiveBayes(varianceSmoothing: 0)
    let labels = [0, 0, 0, 1, 1, 1]
    let model = try learner.fit(features: features, labels: labels)
    #expect(distance(model.variances.values, [14.0 / 3, 2.0 / 3]) < 1e-12)
    var updated = try learner.fit(features: features.rows(at: [0, 1, 3, 4]), labels: [0, 0, 1, 1])
    try learner.update(&updated, features: features.rows(at: [2, 5]), labels: [0, 1])
    #expect(distance(updated.variances.values, [14.0 / 3, 2.0 / 3]) < 1e-12)
  }

  @Test("smoothing refers to the variance of all rows seen so far, not of the last batch")
  func smoothing() throws {
    let learner = GaussianNaiveBayes(varianceSmoothing: 0.5)
    var model = try learner.fit(features: Matrix(rows: [[0], [2], [0], [2]]), labels: [0, 0, 1, 1])
    #expect(distance(model.variances.values, [1.5, 1.5]) < 1e-15)
    try learner.update(&model, features: Matrix(rows: [[1], [1], [1], [1]]), labels: [0, 0, 1, 1])
    #expect(distance(model.variances.values, [0.75, 0.75]) < 1e-15)
  }

  @Test("a feature without variance is refused unless it is smoothed")
  func constantFeature() throws {
    let features = try Matrix(rows: [[0, 1], [1, 1], [2, 1], [3, 2]])
    #expect(throws: ModelError.unusableVariance(column: 1, label: 4, value: 0)) {
      try GaussianNaiveBayes(varianceSmoothing: 0).fit(features: features, labels: [4, 4, 5, 5])
    }
    _ = try GaussianNaiveBayes().fit(features: features, labels: [4, 4, 5, 5])
    let error = #expect(throws: ModelError.self) {
      try GaussianNaiveBayes().fit(features: Matrix(rows: [[1], [1]]), labels: [4, 5])
    }
    #expect(
      error?.description
        == "feature column 0 has a variance of 0.0 among the rows of label 4, and it must be a finite number above 0; "
        + "drop a constant column or use a larger varianceSmoothing")
  }

  @Test("a count below zero is refused with its place, in a fit, an update and a prediction")
  func negativeCount() throws {
    let learner = MultinomialNaiveBayes()
    var features = rows.features
    features[7, 2] = -1
    let refusal = ModelError.negativeFeature(row: 7, column: 2, value: -1)
    #expect(throws: refusal) { try learner.fit(features: features, labels: rows.labels) }
    var model = try learner.fit(features: rows.features, labels: rows.labels)
    let before = model
    #expect(throws: refusal) { try learner.update(&model, features: features, labels: rows.labels) }
    #expect(model == before)
    #expect(throws: refusal) { try model.predict(features) }
    #expect(
      refusal.description
        == "the feature in row 7, column 2 is -1.0; this learner counts how often something occurs, so no feature may "
        + "be below 0")
  }

  @Test("priors that do not fit the labels are refused", arguments: NaiveBayesUnderTest.all)
  func priors(_ subject: NaiveBayesUnderTest) throws {
    let cases: [([Int: Double], ModelError)] = [
      ([0: 0.5, 10: 0.5], .priorMissing(label: 20)),
      ([0: 0.5, 10: 0.25, 20: 0.125, 30: 0.125], .priorLabel(label: 30, classes: [0, 10, 20])),
      ([0: 0.5, 10: 0.25, 20: 0.5], .setting(name: "the sum of the priors", value: 1.25, requirement: "1")),
      (
        [0: 0.5, 10: 0, 20: 0.5],
        .prior(label: 10, value: 0)
      ),
    ]
    for (priors, refusal) in cases {
      #expect(throws: refusal) { try subject.fit(rows.features, rows.labels, nil, .equal, .given(priors)) }
    }
  }

  @Test("one class, and updates that do not fit the model, are refused", arguments: NaiveBayesUnderTest.all)
  func misfits(_ subject: NaiveBayesUnderTest) throws {
    #expect(throws: ModelError.oneClass(label: 3)) {
      try subject.fit(rows.features, [Int](repeating: 3, count: 150), nil, .equal, .fitted)
    }
    #expect(throws: ModelError.oneClass(label: 0)) {
      try subject.fit(rows.features, rows.labels, rows.labels.map { $0 == 0 ? 1 : 0 }, .equal, .fitted)
    }
    var model = try subject.fit(rows.features, rows.labels, nil, .equal, .fitted)
    let before = try model.logProbabilities(fresh)
    #expect(throws: ModelError.featureCount(expected: 6, actual: 2)) {
      try model.update(Matrix(rows: [[1, 2]]), [0], nil)
    }
    #expect(throws: ModelError.weightsAllZero) { try model.update(Matrix(fresh.rows(0..<1)), [0], [0]) }
    #expect(throws: ModelError.noRows) { try model.update(fresh.rows(at: []), [], nil) }
    #expect(try model.logProbabilities(fresh) == before)
  }

  @Test("settings out of range are refused")
  func settings() throws {
    for bad in [-1, Double.nan, .infinity] {
      #expect(throws: ModelError.self) {
        try GaussianNaiveBayes(varianceSmoothing: bad).fit(features: rows.features, labels: rows.labels)
      }
      #expect(throws: ModelError.self) {
        try MultinomialNaiveBayes(smoothing: bad).fit(features: rows.features, labels: rows.labels)
      }
      #expect(throws: ModelError.self) {
        try BernoulliNaiveBayes(smoothing: bad).fit(features: rows.features, labels: rows.labels)
      }
    }
    #expect(throws: ModelError.setting(name: "smoothing", value: 0, requirement: "a finite number above 0")) {
      try MultinomialNaiveBayes(smoothing: 0).fit(features: rows.features, labels: rows.labels)
    }
    #expect(throws: ModelError.setting(name: "threshold", value: .infinity, requirement: "a finite number")) {
      try BernoulliNaiveBayes(threshold: .infinity).fit(features: rows.features, labels: rows.labels)
    }
    var model = try BernoulliNaiveBayes(threshold: 1).fit(features: rows.features, labels: rows.labels)
    #expect(
      throws: ModelError.setting(
        name: "threshold", value: 2, requirement: "1.0, as it was when the model was fitted")
    ) {
      try BernoulliNaiveBayes(threshold: 2).update(&model, features: rows.features, labels: rows.labels)
    }
  }

  @Test("files whose parts do not fit together, or of another format, are refused")
  func forgedFiles() throws {
    let features = try Matrix(rows: [[1, 0], [2, 1], [0, 3], [1, 4]])
    let labels = [6, 6, 8, 8]
    try refuse(
      GaussianNaiveBayes().fit(features: features, labels: labels),
      [
        (#""classes":[6,8]"#, #""classes":[8,6]"#), (#""classes":[6,8]"#, #""classes":[6]"#),
        (#""format":1"#, #""format":9"#), (#""weights":[2,2]"#, #""weights":[2,0]"#),
        (#""factors":[1,1]"#, #""factors":[1]"#), (#""varianceSmoothing":1e-09"#, #""varianceSmoothing":-1"#),
      ])
    try refuse(
      MultinomialNaiveBayes(smoothing: 0.5).fit(features: features, labels: labels),
      [
        (#""smoothing":0.5"#, #""smoothing":0"#), (#""values":[3,1,1,7]"#, #""values":[3,1,1,-7]"#),
        (#""format":1"#, #""format":9"#), (#""weights":[2,2]"#, #""weights":[2]"#),
      ])
    try refuse(
      BernoulliNaiveBayes(smoothing: 0.5).fit(features: features, labels: labels),
      [
        (#""smoothing":0.5"#, #""smoothing":-1"#), (#""rowCount":2"#, #""rowCount":1"#),
        (#""format":1"#, #""format":9"#),
      ])
  }

  private func refuse<Model: Codable>(_ model: Model, _ forgeries: [(String, String)]) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let text = String(decoding: try encoder.encode(model), as: UTF8.self)
    for (part, forgery) in forgeries {
      #expect(text.contains(part), "\(text)")
      let forged = Data(text.replacing(part, with: forgery).utf8)
      #expect(throws: DecodingError.self, "\(forgery)") { try JSONDecoder().decode(Model.self, from: forged) }
    }
  }
}
