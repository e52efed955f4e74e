import LinearAlgebra

/// Columns brought to mean 0 and standard deviation 1: (x - mean) / deviation.
public struct ColumnScaling: Codable, Equatable, Sendable {
  /// The mean of each column, in its unit.
  public let means: [Double]
  /// The standard deviation of each column (over n, not n - 1), in its unit; 1 where the column is constant.
  public let deviations: [Double]

  /// Measures rows of features, each with its weight; nil for all rows, and for equal weights. O(rows × columns).
  init(_ features: Matrix<Double>, rows: [Int]?, weights: [Double]?) {
    let centered = CenteredRows(features, indices: rows, weights: weights)
    let total = weights.map { $0.reduce(0, +) } ?? Double(centered.count)
    let variances = centered.sums(centered.width, scratch: 0) { block in
      for row in 0..<block.count {
        let share = (weights?[block.start + row] ?? 1) / total
        let values = block.rows + row * centered.stride
        for column in 0..<centered.width { block.sums[column] += share * (values[column] * values[column]) }
      }
    }
    means = centered.centers
    deviations = variances.map { $0 > 0 ? $0.squareRoot() : 1 }
  }

  /// Measures one column of numbers.
  init(_ numbers: [Double], weights: [Double]?) {
    self.init(Matrix(rowCount: numbers.count, columnCount: 1) { row, _ in numbers[row] }, rows: nil, weights: weights)
  }

  /// Checks that there is a usable mean and deviation for each of so many columns.
  func isSound(columns: Int) -> Bool {
    means.count == columns && deviations.count == columns && means.allSatisfy(\.isFinite)
      && deviations.allSatisfy { $0 > 0 && $0.isFinite }
  }
}
