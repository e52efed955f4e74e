import Foundation
import LinearAlgebra
import Models
import Testing

@Suite("LogisticRegressionSGD")
struct LogisticRegressionSGDTests {
  let rows = DrawnRows(count: 400, columns: 3, seed: 17)

  @Test("with all rows in one batch a step follows the gradient of the full objective")
  func fullBatch() throws {
    let weights = rows.labels.indices.map { 0.5 + Double($0 % 5) }
    let total = weights.reduce(0, +)
    let l2 = 3.0
    var expected = LogisticModel(coefficients: [0, 0, 0], intercept: 0)
    for _ in 0..<6 {
      let slope = try expected.gradient(features: rows.features, labels: rows.labels, sampleWeights: weights)
      expected = LogisticModel(
        coefficients: zip(expected.coefficients, slope.coefficients).map { value, slope in
          value - 0.4 * (slope + l2 * value) / total
        },
        intercept: expected.intercept - 0.4 * slope.intercept / total)
    }
    let model = try LogisticRegressionSGD(l2: l2, learningRate: 0.4, batchSize: 400, epochs: 6)
      .fit(features: rows.features, labels: rows.labels, sampleWeights: weights)
    #expect(distance(model.coefficients, expected.coefficients) < 1e-12)
    #expect(abs(model.intercept - expected.intercept) < 1e-12)
  }

  @Test("many epochs of small steps end near the exact optimum")
  func nearOptimum() throws {
    let weights = rows.labels.indices.map { 0.5 + Double($0 % 5) }
    let exact = try LogisticRegression(l2: 2)
      .fit(features: rows.features, labels: rows.labels, sampleWeights: weights)
    let model = try LogisticRegressionSGD(l2: 2, learningRate: 0.01, batchSize: 16, epochs: 500, seed: 3)
      .fit(features: rows.features, labels: rows.labels, sampleWeights: weights)
    #expect(distance(model.coefficients, exact.coefficients) < 0.05)
    #expect(abs(model.intercept - exact.intercept) < 0.05)
    #expect(model.convergence == nil)
  }

  @Test("the seed sets the order, and another seed another fit")
  func seeds() throws {
    let fits = try [1, 1, 2].map {
      try LogisticRegressionSGD(batchSize: 10, seed: $0).fit(features: rows.features, labels: rows.labels)
    }
    #expect(fits[0] == fits[1])
    #expect(distance(fits[0].coefficients, fits[2].coefficients) > 1e-6)
  }

  @Test("an epoch visits every row once, and a smaller last batch steps as far as the others")
  func lastBatch() throws {
    // Only row i has anything in column i, so coefficient i shows the one step that saw row i.
    let features = try Matrix(rows: [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]])
    let model = try LogisticRegressionSGD(l2: 0, learningRate: 1, batchSize: 3, epochs: 1)
      .fit(features: features, labels: [0, 1, 0, 1])
    // Three rows step from zero by 1/3 of 1/2; the intercept is then 1/6 against the row that is left, which
    // steps by the whole of its residual, 1 / (1 + exp(-1/6)).
    let steps = model.coefficients.map(abs).sorted()
    #expect(distance(steps, [1.0 / 6, 1.0 / 6, 1.0 / 6, 1 / (1 + exp(-1.0 / 6))]) < 1e-12)
  }

  @Test("steps too long to stay finite are reported with their epoch")
  func diverged() throws {
    let error = #expect(throws: ModelError.self) {
      try LogisticRegressionSGD(l2: 1, learningRate: 1e300, batchSize: 1, epochs: 3)
        .fit(features: rows.features, labels: rows.labels)
    }
    #expect(error == .diverged(epoch: 1, learningRate: 1e300))
  }

  @Test("settings out of range are refused by name")
  func settings() {
    for (learner, name) in [
      (LogisticRegressionSGD(l2: .nan), "l2"),
      (LogisticRegressionSGD(learningRate: 0), "learningRate"),
      (LogisticRegressionSGD(batchSize: 0), "batchSize"),
      (LogisticRegressionSGD(epochs: -1), "epochs"),
    ] {
      let error = #expect(throws: ModelError.self) {
        try learner.fit(features: rows.features, labels: rows.labels)
      }
      #expect(error?.description.hasPrefix(name + " is ") == true)
    }
  }
}
