import Foundation
import LinearAlgebra
import Models
import Statistics
import Testing

@Suite("Logistic and softmax regression with penalties")
struct PenalizedClassificationTests {
  private func balance(_ expected: LinearFits.Classification) -> ClassWeights { expected.balanced ? .balanced : .equal }

  @Test("coefficients, intercepts and probabilities agree with scikit-learn, with l2, l1 and both")
  func reference() throws {
    for expected in LinearFits.shared.classifications {
      let table = try DatasetTable(expected.data, standard: expected.standard, rows: expected.rows)
      let weights = expected.weighted ? table.weights : nil
      let queries = table.features.rows(at: Array(stride(from: 0, to: expected.rows, by: 7).prefix(20)))
      let name = Comment("\(expected.data), l1 \(expected.l1), l2 \(expected.l2)")
      let coefficients: [Double]
      let intercepts: [Double]
      var probabilities: Matrix<Double>
      let report: ConvergenceReport?
      if expected.intercepts.count == 1 {
        let model = try LogisticRegression(l2: expected.l2, l1: expected.l1, classWeights: balance(expected))
          .fit(features: table.features, labels: table.labels, sampleWeights: weights)
        (coefficients, intercepts, report) = (model.coefficients, [model.intercept], model.convergence)
        probabilities = try model.classProbabilities(queries)
      } else {
        let model = try SoftmaxRegression(l2: expected.l2, l1: expected.l1, classWeights: balance(expected))
          .fit(features: table.features, labels: table.labels, sampleWeights: weights)
        (coefficients, intercepts, report) = (model.coefficients.values, model.intercepts, model.convergence)
        probabilities = try model.classProbabilities(queries)
      }
      #expect(distance(coefficients, expected.coefficients) < 1e-6, name)
      #expect(distance(probabilities.values, expected.probabilities) < 1e-6, name)
      if expected.l1 == 0 || expected.intercepts.count == 1 {
        #expect(distance(intercepts, expected.intercepts) < 1e-5, name)
      }
      #expect(report?.converged == true, name)
    }
  }

  @Test("with l1, the slope of the loss is at most l1 where a coefficient is 0, and balances the penalties elsewhere")
  func optimality() throws {
    let rows = DrawnRows(count: 150, columns: 6, seed: 2)
    let weights = rows.labels.indices.map { Double($0 % 3) }
    for (l1, l2) in [(4.0, 0.0), (4, 1.5)] {
      let model = try LogisticRegression(l2: l2, l1: l1)
        .fit(features: rows.features, labels: rows.labels, sampleWeights: weights)
      let gradient = try model.gradient(features: rows.features, labels: rows.labels, sampleWeights: weights)
      expectBalance(gradient.coefficients, model.coefficients, l1, l2)
      #expect(abs(gradient.intercept) < 1e-8)
      #expect(model.coefficients.contains(0) && model.coefficients.contains { $0 != 0 })

      let three = rows.labels.enumerated().map { row, label -> Int in
        let mixed = (row * 5 + label * 3) % 7
        return mixed % 3 - 1
      }
      let softmax = try SoftmaxRegression(l2: l2, l1: l1)
        .fit(features: rows.features, labels: three, sampleWeights: weights)
      let slopes = try softmax.gradient(features: rows.features, labels: three, sampleWeights: weights)
      expectBalance(slopes.coefficients.values, softmax.coefficients.values, l1, l2)
      #expect(slopes.intercepts.allSatisfy { abs($0) < 1e-8 })
    }
  }

  private func expectBalance(_ slopes: [Double], _ coefficients: [Double], _ l1: Double, _ l2: Double) {
    for (slope, value) in zip(slopes, coefficients) {
      if value == 0 {
        #expect(abs(slope) <= l1 + 1e-8)
      } else {
        let pull = value > 0 ? l1 : -l1
        #expect(abs(slope + l2 * value + pull) < 1e-8)
      }
    }
  }

  @Test("for two classes softmax regression is logistic regression with half the penalty")
  func twoClasses() throws {
    let rows = DrawnRows(count: 100, columns: 3, seed: 5)
    for l2 in [0.0, 2] {
      let softmax = try SoftmaxRegression(l2: l2).fit(features: rows.features, labels: rows.labels)
      let logistic = try LogisticRegression(l2: l2 / 2).fit(features: rows.features, labels: rows.labels)
      let differences = (0..<3).map { softmax.coefficients[1, $0] - softmax.coefficients[0, $0] }
      #expect(distance(differences, logistic.coefficients) < 1e-9)
      #expect(softmax.coefficients.columnSums().allSatisfy { abs($0) < 1e-9 })
    }
  }

