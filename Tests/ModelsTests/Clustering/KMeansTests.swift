import LinearAlgebra
import Models
import Statistics
import Testing

@Suite("KMeans")
struct KMeansTests {
  @Test("from the same centers it ends where scikit-learn does")
  func reference() throws {
    let fixture = ClusteringFixture.shared
    for expected in fixture.kmeans {
      let data = try #require(fixture.data[expected.data])
      let features = try data.features
      let centers = try data.startingCenters
      let learner = KMeans(clusters: centers.rowCount, maximumIterations: 1000, startingCenters: centers)
      let model = try learner.fit(features: features, sampleWeights: expected.weighted ? data.weights : nil)
      #expect(scaledDistance(model.centers.values, expected.centers) < 1e-9)
      #expect(scaledDistance([model.inertia], [expected.inertia]) < 1e-9)
      #expect(try model.predict(features) == expected.labels)
      #expect(scaledDistance(try model.transform(Matrix(features.rows(0..<20))).values, expected.distances) < 1e-9)
      #expect(model.convergence?.converged == true)
      #expect(model.convergence?.residual == 0)
      let inertia = try model.inertia(of: features, sampleWeights: expected.weighted ? data.weights : nil)
      #expect(scaledDistance([inertia], [model.inertia]) < 1e-12)
    }
  }

  @Test("k-means++ draws two candidates in proportion to weight and squared distance, and takes the better")
  func plusPlus() throws {
    let points: [Double] = [0, 1, 1.5, 4, 4, 7]
    let weights: [Double] = [1, 2, 0.5, 1, 3, 0.25]
    let features = try Matrix(rowCount: 6, columnCount: 1, values: points)
    func squared(_ one: Int, _ other: Int) -> Double { (points[one] - points[other]) * (points[one] - points[other]) }
    var probabilities = [Double](repeating: 0, count: 36)
    for first in 0..<6 {
      let masses = points.indices.map { weights[$0] * squared($0, first) }
      let shares = masses.map { $0 / masses.reduce(0, +) }
      let left = points.indices.map { candidate in
        points.indices.reduce(0.0) { $0 + weights[$1] * min(squared($1, first), squared($1, candidate)) }
      }
      for one in 0..<6 {
        for two in 0..<6 {
          let winner = left[two] < left[one] ? two : one
          probabilities[first * 6 + winner] += weights[first] / weights.reduce(0, +) * shares[one] * shares[two]
        }
      }
    }
    var rng = SeededGenerator(seed: 63)
    var counts = [Int](repeating: 0, count: 36)
    for _ in 0..<40_000 {
      let rows = try kMeansPlusPlusRows(features, weights: weights, count: 2, using: &rng)
      counts[rows[0] * 6 + rows[1]] += 1
    }
    let possible = probabilities.indices.filter { probabilities[$0] > 0 }
    #expect(probabilities.indices.allSatisfy { probabilities[$0] > 0 || counts[$0] == 0 })
    let test = try ChiSquareTest(
      observed: possible.map { counts[$0] }, probabilities: possible.map { probabilities[$0] })
    #expect(test.pValue > 0.001)
  }

  @Test("every row is in the cluster of the center that is nearest when all are measured, however far from the origin")
  func nearest() throws {
    var rng = SeededGenerator(seed: 64)
    for offset in [0, 1e3, 1e9, 1e15] {
      let features = Matrix(rowCount: 400, columnCount: 5) { _, _ in (offset + 3 * rng.normal()).rounded() }
      let model = try KMeans(clusters: 9, restarts: 1, seed: 3).fit(features: features)
      let distances = try model.transform(features)
      for (row, label) in try model.predict(features).enumerated() {
        #expect((0..<9).allSatisfy { distances[row, $0] >= distances[row, label] })
      }
    }
  }

  @Test("more starts never end worse, and find four far groups")
  func restarts() throws {
    var rng = SeededGenerator(seed: 65)
    let corners: [(Double, Double)] = [(0, 0), (20, 0), (0, 20), (20, 20)]
    let features = Matrix(rowCount: 400, columnCount: 2) { row, column in
      (column == 0 ? corners[row % 4].0 : corners[row % 4].1) + rng.normal()
    }
    for seed in 0..<5 {
      let one = try KMeans(clusters: 4, restarts: 1, seed: UInt64(seed)).fit(features: features)
      let ten = try KMeans(clusters: 4, seed: UInt64(seed)).fit(features: features)
      #expect(ten.inertia <= one.inertia)
      let labels = try ten.predict(features)
      #expect((0..<400).allSatisfy { labels[$0] == labels[$0 % 4] })
      #expect(Set(labels.prefix(4)).count == 4)
    }
  }

  @Test("centers that lose all rows go to the farthest rows, each to another")
  func emptyClusters() throws {
    let features = try Matrix(rows: [[0], [1], [2], [3], [10], [20]])
    // All rows are nearest to the first center; the others start far away.
    let start = try Matrix(rows: [[0], [1000], [2000]])
    let model = try KMeans(clusters: 3, startingCenters: start).fit(features: features)
    #expect(model.centers.values.sorted() == [1.5, 10, 20])
    #expect(model.inertia == 5)
    // Where every row lies on a center there is nowhere to go.
    let apart = try Matrix(rows: [[5], [9]])
    let same = try KMeans(clusters: 2, startingCenters: apart).fit(features: Matrix(rows: [[5], [5]]))
    #expect(same.centers.values == [5, 9])
    #expect(same.clusterWeights == [2, 0])
  }

  @Test("settings and starts that cannot work are refused")
  func refusals() throws {
    let features = try Matrix(rows: [[1, 2], [1, 2], [3, 4]])
    let error = #expect(throws: ModelError.tooFewDistinctRows(distinct: 2, needed: 3)) {
      try KMeans(clusters: 3).fit(features: features)
    }
    #expect(error?.description == "only 2 of the rows that count differ, which cannot make 3 groups; ask for at most 2")
    #expect(throws: ModelError.setting(name: "clusters", value: 0, requirement: "at least 1")) {
      try KMeans(clusters: 0).fit(features: features)
    }
    #expect(throws: ModelError.startingCenters(rows: 1, columns: 2, neededRows: 2, neededColumns: 2)) {
      try KMeans(clusters: 2, startingCenters: Matrix(rows: [[1, 2]])).fit(features: features)
    }
    #expect(throws: ModelError.weightCount(weights: 1, rows: 3)) {
      try KMeans(clusters: 1).fit(features: features).inertia(of: features, sampleWeights: [1])
    }
  }
}
