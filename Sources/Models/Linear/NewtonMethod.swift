import LinearAlgebra

/// Newton's method for a convex loss with an l1 penalty: J(θ) = loss(θ) + l1 Σ |θⱼ| over the penalized parameters.
///
/// Each step minimizes the second-order model of the loss plus the penalty, exactly by a Cholesky factorization where
/// `l1` is 0 and by ``PenalizedQuadratic`` where it is not, with a backtracking line search.
///
/// Source: Lee, Sun and Saunders, "Proximal Newton-Type Methods for Minimizing Composite Functions", SIAM Journal on
/// Optimization 24(3), 2014.
struct NewtonMethod {
  let l1: Double
  let maximumIterations: Int
  var tolerance = 1e-20

  /// The best parameters, and how they were reached from `start` (zero if nil): see ``LogisticRegression`` for the
  /// residual.
  func minimize(
    _ loss: some CurvedLoss, from start: [Double]? = nil
  ) throws -> (parameters: [Double], report: ConvergenceReport) {
    let isBounded = l1 > 0 || loss.l2 > 0
    var parameters = start ?? [Double](repeating: 0, count: loss.parameterCount)
    var shape = loss.evaluate(at: parameters, curved: true)
    var hessian = shape.hessian!
    var iterations = 0
    var lastResidual = Double.infinity
    while true {
      if !isBounded && shape.wrongRows == 0 { throw ModelError.separable }
      let value = shape.value + penalty(parameters, of: loss)
      let target =
        try l1 == 0
        ? newtonTarget(loss, shape.gradient, hessian, parameters)
        : proximalTarget(loss, shape.gradient, hessian, parameters)
      var decrement = penalty(parameters, of: loss) - penalty(target, of: loss)
      for index in parameters.indices { decrement -= shape.gradient[index] * (target[index] - parameters[index]) }
      let residual = max(0, decrement / 2 / value)
      let converged = residual <= tolerance
      // Rows on the boundary keep the loss above zero while it tightens around the others: each step gains
      // less, and yet moves the log-odds of those others by about 1.
      if !isBounded && converged
        && loss.rowsMoved(along: zip(target, parameters).map { $0 - $1 }, by: 0.1) > 0
      {
        throw ModelError.separable
      }

      // While old second derivatives bring the residual down fast there is no need of new ones.
      let curved = !isBounded || residual > 1e-5 || residual > 1e-3 * lastResidual
      lastResidual = residual
      var moved = false
      if !converged && iterations < maximumIterations {
        // Armijo's rule; the slack lets the last steps through, whose gain is below the sum's rounding.
        let slack = 1e-13 * value
        var length = 1.0
        while !moved && length > 1e-15 {
          let trial =
            length == 1
            ? target : parameters.indices.map { parameters[$0] + length * (target[$0] - parameters[$0]) }
          let trialShape = loss.evaluate(at: trial, curved: curved)
          if trialShape.value + penalty(trial, of: loss) <= value - 1e-4 * length * decrement + slack {
            moved = true
            parameters = trial
            shape = trialShape
            if let renewed = shape.hessian { hessian = renewed }
          }
          length /= 2
        }
      }
      guard moved else {
        return (
          parameters,
          ConvergenceReport(iterations: iterations, objective: value, residual: residual, converged: converged)
        )
      }
      iterations += 1
    }
  }

  private func penalty(_ parameters: [Double], of loss: some CurvedLoss) -> Double {
    guard l1 > 0 else { return 0 }
    var sum = 0.0
    for (index, value) in parameters.enumerated() where loss.isPenalized(index) { sum += abs(value) }
    return l1 * sum
  }

  private func newtonTarget(
    _ loss: some CurvedLoss, _ gradient: [Double], _ hessian: Matrix<Double>, _ parameters: [Double]
  ) throws -> [Double] {
    let free = loss.freeParameters
    let all = free.count == parameters.count
    let bends = all ? hessian : Matrix(rowCount: free.count, columnCount: free.count) { hessian[free[$0], free[$1]] }
    do {
      let step = try Cholesky(bends).solve(free.map { gradient[$0] })
      var target = parameters
      for (position, parameter) in free.enumerated() { target[parameter] -= step[position] }
      return target
    } catch LinearAlgebraError.notPositiveDefinite(let pivot, _) {
      throw ModelError.notIdentified(column: loss.column(of: free[pivot]))
    }
  }

  private func proximalTarget(
    _ loss: some CurvedLoss, _ gradient: [Double], _ hessian: Matrix<Double>, _ parameters: [Double]
  ) throws -> [Double] {
    var linear = try hessian.multiplied(by: parameters)
    for index in linear.indices { linear[index] -= gradient[index] }
    var quadratic = PenalizedQuadratic(
      diagonal: hessian.diagonal, linear: linear,
      l1: parameters.indices.map { loss.isPenalized($0) ? l1 : 0 }, start: parameters
    ) { Array(hessian.row($0)) }
    quadratic.minimize(maximumSweeps: 1000)
    return quadratic.solution
  }
}
