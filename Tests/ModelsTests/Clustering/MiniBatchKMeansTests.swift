import LinearAlgebra
import Models
import Statistics
import Testing

@Suite("MiniBatchKMeans")
struct MiniBatchKMeansTests {
  private func groups(_ count: Int, seed: UInt64, spread: Double = 1) -> Matrix<Double> {
    var rng = SeededGenerator(seed: seed)
    let places = (0..<8).map { _ in (0..<4).map { _ in 8 * rng.normal() } }
    return Matrix(rowCount: count, columnCount: 4) { row, column in places[row % 8][column] + spread * rng.normal() }
  }

  @Test("its inertia is within 3 percent of that of k-means on all rows")
  func inertia() throws {
    let features = groups(6000, seed: 71)
    let full = try KMeans(clusters: 8, seed: 1).fit(features: features)
    for seed in 0..<5 {
      let mini = try MiniBatchKMeans(clusters: 8, batchSize: 256, seed: UInt64(seed)).fit(features: features)
      #expect(mini.inertia < 1.03 * full.inertia)
      #expect(mini.inertia > 0.999 * full.inertia)
      #expect(mini.clusterWeights.reduce(0, +) == 256 * 100)
      #expect(mini.convergence == nil)
    }
  }

  @Test("an update moves each center to the mean of all rows that it was nearest to")
  func update() throws {
    let learner = MiniBatchKMeans(clusters: 2, batchSize: 2, steps: 1, restarts: 1)
    var model = try KMeans(clusters: 2).fit(features: Matrix(rows: [[0], [2], [100], [104]]))
    try learner.update(&model, features: Matrix(rows: [[4], [99], [5]]), sampleWeights: [1, 2, 0])
    let order = model.centers.values.indices.sorted { model.centers.values[$0] < model.centers.values[$1] }
    #expect(order.map { model.centers.values[$0] } == [2, 100.5])
    #expect(order.map { model.clusterWeights[$0] } == [3, 4])
    #expect(model.inertia == 8.5)
  }

  @Test("rows that drift carry the centers along")
  func drift() throws {
    let learner = MiniBatchKMeans(clusters: 8, batchSize: 100, steps: 20, seed: 5)
    let features = groups(800, seed: 72)
    var model = try learner.fit(features: features)
    let moved = features.scaled(by: 1, plus: 3)
    let before = try model.inertia(of: moved)
    for _ in 0..<20 { try learner.update(&model, features: moved) }
    #expect(try model.inertia(of: moved) < before / 4)
  }

  @Test("an update that is refused leaves the model as it was")
  func refusals() throws {
    let features = groups(100, seed: 73)
    let learner = MiniBatchKMeans(clusters: 3, batchSize: 10, steps: 5)
    var model = try learner.fit(features: features)
    let before = model
    #expect(throws: ModelError.featureCount(expected: 4, actual: 1)) {
      try learner.update(&model, features: Matrix(rows: [[1]]))
    }
    #expect(throws: ModelError.setting(name: "clusters", value: 2, requirement: "3, as in the model")) {
      try MiniBatchKMeans(clusters: 2).update(&model, features: features)
    }
    #expect(model == before)
    #expect(throws: ModelError.tooFewDistinctRows(distinct: 1, needed: 3)) {
      try learner.fit(features: Matrix(rowCount: 500, columnCount: 2, repeating: 1))
    }
  }
}
