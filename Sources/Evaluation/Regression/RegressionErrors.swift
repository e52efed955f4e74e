/// The mean distance of predictions from true values.
///
/// - Throws: ``EvaluationError`` when there are no predictions, when lengths differ, when a value is not finite, or
///   when weights are unusable.
public func meanAbsoluteError(predicted: [Double], actual: [Double], sampleWeights: [Double]? = nil) throws -> Double {
  try RegressionRows(predicted, actual, sampleWeights).mean { abs($0 - $1) }
}

/// The mean squared distance of predictions from true values.
///
/// - Throws: ``EvaluationError`` when there are no predictions, when lengths differ, when a value is not finite, or
///   when weights are unusable.
public func meanSquaredError(predicted: [Double], actual: [Double], sampleWeights: [Double]? = nil) throws -> Double {
  try RegressionRows(predicted, actual, sampleWeights).mean { ($0 - $1) * ($0 - $1) }
}

/// The root of the mean squared error, in the unit of the values.
///
/// - Throws: ``EvaluationError`` when there are no predictions, when lengths differ, when a value is not finite, or
///   when weights are unusable.
public func rootMeanSquaredError(
  predicted: [Double], actual: [Double], sampleWeights: [Double]? = nil
) throws -> Double {
  try meanSquaredError(predicted: predicted, actual: actual, sampleWeights: sampleWeights).squareRoot()
}

/// The mean distance as a share of the true value: 0.1 is 10%.
///
/// - Throws: ``EvaluationError`` when a true value is 0, when there are no predictions, when lengths differ, when a
///   value is not finite, or when weights are unusable.
public func meanAbsolutePercentageError(
  predicted: [Double], actual: [Double], sampleWeights: [Double]? = nil
) throws -> Double {
  let rows = try RegressionRows(predicted, actual, sampleWeights)
  if let row = actual.firstIndex(of: 0) { throw EvaluationError.zeroActual(row: row) }
  return rows.mean { abs(($0 - $1) / $1) }
}

/// The distance that half of the rows stay below; with weights, half of their weight.
///
/// - Throws: ``EvaluationError`` when there are no predictions, when lengths differ, when a value is not finite, or
///   when weights are unusable.
/// - Complexity: O(rows · log rows).
public func medianAbsoluteError(
  predicted: [Double], actual: [Double], sampleWeights: [Double]? = nil
) throws -> Double {
  let rows = try RegressionRows(predicted, actual, sampleWeights)
  let errors = zip(predicted, actual).map { abs($0 - $1) }
  let order = errors.indices.filter { rows.weights[$0] > 0 }.sorted { errors[$0] < errors[$1] }
  var below = 0.0
  for (place, row) in order.enumerated() {
    below += rows.weights[row]
    let rest = below - rows.weights.total / 2
    // Half of the weight ends just here: the middle lies between this error and the next.
    if rest == 0 && place + 1 < order.count { return errors[row] / 2 + errors[order[place + 1]] / 2 }
    if rest >= 0 { return errors[row] }
  }
  return errors[order[order.count - 1]]
}

/// How much of the variation of the true values the predictions explain: 1 − Σ(a − p)²/Σ(a − mean a)².
///
/// 1 is perfect, 0 is what the mean of the true values would reach, below 0 is worse than that. Where all true values
/// are equal it is 1 for perfect predictions and 0 for others.
///
/// - Throws: ``EvaluationError`` when fewer than two rows count, when lengths differ, when a value is not finite, or
///   when weights are unusable.
public func rSquared(predicted: [Double], actual: [Double], sampleWeights: [Double]? = nil) throws -> Double {
  let rows = try RegressionRows(predicted, actual, sampleWeights)
  try rows.requireTwo("R²")
  let mean = rows.mean { $1 }
  return RegressionRows.explained(
    rest: rows.mean { ($0 - $1) * ($0 - $1) }, all: rows.mean { ($1 - mean) * ($1 - mean) })
}

/// How much of the variance of the true values is not left in the errors: like R², but a constant error does not count.
///
/// - Throws: ``EvaluationError`` when fewer than two rows count, when lengths differ, when a value is not finite, or
///   when weights are unusable.
public func explainedVariance(predicted: [Double], actual: [Double], sampleWeights: [Double]? = nil) throws -> Double {
  let rows = try RegressionRows(predicted, actual, sampleWeights)
  try rows.requireTwo("explained variance")
  let mean = rows.mean { $1 }
  let bias = rows.mean { $1 - $0 }
  return RegressionRows.explained(
    rest: rows.mean { ($1 - $0 - bias) * ($1 - $0 - bias) }, all: rows.mean { ($1 - mean) * ($1 - mean) })
}

/// The mean loss of a predicted quantile: an error counts q times where the truth is above, 1 − q times where it is
/// below; also quantile loss. Lowest for the true quantile; at ½ it is half the mean absolute error.
///
/// - Parameter quantile: which quantile was predicted, above 0 and below 1.
/// - Throws: ``EvaluationError`` when the quantile is out of range, when there are no predictions, when lengths differ,
///   when a value is not finite, or when weights are unusable.
///
/// Source: Koenker and Bassett, "Regression Quantiles", Econometrica 46(1), 1978.
public func pinballLoss(
  predicted: [Double], actual: [Double], quantile: Double, sampleWeights: [Double]? = nil
) throws -> Double {
  try requireShare("the quantile", quantile)
  return try RegressionRows(predicted, actual, sampleWeights).mean { predicted, actual in
    actual >= predicted ? quantile * (actual - predicted) : (1 - quantile) * (predicted - actual)
  }
}

/// Checked predictions of numbers.
struct RegressionRows {
  let predicted: [Double]
  let actual: [Double]
  let weights: RowWeights

  init(_ predicted: [Double], _ actual: [Double], _ sampleWeights: [Double]?) throws {
    try requirePairs(predicted: predicted.count, actual: actual.count)
    weights = try RowWeights(sampleWeights, rows: actual.count)
    try requireFinite(predicted, "prediction")
    try requireFinite(actual, "true value")
    self.predicted = predicted
    self.actual = actual
  }

  /// The weighted mean of a function of prediction and truth.
  func mean(_ value: (_ predicted: Double, _ actual: Double) -> Double) -> Double {
    var sum = 0.0
    for row in predicted.indices { sum += weights[row] * value(predicted[row], actual[row]) }
    return sum / weights.total
  }

  /// Checks that at least two rows count.
  func requireTwo(_ purpose: String) throws {
    let count = predicted.indices.count { weights[$0] > 0 }
    guard count >= 2 else {
      throw EvaluationError.tooFew(what: "rows that count", count: count, needed: 2, purpose: purpose)
    }
  }

  /// 1 − rest/all; where nothing varies, 1 if nothing is left and 0 otherwise.
  static func explained(rest: Double, all: Double) -> Double {
    if all == 0 { return rest == 0 ? 1 : 0 }
    return 1 - rest / all
  }
}
