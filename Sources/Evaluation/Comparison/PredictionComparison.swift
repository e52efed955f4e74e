public import Statistics

extension McNemarTest {
  /// Compares two classifiers by their predictions for the same rows.
  ///
  /// - Throws: ``EvaluationError`` when lengths differ or there are no rows.
  public init<Label: Equatable>(
    first: [Label], second: [Label], actual: [Label], method: Method = .exact
  ) throws {
    try requirePairs(predicted: first.count, actual: actual.count)
    try requirePairs(predicted: second.count, actual: actual.count)
    try self.init(
      firstIsRight: zip(first, actual).map { $0 == $1 }, secondIsRight: zip(second, actual).map { $0 == $1 },
      method: method)
  }
}

/// The difference of any measure between two models on the same rows, with its standard error and its interval, from
/// how it varies when the rows are drawn again from themselves.
///
///     let gain = try bootstrapDifference(first: a, second: b, actual: labels, seed: 1) {
///       try accuracy(predicted: $0, actual: $1)
///     }
///     try gain.interval()
///
/// Both models are judged on the same draws. It says how sure the difference is for these two fitted models on other
/// rows, not for other fits.
///
/// - Parameters:
///   - first: the predictions (labels, scores, numbers) of the first model; from its measure the second's is
///     subtracted.
///   - measure: the score of predictions against true labels.
/// - Throws: ``EvaluationError`` when lengths differ or there are no rows; `EstimateError` when there are fewer than
///   two rows or no resamples; whatever `measure` throws, also for a draw that it cannot score, such as one without a
///   positive.
/// - Complexity: twice `resamples` measures, by `.bca` and two for each row.
public func bootstrapDifference<Prediction, Label>(
  first: [Prediction], second: [Prediction], actual: [Label], resamples: Int = 9_999,
  method: Bootstrap.Method = .percentile, seed: UInt64, measure: ([Prediction], [Label]) throws -> Double
) throws -> Bootstrap {
  try requirePairs(predicted: first.count, actual: actual.count)
  try requirePairs(predicted: second.count, actual: actual.count)
  return try Bootstrap(actual.indices, resamples: resamples, method: method, seed: seed) { rows in
    let labels = rows.map { actual[$0] }
    return try measure(rows.map { first[$0] }, labels) - measure(rows.map { second[$0] }, labels)
  }
}
