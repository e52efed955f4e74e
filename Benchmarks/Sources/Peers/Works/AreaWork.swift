import Evaluation

/// The area under the ROC curve.
enum AreaWork {
  static func area(_ values: WorkValues) throws -> WorkReport {
    let rows = try values.number("rows")
    let scores = try values.array("scores", of: Double.self, count: rows)
    let positive = try values.array("positive", of: Bool.self, count: rows)
    _ = try rocAUC(scores: Array(scores.prefix(1_000)), actual: Array(positive.prefix(1_000)))
    let measured = try WorkMeasurement { try rocAUC(scores: scores, actual: positive) }
    return measured.report(numbers: ["area": measured.result])
  }
}
