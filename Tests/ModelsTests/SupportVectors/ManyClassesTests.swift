import Foundation
import LinearAlgebra
import Models
import Testing

@Suite("OneVersusRest and OneVersusOne")
struct ManyClassesTests {
  @Test("one against one votes as scikit-learn's SVC does, with its decision values")
  func pairs() throws {
    for expected in LinearFits.shared.pairs {
      let table = try DatasetTable(expected.data, standard: expected.standard, rows: expected.rows)
      let machine = SupportVectorMachine(kernel: .rbf(gamma: expected.gamma), c: expected.c, tolerance: 1e-8)
      let model = try OneVersusOne(machine, classWeights: expected.balanced ? .balanced : .equal)
        .fit(features: table.features, labels: table.labels)
      let queries = table.features.map { $0 + 0.3 }
      #expect(try model.predict(queries) == expected.predictions, "\(expected.data)")
      // LIBSVM keeps kernel values in single precision, and counts the lower class as positive.
      let few = queries.rows(at: Array(stride(from: 0, to: queries.rowCount, by: 10)))
      let decisions = try model.models.map { try $0.decisionValues(few) }
      let ours = (0..<few.rowCount).flatMap { row in decisions.map { -$0[row] } }
      #expect(distance(ours, expected.decisions) < 1e-4, "\(expected.data)")
    }
  }

  @Test("one against the rest takes the class of the largest decision value, that of a fit of its own")
  func rest() throws {
    let table = try DatasetTable("wine", standard: true)
    let labels = table.labels.map { $0 * 10 - 3 }
    let learner = LogisticRegression(l2: 1)
    let model = try OneVersusRest(learner).fit(features: table.features, labels: labels, sampleWeights: table.weights)
    #expect(model.classes == [-3, 7, 17])
    let values = try model.decisionValues(table.features)
    for (column, label) in model.classes.enumerated() {
      let alone = try learner.fit(
        features: table.features, labels: labels.map { $0 == label }, sampleWeights: table.weights)
      #expect(try alone.decisionValues(table.features) == Array(values.column(column)))
    }
    let predictions = try model.predict(table.features)
    for (row, label) in predictions.enumerated() {
      #expect(values[row, model.classes.firstIndex(of: label)!] == values.row(row).max())
    }
    #expect(zip(predictions, labels).count { $0 == $1 } > 170)
    let shares = try model.classProbabilities(table.features)
    #expect(shares.rowSums().allSatisfy { abs($0 - 1) < 1e-12 })
  }

  @Test("of two classes both are the learner itself")
  func two() throws {
    let rows = DrawnRows(count: 60, columns: 2, seed: 1)
    let labels = rows.labels.map { $0 == 1 ? 8 : 3 }
    let learner = LinearSupportVectorMachine(c: 0.3)
    let plain = try learner.fit(features: rows.features, labels: labels).predict(rows.features)
    let rest = try OneVersusRest(learner).fit(features: rows.features, labels: labels)
    let one = try OneVersusOne(learner).fit(features: rows.features, labels: labels)
    #expect(rest.models.count == 1 && one.models.count == 1)
    #expect(try rest.predict(rows.features) == plain)
    #expect(try one.predict(rows.features) == plain)
  }

  @Test("a class with no row that counts is left out, and class weights are those of the given labels")
  func weights() throws {
    let table = try DatasetTable("iris", standard: true)
    let weights = table.labels.map { $0 == 1 ? 0.0 : 1 }
    let model = try OneVersusOne(LogisticRegression())
      .fit(features: table.features, labels: table.labels, sampleWeights: weights)
    #expect(model.classes == [0, 2] && model.models.count == 1)

    let factors = ClassWeights.factors([2: 5])
    let weighted = try OneVersusRest(LogisticRegression(), classWeights: factors)
      .fit(features: table.features, labels: table.labels)
    let same = try OneVersusRest(LogisticRegression())
      .fit(features: table.features, labels: table.labels, sampleWeights: table.labels.map { $0 == 2 ? 5 : 1 })
    #expect(weighted == same)
    #expect(throws: ModelError.classWeightLabel(label: 9, classes: [0, 1, 2])) {
      try OneVersusOne(LogisticRegression(), classWeights: .factors([9: 2]))
        .fit(features: table.features, labels: table.labels)
    }
  }

  @Test("models are read back, and refused when parts are missing")
  func coding() throws {
    let table = try DatasetTable("iris", standard: true)
    let rest = try OneVersusRest(LogisticRegression()).fit(features: table.features, labels: table.labels)
    let one = try OneVersusOne(LogisticRegression()).fit(features: table.features, labels: table.labels)
    let encoder = JSONEncoder()
    #expect(try JSONDecoder().decode(OneVersusRestModel<LogisticModel>.self, from: encoder.encode(rest)) == rest)
    #expect(try JSONDecoder().decode(OneVersusOneModel<LogisticModel>.self, from: encoder.encode(one)) == one)
    let cut = String(decoding: try encoder.encode(one), as: UTF8.self)
      .replacing("\"classes\":[0,1,2]", with: "\"classes\":[0,1,2,3]")
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(OneVersusOneModel<LogisticModel>.self, from: Data(cut.utf8))
    }
    // The relabeled parts of one against the rest do not make a model of pairs.
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(OneVersusOneModel<LogisticModel>.self, from: encoder.encode(rest))
    }
  }

  @Test("what one part cannot fit is the error of the whole")
  func partError() throws {
    let features = try Matrix(rows: [[1], [2], [3], [4], [5], [6]])
    #expect(throws: ModelError.separable) {
      try OneVersusOne(LogisticRegression(l2: 0)).fit(features: features, labels: [0, 0, 1, 1, 2, 2])
    }
  }
}
