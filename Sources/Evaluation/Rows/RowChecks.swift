internal import LinearAlgebra

/// Checks that there is one prediction for each true label, and at least one.
func requirePairs(predicted: Int, actual: Int) throws {
  guard predicted == actual else { throw EvaluationError.labelCount(predicted: predicted, actual: actual) }
  guard predicted > 0 else { throw EvaluationError.noPredictions }
}

/// Checks that every value is a finite number.
func requireFinite(_ values: [Double], _ what: String) throws {
  if let row = values.firstIndex(where: { !$0.isFinite }) {
    throw EvaluationError.notFinite(what: what, row: row, value: values[row])
  }
}

/// Checks that every value is between 0 and 1.
func requireProbabilities(_ values: [Double]) throws {
  if let row = values.firstIndex(where: { !($0 >= 0 && $0 <= 1) }) {
    throw EvaluationError.probability(row: row, value: values[row])
  }
}

/// Checks that every row has one probability per class, and that they add up to 1.
func requireDistributions(_ rows: Matrix<Double>, classes: Int) throws {
  guard rows.columnCount == classes || rows.rowCount == 0 else {
    throw EvaluationError.classColumns(row: 0, columns: rows.columnCount, classes: classes)
  }
  for row in 0..<rows.rowCount {
    var sum = 0.0
    for column in 0..<classes {
      let value = rows[row, column]
      guard value >= 0 && value <= 1 else { throw EvaluationError.probability(row: row, value: value) }
      sum += value
    }
    // Wide enough for the rounding of single-precision models with many classes.
    guard abs(sum - 1) <= 1e-4 else { throw EvaluationError.probabilitySum(row: row, sum: sum) }
  }
}

/// Rows of one number per class as a matrix.
func classMatrix(_ rows: [[Double]], classes: Int) throws -> Matrix<Double> {
  if let row = rows.firstIndex(where: { $0.count != classes }) {
    throw EvaluationError.classColumns(row: row, columns: rows[row].count, classes: classes)
  }
  return try Matrix(rowCount: rows.count, columnCount: classes, values: rows.flatMap { $0 })
}

/// Checks that a whole-number setting is at least `least`.
func requireSetting(_ name: String, _ value: Int, atLeast least: Int) throws {
  guard value >= least else {
    throw EvaluationError.setting(name: name, value: Double(value), requirement: "at least \(least)")
  }
}

/// Checks that a share is above 0 and below 1.
func requireShare(_ name: String, _ value: Double) throws {
  guard value > 0 && value < 1 else {
    throw EvaluationError.setting(name: name, value: value, requirement: "above 0 and below 1")
  }
}
