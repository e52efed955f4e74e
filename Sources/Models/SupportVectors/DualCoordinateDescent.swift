import LinearAlgebra
import Statistics

/// The solver of a linear support vector machine: minimizes ½ ‖Σ αᵢ yᵢ zᵢ‖² + ½ Σ Dᵢ αᵢ² - Σ αᵢ over 0 ≤ αᵢ ≤ Uᵢ, one
/// αᵢ at a time, with zᵢ = (xᵢ, 1).
///
/// For the hinge loss Uᵢ = Cᵢ and Dᵢ = 0, for its square Uᵢ has no end and Dᵢ = 1 / (2 Cᵢ). Multipliers that stay at a
/// bound are left out of the passes, and looked at again before the end.
struct DualCoordinateDescent {
  private(set) var coefficients: [Double]
  private(set) var intercept = 0.0
  private(set) var report: ConvergenceReport

  init(
    features: Matrix<Double>, rows: BinaryRows, costs: [Double], loss: LinearSupportVectorMachine.Loss,
    tolerance: Double,
    maximumIterations: Int, seed: UInt64
  ) {
    let count = rows.indices.count
    let width = features.columnCount
    let upper = loss == .hinge ? costs : [Double](repeating: .infinity, count: count)
    let bends = loss == .hinge ? [Double](repeating: 0, count: count) : costs.map { 0.5 / $0 }
    let squares = rows.indices.map { index in features.row(index).reduce(1) { $0 + $1 * $1 } }
    var multipliers = [Double](repeating: 0, count: count)
    var beta = [Double](repeating: 0, count: width)
    var constant = 0.0
    var active = Array(0..<count)
    var rng = SeededGenerator(seed: seed)
    var highestBefore = Double.infinity
    var lowestBefore = -Double.infinity
    var goal = 0.1
    var iterations = 0
    var objective = 0.0
    var residual = Double.infinity

    features.withUnsafeValues { values in
      let base = values.baseAddress!
      func score(_ position: Int) -> Double {
        dotProduct(beta, base + rows.indices[position] * width, count: width) + constant
      }
      func measure() {
        var square = constant * constant
        for value in beta { square += value * value }
        var primal = square / 2
        var dual = -square / 2
        for position in 0..<count {
          let short = max(0, 1 - rows.signs[position] * score(position))
          primal += costs[position] * (loss == .hinge ? short : short * short)
          dual += multipliers[position] - bends[position] * multipliers[position] * multipliers[position] / 2
        }
        objective = primal
        residual = max(0, primal - dual) / primal
      }

      while iterations < maximumIterations {
        iterations += 1
        rng.shuffle(&active)
        var highest = -Double.infinity
        var lowest = Double.infinity
        var kept = 0
        for position in active {
          let sign = rows.signs[position]
          let old = multipliers[position]
          let slope = sign * score(position) - 1 + bends[position] * old
          let isAtZero = old == 0
          let isAtTop = old == upper[position]
          if isAtZero && slope > highestBefore || isAtTop && slope < lowestBefore { continue }
          active[kept] = position
          kept += 1
          let violation = isAtZero ? min(slope, 0) : isAtTop ? max(slope, 0) : slope
          highest = max(highest, violation)
          lowest = min(lowest, violation)
          guard violation != 0 else { continue }
          let new = min(max(old - slope / (squares[position] + bends[position]), 0), upper[position])
          multipliers[position] = new
          let step = (new - old) * sign
          let row = base + rows.indices[position] * width
          for column in 0..<width { beta[column] += step * row[column] }
          constant += step
        }
        let isWhole = active.count == count
        active.removeLast(active.count - kept)
        if highest - lowest <= goal || kept == 0 {
          if isWhole {
            measure()
            if residual <= tolerance { break }
            goal /= 4
          }
          active = Array(0..<count)
          highestBefore = .infinity
          lowestBefore = -.infinity
        } else {
          highestBefore = highest > 0 ? highest : .infinity
          lowestBefore = lowest < 0 ? lowest : -.infinity
        }
      }
      if !(residual <= tolerance) { measure() }
    }
    coefficients = beta
    intercept = constant
    report = ConvergenceReport(
      iterations: iterations, objective: objective, residual: residual, converged: residual <= tolerance)
  }
}
