import DataFrames
import Statistics
import Testing

/// The features `x0`, `x1`, … of a frame.
func features(of frame: DataFrame) throws -> [[Double]] {
  try frame.columnNames.filter { $0.hasPrefix("x") }.map { try frame.array($0, of: Double.self) }
}

/// Expects that the features are standard normal, the probabilities those of the logit, and the labels drawn with them.
func expectLogisticRows(_ frame: DataFrame, intercept: Double = 0, effects: [Double], probabilities: [Double]) throws {
  let features = try features(of: frame)
  for values in features {
    var bins = [Int](repeating: 0, count: 10)
    for value in values { bins[min(9, Int(10 * Normal.standard.cumulative(value)))] += 1 }
    #expect(try ChiSquareTest(uniformityOf: bins).pValue > 0.001)
  }
  for row in 0..<frame.rowCount {
    let logit = zip(effects, features).reduce(intercept) { $0 + $1.0 * $1.1[row] }
    #expect(abs(Portable.log(probabilities[row] / (1 - probabilities[row])) - logit) < 1e-9)
  }
  expectDraws(try frame.array("label", of: Bool.self), of: probabilities, "labels")
}

/// The label of the nearest training row, for each test row.
func nearestLabels(_ features: [[Double]], _ labels: [Bool], training: [Int], test: [Int]) -> [Bool] {
  let width = features.count
  let flat = training.flatMap { row in features.map { $0[row] } }
  return test.map { row in
    let point = features.map { $0[row] }
    var nearest = (distance: Double.infinity, label: false)
    for place in training.indices {
      var distance = 0.0
      for feature in 0..<width {
        let difference = flat[place * width + feature] - point[feature]
        distance += difference * difference
      }
      if distance < nearest.distance { nearest = (distance, labels[training[place]]) }
    }
    return nearest.label
  }
}
