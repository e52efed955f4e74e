/// A fitted map from the scores of a model to probabilities.
///
/// Fit it on rows that the model was not fitted on: on its own training rows a model is surer than it should be.
public protocol Calibrator: Codable, Sendable {
  /// The probability of `true` at a score.
  func probability(_ score: Double) -> Double
}

extension Calibrator {
  /// The probability of `true` at each score.
  public func probabilities(_ scores: [Double]) -> [Double] { scores.map(probability) }
}

/// Checked scores with labels, at least one row of each kind.
struct CalibrationRows {
  let weights: RowWeights

  init(scores: [Double], actual: [Bool], sampleWeights: [Double]?, purpose: String) throws {
    try requirePairs(predicted: scores.count, actual: actual.count)
    weights = try RowWeights(sampleWeights, rows: actual.count)
    try requireFinite(scores, "score")
    for label in [true, false] where !actual.indices.contains(where: { actual[$0] == label && weights[$0] > 0 }) {
      throw EvaluationError.oneClass(measure: purpose, label: "\(!label)")
    }
  }
}
