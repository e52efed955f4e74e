import LinearAlgebra

/// The rows of a regression that count, with their targets.
struct NumberTargets {
  /// The rows with a weight above zero; nil if that is all of them.
  let rows: [Int]?
  let values: [Double]
  /// The weight of each row that counts; nil if all are 1.
  let weights: [Double]?

  init(features: Matrix<Double>, targets: [Double], sampleWeights: [Double]?) throws {
    guard targets.count == features.rowCount else {
      throw ModelError.targetCount(targets: targets.count, rows: features.rowCount)
    }
    let counting = try CountingRows(features: features, sampleWeights: sampleWeights)
    if let bad = targets.firstIndex(where: { !(abs($0) <= largestMagnitude) }) {
      throw ModelError.target(row: bad, value: targets[bad])
    }
    rows = counting.rows
    weights = counting.weights
    values = counting.rows.map { rows in rows.map { targets[$0] } } ?? targets
  }
}
