import LinearAlgebra

/// The rows with a weight above zero.
struct CountingRows {
  /// Their numbers; nil if that is all rows.
  let rows: [Int]?
  /// Their weights; nil if all are 1.
  let weights: [Double]?

  init(features: Matrix<Double>, sampleWeights: [Double]?) throws {
    guard features.rowCount > 0 else { throw ModelError.noRows }
    guard features.columnCount > 0 else { throw ModelError.noFeatures }
    try features.requireWeights(sampleWeights)
    // Weights of 1 are no weights.
    guard let sampleWeights, !sampleWeights.allSatisfy({ $0 == 1 }) else {
      rows = nil
      weights = nil
      return
    }
    if sampleWeights.allSatisfy({ $0 > 0 }) {
      rows = nil
      weights = sampleWeights
    } else {
      let counting = sampleWeights.indices.filter { sampleWeights[$0] > 0 }
      rows = counting
      weights = counting.map { sampleWeights[$0] }
    }
  }
}
