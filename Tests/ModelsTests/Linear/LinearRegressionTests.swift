import Foundation
import LinearAlgebra
import Models
import Statistics
import Testing

/// Rows of normal features with targets that depend on some of them.
struct TargetRows {
  var features: Matrix<Double>
  var targets: [Double]

  init(count: Int, columns: Int, seed: UInt64) {
    var rng = SeededGenerator(seed: seed)
    var features = Matrix(rowCount: count, columnCount: columns)
    var targets: [Double] = []
    for row in 0..<count {
      var target = 3.0
      for column in 0..<columns {
        features[row, column] = rng.normal()
        if column % 2 == 0 { target += features[row, column] * Double(column + 1) / 3 }
      }
      targets.append(target + rng.normal())
    }
    self.features = features
    self.targets = targets
  }
}

@Suite("Linear regression: least squares, ridge, lasso, elastic net")
struct LinearRegressionTests {
  let rows = TargetRows(count: 90, columns: 6, seed: 7)

  @Test("coefficients and intercept agree with scikit-learn and NumPy")
  func reference() throws {
    for expected in LinearFits.shared.regressions {
      let table = try DatasetTable(expected.data, standard: expected.standard, rows: expected.rows)
      let learner: any RegressorLearner =
        switch expected.kind {
        case "least squares": LinearRegression()
        case "ridge": RidgeRegression(l2: expected.l2)
        case "lasso": LassoRegression(l1: expected.l1)
        default: ElasticNetRegression(l1: expected.l1, l2: expected.l2)
        }
      let model = try #require(
        try learner.fit(
          features: table.features, targets: table.targets,
          sampleWeights: expected.weighted ? table.weights : nil) as any Regressor as? LinearModel)
      let name = Comment("\(expected.kind), \(expected.data), \(expected.rows) rows, \(expected.l1), \(expected.l2)")
      #expect(distance(model.coefficients, expected.coefficients) < 1e-6, name)
      #expect(abs(model.intercept - expected.intercept) < 1e-6, name)
      #expect(model.convergence?.converged != false, name)
      #expect(
        zip(model.coefficients, expected.coefficients).allSatisfy { ($0 == 0) == ($1 == 0) } || expected.l1 == 0, name)
    }
  }

  /// The derivatives by the coefficients of ½ Σ w (y - x·β - b)², and by the intercept.
  private func slopes(
    _ model: LinearModel, _ features: Matrix<Double>, _ targets: [Double], _ weights: [Double]
  ) throws -> [Double] {
    let predictions = try model.predict(features)
    let residuals = targets.indices.map { weights[$0] * (predictions[$0] - targets[$0]) }
    return try features.transposedMultiplied(by: residuals) + [residuals.reduce(0, +)]
  }

  @Test("at the optimum the slope of the loss balances the penalties: each coefficient, and the intercept without one")
  func optimality() throws {
    let weights = rows.targets.indices.map { 0.2 + Double($0 % 4) }
    for (l1, l2) in [(12.0, 0.0), (12, 3), (0, 3), (60, 0), (0, 0)] {
      let model = try ElasticNetRegression(l1: l1, l2: l2)
        .fit(features: rows.features, targets: rows.targets, sampleWeights: weights)
      let slopes = try slopes(model, rows.features, rows.targets, weights)
      for (slope, value) in zip(slopes, model.coefficients) {
        if value == 0 {
          #expect(abs(slope) <= l1 + 1e-9)
        } else {
          let pull = value > 0 ? l1 : -l1
          #expect(abs(slope + l2 * value + pull) < 1e-9)
        }
      }
      #expect(abs(slopes[6]) < 1e-9)
      #expect(l1 + l2 == 0 ? model.convergence == nil : model.convergence?.converged == true)
    }
    let ridge = try RidgeRegression(l2: 3).fit(
      features: rows.features, targets: rows.targets, sampleWeights: weights)
    let net = try ElasticNetRegression(l1: 0, l2: 3).fit(
      features: rows.features, targets: rows.targets, sampleWeights: weights)
    #expect(distance(ridge.coefficients, net.coefficients) < 1e-10)
  }

  @Test("a penalty as large as the largest slope sets all coefficients to zero, and one just below does not")
  func largestPenalty() throws {
    let mean = LinearModel(
      coefficients: [Double](repeating: 0, count: 6), intercept: rows.targets.reduce(0, +) / 90)
    let largest = try slopes(mean, rows.features, rows.targets, [Double](repeating: 1, count: 90))
      .dropLast().map(abs).max()!
    let fit = { try LassoRegression(l1: $0).fit(features: rows.features, targets: rows.targets) }
    #expect(try fit(largest * (1 + 1e-9)).coefficients == [Double](repeating: 0, count: 6))
    #expect(try fit(largest * (1 - 1e-9)).coefficients.count { $0 != 0 } == 1)
  }

  private let learners: [any RegressorLearner] = [
    LinearRegression(), RidgeRegression(l2: 2), LassoRegression(l1: 8), ElasticNetRegression(l1: 8, l2: 2),
  ]

  private func fit(
    _ learner: some RegressorLearner, _ features: Matrix<Double>, _ targets: [Double], _ weights: [Double]? = nil
  ) throws -> LinearModel {
    try #require(try learner.fit(features: features, targets: targets, sampleWeights: weights) as? LinearModel)
  }

  @Test("weights are copies, zero weights are rows left out, and the order of rows does not matter")
  func copies() throws {
    let weights = rows.targets.indices.map { Double($0 % 4) }
    var copies = rows.targets.indices.flatMap { [Int](repeating: $0, count: Int(weights[$0])) }
    var rng = SeededGenerator(seed: 5)
    rng.shuffle(&copies)
    for learner in learners {
      let weighted = try fit(learner, rows.features, rows.targets, weights)
      let copied = try fit(learner, rows.features.rows(at: copies), copies.map { rows.targets[$0] })
      #expect(distance(weighted.coefficients, copied.coefficients) < 1e-10)
      #expect(abs(weighted.intercept - copied.intercept) < 1e-10)
    }
  }

  @Test("an offset of a feature moves only the intercept, and one of the targets too")
  func offsets() throws {
    var shifted = rows.features
    for row in 0..<90 { shifted[row, 2] += 1e7 }
    let raised = rows.targets.map { $0 - 1e6 }
    for learner in learners {
      let plain = try fit(learner, rows.features, rows.targets)
      let moved = try fit(learner, shifted, raised)
      #expect(distance(plain.coefficients, moved.coefficients) < 1e-6)
      let expected = plain.intercept - 1e7 * moved.coefficients[2] - 1e6
      #expect(abs(moved.intercept - expected) < 1e-6 * 1e7)
    }
  }

  @Test("repeated, constant and too many columns get the shortest least-squares solution")
  func dependent() throws {
    let features = Matrix(rowCount: 90, columnCount: 9) { row, column in
      column < 6 ? rows.features[row, column] : column == 6 ? 0.1 : rows.features[row, 2] * (column == 7 ? 1 : 2)
    }
    let plain = try fit(LinearRegression(), rows.features, rows.targets)
    let model = try fit(LinearRegression(), features, rows.targets)
    let share = plain.coefficients[2] / 6
    #expect(distance(Array(model.coefficients[6...]), [0, share, 2 * share]) < 1e-10)
    #expect(abs(model.coefficients[2] - share) < 1e-10)
    #expect(distance(try model.predict(features), try plain.predict(rows.features)) < 1e-9)

    let few = Array(0..<4)
    let wide = try fit(LinearRegression(), features.rows(at: few), few.map { rows.targets[$0] })
    #expect(distance(try wide.predict(features.rows(at: few)), few.map { rows.targets[$0] }) < 1e-9)
    // A vanishing ridge penalty leads to the same shortest solution.
    let ridge = try fit(RidgeRegression(l2: 1e-9), features.rows(at: few), few.map { rows.targets[$0] })
    #expect(distance(ridge.coefficients, wide.coefficients) < 1e-6)
    for learner in learners.dropFirst() {
      let single = try fit(learner, rows.features.rows(at: [3]), [4])
      #expect(single.coefficients == [Double](repeating: 0, count: 6) && single.intercept == 4)
    }
  }

  @Test("columns in units far apart are told from dependent ones")
  func units() throws {
    var scaled = rows.features
    for row in 0..<90 { scaled[row, 0] *= 1e30 }
    let plain = try fit(LinearRegression(), rows.features, rows.targets)
    let model = try fit(LinearRegression(), scaled, rows.targets)
    #expect(abs(model.coefficients[0] * 1e30 - plain.coefficients[0]) < 1e-9)
    #expect(distance(Array(model.coefficients[1...]), Array(plain.coefficients[1...])) < 1e-9)
  }

  @Test("a path gives what single fits give")
  func path() throws {
    let penalties = [50.0, 20, 5, 1, 0]
    let models = try ElasticNetRegression(l2: 1).path(
      l1: penalties, features: rows.features, targets: rows.targets)
    for (penalty, model) in zip(penalties, models) {
      let single = try fit(ElasticNetRegression(l1: penalty, l2: 1), rows.features, rows.targets)
      #expect(distance(model.coefficients, single.coefficients) < 1e-11)
    }
  }

  @Test("more columns than rows: the lasso keeps fewer coefficients than rows, and its conditions hold")
  func wideLasso() throws {
    let wide = TargetRows(count: 30, columns: 200, seed: 3)
    let model = try fit(LassoRegression(l1: 40), wide.features, wide.targets)
    #expect((1..<30).contains(model.coefficients.count { $0 != 0 }))
    let slopes = try slopes(model, wide.features, wide.targets, [Double](repeating: 1, count: 30))
    for (slope, value) in zip(slopes, model.coefficients) {
      if value == 0 {
        #expect(abs(slope) <= 40 + 1e-8)
      } else {
        #expect(abs(abs(slope) - 40) < 1e-8 && slope * value < 0)
      }
    }
  }

  @Test("a sweep too few is reported, with a gap that is really there")
  func outOfSweeps() throws {
    var features = rows.features
    for row in 0..<90 { features[row, 1] = features[row, 0] + 0.01 * features[row, 1] }
    let short = try fit(ElasticNetRegression(l1: 1, l2: 0, maximumIterations: 1), features, rows.targets)
    let full = try fit(ElasticNetRegression(l1: 1, l2: 0), features, rows.targets)
    let report = try #require(short.convergence)
    let mean = rows.targets.reduce(0, +) / 90
    let total = rows.targets.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 2
    #expect(!report.converged && report.iterations == 1)
    #expect(report.residual * total >= report.objective - full.convergence!.objective)
  }

  @Test("stochastic descent comes near the optimum, follows its seed, and goes on with update")
  func stochastic() throws {
    let learner = LinearRegressionSGD(l2: 2, l1: 8, learningRate: 0.01, batchSize: 10, epochs: 300, seed: 2)
    let exact = try fit(ElasticNetRegression(l1: 8, l2: 2), rows.features, rows.targets)
    let model = try learner.fit(features: rows.features, targets: rows.targets)
    #expect(distance(model.coefficients, exact.coefficients) < 0.1)
    #expect(try learner.fit(features: rows.features, targets: rows.targets) == model)

    // With all rows in one batch the order does not matter, so epochs can be cut into updates.
    let step = LinearRegressionSGD(learningRate: 0.1, batchSize: 90, epochs: 3)
    let longer = LinearRegressionSGD(learningRate: 0.1, batchSize: 90, epochs: 6)
    var updated = try step.fit(features: rows.features, targets: rows.targets)
    try step.update(&updated, features: rows.features, targets: rows.targets)
    let whole = try longer.fit(features: rows.features, targets: rows.targets)
    #expect(distance(updated.coefficients, whole.coefficients) < 1e-12)

    let before = updated
    #expect(throws: ModelError.featureCount(expected: 6, actual: 2)) {
      try step.update(&updated, features: Matrix(rowCount: 1, columnCount: 2), targets: [1])
    }
    #expect(throws: ModelError.diverged(epoch: 1, learningRate: 1e200)) {
      try LinearRegressionSGD(learningRate: 1e200, batchSize: 1)
        .update(&updated, features: rows.features, targets: rows.targets)
    }
    #expect(updated == before)
  }

  @Test("a model keeps its format, and settings out of range are refused by name")
  func coding() throws {
    let model = try fit(LassoRegression(l1: 8), rows.features, rows.targets)
    let data = try JSONEncoder().encode(model)
    #expect(try JSONDecoder().decode(LinearModel.self, from: data) == model)
    let later = String(decoding: data, as: UTF8.self).replacing("\"format\":1", with: "\"format\":2")
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(LinearModel.self, from: Data(later.utf8)) }
    for (learner, name) in [
      (RidgeRegression(l2: -1) as any RegressorLearner, "l2"), (LassoRegression(l1: .nan), "l1"),
      (ElasticNetRegression(l1: 1, l2: .infinity), "l2"), (LassoRegression(maximumIterations: 0), "maximumIterations"),
      (LinearRegressionSGD(learningRate: 0), "learningRate"),
    ] {
      let error = #expect(throws: ModelError.self) {
        _ = try learner.fit(features: rows.features, targets: rows.targets)
      }
      #expect(error?.description.hasPrefix(name + " is ") == true)
    }
  }
}
