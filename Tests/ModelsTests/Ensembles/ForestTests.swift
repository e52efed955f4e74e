import Foundation
import Kernels
import LinearAlgebra
import Models
import Statistics
import Testing

@Suite("RandomForest and ExtraTrees")
struct ForestTests {
  let fixture = TreeFixture.shared
  let rows = DrawnRows(count: 600, columns: 5, seed: 31)

  @Test("cross-validated scores are within noise of scikit-learn's")
  func scores() throws {
    for name in ["iris", "wine"] {
      let data = try #require(fixture.data[name])
      let forest = try crossPredictions(try data.features, data.labels) { a, b, c in
        rowArrays(try RandomForest(minimumRowsPerLeaf: 3, seed: 5).fit(features: a, labels: b).classProbabilities(c))
      }
      let expected = fixture.scores[name + "ForestLogLoss"]!
      #expect(abs(logLoss(forest, data.labels) - expected) < 5 * fixture.scores[name + "ForestLogLossSpread"]!)
      let extra = try crossPredictions(try data.features, data.labels) { a, b, c in
        rowArrays(try ExtraTrees(minimumRowsPerLeaf: 3, seed: 5).fit(features: a, labels: b).classProbabilities(c))
      }
      let expectedExtra = fixture.scores[name + "ExtraTreesLogLoss"]!
      #expect(
        abs(logLoss(extra, data.labels) - expectedExtra) < 5 * fixture.scores[name + "ExtraTreesLogLossSpread"]!)
    }
    let data = try #require(fixture.data["diabetes"])
    let numbers = try crossPredictions(try data.features, data.targets) { a, b, c in
      try RandomForestRegression(minimumRowsPerLeaf: 3, seed: 5).fit(features: a, targets: b).predict(c)
    }
    let error = zip(numbers, data.targets).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } / 442
    #expect(abs(error - fixture.scores["forestSquared"]!) < 5 * fixture.scores["forestSquaredSpread"]!)
  }

  @Test("the model does not depend on the number of threads, and the seed sets it")
  func threads() throws {
    let learner = RandomForest(trees: 20, seed: 4)
    let models = try [1, 2, 3].map { threads in
      try Threads.limited(to: threads) { try learner.fit(features: rows.features, labels: rows.labels) }
    }
    #expect(models[0] == models[1])
    #expect(models[0] == models[2])
    var other = learner
    other.seed = 5
    #expect(try other.fit(features: rows.features, labels: rows.labels) != models[0])
  }

  @Test("the out-of-bag score is near the score on new rows, and absent without bootstrap")
  func outOfBag() throws {
    let new = DrawnRows(count: 4000, columns: 5, seed: 32)
    let model = try RandomForest(trees: 200).fit(features: rows.features, labels: rows.labels)
    let right = zip(try model.predict(new.features), new.labels).count { $0 == $1 }
    #expect(abs(try #require(model.outOfBagScore) - Double(right) / 4000) < 0.04)
    #expect(try #require(model.outOfBagScore) < 0.9)
    #expect(try ExtraTrees(trees: 5).fit(features: rows.features, labels: rows.labels).outOfBagScore == nil)
    let targets = rows.labels.indices.map { rows.features[$0, 0] + 0.1 * Double($0 % 3) }
    let regression = try RandomForestRegression(trees: 100).fit(features: rows.features, targets: targets)
    #expect(try #require(regression.outOfBagScore) > 0.8)
  }

  @Test("a tree sees about 63% of the rows, in bags as large as the data")
  func bags() throws {
    let model = try RandomForest(trees: 50).fit(features: rows.features, labels: rows.labels)
    let distinct = model.trees.map { Double($0.nodes[0].rowCount) / 600 }
    #expect(abs(distinct.reduce(0, +) / 50 - 0.632) < 0.01)
    #expect(model.trees.allSatisfy { $0.nodes[0].weight == 600 })
  }

  @Test("trees of all features on all rows are the decision tree")
  func plainTree() throws {
    let forest = try RandomForest(trees: 3, featuresPerSplit: .all, bootstrap: false)
      .fit(features: rows.features, labels: rows.labels)
    let tree = try DecisionTree().fit(features: rows.features, labels: rows.labels)
    #expect(forest.trees.allSatisfy { $0 == tree.tree })
    let extra = try ExtraTrees(trees: 2).fit(features: rows.features, labels: rows.labels)
    #expect(extra.trees[0] != extra.trees[1])
    #expect(try extra.predict(rows.features) == rows.labels)
  }

  @Test("the feature that matters is the most important, by every count")
  func importance() throws {
    let model = try RandomForest(trees: 50, featuresPerSplit: .all, depth: 3)
      .fit(features: rows.features, labels: rows.labels)
    for kind in ImportanceKind.allCases {
      let shares = model.featureImportance(kind, normalized: true)
      #expect(abs(shares.reduce(0, +) - 1) < 1e-12)
      #expect(shares[0] == shares.max())
    }
  }

  @Test("a model read back predicts the same bits, and batches do not matter")
  func coding() throws {
    let model = try RandomForest(trees: 7).fit(features: rows.features, labels: rows.labels)
    let copy = try JSONDecoder().decode(RandomForestModel.self, from: JSONEncoder().encode(model))
    #expect(copy == model)
    let all = try copy.classProbabilities(rows.features)
    #expect(all == (try model.classProbabilities(rows.features)))
    for row in 0..<20 {
      let one = try model.classProbabilities(rows.features.rows(at: [row]))
      #expect(one[0, 1] == all[row, 1])
    }
  }

  @Test("unusable input is refused with the reason")
  func refusals() throws {
    #expect(throws: ModelError.self) {
      try RandomForest(featuresPerSplit: .count(9)).fit(features: rows.features, labels: rows.labels)
    }
    #expect(throws: ModelError.self) {
      try RandomForest(trees: 0).fit(features: rows.features, labels: rows.labels)
    }
    #expect(throws: ModelError.featureNotFinite(row: 0, column: 0, value: .infinity)) {
      try ExtraTreesRegression().fit(features: Matrix(rows: [[Double.infinity], [1]]), targets: [0, 1])
    }
  }
}
