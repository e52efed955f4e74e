import Foundation
import Kernels
import LinearAlgebra
import Models
import Plotting
import Statistics
import Testing

@Suite("GradientBoosting")
struct GradientBoostingTests {
  let fixture = TreeFixture.shared
  let rows = DrawnRows(count: 3000, columns: 6, seed: 12, separation: 1)

  @Test("cross-validated scores are within noise of LightGBM's")
  func scores() throws {
    let data = try #require(fixture.data["diabetes"])
    let features = try data.features
    let high = data.targets.map { $0 > 140 ? 1 : 0 }
    let learner = GradientBoosting(rounds: 60, leaves: 8, minimumRowsPerLeaf: 10)
    let binary = try crossPredictions(features, high) { a, b, c in
      rowArrays(try learner.fit(features: a, labels: b).classProbabilities(c))
    }
    #expect(abs(logLoss(binary, high) - fixture.scores["binaryLogLoss"]!) < 0.02)
    for name in ["iris", "wine"] {
      let data = try #require(fixture.data[name])
      let probabilities = try crossPredictions(try data.features, data.labels) { a, b, c in
        rowArrays(try learner.fit(features: a, labels: b).classProbabilities(c))
      }
      #expect(abs(logLoss(probabilities, data.labels) - fixture.scores[name + "LogLoss"]!) < 0.04)
    }
    let squared = try crossPredictions(features, data.targets) { a, b, c in
      try GradientBoostingRegression(rounds: 60, leaves: 8, minimumRowsPerLeaf: 10).fit(features: a, targets: b)
        .predict(c)
    }
    let error = zip(squared, data.targets).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } / 442
    #expect(abs(error / fixture.scores["squared"]! - 1) < 0.03)
    let quantiles = try crossPredictions(features, data.targets) { a, b, c in
      try GradientBoostingRegression(loss: .quantile(0.8), rounds: 60, leaves: 8, minimumRowsPerLeaf: 10)
        .fit(features: a, targets: b).predict(c)
    }
    let pinball =
      zip(quantiles, data.targets).reduce(0) { sum, pair in
        sum + (pair.1 > pair.0 ? 0.8 * (pair.1 - pair.0) : 0.2 * (pair.0 - pair.1))
      } / 442
    #expect(abs(pinball / fixture.scores["quantile"]! - 1) < 0.04)
  }

  @Test("the model does not depend on the number of threads or the order of the rows")
  func threadsAndOrder() throws {
    // More rows than go to one thread.
    let many = DrawnRows(count: 30000, columns: 5, seed: 4)
    var rng = SeededGenerator(seed: 6)
    let shuffled = rng.shuffled(0..<30000)
    let learner = GradientBoosting(rounds: 5)
    let models = try [1, 2, 3].map { threads in
      try Threads.limited(to: threads) { try learner.fit(features: many.features, labels: many.labels) }
    }
    #expect(models[0] == models[1])
    #expect(models[0] == models[2])
    let other =
      try learner
      .fit(features: many.features.rows(at: shuffled), labels: shuffled.map { many.labels[$0] })
    #expect(other == models[0])
  }

  @Test("the seed sets what is drawn")
  func seeds() throws {
    let fits = try [1, 1, 2].map {
      try GradientBoosting(rounds: 10, subsample: 0.5, columnSample: 0.5, seed: $0)
        .fit(features: rows.features, labels: rows.labels)
    }
    #expect(fits[0] == fits[1])
    #expect(fits[0] != fits[2])
    #expect(fits[0].trees[0].nodes[0].rowCount == 1500)
  }

  @Test("one round of one split on the squared loss is the hand-made step")
  func oneStep() throws {
    let model = try GradientBoostingRegression(
      rounds: 1, learningRate: 0.5, leaves: 2, minimumRowsPerLeaf: 1
    ).fit(features: Matrix(rows: [[1], [2], [3]]), targets: [3, 5, 10])
    #expect(model.startingScore == 6)
    let predictions = try model.predict(Matrix(rows: [[1], [2], [3]]))
    #expect(zip(predictions, [5.0, 5, 8]).allSatisfy { abs($0 - $1) < 1e-9 })
  }

  @Test("each round lowers the training loss of a small learning rate")
  func trainingLoss() throws {
    let model = try GradientBoosting(rounds: 30, learningRate: 0.05).fit(features: rows.features, labels: rows.labels)
    let losses = try (0...30).map { rounds in
      logLoss(rowArrays(try model.truncated(rounds: rounds).classProbabilities(rows.features)), rows.labels)
    }
    #expect(zip(losses, losses.dropFirst()).allSatisfy { $0 > $1 })
  }

  @Test("missing values go to the side where they do better")
  func missing() throws {
    var features = rows.features
    var labels = rows.labels
    // Column 5 is missing mostly for class 1, and says nothing else.
    var rng = SeededGenerator(seed: 2)
    for row in 0..<3000 {
      labels[row] = rng.uniformInt(below: 2)
      for column in 0..<6 { features[row, column] = rng.normal() }
      if rng.bernoulli(labels[row] == 1 ? 0.9 : 0.1) { features[row, 5] = .nan }
    }
    let model = try GradientBoosting(rounds: 40).fit(features: features, labels: labels)
    let query = try Matrix(rows: [[0, 0, 0, 0, 0, Double.nan], [0, 0, 0, 0, 0, 0.0]])
    let probabilities = try model.probabilities(query)
    #expect(probabilities[0] > 0.8)
    #expect(probabilities[1] < 0.2)
    #expect(model.featureImportance(.gain, normalized: true)[5] > 0.5)
    // Blocks with and without missing values agree with single rows.
    let all = try model.classProbabilities(features)
    for row in stride(from: 0, to: 3000, by: 37) {
      let single = try model.classProbabilities(row: (0..<6).map { features[row, $0] })
      #expect(single == [all[row, 0], all[row, 1]])
    }
  }

  @Test("categories are split by what they mean, not by their numbers")
  func categories() throws {
    var rng = SeededGenerator(seed: 8)
    var features = Matrix(rowCount: 4000, columnCount: 2)
    var targets: [Double] = []
    for row in 0..<4000 {
      let category = rng.uniformInt(below: 12)
      features[row, 0] = Double(category * 7)
      features[row, 1] = rng.normal()
      targets.append((category % 2 == 0 ? 5 : -5) + rng.normal())
    }
    let model = try GradientBoostingRegression(rounds: 60, leaves: 2, categoricalColumns: [0])
      .fit(features: features, targets: targets)
    let query = try Matrix(rows: [[14, 0], [21, 0], [1000, 0], [.nan, 0]])
    let predictions = try model.predict(query)
    #expect(abs(predictions[0] - 5) < 0.3)
    #expect(abs(predictions[1] + 5) < 0.3)
    #expect(predictions[2] == predictions[3])
    #expect(model.trees[0].categories(at: 0)?.count == 6)
    #expect(throws: TreeError.categoricalColumn(column: 4, features: 2)) {
      try GradientBoostingRegression(categoricalColumns: [4]).fit(features: features, targets: targets)
    }
  }

  @Test(
    "predictions rise or fall with a monotone feature on a grid",
    arguments: [RegressionLoss.squared, .absolute, .quantile(0.8)])
  func monotone(loss: RegressionLoss) throws {
    var rng = SeededGenerator(seed: 10)
    var features = Matrix(rowCount: 2000, columnCount: 3)
    var targets: [Double] = []
    for row in 0..<2000 {
      for column in 0..<3 { features[row, column] = rng.uniform() }
      targets.append(
        sin(9 * features[row, 0]) + features[row, 0] - sin(7 * features[row, 1]) + features[row, 2] + rng.normal())
    }
    let learner = GradientBoostingRegression(loss: loss, rounds: 50)
    var constrained = learner
    constrained.monotone = [.rising, .falling, .none]
    let free = try learner.fit(features: features, targets: targets)
    let held = try constrained.fit(features: features, targets: targets)
    func violations(_ model: GradientBoostingRegressionModel) throws -> Int {
      var count = 0
      for _ in 0..<50 {
        let point = (0..<3).map { _ in rng.uniform() }
        for (column, sign) in [(0, 1.0), (1, -1.0)] {
          let line = try model.predict(
            Matrix(rows: (0...100).map { step in (0..<3).map { $0 == column ? Double(step) / 100 : point[$0] } }))
          for (low, high) in zip(line, line.dropFirst()) where sign * (high - low) < -1e-9 { count += 1 }
        }
      }
      return count
    }
    #expect(try violations(free) > 100)
    #expect(try violations(held) == 0)
    #expect(throws: TreeError.directionCount(directions: 1, features: 3)) {
      try GradientBoostingRegression(monotone: [.rising]).fit(features: features, targets: targets)
    }
  }

  @Test("early stopping keeps the best round of the validation rows")
  func earlyStopping() throws {
    let model = try GradientBoosting(
      rounds: 500, learningRate: 0.3, earlyStopping: EarlyStopping(patience: 5, validationShare: 0.25), seed: 3
    ).fit(features: rows.features, labels: rows.labels)
    let losses = model.validationLosses
    #expect(model.rounds < 100)
    #expect(losses.count == model.rounds + 5)
    #expect(losses[model.rounds - 1] == losses.min())
    #expect(model.trees[0].nodes[0].rowCount == 2250)
  }

  @Test("a weight of zero leaves a row out, and equal weights change nothing")
  func weights() throws {
    let kept = Array(0..<2000)
    let weights = (0..<3000).map { $0 < 2000 ? 1.0 : 0 }
    let learner = GradientBoosting(rounds: 10)
    let whole = try learner.fit(features: rows.features, labels: rows.labels, sampleWeights: weights)
    let part = try learner.fit(features: rows.features.rows(at: kept), labels: Array(rows.labels.prefix(2000)))
    #expect(whole == part)
    let doubled = try learner.fit(
      features: rows.features, labels: rows.labels, sampleWeights: [Double](repeating: 2, count: 3000))
    let plain = try learner.fit(features: rows.features, labels: rows.labels)
    let pairs = zip(try doubled.probabilities(rows.features), try plain.probabilities(rows.features))
    #expect(pairs.allSatisfy { abs($0 - $1) < 1e-6 })
  }

  @Test("limits on leaves, rows and depth hold")
  func limits() throws {
    let model = try GradientBoosting(rounds: 5, leaves: 9, depth: 4, minimumRowsPerLeaf: 50)
      .fit(features: rows.features, labels: rows.labels)
    for tree in model.trees {
      #expect(tree.leafCount <= 9)
      #expect(tree.depth <= 4)
      #expect(tree.nodes.allSatisfy { $0.rowCount >= 50 })
      for node in tree.nodes where !node.isLeaf {
        #expect(tree.nodes[node.left].rowCount + tree.nodes[node.right].rowCount == node.rowCount)
      }
    }
  }

  @Test("probabilities of three classes sum to one, and the number of rows at a time does not matter")
  func batches() throws {
    let labels = rows.labels.indices.map { ($0 % 3) * 5 }
    let model = try GradientBoosting(rounds: 4).fit(features: rows.features, labels: labels)
    #expect(model.classes == [0, 5, 10])
    let all = try model.classProbabilities(rows.features)
    for size in [1, 7, 64, 100] {
      let part = try model.classProbabilities(rows.features.rows(at: Array(0..<size)))
      for row in 0..<size { for column in 0..<3 { #expect(part[row, column] == all[row, column]) } }
    }
    for row in 0..<100 { #expect(abs(all[row, 0] + all[row, 1] + all[row, 2] - 1) < 1e-12) }
  }

  @Test("a model read back predicts the same bits")
  func coding() throws {
    var features = rows.features
    for row in 0..<3000 {
      features[row, 0] = Double(row % 9)
      if row % 11 == 0 { features[row, 1] = .nan }
    }
    let model = try GradientBoosting(rounds: 10, categoricalColumns: [0]).fit(features: features, labels: rows.labels)
    let copy = try JSONDecoder().decode(GradientBoostingModel.self, from: JSONEncoder().encode(model))
    #expect(copy == model)
    #expect(try copy.classProbabilities(features) == model.classProbabilities(features))
    let text = String(decoding: try JSONEncoder().encode(model), as: UTF8.self)
    let broken = text.replacingOccurrences(of: "\"leftChild\":1,", with: "\"leftChild\":0,")
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(GradientBoostingModel.self, from: Data(broken.utf8))
    }
  }

  @Test("unusable input is refused with the reason")
  func refusals() throws {
    let one = try Matrix(rows: [[1.0], [2.0]])
    #expect(throws: ModelError.oneClass(label: 3)) { try GradientBoosting().fit(features: one, labels: [3, 3]) }
    #expect(throws: ModelError.featureNotFinite(row: 1, column: 0, value: -.infinity)) {
      try GradientBoosting().fit(features: Matrix(rows: [[1], [-.infinity]]), labels: [0, 1])
    }
    #expect(throws: ModelError.self) { try GradientBoosting(learningRate: 0).fit(features: one, labels: [0, 1]) }
    #expect(throws: ModelError.self) { try GradientBoosting(subsample: 1.5).fit(features: one, labels: [0, 1]) }
    #expect(throws: ModelError.self) {
      try GradientBoostingRegression(loss: .quantile(1)).fit(features: one, targets: [0, 1])
    }
    let model = try GradientBoosting(rounds: 1).fit(features: rows.features, labels: rows.labels)
    #expect(throws: ModelError.featureCount(expected: 6, actual: 1)) { try model.predict(one) }
  }

  @Test("where no leaf could have enough rows, the fit ends at once and the display says why")
  func nothingToSplit() throws {
    let features = try Matrix(rows: (0..<6).map { [Double($0), Double($0 * $0)] })
    let model = try GradientBoosting().fit(features: features, labels: [0, 0, 1, 1, 2, 2])
    #expect(model.rounds < 10)
    #expect(
      "\(model.display(in: DisplayContext()).plain)"
        == "none of \(model.trees.count) trees has a split, so every row gets the same answer: no question tells the 6 "
        + "rows of the fit apart with enough of them on both sides (see minimumRowsPerLeaf)")
    let forest = try RandomForest(trees: 3, minimumRowsPerLeaf: 20).fit(features: features, labels: [0, 0, 1, 1, 1, 0])
    #expect(forest.display(in: DisplayContext()).plain.hasPrefix("none of 3 trees has a split"))
    let isolation = try IsolationForest(trees: 3).fit(features: Matrix(rows: [[1, 2], [1, 2]]))
    #expect(isolation.display(in: DisplayContext()).plain.contains("no tree has a split: the rows are all alike"))
    // A later sample of the rows may have what this one has not.
    let drawn = try GradientBoosting(rounds: 12, subsample: 0.5).fit(features: features, labels: [0, 0, 0, 1, 1, 1])
    #expect(drawn.rounds == 12)
  }
}
