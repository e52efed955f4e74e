package import LinearAlgebra

/// Rules out most rows as neighbors in single precision, before any distance is computed exactly.
///
/// With rows x and a query q moved to the middle of the rows and scaled to at most 1,
/// ‖q − x‖² = ‖q‖² − 2 q·x + ‖x‖², and the part that depends on x is one inner product, (−2q, 1)·(x, ‖x‖²): for many
/// queries the work of a matrix product.
///
/// Every rounding on the way is bounded, so a row that is ruled out is certainly farther than the bound. In units
/// u = 2⁻²⁴: rounding x and q to `Float` moves ‖q − x‖² by at most 4.1 u (‖q‖² + ‖x‖²); an inner product of d + 1
/// terms, summed in any order, is off by at most 2 (d + 2) u (‖q‖² + ‖x‖²) (Higham, *Accuracy and Stability of
/// Numerical Algorithms*, 2nd ed., §3.1); and what is computed in `Double` is exact beside them. The bound is kept in
/// two halves: ‖x‖² is stored too small by its share, and the threshold of a query is raised by the other.
package struct DistanceFilter: Sendable {
  /// The columns of `entries`: one more than features.
  package let width: Int
  /// One line per row: the features, centered and scaled, then the lowest that their squared norm can count for.
  package let entries: [Float]
  private let center: [Double]
  private let scale: Double
  /// The bound of all roundings, relative to ‖q‖² + ‖x‖².
  private let tolerance: Double

  /// Nil if there are so many columns that the bound would grow useless. O(rows × columns).
  package init?(_ features: Matrix<Double>) {
    let columns = features.columnCount
    guard columns <= 1 << 16, features.rowCount > 0 else { return nil }
    let middle = features.columnMeans()
    var largest = 0.0
    features.withUnsafeValues { values in
      for row in 0..<features.rowCount {
        for column in 0..<columns { largest = max(largest, abs(values[row * columns + column] - middle[column])) }
      }
    }
    // Beyond these exponents the square of the scale, or a distance in it, could leave the range of numbers.
    let exponent = largest > 0 ? Int(largest.exponent) + 1 : 0
    let scale = Double(sign: .plus, exponent: -max(-400, min(400, exponent)), significand: 1)
    let tolerance = 1.01 * Double(2 * (columns + 2) + 8) * 0x1p-24
    let width = columns + 1
    entries = [Float](unsafeUninitializedCapacity: features.rowCount * width) { lines, count in
      features.withUnsafeValues { values in
        for row in 0..<features.rowCount {
          let line = lines.baseAddress! + row * width
          var norm = 0.0
          for column in 0..<columns {
            let entry = Float((values[row * columns + column] - middle[column]) * scale)
            line[column] = entry
            norm += Double(entry) * Double(entry)
          }
          line[columns] = Float(norm * (1 - tolerance)).nextDown
        }
      }
      count = features.rowCount * width
    }
    self.width = width
    self.center = middle
    self.scale = scale
    self.tolerance = tolerance
  }

  /// Writes the line (−2q, 1) for `query` to `line` and returns ‖q‖²; nil if the query is too far from all rows for
  /// single precision.
  package func prepare(_ query: UnsafePointer<Double>, into line: UnsafeMutablePointer<Float>) -> Double? {
    var norm = 0.0
    for column in 0..<width - 1 {
      let shifted = (query[column] - center[column]) * scale
      guard abs(shifted) < 0x1p30 else { return nil }
      let entry = Float(shifted)
      line[column] = -2 * entry
      norm += Double(entry) * Double(entry)
    }
    line[width - 1] = 1
    return norm
  }

  /// What the inner product of a row with the line of a query is certainly at most, if the row's squared distance is
  /// at most `squaredDistance`.
  package func threshold(_ squaredDistance: Double, queryNorm: Double) -> Float {
    // The last term covers what is lost where numbers of `Float` are subnormal.
    let bound = squaredDistance * scale * scale - queryNorm * (1 - tolerance) + 1e-27 * Double(width)
    return Float(bound).nextUp
  }
}
