import LinearAlgebra
import Models

/// Logistic regression.
enum LogisticWork {
  static func fit(_ values: WorkValues) throws -> WorkReport {
    let rows = try values.number("rows")
    let features = try values.matrix("features", of: Double.self, rows: rows, columns: 28)
    let labels = try values.array("labels", of: Int.self, count: rows)
    let learner = LogisticRegression(l2: 1)
    _ = try learner.fit(
      features: values.matrix("features", of: Double.self, rows: 1_000, columns: 28),
      labels: Array(labels.prefix(1_000)))
    let measured = try WorkMeasurement { try learner.fit(features: features, labels: labels) }
    let model = measured.result
    let loss =
      try model.loss(features: features, labels: labels) + model.coefficients.reduce(0) { $0 + $1 * $1 } / 2
    return measured.report(
      numbers: ["loss": loss], note: model.convergence.map { "\($0.iterations) steps of Newton's method" } ?? "")
  }
}
