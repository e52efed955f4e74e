import LinearAlgebra
import Models
import Statistics
import Testing

@Suite("PrincipalComponents")
struct PrincipalComponentsTests {
  struct Fixture: Decodable, Sendable {
    struct DataSet: Decodable {
      let rows: Int
      let columns: Int
      let values: [Double]
      let weights: [Double]
    }

    struct Fit: Decodable {
      let data: String
      let weighted: Bool
      let whiten: Bool
      let kept: Int
      let components: [Double]
      let variance: [Double]
      let ratio: [Double]
      let mean: [Double]
      let coordinates: [Double]
      let restored: [Double]
      let needed: Int
    }

    let data: [String: DataSet]
    let fits: [Fit]

    static let shared: Fixture = readFixture("decomposition")
  }

  @Test("components, variances and coordinates are scikit-learn's, up to the sign of a component")
  func reference() throws {
    for expected in Fixture.shared.fits {
      let data = try #require(Fixture.shared.data[expected.data])
      let features = try Matrix(rowCount: data.rows, columnCount: data.columns, values: data.values)
      let weights = expected.weighted ? data.weights : nil
      let model = try PrincipalComponents(components: expected.kept, whiten: expected.whiten)
        .fit(features: features, sampleWeights: weights)
      #expect(model.componentCount == expected.kept)
      #expect(scaledDistance(model.explainedVariance, expected.variance) < 1e-9)
      #expect(scaledDistance(model.explainedVarianceRatio, expected.ratio) < 1e-9)
      #expect(scaledDistance(model.mean, expected.mean) < 1e-9)
      let queries = Matrix(features.rows(0..<5)).scaled(by: 1, plus: 0.2)
      let coordinates = try model.transform(queries)
      let width = data.columns
      for component in 0..<expected.kept {
        let theirs = Array(expected.components[component * width..<(component + 1) * width])
        let largest = try #require(theirs.max { abs($0) < abs($1) })
        let sign: Double = largest < 0 ? -1 : 1
        #expect(distance(Array(model.components.row(component)), theirs.map { sign * $0 }) < 1e-9)
        let column = (0..<5).map { sign * expected.coordinates[$0 * expected.kept + component] }
        #expect(scaledDistance(Array(coordinates.column(component)), column) < 1e-9)
      }
      #expect(scaledDistance(try model.inverseTransform(coordinates).values, expected.restored) < 1e-9)
      let share = try PrincipalComponents(varianceShare: 0.9).fit(features: features, sampleWeights: weights)
      #expect(share.componentCount == expected.needed)
    }
  }

  @Test("all components give the rows back, and whitened coordinates have the identity as covariance")
  func roundTrip() throws {
    for (rows, columns) in [(300, 4), (12, 4)] {
      var rng = SeededGenerator(seed: 91)
      let features = Matrix(rowCount: rows, columnCount: columns) { _, column in
        100 + pow10(column) * rng.normal()
      }
      let plain = try PrincipalComponents().fit(features: features)
      #expect(scaledDistance(try plain.inverseTransform(plain.transform(features)).values, features.values) < 1e-12)
      #expect(abs(plain.explainedVarianceRatio.reduce(0, +) - 1) < 1e-12)
      let white = try PrincipalComponents(whiten: true).fit(features: features).transform(features)
      let covariance = white.gram() / Double(rows - 1)
      #expect(distance(covariance.values, Matrix.identity(columns).values) < 1e-6)
    }
  }

  private func pow10(_ exponent: Int) -> Double { (0..<exponent).reduce(1.0) { value, _ in value * 10 } }

  @Test("the first entry of largest size in a component is positive")
  func signs() throws {
    let falling = try PrincipalComponents(components: 1).fit(features: Matrix(rows: [[1, -1], [2, -2], [4, -4]]))
    let half = 0.5.squareRoot()
    #expect(distance(falling.components.values, [half, -half]) < 1e-12)
    #expect(abs(falling.explainedVariance[0] - 14.0 / 3) < 1e-12)
  }

  @Test("what has no variance is refused where it cannot be answered")
  func refusals() throws {
    let features = try Matrix(rows: [[1, 2], [2, 4], [3, 6], [5, 10]])
    #expect(throws: ModelError.componentWithoutVariance(component: 1)) {
      try PrincipalComponents(whiten: true).fit(features: features)
    }
    #expect(try PrincipalComponents(varianceShare: 1 - 1e-9).fit(features: features).componentCount == 1)
    #expect(throws: ModelError.constantFeatures) {
      try PrincipalComponents().fit(features: Matrix(rows: [[0.1, 2], [0.1, 2], [0.1, 2]]))
    }
    #expect(throws: ModelError.noVarianceEstimate(total: 1)) {
      try PrincipalComponents().fit(features: Matrix(rows: [[1, 2]]))
    }
    let error = #expect(throws: ModelError.componentCount(wanted: 3, rows: 4, columns: 2)) {
      try PrincipalComponents(components: 3).fit(features: features)
    }
    #expect(error?.description == "the fit asks for 3 components, and 4 rows of 2 features have at most 2")
    #expect(throws: ModelError.setting(name: "varianceShare", value: 1.5, requirement: "above 0 and at most 1")) {
      try PrincipalComponents(varianceShare: 1.5).fit(features: features)
    }
  }
}
