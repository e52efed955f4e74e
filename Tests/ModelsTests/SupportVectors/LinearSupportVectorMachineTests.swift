import Foundation
import LinearAlgebra
import Models
import Statistics
import Testing

@Suite("LinearSupportVectorMachine")
struct LinearSupportVectorMachineTests {
  private let losses: [LinearSupportVectorMachine.Loss] = [.hinge, .squaredHinge]

  @Test("coefficients and intercept agree with scikit-learn's LinearSVC")
  func reference() throws {
    for expected in LinearFits.shared.linearMachines {
      let table = try DatasetTable(expected.data, standard: expected.standard)
      let model = try LinearSupportVectorMachine(
        c: expected.c, loss: expected.loss == "hinge" ? .hinge : .squaredHinge, tolerance: 1e-15,
        maximumIterations: 100_000, classWeights: expected.balanced ? .balanced : .equal
      ).fit(
        features: table.features, labels: table.labels, sampleWeights: expected.weighted ? table.weights : nil)
      let name = Comment("\(expected.loss), \(expected.c), \(model.convergence)")
      #expect(distance(model.coefficients, expected.coefficients) < 1e-6, name)
      #expect(abs(model.intercept - expected.intercept) < 1e-6, name)
    }
  }

  @Test("the report's gap bounds how far the objective is from the best")
  func gap() throws {
    let rows = DrawnRows(count: 200, columns: 4, seed: 3)
    for loss in losses {
      let best = try LinearSupportVectorMachine(loss: loss, tolerance: 1e-12, maximumIterations: 100_000)
        .fit(features: rows.features, labels: rows.labels)
      #expect(best.convergence.converged)
      let short = try LinearSupportVectorMachine(loss: loss, maximumIterations: 2)
        .fit(features: rows.features, labels: rows.labels)
      #expect(!short.convergence.converged)
      let excess = short.convergence.objective - best.convergence.objective
      #expect(excess > 0 && excess <= short.convergence.residual * short.convergence.objective)
      var objective = best.intercept * best.intercept / 2
      for value in best.coefficients { objective += value * value / 2 }
      for (value, label) in zip(try best.decisionValues(rows.features), rows.labels) {
        let short = max(0, 1 - (label == 1 ? value : -value))
        objective += loss == .hinge ? short : short * short
      }
      #expect(abs(objective - best.convergence.objective) < 1e-9)
    }
  }

  @Test("weights are copies, and neither the order of rows nor the seed matters")
  func copies() throws {
    let rows = DrawnRows(count: 80, columns: 3, seed: 21)
    let weights = rows.labels.indices.map { Double($0 % 4) }
    var copies = rows.labels.indices.flatMap { [Int](repeating: $0, count: Int(weights[$0])) }
    var rng = SeededGenerator(seed: 5)
    rng.shuffle(&copies)
    for loss in losses {
      var learner = LinearSupportVectorMachine(loss: loss, tolerance: 1e-14, maximumIterations: 100_000)
      let weighted = try learner.fit(features: rows.features, labels: rows.labels, sampleWeights: weights)
      learner.seed = 9
      let copied = try learner.fit(
        features: rows.features.rows(at: copies), labels: copies.map { rows.labels[$0] })
      #expect(distance(weighted.coefficients, copied.coefficients) < 1e-6)
      #expect(abs(weighted.intercept - copied.intercept) < 1e-6)
    }
  }

  @Test("separable rows of more columns than rows are fitted, and settings out of range refused")
  func settings() throws {
    let rows = DrawnRows(count: 20, columns: 50, seed: 4)
    for loss in losses {
      let model = try LinearSupportVectorMachine(c: 100, loss: loss).fit(features: rows.features, labels: rows.labels)
      #expect(try model.predict(rows.features) == rows.labels)
      #expect(model.convergence.converged)
      let copy = try JSONDecoder().decode(LinearSupportVectorModel.self, from: JSONEncoder().encode(model))
      #expect(copy == model)
    }
    for (learner, name) in [
      (LinearSupportVectorMachine(c: 0), "c"), (LinearSupportVectorMachine(tolerance: 0), "tolerance"),
      (LinearSupportVectorMachine(maximumIterations: 0), "maximumIterations"),
    ] {
      let error = #expect(throws: ModelError.self) { try learner.fit(features: rows.features, labels: rows.labels) }
      #expect(error?.description.hasPrefix(name + " is ") == true)
    }
  }
}
