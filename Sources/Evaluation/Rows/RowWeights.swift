/// One checked weight per row; 1 each if none were given.
struct RowWeights {
  /// The weights given, nil if every row counts once.
  let values: [Double]?
  /// Their sum, above zero.
  let total: Double

  /// Checks the weights of `rows` rows.
  init(_ values: [Double]?, rows: Int) throws {
    guard rows > 0 else { throw EvaluationError.noPredictions }
    self.values = values
    guard let values else {
      total = Double(rows)
      return
    }
    guard values.count == rows else {
      throw EvaluationError.weightCount(weights: values.count, predictions: rows)
    }
    var sum = 0.0
    for (row, weight) in values.enumerated() {
      guard weight >= 0, weight.isFinite else { throw EvaluationError.weight(row: row, value: weight) }
      sum += weight
    }
    guard sum > 0 else { throw EvaluationError.weightsAllZero }
    guard sum.isFinite else { throw EvaluationError.weightsTooLarge }
    total = sum
  }

  subscript(row: Int) -> Double { values?[row] ?? 1 }
}
