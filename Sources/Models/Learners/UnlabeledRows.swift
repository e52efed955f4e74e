import LinearAlgebra

/// The rows of a fit without labels that count: those with a weight above zero.
struct UnlabeledRows: Sendable {
  let features: Matrix<Double>
  /// The weight of each row; nil if all are 1.
  let weights: [Double]?
  let totalWeight: Double

  var count: Int { features.rowCount }
  var width: Int { features.columnCount }

  /// Checks the input of a fit.
  init(features: Matrix<Double>, sampleWeights: [Double]?) throws {
    let counting = try CountingRows(features: features, sampleWeights: sampleWeights)
    try features.requireUsableFeatures()
    self.features = counting.rows.map { features.rows(at: $0) } ?? features
    weights = counting.weights
    var total = 0.0
    for row in 0..<self.features.rowCount { total += counting.weights?[row] ?? 1 }
    totalWeight = total
  }

  /// The rows at `indices`, all with weight 1.
  init(features: Matrix<Double>, at indices: [Int]) {
    self.features = features.rows(at: indices)
    weights = nil
    totalWeight = Double(indices.count)
  }

  func weight(_ row: Int) -> Double { weights?[row] ?? 1 }

  /// The rows in at most `limit` groups that follow each other, of 256 or more.
  ///
  /// The groups depend on the number of rows alone: sums that are added group by group are the same for any number of
  /// threads.
  func groups(atMost limit: Int) -> [Range<Int>] {
    let size = max(256, (count + limit - 1) / limit)
    return stride(from: 0, to: count, by: size).map { $0..<min($0 + size, count) }
  }
}
