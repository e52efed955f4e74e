import Foundation
import LinearAlgebra
import Models
import Statistics
import Testing

@Suite("GaussianMixture")
struct GaussianMixtureTests {
  @Test("from the same start every step is as likely as scikit-learn's, and the end is the same")
  func reference() throws {
    let fixture = ClusteringFixture.shared
    for expected in fixture.mixtures {
      let data = try #require(fixture.data[expected.data])
      let features = try data.features
      let centers = try data.startingCenters
      var learner = GaussianMixture(
        components: centers.rowCount, covariance: expected.shape, tolerance: 0, startingCenters: centers)
      for steps in 1...expected.steps {
        learner.maximumIterations = steps
        let model = try learner.fit(features: features)
        guard !model.convergence.converged else { continue }
        #expect(scaledDistance([-model.convergence.objective], [expected.likelihoods[steps]]) < 1e-8)
      }
      let model = try learner.fit(features: features)
      #expect(scaledDistance(model.weights, expected.weights) < 1e-8)
      #expect(scaledDistance(model.means.values, expected.means) < 1e-8)
      #expect(scaledDistance(model.covariances.flatMap(\.values), expected.covariances) < 1e-8)
      let queries = features.rows(at: Array(stride(from: 0, to: features.rowCount, by: 7))).scaled(by: 1, plus: 0.1)
      #expect(scaledDistance(try model.logDensity(queries), expected.densities) < 1e-8)
      let shareDistance = scaledDistance(try model.responsibilities(queries).values, expected.shares)
      #expect(shareDistance < 1e-8, "\(expected.data), \(expected.shape)")
      #expect(scaledDistance([try model.aic(features)], [expected.aic]) < 1e-8)
      #expect(scaledDistance([try model.bic(features)], [expected.bic]) < 1e-8)
    }
  }

  @Test("no step makes the rows less likely", arguments: CovarianceShape.allCases)
  func monotone(_ shape: CovarianceShape) throws {
    let features = try #require(ClusteringFixture.shared.data["iris"]).features
    var learner = GaussianMixture(components: 3, covariance: shape, regularization: 0, tolerance: 0, seed: 2)
    var last = -Double.infinity
    for steps in 1...40 {
      learner.maximumIterations = steps
      let likelihood = -(try learner.fit(features: features).convergence.objective)
      #expect(likelihood >= last - 1e-12)
      last = likelihood
    }
  }

  /// 6,000 rows of a known mixture of two components in two dimensions.
  private func known(seed: UInt64) -> Matrix<Double> {
    var rng = SeededGenerator(seed: seed)
    var features = Matrix(rowCount: 6000, columnCount: 2)
    for row in 0..<6000 {
      let (a, b) = (rng.normal(), rng.normal())
      if rng.uniform() < 0.3 {
        features[row, 0] = 4 + a
        features[row, 1] = 1 + 0.8 * a + 0.6 * b
      } else {
        features[row, 0] = 2 * a
        features[row, 1] = -2 - a + 0.5 * b
      }
    }
    return features
  }

  @Test("a known mixture is recovered, and what is drawn from it has its moments")
  func recovery() throws {
    let model = try GaussianMixture(components: 2, tolerance: 1e-9, maximumIterations: 1000, restarts: 3, seed: 1)
      .fit(features: known(seed: 81))
    let (small, large) = model.weights[0] < model.weights[1] ? (0, 1) : (1, 0)
    #expect(abs(model.weights[small] - 0.3) < 0.02)
    #expect(distance(Array(model.means.row(small)), [4, 1]) < 0.1)
    #expect(distance(Array(model.means.row(large)), [0, -2]) < 0.1)
    #expect(distance(model.covariances[small].values, [1, 0.8, 0.8, 1]) < 0.1)
    #expect(distance(model.covariances[large].values, [4, -2, -2, 1.25]) < 0.2)

    var rng = SeededGenerator(seed: 82)
    let drawn = model.sample(20_000, using: &rng)
    let shares = drawn.components.count { $0 == small }
    #expect(abs(Double(shares) / 20_000 - model.weights[small]) < 0.012)
    for component in 0..<2 {
      let rows = drawn.features.rows(at: drawn.components.indices.filter { drawn.components[$0] == component })
      let means = rows.columnMeans()
      #expect(distance(means, Array(model.means.row(component))) < 0.1)
      var covariance = 0.0
      for row in 0..<rows.rowCount {
        covariance += (rows[row, 0] - means[0]) * (rows[row, 1] - means[1]) / Double(rows.rowCount)
      }
      #expect(abs(covariance - model.covariances[component][0, 1]) < 0.1)
    }
    // A density integrates to 1: its mean over an even grid times the area.
    let grid = Matrix(rowCount: 40_000, columnCount: 2) { row, column in
      -15 + 0.15 * Double(column == 0 ? row / 200 : row % 200)
    }
    var mass = 0.0
    for value in try model.logDensity(grid) { mass += exp(value) * 0.15 * 0.15 }
    #expect(abs(mass - 1) < 1e-6)
  }

  @Test("the Bayesian criterion is lowest at the true number of components", arguments: CovarianceShape.allCases)
  func criteria(_ shape: CovarianceShape) throws {
    var rng = SeededGenerator(seed: 83)
    let features = Matrix(rowCount: 900, columnCount: 2) { row, _ in 7 * Double(row % 3) + rng.normal() }
    let values = try (1...5).map {
      try GaussianMixture(components: $0, covariance: shape, restarts: 3).fit(features: features).bic(features)
    }
    #expect(values.firstIndex(of: values.min()!) == 2)
  }

  @Test("a component on equal rows is refused without regularization, and a far row has finite shares")
  func collapse() throws {
    var rows = (0..<20).map { [Double($0), Double($0 * $0 % 7)] }
    rows += [[Double]](repeating: [500, 500], count: 5)
    let features = try Matrix(rows: rows)
    for shape in [CovarianceShape.full, .diagonal, .spherical] {
      let learner = GaussianMixture(components: 2, covariance: shape, regularization: 0)
      let error = #expect(throws: ModelError.self) { try learner.fit(features: features) }
      #expect(error?.description.contains("shrank onto rows that do not fill its dimensions") == true)
    }
    let model = try GaussianMixture(components: 2).fit(features: features)
    let far = try model.responsibilities(Matrix(rows: [[1e8, -1e8]]))
    #expect(abs(far.sum() - 1) < 1e-15)
    #expect(try model.logDensity(Matrix(rows: [[1e8, -1e8]]))[0] < -1e6)
  }

  @Test("a file whose covariances are not positive is refused")
  func badFile() throws {
    let model = try GaussianMixture(components: 1, covariance: .spherical).fit(features: Matrix(rows: [[1], [2], [4]]))
    let text = String(decoding: try JSONEncoder().encode(model), as: UTF8.self)
    let broken = text.replacing(/"_0":\[[^\]]*\]/, with: "\"_0\":[-1]")
    #expect(broken != text)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(GaussianMixtureModel.self, from: Data(broken.utf8))
    }
  }
}
