import LinearAlgebra

/// Columns brought to mean 0 and standard deviation 1: (x - mean) / deviation.
///
/// Neurons learn well where inputs are of the order of 1 and badly where one column is thousands of times another.
public struct ColumnScaling: Codable, Equatable, Sendable {
  /// The mean of each column, in its unit.
  public let means: [Double]
  /// The standard deviation of each column, in its unit; 1 where the column is constant.
  public let deviations: [Double]

  /// Measures rows of features, each with its weight; nil for all rows, and for equal weights. O(rows × columns).
  init(_ features: Matrix<Double>, rows: [Int]?, weights: [Double]?) {
    let width = features.columnCount
    let count = rows?.count ?? features.rowCount
    var means = [Double](repeating: 0, count: width)
    var squares = means
    var least = means
    var largest = means
    var totalWeight = 0.0
    features.withUnsafeValues { values in
      let base = values.baseAddress!
      for place in 0..<count {
        let row = base + (rows.map { $0[place] } ?? place) * width
        let weight = weights.map { $0[place] } ?? 1
        totalWeight += weight
        if place == 0 {
          for column in 0..<width {
            least[column] = row[column]
            largest[column] = row[column]
          }
        }
        for column in 0..<width {
          let value = row[column]
          means[column] += weight * value
          least[column] = value < least[column] ? value : least[column]
          largest[column] = value > largest[column] ? value : largest[column]
        }
      }
      for column in 0..<width { means[column] /= totalWeight }
      for place in 0..<count {
        let row = base + (rows.map { $0[place] } ?? place) * width
        let weight = weights.map { $0[place] } ?? 1
        for column in 0..<width {
          let difference = row[column] - means[column]
          squares[column] += weight * (difference * difference)
        }
      }
    }
    for column in 0..<width {
      let deviation = (squares[column] / totalWeight).squareRoot()
      // The mean of a constant column may be off by a rounding error, which is no deviation.
      squares[column] = least[column] < largest[column] && deviation > 0 ? deviation : 1
    }
    self.means = means
    deviations = squares
  }

  /// Measures one column of numbers.
  init(_ numbers: [Double], weights: [Double]?) {
    self.init(Matrix(rowCount: numbers.count, columnCount: 1) { row, _ in numbers[row] }, rows: nil, weights: weights)
  }
}

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
