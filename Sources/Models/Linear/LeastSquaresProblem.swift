import Kernels
import LinearAlgebra

/// The rows that count of a linear regression, centered and scaled so that neither intercept nor weights remain.
///
/// Row i is √wᵢ (xᵢ - x̄) and its target √wᵢ (yᵢ - ȳ), with weighted means; then Σ wᵢ (yᵢ - xᵢ·β - b)² is smallest over
/// b at b = ȳ - x̄·β, and is there the squared length of targets - rows β.
struct LeastSquaresProblem {
  let rows: Matrix<Double>
  let targets: [Double]
  private let centers: [Double]
  private let targetCenter: Double

  init(features: Matrix<Double>, targets: [Double], sampleWeights: [Double]?) throws {
    let counting = try NumberTargets(features: features, targets: targets, sampleWeights: sampleWeights)
    try features.requireUsableFeatures()
    let centered = CenteredRows(features, indices: counting.rows, weights: counting.weights)
    let total = counting.weights.map { $0.reduce(0, +) } ?? Double(centered.count)
    let first = counting.values[0]
    var shift = 0.0
    for (row, value) in counting.values.enumerated() {
      shift += (counting.weights?[row] ?? 1) / total * (value - first)
    }
    let targetCenter = first + shift
    let roots = counting.weights.map { $0.map { $0.squareRoot() } }
    let width = features.columnCount
    var entries = [Double](repeating: 0, count: centered.count * width)
    entries.withUnsafeMutableBufferPointer { entries in
      nonisolated(unsafe) let entries = entries.baseAddress!
      _ = centered.sums(0, scratch: 0) { block in
        for row in 0..<block.count {
          let root = roots?[block.start + row] ?? 1
          let source = block.rows + row * centered.stride
          let target = entries + (block.start + row) * width
          for column in 0..<width { target[column] = root * source[column] }
        }
      }
    }
    rows = Matrix(rowCount: centered.count, columnCount: width, counted: entries)
    self.targets = counting.values.indices.map { (counting.values[$0] - targetCenter) * (roots?[$0] ?? 1) }
    centers = centered.centers
    self.targetCenter = targetCenter
  }

  /// The model with these coefficients and the intercept that is best with them.
  func model(_ coefficients: [Double], convergence: ConvergenceReport? = nil) -> LinearModel {
    var intercept = targetCenter
    for (coefficient, center) in zip(coefficients, centers) { intercept -= coefficient * center }
    return LinearModel(coefficients: coefficients, intercept: intercept, convergence: convergence)
  }

  /// targets - rows β.
  func residuals(_ coefficients: [Double]) throws -> [Double] {
    var result = try rows.multiplied(by: coefficients)
    for row in result.indices { result[row] = targets[row] - result[row] }
    return result
  }

  /// The shortest of the coefficients that make the residuals smallest. O(n d²).
  func leastSquares() throws -> [Double] {
    let width = rows.columnCount
    let tolerance = Double(max(rows.rowCount, width)) * Double.ulpOfOne
    guard rows.rowCount > width else { return try SVD(rows).solve(targets, tolerance: tolerance) }
    // With the targets as one more column, the triangle holds all that there is to know: d rows instead of n.
    let triangle = try QR(
      Matrix(rowCount: rows.rowCount, columnCount: width + 1) { row, column in
        column < width ? rows[row, column] : targets[row]
      }
    ).r
    let right = (0..<width).map { triangle[$0, width] }
    let left = Matrix(triangle[rows: 0..<width, columns: 0..<width])
    // Independence is judged with all columns brought to length 1, so that units do not matter.
    let lengths = (0..<width).map { column in
      var square = 0.0
      let largest = (0..<width).reduce(0) { max($0, abs(left[$1, column])) }
      guard largest > 0 else { return 0.0 }
      for row in 0..<width { square += (left[row, column] / largest) * (left[row, column] / largest) }
      return largest * square.squareRoot()
    }
    if lengths.allSatisfy({ $0 > 0 }) {
      let scaled = Matrix(rowCount: width, columnCount: width) { left[$0, $1] / lengths[$1] }
      let factors = try QR(scaled, pivoting: true)
      let diagonal = factors.r.diagonal.map(abs)
      if diagonal.allSatisfy({ $0 > tolerance * diagonal[0] }), let solution = try? factors.solve(right) {
        return zip(solution, lengths).map { $0 / $1 }
      }
    }
    return try SVD(left).solve(right, tolerance: tolerance)
  }
}
