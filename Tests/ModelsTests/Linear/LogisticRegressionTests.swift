import Foundation
import LinearAlgebra
import Models
import Testing

@Suite("LogisticRegression")
struct LogisticRegressionTests {
  @Test("coefficients, intercept, probabilities and loss agree with scikit-learn")
  func reference() throws {
    for expected in ReferenceFits.shared.logistic {
      let data = try #require(ReferenceFits.shared.data[expected.data])
      let weights = expected.weighted ? data.weights : nil
      let features = try data.features
      let model = try LogisticRegression(l2: expected.l2)
        .fit(features: features, labels: data.labels, sampleWeights: weights)
      let name = Comment("\(expected.data), l2 = \(expected.l2), weighted: \(expected.weighted)")
      #expect(distance(model.coefficients, expected.coefficients) < 1e-8, name)
      #expect(abs(model.intercept - expected.intercept) < 1e-8, name)
      let probabilities = try model.probabilities(features.rows(at: Array(0..<10)))
      #expect(distance(probabilities, expected.probabilities) < 1e-9, name)
      let loss = try model.loss(features: features, labels: data.labels, sampleWeights: weights)
      #expect(abs(loss - expected.loss) < 1e-8 * expected.loss, name)
      #expect(model.convergence?.converged == true, name)
      #expect(try #require(model.convergence).iterations < 20, name)
    }
  }

  @Test("at the optimum the gradient of the loss balances the penalty, and the intercept has none")
  func optimality() throws {
    let rows = DrawnRows(count: 300, columns: 4, seed: 8)
    let weights = rows.labels.indices.map { 0.1 + Double($0 % 7) }
    let model = try LogisticRegression(l2: 2.5)
      .fit(features: rows.features, labels: rows.labels, sampleWeights: weights)
    let gradient = try model.gradient(features: rows.features, labels: rows.labels, sampleWeights: weights)
    #expect(distance(gradient.coefficients, model.coefficients.map { -2.5 * $0 }) < 1e-7)
    #expect(abs(gradient.intercept) < 1e-7)
    let report = try #require(model.convergence)
    let loss = try model.loss(features: rows.features, labels: rows.labels, sampleWeights: weights)
    let penalty = model.coefficients.reduce(0) { $0 + 2.5 / 2 * $1 * $1 }
    #expect(abs(report.objective - loss - penalty) < 1e-9)
  }

  @Test("whole-number weights give the loss and the gradient of as many copies, at any point")
  func copies() throws {
    let rows = DrawnRows(count: 80, columns: 3, seed: 21)
    let counts = rows.labels.indices.map { $0 % 4 }
    let copies = counts.indices.flatMap { [Int](repeating: $0, count: counts[$0]) }
    let copiedFeatures = rows.features.rows(at: copies)
    let copiedLabels = copies.map { rows.labels[$0] }
    let model = LogisticModel(coefficients: [0.7, -1.2, 0.05], intercept: 0.3)
    let weights = counts.map(Double.init)
    let loss = try model.loss(features: rows.features, labels: rows.labels, sampleWeights: weights)
    #expect(abs(loss - (try model.loss(features: copiedFeatures, labels: copiedLabels))) < 1e-9)
    let gradient = try model.gradient(features: rows.features, labels: rows.labels, sampleWeights: weights)
    let copied = try model.gradient(features: copiedFeatures, labels: copiedLabels)
    #expect(distance(gradient.coefficients, copied.coefficients) < 1e-9)
    #expect(abs(gradient.intercept - copied.intercept) < 1e-9)
  }

