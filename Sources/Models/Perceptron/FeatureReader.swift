/// How a network reads features: scaled or as they are, with magnitudes beyond 1e12 counted as 1e12, so that no row
/// overflows the sums.
struct FeatureReader: Sendable {
  private let means: [Double]
  private let factors: [Double]

  init(_ scaling: ColumnScaling?, columns: Int) {
    means = scaling?.means ?? [Double](repeating: 0, count: columns)
    factors = scaling?.deviations.map { 1 / $0 } ?? [Double](repeating: 1, count: columns)
  }

  /// Writes a row of features.
  func read(_ row: UnsafePointer<Double>, into result: UnsafeMutablePointer<Float>) {
    means.withUnsafeBufferPointer { means in
      factors.withUnsafeBufferPointer { factors in
        for column in 0..<means.count {
          let value = (row[column] - means[column]) * factors[column]
          result[column] = Float(max(-1e12, min(1e12, value)))
        }
      }
    }
  }
}
