import LinearAlgebra
import Models

/// Random forests.
enum ForestWork {
  static func fit(_ values: WorkValues) throws -> WorkReport {
    let rows = try values.number("rows")
    let features = try values.matrix("features", of: Double.self, rows: rows, columns: 28)
    let labels = try values.array("labels", of: Int.self, count: rows)
    let learner = RandomForest(trees: 100, seed: UInt64(try values.number("seed")))
    _ = try learner.fit(
      features: values.matrix("features", of: Double.self, rows: 500, columns: 28), labels: Array(labels.prefix(500)))
    let measured = try WorkMeasurement { try learner.fit(features: features, labels: labels) }
    return measured.report(numbers: ["out-of-bag score": measured.result.outOfBagScore ?? .nan])
  }
}
