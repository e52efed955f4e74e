import Kernels
import LinearAlgebra

/// Factorization of a matrix of ratings by alternating least squares (ALS).
///
///     let model = try MatrixFactorization(factors: 8).fit(users: users, items: items, ratings: stars)
///     let expected = model.predict(user: 7, item: 42)
///
/// A rating is explained by score(u, i) = μ + bᵤ + bᵢ + pᵤ · qᵢ, with μ the mean rating. The fit lowers the weighted mean
/// over the ratings of (r - score)² / 2 + l2 / 2 (bᵤ² + bᵢ² + |pᵤ|² + |qᵢ|²): with the items fixed, the bias and factors
/// of each user are the solution of a ridge regression, and the other way round, so no sweep raises the objective.
///
/// Source: Koren, Bell and Volinsky, "Matrix factorization techniques for recommender systems", Computer 42(8), 2009.
public struct MatrixFactorization: RatingLearner {
  /// The number of factors of each user and item, at least 0; with 0 the biases alone explain the ratings.
  public var factors: Int
  /// The strength of the penalty, above 0. It counts once for each rating.
  public var l2: Double
  /// The share of the objective that a sweep must save for the fit to go on, at least 0.
  public var tolerance: Double
  /// The largest number of sweeps over users and items, at least 1.
  public var maximumIterations: Int
  /// The seed of the factors that items start from.
  public var seed: UInt64

  public var sampleWeightUse: SampleWeightUse { .equalsCopies }

  /// Makes a configuration; it is checked when it is fitted.
  public init(
    factors: Int, l2: Double = 0.05, tolerance: Double = 1e-4, maximumIterations: Int = 50, seed: UInt64 = 0
  ) {
    self.factors = factors
    self.l2 = l2
    self.tolerance = tolerance
    self.maximumIterations = maximumIterations
    self.seed = seed
  }

  /// Fits a model to ratings. O(n f² + (users + items) f³) for each sweep.
  ///
  /// In the model's report, the residual is the share of the objective that the last sweep saved.
  /// - Throws: ``ModelError``.
  public func fit(
    users: [Int], items: [Int], ratings: [Double], sampleWeights: [Double]?
  ) throws -> MatrixFactorizationModel {
    try requireNonnegative(Double(factors), "factors")
    try requirePositive(l2, "l2")
    try requireNonnegative(tolerance, "tolerance")
    try requireAtLeastOne(maximumIterations, "maximumIterations")
    let rows = try RatingRows(
      users: users, items: items, ratings: ratings, sampleWeights: sampleWeights, loss: .squared)
    let mean = rows.mean
    var userSide = RatedSide(ids: rows.userIDs, factors: factors, seed: seed, name: "user")
    var itemSide = RatedSide(ids: rows.itemIDs, factors: factors, seed: seed, name: "item")
    let byUser = Grouping(of: rows.users, groups: rows.userIDs.count)
    let byItem = Grouping(of: rows.items, groups: rows.itemIDs.count)
    var before = Double.infinity
    var iteration = 0
    while true {
      try userSide.solve(rows, mean: mean, l2: l2, byUser, against: itemSide, rows.items)
      try itemSide.solve(rows, mean: mean, l2: l2, byItem, against: userSide, rows.users)
      iteration += 1
      let model = MatrixFactorizationModel(
        loss: .squared, mean: mean, users: userSide, items: itemSide, convergence: nil)
      let objective = rows.objective(model, l2: l2)
      // Before the first sweep there is no objective to compare with: a save of all of it.
      let saved = before.isFinite && before > 0 ? (before - objective) / before : objective > 0 ? 1 : 0
      if saved <= tolerance || iteration == maximumIterations {
        return MatrixFactorizationModel(
          loss: .squared, mean: mean, users: userSide, items: itemSide,
          convergence: ConvergenceReport(
            iterations: iteration, objective: objective, residual: saved, converged: saved <= tolerance))
      }
      before = objective
    }
  }
}

