internal import Foundation
import LinearAlgebra

/// The inner product of two rows in the space where a support vector machine draws its flat boundary.
public enum Kernel: Codable, Hashable, Sendable {
  /// x·z: the space of the features themselves.
  case linear
  /// (gamma x·z + constant)^degree.
  case polynomial(degree: Int, gamma: Double, constant: Double)
  /// exp(-gamma ‖x - z‖²).
  case rbf(gamma: Double)

  /// The radial basis kernel with gamma = 1 / (d · variance of all features together), which suits features of a common
  /// scale: what scikit-learn's `SVC` calls `gamma='scale'`.
  static func scaledRadialBasis(_ rows: Matrix<Double>, weights: [Double]) -> Kernel {
    // The entries of all columns as one column, moved to the first of them, so that an offset takes no digits.
    let shift = rows[0, 0]
    var (total, sum, squares) = (0.0, 0.0, 0.0)
    for (row, weight) in weights.enumerated() {
      for value in rows.row(row) {
        total += weight
        sum += weight * (value - shift)
        squares += weight * (value - shift) * (value - shift)
      }
    }
    let variance = squares / total - (sum / total) * (sum / total)
    let gamma = 1 / (Double(rows.columnCount) * variance)
    return .rbf(gamma: variance > 0 && gamma > 0 && gamma.isFinite ? gamma : 1)
  }

  func requireUsable() throws {
    switch self {
    case .linear: break
    case .polynomial(let degree, let gamma, let constant):
      try requireAtLeastOne(degree, "the kernel's degree")
      try requirePositive(gamma, "the kernel's gamma")
      try requireNonnegative(constant, "the kernel's constant")
    case .rbf(let gamma):
      try requirePositive(gamma, "the kernel's gamma")
    }
  }

  /// The kernel of a row with itself.
  func selfProduct(_ row: Matrix<Double>.Row) -> Double {
    var square = 0.0
    for value in row { square += value * value }
    return switch self {
    case .linear: square
    case .polynomial(let degree, let gamma, let constant): wholePower(gamma * square + constant, degree)
    case .rbf: 1
    }
  }

  /// Writes the kernel of `query` with every row into `results`, which has room for all tiles.
  func fill(
    _ results: UnsafeMutablePointer<Double>, query: UnsafePointer<Double>, against rows: RowTiles
  ) {
    switch self {
    case .linear:
      rows.innerProducts(with: query, into: results)
    case .polynomial(let degree, let gamma, let constant):
      rows.innerProducts(with: query, into: results)
      for row in 0..<rows.rowCount {
        results[row] = wholePower(gamma * results[row] + constant, degree)
      }
    case .rbf(let gamma):
      rows.squaredDistances(to: query, into: results)
      for row in 0..<rows.rowCount { results[row] = exp(-gamma * results[row]) }
    }
  }
}
