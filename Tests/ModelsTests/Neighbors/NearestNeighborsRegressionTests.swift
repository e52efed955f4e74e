import Foundation
import LinearAlgebra
import Models
import Testing

@Suite("NearestNeighborsRegression")
struct NearestNeighborsRegressionTests {
  @Test("means agree with scikit-learn")
  func reference() throws {
    for expected in NeighborReference.shared.cases {
      let data = try #require(NeighborReference.shared.data[expected.data])
      let model = try NearestNeighborsRegression(k: expected.k, voting: expected.voting, distance: expected.distance)
        .fit(features: data.features, targets: data.targets)
      #expect(
        distance(try model.predict(data.fresh), expected.regressions) < 1e-11,
        "\(expected.data), k = \(expected.k), \(expected.voting), \(expected.distance)")
      #expect(try model.neighbors(of: data.fresh) == expected.nearest)
    }
  }

  @Test("a sample weight scales the part of its row in the mean, and 0 leaves the row out")
  func weights() throws {
    let model = try NearestNeighborsRegression(k: 2).fit(
      features: Matrix(rows: [[0], [1], [2]]), targets: [1, 100, 5], sampleWeights: [3, 0, 1])
    #expect(try model.predict(Matrix(rows: [[0.9]])) == [2])
    #expect(try model.neighbors(of: Matrix(rows: [[0.9]])) == [[0, 2]])
  }

  @Test("an update gives the model that a fit to all rows gives")
  func update() throws {
    let rows = DrawnRows(count: 60, columns: 2, seed: 50)
    let targets = (0..<60).map { Double($0 * $0 % 37) }
    let learner = NearestNeighborsRegression(k: 3, voting: .distance)
    var model = try learner.fit(features: Matrix(rows.features.rows(0..<20)), targets: Array(targets[..<20]))
    try learner.update(&model, features: Matrix(rows.features.rows(20..<60)), targets: Array(targets[20...]))
    let whole = try learner.fit(features: rows.features, targets: targets)
    let fresh = DrawnRows(count: 30, columns: 2, seed: 51).features
    #expect(try model.predict(fresh) == whole.predict(fresh))
    #expect(throws: ModelError.target(row: 1, value: .infinity)) {
      try learner.update(&model, features: Matrix(rows: [[0, 0], [1, 1]]), targets: [0, .infinity])
    }
    #expect(try model.predict(fresh) == whole.predict(fresh))
  }

  @Test("a model read back predicts the same, and one with a target too few is refused")
  func coding() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let model = try NearestNeighborsRegression(k: 2, voting: .distance, distance: .manhattan).fit(
      features: Matrix(rows: [[1], [2], [4]]), targets: [0.1, 0.7, 3])
    let text = String(decoding: try encoder.encode(model), as: UTF8.self)
    let copy = try JSONDecoder().decode(NearestNeighborsRegressionModel.self, from: Data(text.utf8))
    let fresh = try Matrix(rows: [[1.3], [3.1], [9]])
    #expect(try copy.predict(fresh) == model.predict(fresh))
    #expect(copy.distance == .manhattan && copy.voting == .distance && copy.k == 2)
    let forged = text.replacing(#""targets":[0.1,0.7,3]"#, with: #""targets":[0.1,0.7]"#)
    #expect(forged != text)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(NearestNeighborsRegressionModel.self, from: Data(forged.utf8))
    }
  }
}
