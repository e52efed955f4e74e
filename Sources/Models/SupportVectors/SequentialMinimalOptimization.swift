/// The solver of a support vector machine: minimizes ½ Σᵢⱼ βᵢ βⱼ K(xᵢ, xⱼ) - Σᵢ yᵢ βᵢ over the signed
/// multipliers βᵢ = yᵢ αᵢ, with 0 ≤ αᵢ ≤ Cᵢ and Σ βᵢ = 0, two multipliers at a time.
///
/// With gᵢ = yᵢ - Σⱼ βⱼ K(xᵢ, xⱼ), a step moves βᵢ up and βⱼ down by the same length; it helps where gᵢ > gⱼ. The
/// first of the pair is the row with the largest gᵢ that can still go up, the second the row whose step lowers
/// the objective most by its second-order estimate.
///
/// Source: Fan, Chen and Lin, "Working Set Selection Using Second Order Information for Training Support Vector
/// Machines", JMLR 6, 2005.
struct SequentialMinimalOptimization {
  /// βᵢ, the multiplier of each row times the row's sign.
  private(set) var multipliers: [Double]
  private(set) var bias: Double
  private(set) var report: ConvergenceReport

  /// Solves the problem of rows with these signs (±1), upper bounds Cᵢ and kernel.
  ///
  /// Stops when no pair has gᵢ - gⱼ above `tolerance`, or after `maximumIterations` steps. Each step is O(n),
  /// plus O(n d) for each of its two kernel rows that is not in the cache.
  init(
    signs: [Double], bounds: [Double], kernelRows: KernelRowCache, tolerance: Double, maximumIterations: Int
  ) {
    let count = signs.count
    var beta = [Double](repeating: 0, count: count)
    var g = signs
    let lower = zip(signs, bounds).map { $0 > 0 ? 0 : -$1 }
    let upper = zip(signs, bounds).map { $0 > 0 ? $1 : 0 }
    let diagonal = kernelRows.diagonal

    var iterations = 0
    var gap = 0.0
    while true {
      var up = -1
      var highest = -Double.infinity
      for row in 0..<count where beta[row] < upper[row] && g[row] > highest {
        highest = g[row]
        up = row
      }
      let upRow = kernelRows.row(up)
      var down = -1
      var lowest = Double.infinity
      var bestGain = -Double.infinity
      for row in 0..<count where beta[row] > lower[row] {
        lowest = min(lowest, g[row])
        let difference = highest - g[row]
        guard difference > 0 else { continue }
        let gain = difference * difference / Self.curvature(diagonal[up], diagonal[row], upRow[row])
        if gain > bestGain {
          bestGain = gain
          down = row
        }
      }
      gap = highest - lowest
      guard gap > tolerance, iterations < maximumIterations else { break }

      let downRow = kernelRows.row(down)
      let full = (highest - g[down]) / Self.curvature(diagonal[up], diagonal[down], upRow[down])
      let upRoom = upper[up] - beta[up]
      let downRoom = beta[down] - lower[down]
      let step = min(full, upRoom, downRoom)
      // A multiplier that reaches its bound is set to it, so that "at the bound" can be tested exactly.
      beta[up] = step == upRoom ? upper[up] : beta[up] + step
      beta[down] = step == downRoom ? lower[down] : beta[down] - step
      for row in 0..<count {
        g[row] -= step * (upRow[row] - downRow[row])
      }
      iterations += 1
    }

    // A row strictly between its bounds lies on its margin, where f(xᵢ) = yᵢ, so gᵢ is the bias. Without such a
    // row any value in the gap will do, and its middle is taken.
    var freeCount = 0
    var freeSum = 0.0
    var floor = -Double.infinity
    var ceiling = Double.infinity
    var objective = 0.0
    for row in 0..<count {
      objective -= beta[row] * (signs[row] + g[row]) / 2
      if beta[row] > lower[row] && beta[row] < upper[row] {
        freeCount += 1
        freeSum += g[row]
      } else if beta[row] < upper[row] {
        floor = max(floor, g[row])
      } else {
        ceiling = min(ceiling, g[row])
      }
    }
    multipliers = beta
    bias = freeCount > 0 ? freeSum / Double(freeCount) : (floor + ceiling) / 2
    report = ConvergenceReport(
      iterations: iterations, objective: objective, residual: max(gap, 0), converged: gap <= tolerance)
  }

  /// K(i, i) + K(j, j) - 2 K(i, j), the bend of the objective along the step; of equal rows it is 0 or less by
  /// rounding, and a tiny positive number then sends the step to its bounds.
  @inline(__always)
  private static func curvature(_ first: Double, _ second: Double, _ between: Double) -> Double {
    let value = first + second - 2 * between
    return value > 0 ? value : 1e-12
  }
}
