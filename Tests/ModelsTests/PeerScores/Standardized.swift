import LinearAlgebra

/// The rows fitted to and the rows tested, by the mean and the standard deviation (over n) of the rows fitted to.
func standardized(
  _ features: Matrix<Double>, training: [Int], test: [Int]
) -> (training: Matrix<Double>, test: Matrix<Double>) {
  var fitted = features.rows(at: training)
  var tested = features.rows(at: test)
  for column in 0..<features.columnCount {
    let values = fitted.column(column)
    let mean = values.reduce(0, +) / Double(values.count)
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
    let spread = variance > 1e-20 ? variance.squareRoot() : 1
    for row in 0..<fitted.rowCount { fitted[row, column] = (fitted[row, column] - mean) / spread }
    for row in 0..<tested.rowCount { tested[row, column] = (tested[row, column] - mean) / spread }
  }
  return (fitted, tested)
}