  @Test("the gradient is the slope of the loss")
  func gradientIsSlope() throws {
    let rows = DrawnRows(count: 50, columns: 2, seed: 4)
    let weights = rows.labels.indices.map { Double($0 % 3) }
    func loss(_ a: Double, _ b: Double, _ c: Double) throws -> Double {
      try LogisticModel(coefficients: [a, b], intercept: c)
        .loss(features: rows.features, labels: rows.labels, sampleWeights: weights)
    }
    let gradient = try LogisticModel(coefficients: [0.4, -0.9], intercept: 0.2)
      .gradient(features: rows.features, labels: rows.labels, sampleWeights: weights)
    let h = 1e-5
    let slopes = [
      (try loss(0.4 + h, -0.9, 0.2) - loss(0.4 - h, -0.9, 0.2)) / (2 * h),
      (try loss(0.4, -0.9 + h, 0.2) - loss(0.4, -0.9 - h, 0.2)) / (2 * h),
      (try loss(0.4, -0.9, 0.2 + h) - loss(0.4, -0.9, 0.2 - h)) / (2 * h),
    ]
    #expect(distance(gradient.coefficients + [gradient.intercept], slopes) < 1e-6)
  }

  @Test("shifting a feature far away moves only the intercept")
  func shift() throws {
    let rows = DrawnRows(count: 200, columns: 2, seed: 6)
    var shifted = rows.features
    for row in 0..<200 { shifted[row, 1] += 1e6 }
    let model = try LogisticRegression(l2: 0.5).fit(features: rows.features, labels: rows.labels)
    let moved = try LogisticRegression(l2: 0.5).fit(features: shifted, labels: rows.labels)
    #expect(distance(model.coefficients, moved.coefficients) < 1e-8)
    #expect(abs(model.intercept - 1e6 * model.coefficients[1] - moved.intercept) < 1e-2)
  }

