import Foundation
import LinearAlgebra
import Models
import Testing

@Suite("AdaBoost")
struct AdaBoostTests {
  @Test("ten points take three stumps, with the errors and says of the worked example")
  func workedExample() throws {
    let features = try Matrix(rows: (0..<10).map { [Double($0)] })
    let labels = [1, 1, 1, -1, -1, -1, 1, 1, 1, -1]
    let model = try AdaBoost(rounds: 3).fit(features: features, labels: labels)
    let thresholds = model.trees.map { $0.nodes[0].threshold }
    #expect(thresholds == [2.5, 8.5, 5.5])
    #expect(zip(model.errors, [0.3, 3.0 / 14, 2.0 / 11]).allSatisfy { abs($0 - $1) < 1e-12 })
    // The says are those of two classes doubled.
    #expect(zip(model.says, [0.423649, 0.649641, 0.752039]).allSatisfy { abs($0 / 2 - $1) < 1e-6 })
    func mistakes(_ rounds: Int) throws -> Int {
      zip(try model.truncated(rounds: rounds).predict(features), labels).count { $0 != $1 }
    }
    #expect(try [1, 2, 3].map(mistakes) == [3, 3, 0])
  }

  @Test("cross-validated accuracy is within noise of scikit-learn's")
  func scores() throws {
    let fixture = TreeFixture.shared
    for name in ["iris", "wine"] {
      let data = try #require(fixture.data[name])
      let predictions = try crossPredictions(try data.features, data.labels) { a, b, c in
        try AdaBoost(rounds: 50, depth: 2).fit(features: a, labels: b).predict(c)
      }
      let accuracy = Double(zip(predictions, data.labels).count { $0 == $1 }) / Double(data.rows)
      #expect(abs(accuracy - fixture.scores[name + "AdaBoostAccuracy"]!) < 0.04)
    }
  }

  @Test("whole-number weights are copies, a perfect tree decides alone, and a model read back is the same")
  func properties() throws {
    let rows = DrawnRows(count: 120, columns: 3, seed: 40)
    let counts = rows.labels.indices.map { 1 + $0 % 3 }
    let copies = counts.indices.flatMap { [Int](repeating: $0, count: counts[$0]) }
    let weighted = try AdaBoost(rounds: 5)
      .fit(features: rows.features, labels: rows.labels, sampleWeights: counts.map(Double.init))
    let copied = try AdaBoost(rounds: 5)
      .fit(features: rows.features.rows(at: copies), labels: copies.map { rows.labels[$0] })
    #expect(zip(weighted.says, copied.says).allSatisfy { abs($0 - $1) < 1e-9 })
    let perfect = try AdaBoost().fit(features: Matrix(rows: [[1], [2], [3]]), labels: [0, 0, 4])
    #expect(perfect.trees.count == 1)
    #expect(try perfect.predict(Matrix(rows: [[1], [9]])) == [0, 4])
    let copy = try JSONDecoder().decode(AdaBoostModel.self, from: JSONEncoder().encode(weighted))
    #expect(copy == weighted)
    #expect(try copy.votes(rows.features) == weighted.votes(rows.features))
  }
}
