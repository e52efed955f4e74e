import Foundation
import Kernels
import LinearAlgebra
import Models
import Testing

@Suite("IsolationForest")
struct IsolationForestTests {
  @Test("scores agree with scikit-learn's, averaged over its seeds")
  func reference() throws {
    let fixture = TreeFixture.shared
    let features = try #require(fixture.data["diabetes"]).features
    var means = [Double](repeating: 0, count: features.rowCount)
    for seed in 0..<10 {
      let scores = try IsolationForest(trees: 200, rowsPerTree: 128, seed: UInt64(seed)).fit(features: features)
        .anomalyScores(features)
      for (row, score) in scores.enumerated() { means[row] += score / 10 }
    }
    let differences = zip(means, fixture.isolation).map { $0 - $1 }
    // Both sides average ten forests, whose scores spread by about 0.01 each.
    #expect(differences.allSatisfy { abs($0) < 0.016 })
    #expect(abs(differences.reduce(0, +) / Double(differences.count)) < 0.003)
  }

  @Test("a row far from all others scores highest, whatever the number of threads")
  func outlier() throws {
    let blob = DrawnRows(count: 500, columns: 3, seed: 50)
    var features = blob.features
    for column in 0..<3 { features[123, column] = 9 }
    let learner = IsolationForest(seed: 2)
    let model = try learner.fit(features: features)
    let scores = try model.anomalyScores(features)
    #expect(scores.firstIndex(of: scores.max()!) == 123)
    #expect(scores[123] > 0.7)
    #expect(try Threads.limited(to: 1) { try learner.fit(features: features) } == model)
    let copy = try JSONDecoder().decode(IsolationForestModel.self, from: JSONEncoder().encode(model))
    #expect(try copy.anomalyScores(features) == scores)
    let weighted = try learner.fit(
      features: features, sampleWeights: (0..<500).map { $0 == 123 ? 0 : 1 })
    // Never drawn, it is only at the edge of what the trees know.
    #expect(try weighted.anomalyScores(features)[123] < scores[123])
  }

  @Test("equal rows all score the same, and unusable input is refused")
  func edges() throws {
    let same = try IsolationForest(trees: 3).fit(features: Matrix(rows: [[1, 2], [1, 2], [1, 2]]))
    #expect(try same.anomalyScores(Matrix(rows: [[1, 2]])) == [0.5])
    let single = try IsolationForest(trees: 3).fit(features: Matrix(rows: [[1, 2]]))
    #expect(try single.anomalyScores(Matrix(rows: [[1, 2], [7, 7]])) == [0.5, 0.5])
    #expect(throws: ModelError.noRows) { try IsolationForest().fit(features: Matrix(rowCount: 0, columnCount: 1)) }
    #expect(throws: ModelError.self) {
      try IsolationForest(rowsPerTree: 1).fit(features: Matrix(rows: [[1], [2]]))
    }
  }
}