  @Test("without a penalty, classes that a straight boundary separates are refused")
  func separable() throws {
    let features = try Matrix(rows: [[1], [2], [3], [4]])
    let error = #expect(throws: ModelError.self) {
      try LogisticRegression(l2: 0).fit(features: features, labels: [0, 0, 1, 1])
    }
    #expect(
      error?.description
        == "straight boundaries separate the classes, so without a penalty the coefficients grow "
        + "without end; use an l2 above 0")
    let model = try LogisticRegression(l2: 1e-6).fit(features: features, labels: [0, 0, 1, 1])
    #expect(model.convergence?.converged == true)
    #expect(try model.predict(features) == [0, 0, 1, 1])
    #expect(try LogisticRegression(l2: 0).fit(features: features, labels: [0, 1, 0, 1]).coefficients[0] > 0)
  }

  @Test("without a penalty, classes that a straight boundary separates but for rows on it are refused")
  func separableButForTouching() throws {
    for features in [[[1.0], [2], [2], [3]], [[1.0, 0.3], [2, 0.3], [2, 0.3], [3, 0.7]]] {
      let error = #expect(throws: ModelError.self) {
        try LogisticRegression(l2: 0).fit(features: Matrix(rows: features), labels: [0, 0, 1, 1])
      }
      #expect(error == .separable || error == .notIdentified(column: 1))
    }
  }

  @Test("without a penalty, a column that says nothing new is refused with its number")
  func collinear() throws {
    for column in [[7.1, 7.1, 7.1, 7.1, 7.1], [0.2, 0.4, 0.6, 0.8, 1.0]] {
      let features = try Matrix(rows: (0..<5).map { [Double($0 + 1), column[$0]] })
      #expect(throws: ModelError.notIdentified(column: 1)) {
        try LogisticRegression(l2: 0).fit(features: features, labels: [0, 1, 0, 1, 1])
      }
      #expect(
        try LogisticRegression(l2: 0.1).fit(features: features, labels: [0, 1, 0, 1, 1])
          .convergence?.converged == true)
    }
  }

  @Test("one class, three classes and settings out of range are refused with a sentence")
  func refusals() throws {
    let features = try Matrix(rows: [[1], [2], [3]])
    func sentence(_ learner: LogisticRegression, _ labels: [Int], _ weights: [Double]? = nil) -> String? {
      #expect(throws: ModelError.self) {
        try learner.fit(features: features, labels: labels, sampleWeights: weights)
      }?.description
    }
    let alone =
      "every row that counts has the label 4; a classifier needs rows of two classes, with a weight above 0"
    #expect(sentence(LogisticRegression(), [4, 4, 4]) == alone)
    #expect(sentence(LogisticRegression(), [4, 4, 5], [1, 1, 0]) == alone)
    #expect(
      sentence(LogisticRegression(), [3, 1, 2])
        == "there are 3 classes (1, 2, 3), and this learner takes exactly two; "
        + "wrap it in OneVersusRest(…) or OneVersusOne(…) for more")
    #expect(
      sentence(LogisticRegression(l2: -1), [0, 1, 1])
        == "l2 is -1, and it must be a finite number of at least 0")
    #expect(
      sentence(LogisticRegression(l2: 1, maximumIterations: 0), [0, 1, 1])
        == "maximumIterations is 0, and it must be at least 1")
  }

  @Test("a fit that runs out of steps says so")
  func outOfSteps() throws {
    let rows = DrawnRows(count: 100, columns: 2, seed: 2)
    let model = try LogisticRegression(l2: 0.1, maximumIterations: 1)
      .fit(features: rows.features, labels: rows.labels)
    let report = try #require(model.convergence)
    #expect(report.iterations == 1 && !report.converged && report.residual > 1e-12)
  }

  @Test("weights and features of extreme size still reach the optimum")
  func extremes() throws {
    let rows = DrawnRows(count: 100, columns: 2, seed: 14)
    let plain = try LogisticRegression(l2: 0).fit(features: rows.features, labels: rows.labels)
    let heavy = try LogisticRegression(l2: 0).fit(
      features: rows.features, labels: rows.labels, sampleWeights: [Double](repeating: 1e90, count: 100))
    #expect(distance(plain.coefficients, heavy.coefficients) < 1e-8)
    var stretched = rows.features
    for row in 0..<100 { stretched[row, 0] *= 1e40 }
    let model = try LogisticRegression(l2: 0).fit(features: stretched, labels: rows.labels)
    #expect(abs(model.coefficients[0] * 1e40 - plain.coefficients[0]) < 1e-8)
  }

  @Test("probabilities stay within 0 and 1 far from the boundary")
  func saturation() throws {
    let model = LogisticModel(coefficients: [1], intercept: 0)
    let far = try Matrix(rows: [[-1e5], [-40], [0], [40], [1e5]])
    #expect(try model.probabilities(far) == [0, exp(-40) / (1 + exp(-40)), 0.5, 1 / (1 + exp(-40)), 1])
    let loss = try model.loss(features: far.rows(at: [0]), labels: [1])
    #expect(abs(loss - 1e5) < 1e-6)
  }

  @Test("a model asked for the loss of a label that it does not know names the row")
  func unknownLabel() throws {
    let model = LogisticModel(coefficients: [1], intercept: 0, negativeClass: -1, positiveClass: 1)
    let error = #expect(throws: ModelError.self) {
      try model.loss(features: Matrix(rows: [[1], [2]]), labels: [1, 0])
    }
    #expect(error?.description == "row 1 has the label 0, and the model knows only -1, 1")
  }

  @Test("of many rows the few that give a start may be of one class")
  func rareClass() throws {
    let count = 100_000
    let features = Matrix(rowCount: count, columnCount: 1) { row, _ in Double(row % 1000) / 1000 }
    // Every sixteenth row is looked at for a start, from the first on: none of the positive ones is among them.
    let labels = (0..<count).map { $0 % 16 == 5 && $0 % 1000 > 900 ? 1 : 0 }
    let model = try LogisticRegression().fit(features: features, labels: labels)
    #expect(model.converged == true)
    let gradient = try model.gradient(features: features, labels: labels)
    #expect(abs(gradient.coefficients[0] + model.coefficients[0]) < 1e-6 && abs(gradient.intercept) < 1e-6)
  }
}
