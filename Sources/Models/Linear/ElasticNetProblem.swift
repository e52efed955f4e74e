import Kernels
import LinearAlgebra

/// ½ Σ wᵢ (yᵢ - xᵢ·β - b)² + l1 ‖β‖₁ + l2/2 ‖β‖², solved for one `l1` after the other, each from the solution before.
struct ElasticNetProblem {
  private let problem: LeastSquaresProblem
  private let l2: Double
  private var quadratic: PenalizedQuadratic

  init(_ problem: LeastSquaresProblem, l2: Double) throws {
    let rows = problem.rows
    let width = rows.columnCount
    self.problem = problem
    self.l2 = l2
    // All products of columns at once where there are few; else those of the columns that get a coefficient.
    let gram = width <= rows.rowCount ? rows.gram() : nil
    var diagonal = gram?.diagonal ?? [Double](repeating: 0, count: width)
    if gram == nil {
      rows.withUnsafeValues { values in
        for row in 0..<rows.rowCount {
          for column in 0..<width { diagonal[column] += values[row * width + column] * values[row * width + column] }
        }
      }
    }
    quadratic = PenalizedQuadratic(
      diagonal: diagonal.map { $0 > 0 ? $0 + l2 : 0 }, linear: try rows.transposedMultiplied(by: problem.targets),
      l1: [Double](repeating: 0, count: width), start: [Double](repeating: 0, count: width)
    ) { j in
      var products: [Double]
      if let gram {
        products = Array(gram.row(j))
      } else {
        products = [Double](repeating: 0, count: width)
        rows.withUnsafeValues { values in
          products.withUnsafeMutableBufferPointer { products in
            let column = (0..<rows.rowCount).map { values[$0 * width + j] }
            DoubleKernels.addVectorTimes(
              rows.rowCount, width, values.baseAddress!, width, column, products.baseAddress!)
          }
        }
      }
      products[j] += l2
      return products
    }
  }

  mutating func solve(l1: Double, tolerance: Double, maximumIterations: Int) throws -> LinearModel {
    if l1 == 0 && l2 == 0 { return problem.model(try problem.leastSquares()) }
    quadratic.l1 = [Double](repeating: l1, count: problem.rows.columnCount)
    let sweeps = quadratic.minimize(maximumSweeps: maximumIterations)
    let solution = quadratic.solution

    // The dual objective at a multiple s of the residuals r: s rᵀt - s²/2 ‖r‖² - Σ max(0, |s zⱼ·r| - l1)² / (2 l2).
    // With l2 = 0 that needs an s for which no product of a column with the residuals is above l1.
    let residuals = try problem.residuals(solution)
    let slopes = try problem.rows.transposedMultiplied(by: residuals)
    var square = 0.0
    var agreement = 0.0
    var total = 0.0
    for (residual, target) in zip(residuals, problem.targets) {
      square += residual * residual
      agreement += residual * target
      total += target * target
    }
    var objective = square / 2
    var excess = 0.0
    for (value, slope) in zip(solution, slopes) {
      objective += l1 * abs(value) + l2 / 2 * value * value
      let beyond = max(0, abs(slope) - l1)
      if l2 > 0 { excess += beyond * beyond / (2 * l2) }
    }
    let largest = slopes.reduce(0) { max($0, abs($1)) }
    let shrink = l2 == 0 && largest > l1 ? l1 / largest : 1
    let gap = objective - (shrink * agreement - shrink * shrink * square / 2 - excess)
    let residual = total > 0 ? max(0, gap) / (total / 2) : 0
    return problem.model(
      solution,
      convergence: ConvergenceReport(
        iterations: sweeps, objective: objective, residual: residual, converged: residual <= tolerance))
  }
}
