import LinearAlgebra

/// The solver of ½ xᵀH x - qᵀx + Σ l1ⱼ |xⱼ| for a positive semidefinite H: coordinate descent with active sets.
///
/// Sweeps over all coordinates find which are not zero; sweeps over those, and steps to the optimum for their signs as
/// they are, settle their values. A row of H is asked for when its coordinate first moves.
///
/// Source: Friedman, Hastie and Tibshirani, "Regularization Paths for Generalized Linear Models via Coordinate
/// Descent", Journal of Statistical Software 33(1), 2010 (covariance updates).
struct PenalizedQuadratic {
  private(set) var solution: [Double]
  /// q - H x.
  private var slopes: [Double]
  private let diagonal: [Double]
  private let linear: [Double]
  var l1: [Double]
  private var rows: [[Double]?]
  private let makeRow: (Int) -> [Double]

  /// The problem at `start`; `row` gives a row of H.
  init(diagonal: [Double], linear: [Double], l1: [Double], start: [Double], row: @escaping (Int) -> [Double]) {
    self.diagonal = diagonal
    self.linear = linear
    self.l1 = l1
    solution = start
    slopes = linear
    rows = [[Double]?](repeating: nil, count: diagonal.count)
    makeRow = row
    renewSlopes()
  }

  /// Goes on from the present solution until no coordinate moves by more than rounding, or the sweeps run out.
  /// - Returns: the number of sweeps.
  @discardableResult
  mutating func minimize(maximumSweeps: Int) -> Int {
    var sweeps = 0
    while sweeps < maximumSweeps {
      sweeps += 1
      guard sweep(Array(solution.indices)) else { break }
      let active = solution.indices.filter { solution[$0] != 0 }
      var inner = 0
      var moves = true
      while moves && inner < 10 && sweeps < maximumSweeps {
        moves = sweep(active)
        inner += 1
        sweeps += 1
      }
      if moves || inner > 1 { stepWithinSigns() }
    }
    return sweeps
  }

  /// Minimizes along one coordinate after the other.
  /// - Returns: whether a move was more than rounding.
  private mutating func sweep(_ coordinates: [Int]) -> Bool {
    var largestMove = 0.0
    var largest = 0.0
    for j in coordinates {
      let bend = diagonal[j]
      let old = solution[j]
      // Without a bend there is no slope either: the column is constant.
      guard bend > 0 else {
        solution[j] = 0
        continue
      }
      let pull = slopes[j] + bend * old
      let new = pull > l1[j] ? (pull - l1[j]) / bend : pull < -l1[j] ? (pull + l1[j]) / bend : 0
      let move = new - old
      largest = max(largest, bend * new * new)
      guard move != 0 else { continue }
      largestMove = max(largestMove, bend * move * move)
      solution[j] = new
      addToSlopes(row: j, times: -move)
    }
    return largestMove > 1e-26 * largest && largestMove > 0
  }

  /// Goes to the optimum of the coordinates that are not zero for the signs that they have, or as far as the first of
  /// them gets to zero. Does nothing where H does not determine that optimum.
  private mutating func stepWithinSigns() {
    let active = solution.indices.filter { solution[$0] != 0 }
    guard !active.isEmpty else { return }
    for j in active { prepareRow(j) }
    let part = Matrix(rowCount: active.count, columnCount: active.count) { rows[active[$0]]![active[$1]] }
    let right = active.map { linear[$0] - (solution[$0] > 0 ? l1[$0] : -l1[$0]) }
    guard let factor = try? Cholesky(part), let target = try? factor.solve(right) else { return }
    var length = 1.0
    var first = -1
    for (position, j) in active.enumerated() where l1[j] > 0 && (target[position] > 0) != (solution[j] > 0) {
      let share = solution[j] / (solution[j] - target[position])
      if share < length {
        length = share
        first = j
      }
    }
    for (position, j) in active.enumerated() {
      solution[j] = length == 1 ? target[position] : solution[j] + length * (target[position] - solution[j])
    }
    if first >= 0 { solution[first] = 0 }
    renewSlopes()
  }

  private mutating func renewSlopes() {
    slopes = linear
    for j in solution.indices where solution[j] != 0 { addToSlopes(row: j, times: -solution[j]) }
  }

  private mutating func addToSlopes(row j: Int, times factor: Double) {
    prepareRow(j)
    let row = rows[j]!
    slopes.withUnsafeMutableBufferPointer { DoubleKernels.addScaled($0.count, factor, row, $0.baseAddress!) }
  }

  private mutating func prepareRow(_ j: Int) {
    if rows[j] == nil { rows[j] = makeRow(j) }
  }
}