/// The positions of the ratings of each user, or of each item, in their order.
private struct Grouping: Sendable {
  private let starts: [Int]
  private let positions: [Int]

  init(of owners: [Int], groups: Int) {
    var starts = [Int](repeating: 0, count: groups + 1)
    for owner in owners { starts[owner + 1] += 1 }
    for group in 0..<groups { starts[group + 1] += starts[group] }
    var next = starts
    var positions = [Int](repeating: 0, count: owners.count)
    for (position, owner) in owners.enumerated() {
      positions[next[owner]] = position
      next[owner] += 1
    }
    self.starts = starts
    self.positions = positions
  }

  subscript(group: Int) -> ArraySlice<Int> { positions[starts[group]..<starts[group + 1]] }
}

extension RatedSide {
  /// Solves a ridge regression for the bias and the factors of each id, with those of the other side fixed.
  ///
  /// With v = (1, q) of the other side: (Σ w v vᵀ + l2 Σ w I) (b, p) = Σ w (r - μ - bias of the other side) v.
  fileprivate mutating func solve(
    _ rows: RatingRows, mean: Double, l2: Double, _ grouping: Grouping, against other: RatedSide, _ others: [Int]
  ) throws {
    let width = factors.columnCount
    let size = width + 1
    let solutions = parallelMap(count, grain: 8) { group -> [Double]? in
      let positions = grouping[group]
      // A row of √w v and √w (r - μ - bias) for each rating.
      var vectors = [Double](repeating: 0, count: positions.count * size)
      var targets = [Double](repeating: 0, count: positions.count)
      var total = 0.0
      for (place, row) in positions.enumerated() {
        let partner = others[row]
        let weight = rows.weight(row)
        let root = weight.squareRoot()
        total += weight
        targets[place] = root * (rows.ratings[row] - mean - other.biases[partner])
        vectors[place * size] = root
        other.factors.withUnsafeValues { factors in
          for column in 0..<width { vectors[place * size + column + 1] = root * factors[partner * width + column] }
        }
      }
      var normal = Matrix(rowCount: size, columnCount: size)
      var right = [Double](repeating: 0, count: size)
      vectors.withUnsafeBufferPointer { vectors in
        let base = vectors.baseAddress!
        normal.withUnsafeMutableValues { entries in
          multiplyMatrices(
            rows: size, columns: size, depth: positions.count, MatrixSource(base, rowStride: 1, columnStride: size),
            MatrixSource(base, rowStride: size), into: entries.baseAddress!, stride: size, part: .lower)
        }
        DoubleKernels.addVectorTimes(positions.count, size, base, size, targets, &right)
      }
      for i in 0..<size { normal[i, i] += l2 * total }
      return try? Cholesky(lowerTriangle: normal).solve(right)
    }
    for (group, solution) in solutions.enumerated() {
      guard let solution else {
        throw ModelError.setting(
          name: "l2", value: l2, requirement: "larger for these ratings, whose factors it does not settle")
      }
      biases[group] = solution[0]
      for column in 0..<width { factors[group, column] = solution[column + 1] }
    }
  }

  /// b² + |factors|² of each id.
  fileprivate var squaredSizes: [Double] {
    (0..<count).map { row in
      var sum = biases[row] * biases[row]
      for value in factors.row(row) { sum += value * value }
      return sum
    }
  }
}

extension RatingRows {
  /// The weighted mean over the ratings of (r - score)² / 2 + l2 / 2 (bᵤ² + bᵢ² + |pᵤ|² + |qᵢ|²).
  fileprivate func objective(_ model: MatrixFactorizationModel, l2: Double) -> Double {
    let userSizes = model.users.squaredSizes
    let itemSizes = model.items.squaredSizes
    var sum = 0.0
    for row in 0..<count {
      let (user, item) = (users[row], items[row])
      let error = ratings[row] - model.score(user, item)
      sum += weight(row) * (error * error + l2 * (userSizes[user] + itemSizes[item])) / 2
    }
    return sum / totalWeight
  }
}
