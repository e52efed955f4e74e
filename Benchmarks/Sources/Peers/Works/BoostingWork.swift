import Evaluation
import Foundation
import LinearAlgebra
import Models

/// Boosted trees, and predictions by them.
enum BoostingWork {
  /// Saves the model at `model`, if that is given.
  static func fit(_ values: WorkValues) throws -> WorkReport {
    let rows = try values.number("rows")
    let features = try values.matrix("features", of: Double.self, rows: rows, columns: 28)
    let labels = try values.array("labels", of: Int.self, count: rows)
    var few = GradientBoosting()
    few.rounds = 2
    _ = try few.fit(
      features: values.matrix("features", of: Double.self, rows: 1_000, columns: 28),
      labels: Array(labels.prefix(1_000)))
    let learner = GradientBoosting(
      rounds: 100, learningRate: 0.1, leaves: 31, minimumRowsPerLeaf: 20, minimumHessianPerLeaf: 1e-3)
    let measured = try WorkMeasurement { try learner.fit(features: features, labels: labels) }
    if let path = values.optionalText("model") {
      try JSONEncoder().encode(measured.result).write(to: URL(fileURLWithPath: path))
    }
    let test = try values.matrix("test-features", of: Double.self, rows: 100_000, columns: 28)
    let scores = try measured.result.probabilities(test)
    return measured.report(numbers: ["auc": try area(scores, values, "test-labels")])
  }

  static func predict(_ values: WorkValues) throws -> WorkReport {
    let model = try model(values)
    let rows = try values.number("rows")
    let features = try values.matrix("features", of: Double.self, rows: rows, columns: 28)
    _ = try model.probabilities(values.matrix("features", of: Double.self, rows: 1_000, columns: 28))
    let measured = try WorkMeasurement { try model.probabilities(features) }
    return measured.report(numbers: ["auc": try area(measured.result, values, "labels")])
  }

  /// One row after another.
  static func predictRow(_ values: WorkValues) throws -> WorkReport {
    let model = try model(values)
    let calls = try values.number("calls")
    let features = try values.array("test-features", of: Double.self, count: calls * 28)
    let rows = (0..<calls).map { Array(features[$0 * 28..<($0 + 1) * 28]) }
    func work() throws -> [Double] { try rows.map { try model.classProbabilities(row: $0)[1] } }
    _ = try work()
    let measured = try WorkMeasurement(calls: 3, work)
    return measured.report(items: calls, numbers: ["auc": try area(measured.result, values, "test-labels")])
  }

  private static func model(_ values: WorkValues) throws -> GradientBoostingModel {
    try JSONDecoder().decode(
      GradientBoostingModel.self, from: Data(contentsOf: URL(fileURLWithPath: values.text("model"))))
  }

  private static func area(_ scores: [Double], _ values: WorkValues, _ labels: String) throws -> Double {
    try rocAUC(scores: scores, actual: values.array(labels, of: Int.self, count: scores.count), positive: 1)
  }
}
