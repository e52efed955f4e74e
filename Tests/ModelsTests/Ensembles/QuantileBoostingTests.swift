import Datasets
import Evaluation
import LinearAlgebra
import Models
import Statistics
import Testing

@Suite("Boosting of quantiles")
struct QuantileBoostingTests {
  @Test("small leaves follow the targets at every quantile", arguments: [0.1, 0.5, 0.9])
  func followsTargets(q: Double) throws {
    let features = try Matrix(rows: (1...6).map { [Double($0), 1] })
    let targets = [1, 2, 3.5, 4, 5, 7]
    let model = try GradientBoostingRegression(loss: .quantile(q), rounds: 200, minimumRowsPerLeaf: 1)
      .fit(features: features, targets: targets)
    for (predicted, target) in zip(try model.predict(features), targets) { #expect(abs(predicted - target) < 0.1) }
  }

  @Test(
    "q on y and 1 − q on −y are mirror images",
    arguments: [(9, 0.75, 1), (60, 0.9375, 5), (200, 0.875, 20)], [false, true])
  func mirror(scale: (rows: Int, q: Double, leaf: Int), isWeighted: Bool) throws {
    let rows = DrawnRows(count: scale.rows, columns: 4, seed: 5)
    var rng = SeededGenerator(seed: 9)
    let targets = (0..<scale.rows).map { 3 * rows.features[$0, 0] + rng.normal() }
    let weights = isWeighted ? targets.map { _ in 0.5 + rng.uniform() } : nil
    func predictions(_ q: Double, _ sign: Double) throws -> [Double] {
      try GradientBoostingRegression(loss: .quantile(q), rounds: 40, minimumRowsPerLeaf: scale.leaf)
        .fit(features: rows.features, targets: targets.map { sign * $0 }, sampleWeights: weights)
        .predict(rows.features)
    }
    let (plain, mirrored) = (try predictions(scale.q, 1), try predictions(1 - scale.q, -1))
    #expect(plain.max()! - plain.min()! > 0.5)
    for (a, b) in zip(plain, mirrored) { #expect(abs(a + b) < 1e-9) }
  }

  @Test("doubled weights change nothing, and a row of no weight to speak of does not either")
  func weights() throws {
    let rows = DrawnRows(count: 50, columns: 3, seed: 2)
    let targets = (0..<50).map { rows.features[$0, 0] + rows.features[$0, 1] * rows.features[$0, 2] }
    let learner = GradientBoostingRegression(loss: .quantile(0.8), rounds: 20, minimumRowsPerLeaf: 5)
    func predictions(_ weights: [Double]?) throws -> [Double] {
      try learner.fit(features: rows.features, targets: targets, sampleWeights: weights).predict(rows.features)
    }
    let plain = try predictions(nil)
    for (a, b) in zip(plain, try predictions([Double](repeating: 2, count: 50))) { #expect(abs(a - b) < 1e-9) }
    let start = try learner.fit(features: rows.features, targets: targets).truncated(rounds: 0)
    var far = targets
    far[7] = 1e6
    var light = [Double](repeating: 1, count: 50)
    light[7] = 1e-12
    let held = try learner.fit(features: rows.features, targets: far, sampleWeights: light).truncated(rounds: 0)
    #expect(abs(try start.predict(rows.features)[0] - held.predict(rows.features)[0]) < 0.3)
  }
}
