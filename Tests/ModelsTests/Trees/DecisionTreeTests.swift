import Foundation
import LinearAlgebra
import Models
import Statistics
import Testing

@Suite("DecisionTree")
struct DecisionTreeTests {
  let fixture = TreeFixture.shared

  @Test("probabilities equal scikit-learn's where ties between splits do not matter, pruned or not")
  func reference() throws {
    #expect(fixture.trees.count >= 10)
    for expected in fixture.trees {
      let data = try #require(fixture.data[expected.data])
      // The peer compares values in single precision.
      let features = try Matrix(
        rowCount: data.rows, columnCount: data.columns, values: data.values.map { Double(Float($0)) })
      let model = try DecisionTree(
        criterion: expected.criterion == "gini" ? .gini : .entropy, depth: expected.depth, pruning: expected.alpha
      ).fit(features: features, labels: data.labels)
      var queries = features
      for row in 0..<data.rows { for column in 0..<data.columns { queries[row, column] *= 1.03 } }
      let probabilities = rowArrays(try model.classProbabilities(queries)).flatMap { $0 }
      let name = Comment("\(expected.data) \(expected.criterion) \(expected.depth ?? -1) \(expected.alpha)")
      #expect(zip(probabilities, expected.probabilities).allSatisfy { abs($0 - $1) < 1e-12 }, name)
      #expect(model.tree.leafCount == expected.leaves, name)
    }
  }

  @Test("predictions and pruning path of regression equal scikit-learn's")
  func regressionReference() throws {
    let data = try #require(fixture.data["diabetes"])
    let features = try data.features
    #expect(fixture.regression.count >= 4)
    for expected in fixture.regression {
      let model = try DecisionTreeRegression(depth: expected.depth, minimumRowsPerLeaf: expected.least)
        .fit(features: features, targets: data.targets)
      var queries = features
      for row in 0..<data.rows { for column in 0..<data.columns { queries[row, column] *= 1.01 } }
      let predictions = try model.predict(queries)
      let name = Comment("depth \(expected.depth), at least \(expected.least)")
      #expect(zip(predictions, expected.predictions).allSatisfy { abs($0 - $1) < 1e-9 }, name)
      let path = model.pruningPath()
      #expect(path.count == expected.alphas.count, name)
      for (step, alpha, impurity) in zip(path, zip(expected.alphas, expected.impurities)).map({ ($0, $1.0, $1.1) }) {
        #expect(abs(step.alpha - alpha) < 1e-8 * (1 + alpha), name)
        #expect(abs(step.impurity - impurity) < 1e-8 * (1 + impurity), name)
      }
      #expect(path.last?.leafCount == 1)
    }
  }

