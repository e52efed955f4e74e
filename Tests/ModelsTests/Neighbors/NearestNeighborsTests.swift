import Foundation
import LinearAlgebra
import Models
import Testing

@Suite("NearestNeighbors")
struct NearestNeighborsTests {
  @Test("neighbors and predictions agree with scikit-learn")
  func reference() throws {
    for expected in ReferenceFits.shared.neighbors {
      let data = try #require(ReferenceFits.shared.data[expected.data])
      let model = try NearestNeighbors(k: expected.k).fit(features: data.features, labels: data.labels)
      let queries = try data.queries.rows(at: Array(0..<expected.nearest.count))
      #expect(try model.neighbors(of: queries) == expected.nearest, "\(expected.data), k = \(expected.k)")
      #expect(try model.predict(queries) == expected.predictions, "\(expected.data), k = \(expected.k)")
    }
  }

  @Test("of rows at the same distance the lower index is the nearer")
  func equalDistances() throws {
    let features = try Matrix(rows: [[5], [1], [-1], [1], [-1]])
    let model = try NearestNeighbors(k: 3).fit(features: features, labels: [0, 1, 2, 3, 4])
    #expect(try model.neighbors(of: Matrix(rows: [[0]])) == [[1, 2, 3]])
    #expect(
      try NearestNeighbors().fit(features: features, labels: [0, 4, 2, 3, 1])
        .predict(Matrix(rows: [[0]])) == [4])
  }

  @Test("of labels with the same number of votes the lower wins")
  func equalVotes() throws {
    let features = try Matrix(rows: [[0], [1], [2], [3]])
    let model = try NearestNeighbors(k: 4).fit(features: features, labels: [9, 9, -3, -3])
    #expect(try model.predict(Matrix(rows: [[0]])) == [-3])
    #expect(try model.classProbabilities(Matrix(rows: [[0]])).values == [0.5, 0.5])
  }

  @Test("every training row is its own nearest neighbor, across many tiles")
  func itself() throws {
    let rows = DrawnRows(count: 1000, columns: 2, seed: 40)
    let model = try NearestNeighbors().fit(features: rows.features, labels: rows.labels)
    #expect(try model.neighbors(of: rows.features) == (0..<1000).map { [$0] })
    #expect(try model.predict(rows.features) == rows.labels)
  }

  @Test("a k that the rows cannot serve is refused", arguments: [0, 4])
  func k(_ k: Int) throws {
    let error = #expect(throws: ModelError.self) {
      try NearestNeighbors(k: k).fit(features: Matrix(rows: [[1], [2], [3]]), labels: [0, 1, 1])
    }
    #expect(
      error?.description
        == "k is \(k), and it must be from 1 to the number of training rows, 3")
  }

  @Test("neighbors, distances, probabilities and votes agree with scikit-learn")
  func votes() throws {
    for expected in NeighborReference.shared.cases {
      let data = try #require(NeighborReference.shared.data[expected.data])
      let comment = Comment(rawValue: "\(expected.data), k = \(expected.k), \(expected.voting), \(expected.distance)")
      let model = try NearestNeighbors(k: expected.k, voting: expected.voting, distance: expected.distance)
        .fit(features: data.features, labels: data.labels)
      let found = try model.neighborsWithDistances(of: data.fresh)
      #expect(found.map { $0.map(\.row) } == expected.nearest, comment)
      #expect(try model.neighbors(of: data.fresh) == expected.nearest, comment)
      #expect(distance(found.flatMap { $0.map(\.distance) }, expected.distances) < 1e-12, comment)
      #expect(try model.predict(data.fresh) == expected.predictions, comment)
      #expect(distance(try model.classProbabilities(data.fresh).values, expected.probabilities) < 1e-12, comment)
    }
  }

  @Test("a sample weight scales the vote of its row, and 0 leaves the row out without renumbering the others")
  func sampleWeights() throws {
    let features = try Matrix(rows: [[0], [9], [1], [2]])
    let weights = [1, 1, 0, 3.0]
    let model = try NearestNeighbors(k: 2).fit(features: features, labels: [5, 6, 7, 8], sampleWeights: weights)
    let query = try Matrix(rows: [[0.5]])
    #expect(model.classes == [5, 6, 8])
    #expect(try model.neighbors(of: query) == [[0, 3]])
    #expect(try model.classProbabilities(query).values == [0.25, 0, 0.75])
    #expect(try model.predict(query) == [8])
    #expect(throws: ModelError.setting(name: "k", value: 4, requirement: "from 1 to the number of training rows, 3")) {
      try NearestNeighbors(k: 4).fit(features: features, labels: [5, 6, 7, 8], sampleWeights: weights)
    }
  }

  @Test("weights are the same as copies with one neighbor, and not with more, as the learner says")
  func copies() throws {
    let rows = DrawnRows(count: 60, columns: 3, seed: 41)
    let fresh = DrawnRows(count: 200, columns: 3, seed: 42).features
    let weights = (0..<60).map { Double($0 % 4) }
    let copies = (0..<60).flatMap { [Int](repeating: $0, count: $0 % 4) }
    for k in [1, 5] {
      let learner = NearestNeighbors(k: k)
      let plain = try learner.fit(features: rows.features, labels: rows.labels).classProbabilities(fresh)
      let weighted = try learner.fit(features: rows.features, labels: rows.labels, sampleWeights: weights)
        .classProbabilities(fresh)
      let copied = try learner.fit(features: rows.features.rows(at: copies), labels: copies.map { rows.labels[$0] })
        .classProbabilities(fresh)
      #expect(distance(weighted.values, plain.values) > 0.1)
      #expect((weighted == copied) == (k == 1))
      #expect(learner.sampleWeightUse == (k == 1 ? .equalsCopies : .scalesLoss))
    }
  }

  @Test("a class weight scales the votes for its label")
  func classWeights() throws {
    let features = try Matrix(rows: [[0], [1], [2], [3]])
    let query = try Matrix(rows: [[0]])
    let factors = try NearestNeighbors(k: 3, classWeights: .factors([1: 4])).fit(
      features: features, labels: [0, 0, 1, 0])
    #expect(distance(try factors.classProbabilities(query).values, [1.0 / 3, 2.0 / 3]) < 1e-15)
    let balanced = try NearestNeighbors(k: 3, classWeights: .balanced).fit(features: features, labels: [0, 0, 1, 0])
    #expect(distance(try balanced.classProbabilities(query).values, [0.4, 0.6]) < 1e-15)
    #expect(throws: ModelError.classWeightLabel(label: 7, classes: [0, 1])) {
      try NearestNeighbors(classWeights: .factors([7: 1])).fit(features: features, labels: [0, 0, 1, 0])
    }
  }

  @Test("weights whose product leaves the range of numbers are refused")
  func extremeWeights() throws {
    let features = try Matrix(rows: [[0], [1]])
    #expect(throws: ModelError.self) {
      try NearestNeighbors(classWeights: .factors([0: 1e300]))
        .fit(features: features, labels: [0, 1], sampleWeights: [1e100, 1])
    }
  }

  @Test("neighbors at distance 0 vote alone when votes go by distance")
  func zeroDistance() throws {
    let features = try Matrix(rows: [[0], [0], [1], [2]])
    let model = try NearestNeighbors(k: 4, voting: .distance).fit(features: features, labels: [3, 2, 1, 1])
    #expect(try model.classProbabilities(Matrix(rows: [[0]])).values == [0, 0.5, 0.5])
    // 1/4 and 1/4 against 1/3 and 1/2.
    let shares = try model.classProbabilities(Matrix(rows: [[4]])).values
    #expect(distance(shares, [10.0 / 16, 3.0 / 16, 3.0 / 16]) < 1e-15)
  }

  @Test("an update gives the model that a fit to all rows gives, new labels and weights included")
  func update() throws {
    let rows = DrawnRows(count: 90, columns: 3, seed: 44)
    let fresh = DrawnRows(count: 50, columns: 3, seed: 45)
    var labels = rows.labels
    labels[80] = 17
    let weights = (0..<90).map { Double($0 % 3) }
    for weights in [nil, weights] {
      let learner = NearestNeighbors(k: 6, voting: .distance, classWeights: .balanced)
      var model = try learner.fit(
        features: Matrix(rows.features.rows(0..<50)), labels: Array(labels[..<50]), sampleWeights: nil)
      try learner.update(
        &model, features: Matrix(rows.features.rows(50..<90)), labels: Array(labels[50...]),
        sampleWeights: weights.map { Array($0[50...]) })
      let whole = try learner.fit(
        features: rows.features, labels: labels,
        sampleWeights: weights.map { [Double](repeating: 1, count: 50) + $0[50...] })
      #expect(model.classes == [0, 1, 17])
      #expect(try model.neighborsWithDistances(of: fresh.features) == whole.neighborsWithDistances(of: fresh.features))
      #expect(try model.classProbabilities(fresh.features) == whole.classProbabilities(fresh.features))
    }
  }

  @Test("an update that is refused leaves the model as it was")
  func refusedUpdate() throws {
    let learner = NearestNeighbors(k: 2)
    var model = try learner.fit(features: Matrix(rows: [[0], [1]]), labels: [0, 1])
    #expect(throws: ModelError.featureCount(expected: 1, actual: 2)) {
      try learner.update(&model, features: Matrix(rows: [[0, 1]]), labels: [0])
    }
    #expect(throws: ModelError.labelCount(labels: 2, rows: 1)) {
      try learner.update(&model, features: Matrix(rows: [[0]]), labels: [0, 1])
    }
    #expect(throws: ModelError.noRows) {
      try learner.update(&model, features: Matrix(rowCount: 0, columnCount: 1), labels: [])
    }
    #expect(try model.neighbors(of: Matrix(rows: [[0]])) == [[0, 1]])
  }

  @Test("a vote that is out of the range of numbers is refused with the number of its row")
  func unusableVotes() throws {
    let features = try Matrix(rows: [[0], [1], [2], [3]])
    let sentence =
      "the vote of row 2 is 1e-310, and it must be from 1e-300 to 1e200; change the weight of the row or of its class"
    let error = #expect(throws: ModelError.self) {
      try NearestNeighbors(k: 2).fit(features: features, labels: [0, 1, 0, 1], sampleWeights: [0, 1, 1e-310, 1])
    }
    #expect(error?.description == sentence)
    let regressionError = #expect(throws: ModelError.self) {
      try NearestNeighborsRegression(k: 2)
        .fit(features: features, targets: [0, 1, 0, 1], sampleWeights: [0, 1, 1e-310, 1])
    }
    #expect(regressionError?.description == sentence)
  }

  @Test("a model read back from its file gives the same bits, weights and numbers included")
  func coding() throws {
    let rows = DrawnRows(count: 70, columns: 4, seed: 46)
    let model = try NearestNeighbors(k: 5, voting: .distance, classWeights: .balanced).fit(
      features: rows.features, labels: rows.labels, sampleWeights: (0..<70).map { Double($0 % 4) })
    let data = try JSONEncoder().encode(model)
    let copy = try JSONDecoder().decode(NearestNeighborsModel.self, from: data)
    let fresh = DrawnRows(count: 40, columns: 4, seed: 47).features
    #expect(try copy.classProbabilities(fresh) == model.classProbabilities(fresh))
    #expect(try copy.neighborsWithDistances(of: fresh) == model.neighborsWithDistances(of: fresh))
  }

  @Test(
    "a file whose parts do not fit together, or of another format, is refused",
    arguments: [
      (#""k":2"#, #""k":3"#), (#""labels":[4,5]"#, #""labels":[4]"#), (#""format":1"#, #""format":2"#),
      (#""classFactors":[1,1]"#, #""classFactors":[1]"#), (#""classFactors":[1,1]"#, #""classFactors":[1,0]"#),
      (#""givenCount":2"#, #""givenCount":3"#), (#""rowCount":2"#, #""rowCount":1"#),
    ])
  func forgedFile(_ part: String, _ forgery: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let model = try NearestNeighbors(k: 2).fit(features: Matrix(rows: [[1], [2]]), labels: [4, 5])
    let text = String(decoding: try encoder.encode(model), as: UTF8.self)
    #expect(text.contains(part))
    let forged = Data(text.replacing(part, with: forgery).utf8)
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(NearestNeighborsModel.self, from: forged) }
  }
}