  @Test("softmax: weights are copies, the order of rows does not matter, and an offset moves only the intercepts")
  func copies() throws {
    let table = try DatasetTable("iris", standard: true)
    let weights = table.labels.indices.map { Double($0 % 4) }
    var copies = table.labels.indices.flatMap { [Int](repeating: $0, count: Int(weights[$0])) }
    var rng = SeededGenerator(seed: 5)
    rng.shuffle(&copies)
    var shifted = table.features.rows(at: copies)
    for row in copies.indices { shifted[row, 1] += 1e6 }
    for l1 in [0.0, 0.7] {
      let learner = SoftmaxRegression(l2: 0.3, l1: l1)
      let weighted = try learner.fit(features: table.features, labels: table.labels, sampleWeights: weights)
      let copied = try learner.fit(features: shifted, labels: copies.map { table.labels[$0] })
      #expect(distance(weighted.coefficients.values, copied.coefficients.values) < 1e-7)
    }
  }

  @Test("softmax: without a penalty separable classes are refused, and dependent columns by number")
  func refusals() throws {
    let features = try Matrix(rows: [[1], [2], [3], [4], [5], [6]])
    #expect(throws: ModelError.separable) {
      try SoftmaxRegression(l2: 0).fit(features: features, labels: [0, 0, 1, 1, 2, 2])
    }
    // The last class stands apart from two that mix, so that its rows settle what they say and curve nothing.
    let error = #expect(throws: ModelError.self) {
      try SoftmaxRegression(l2: 0).fit(features: features, labels: [0, 1, 1, 0, 2, 2])
    }
    #expect(error == .separable || error == .notIdentified(column: 0))
    let double = Matrix(rowCount: 6, columnCount: 2) { row, column in features[row, 0] * Double(column + 1) }
    #expect(throws: ModelError.notIdentified(column: 1)) {
      try SoftmaxRegression(l2: 0).fit(features: double, labels: [0, 1, 2, 0, 1, 2])
    }
    #expect(
      try SoftmaxRegression(l2: 0.1).fit(features: double, labels: [0, 1, 2, 0, 1, 2]).convergence.converged)
  }

  @Test("the fit does not depend on the number of threads, to the last bit")
  func threads() throws {
    let rows = DrawnRows(count: 3000, columns: 9, seed: 1)
    for l1 in [0.0, 20] {
      let learner = LogisticRegression(l2: 0.5, l1: l1)
      let one = try Threads.limited(to: 1) { try learner.fit(features: rows.features, labels: rows.labels) }
      #expect(try learner.fit(features: rows.features, labels: rows.labels) == one)
    }
    let softmax = SoftmaxRegression(l2: 0.5)
    let one = try Threads.limited(to: 1) { try softmax.fit(features: rows.features, labels: rows.labels) }
    #expect(try softmax.fit(features: rows.features, labels: rows.labels) == one)
  }

  @Test("more columns than rows, constant columns and repeated ones are no obstacle to a penalty")
  func wide() throws {
    let rows = DrawnRows(count: 30, columns: 80, seed: 9)
    var features = rows.features
    for row in 0..<30 {
      features[row, 5] = 0.1
      features[row, 6] = features[row, 0]
    }
    let ridge = try LogisticRegression(l2: 0.5).fit(features: features, labels: rows.labels)
    #expect(ridge.convergence?.converged == true && abs(ridge.coefficients[5]) < 1e-12)
    #expect(abs(ridge.coefficients[0] - ridge.coefficients[6]) < 1e-9)
    let lasso = try LogisticRegression(l2: 0, l1: 0.5).fit(features: features, labels: rows.labels)
    let slopes = try lasso.gradient(features: features, labels: rows.labels)
    expectBalance(slopes.coefficients, lasso.coefficients, 0.5, 0)
    #expect(lasso.coefficients[5] == 0)
  }

  @Test("an update of the stochastic learner goes on from the model, and refuses labels that it does not know")
  func update() throws {
    let rows = DrawnRows(count: 90, columns: 3, seed: 5)
    let step = LogisticRegressionSGD(learningRate: 0.3, batchSize: 90, epochs: 2)
    var model = try step.fit(features: rows.features, labels: rows.labels)
    try step.update(&model, features: rows.features, labels: rows.labels)
    let whole = try LogisticRegressionSGD(learningRate: 0.3, batchSize: 90, epochs: 4)
      .fit(features: rows.features, labels: rows.labels)
    #expect(distance(model.coefficients, whole.coefficients) < 1e-12)
    let before = model
    #expect(throws: ModelError.unknownLabel(row: 1, label: 7, classes: [0, 1])) {
      try step.update(&model, features: rows.features.rows(at: [0, 1]), labels: [1, 7])
    }
    #expect(model == before)
    try step.update(&model, features: rows.features.rows(at: [0, 1]), labels: [1, 1])
    #expect(model != before)
  }
}