  @Test("whole-number weights give the same tree as that many copies of each row")
  func copies() throws {
    let rows = DrawnRows(count: 150, columns: 4, seed: 3, separation: 1)
    let counts = rows.labels.indices.map { $0 % 4 }
    let copies = counts.indices.flatMap { [Int](repeating: $0, count: counts[$0]) }
    for criterion in [ImpurityCriterion.gini, .entropy] {
      let learner = DecisionTree(criterion: criterion, depth: 6)
      let weighted = try learner.fit(
        features: rows.features, labels: rows.labels, sampleWeights: counts.map(Double.init))
      let copied = try learner.fit(features: rows.features.rows(at: copies), labels: copies.map { rows.labels[$0] })
      #expect(
        try weighted.classProbabilities(rows.features) == copied.classProbabilities(rows.features))
    }
    let targets = rows.labels.indices.map { rows.features[$0, 0] * 3 + Double($0 % 5) }
    let weighted = try DecisionTreeRegression(depth: 3)
      .fit(features: rows.features, targets: targets, sampleWeights: counts.map(Double.init))
    let copied = try DecisionTreeRegression(depth: 3)
      .fit(features: rows.features.rows(at: copies), targets: copies.map { targets[$0] })
    let pairs = zip(try weighted.predict(rows.features), try copied.predict(rows.features))
    #expect(pairs.allSatisfy { abs($0 - $1) < 1e-9 })
  }

  @Test("the order of the rows changes nothing")
  func order() throws {
    let rows = DrawnRows(count: 200, columns: 3, seed: 5)
    var rng = SeededGenerator(seed: 1)
    let shuffled = rng.shuffled(0..<200)
    let model = try DecisionTree().fit(features: rows.features, labels: rows.labels)
    let other = try DecisionTree()
      .fit(features: rows.features.rows(at: shuffled), labels: shuffled.map { rows.labels[$0] })
    #expect(model == other)
  }

  @Test("a tree without limits learns what no single question can: XOR")
  func exclusiveOr() throws {
    let features = try Matrix(rows: [[0, 0], [0, 1], [1, 0], [1, 1]])
    let model = try DecisionTree().fit(features: features, labels: [0, 1, 1, 0])
    #expect(try model.predict(features) == [0, 1, 1, 0])
    #expect(model.tree.rules(features: ["a", "b"], classes: model.classes).contains("if a <= 0.5:"))
  }

  @Test("rows of next to no weight do not hide the question that parts the others")
  func lightRows() throws {
    let features = try Matrix(rows: [[0], [1], [2], [3]])
    let weights = [1, 1, 1e-20, 1e-20]
    for criterion in [ImpurityCriterion.gini, .entropy] {
      let model = try DecisionTree(criterion: criterion, depth: 1)
        .fit(features: features, labels: [0, 1, 0, 1], sampleWeights: weights)
      #expect(try model.predict(features) == [0, 1, 1, 1], "\(criterion)")
    }
    let regression = try DecisionTreeRegression(depth: 1)
      .fit(features: features, targets: [0, 1, 0, 1], sampleWeights: weights)
    #expect(try regression.predict(features) == [0, 1, 1, 1])
  }

  @Test("balanced class weights move the leaf of a rare class")
  func classWeights() throws {
    let features = try Matrix(rows: (0..<20).map { [Double($0 / 10)] })
    let labels = (0..<20).map { $0 >= 16 ? 1 : 0 }
    let plain = try DecisionTree().fit(features: features, labels: labels)
    let balanced = try DecisionTree(classWeights: .balanced).fit(features: features, labels: labels)
    let factors = try DecisionTree(classWeights: .factors([1: 4])).fit(features: features, labels: labels)
    let query = try Matrix(rows: [[1.0]])
    #expect(abs(try plain.classProbabilities(query)[0, 1] - 0.4) < 1e-12)
    #expect(abs(try balanced.classProbabilities(query)[0, 1] - 16 / 22) < 1e-12)
    #expect(try balanced.classProbabilities(query) == factors.classProbabilities(query))
    #expect(throws: ModelError.classWeightLabel(label: 7, classes: [0, 1])) {
      try DecisionTree(classWeights: .factors([7: 2])).fit(features: features, labels: labels)
    }
  }

  @Test("a model read back predicts the same bits, and a broken one is refused")
  func coding() throws {
    let rows = DrawnRows(count: 100, columns: 3, seed: 9)
    let model = try DecisionTree().fit(features: rows.features, labels: rows.labels)
    let text = try JSONEncoder().encode(model)
    #expect(try JSONDecoder().decode(DecisionTreeModel.self, from: text) == model)
    let broken = String(decoding: text, as: UTF8.self).replacingOccurrences(of: "\"format\":1", with: "\"format\":9")
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(DecisionTreeModel.self, from: Data(broken.utf8))
    }
  }

  @Test("unusable input is refused with the reason")
  func refusals() throws {
    let one = try Matrix(rows: [[1.0], [2.0]])
    #expect(throws: ModelError.oneClass(label: 3)) { try DecisionTree().fit(features: one, labels: [3, 3]) }
    #expect(throws: ModelError.labelCount(labels: 1, rows: 2)) {
      try DecisionTree().fit(features: one, labels: [3])
    }
    #expect(throws: ModelError.noRows) {
      try DecisionTree().fit(features: Matrix(rowCount: 0, columnCount: 2), labels: [])
    }
    #expect(throws: ModelError.self) {
      try DecisionTree().fit(features: Matrix(rows: [[Double.nan], [1]]), labels: [0, 1])
    }
    #expect(throws: ModelError.targetCount(targets: 3, rows: 2)) {
      try DecisionTreeRegression().fit(features: one, targets: [1, 2, 3])
    }
    #expect(throws: ModelError.target(row: 1, value: .infinity)) {
      try DecisionTreeRegression().fit(features: one, targets: [1, .infinity])
    }
    #expect(throws: ModelError.self) { try DecisionTree(depth: 0).fit(features: one, labels: [0, 1]) }
  }

  @Test("a regression splits the same rows in whatever unit its targets are")
  func targetUnits() throws {
    let rows = DrawnRows(count: 80, seed: 15)
    let whole = try DecisionTreeRegression(depth: 3).fit(features: rows.features, targets: rows.targets)
    let unit = 0x1p-40
    let small = try DecisionTreeRegression(depth: 3).fit(
      features: rows.features, targets: rows.targets.map { $0 * unit })
    #expect(whole.tree.leafCount == 8)
    #expect(small.tree.nodes.map(\.threshold) == whole.tree.nodes.map(\.threshold))
    #expect(try small.predict(rows.features) == whole.predict(rows.features).map { $0 * unit })
  }
}
