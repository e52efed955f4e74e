import Statistics

/// What a boosted regression minimizes.
public enum RegressionLoss: Equatable, Sendable {
  /// ½ (y − ŷ)²: predictions are means.
  case squared
  /// |y − ŷ|: predictions are medians.
  case absolute
  /// (y − ŷ) q above and (ŷ − y)(1 − q) below: predictions are quantiles, for q between 0 and 1.
  case quantile(Double)
}

/// The loss of a boosted ensemble with its derivatives by the scores.
enum BoostingLoss: Sendable {
  /// Two classes; one score, the log-odds of class 1.
  case logistic(classes: [Int32])
  /// More classes; one score each, the logarithm of the probability up to a constant.
  case softmax(classes: [Int32], count: Int)
  case squared(targets: [Double])
  /// Also the absolute loss, with q = ½.
  case quantile(targets: [Double], q: Double)

  /// The number of scores per row.
  var outputs: Int {
    if case .softmax(_, let count) = self { count } else { 1 }
  }

  /// The best scores that are the same for all rows; for quantiles, near the best and never at the end of the targets,
  /// where all rows would ask for the same.
  func startingScores(weights: [Double]?) -> [Double] {
    switch self {
    case .logistic(let classes):
      let totals = classTotals(classes, count: 2, weights)
      return [Portable.log(totals[1] / totals[0])]
    case .softmax(let classes, let count):
      let totals = classTotals(classes, count: count, weights)
      var all = 0.0
      for total in totals { all += total }
      return totals.map { Portable.log($0 / all) }
    case .squared(let targets):
      var sum = 0.0
      var weight = 0.0
      for (row, target) in targets.enumerated() {
        sum += (weights?[row] ?? 1) * target
        weight += weights?[row] ?? 1
      }
      return [sum / weight]
    case .quantile(let targets, let q):
      return [balancedQuantile(targets, weights, q)]
    }
  }

  private func classTotals(_ classes: [Int32], count: Int, _ weights: [Double]?) -> [Double] {
    var totals = [Double](repeating: 0, count: count)
    for (row, number) in classes.enumerated() { totals[Int(number)] += weights?[row] ?? 1 }
    return totals
  }

  /// The mean loss of rows with the given scores, output after output.
  func mean(scores: UnsafeStore<Double>, weights: [Double]?) -> Double {
    var sum = 0.0
    var weight = 0.0
    switch self {
    case .logistic(let classes):
      for (row, number) in classes.enumerated() {
        let margin = number == 1 ? scores[row] : -scores[row]
        let w = weights?[row] ?? 1
        sum += w * (Portable.log1p(Portable.exp(-abs(margin))) + max(-margin, 0))
        weight += w
      }
    case .softmax(let classes, let count):
      for (row, number) in classes.enumerated() {
        var largest = -Double.infinity
        for output in 0..<count { largest = max(largest, scores[output * classes.count + row]) }
        var total = 0.0
        for output in 0..<count { total += Portable.exp(scores[output * classes.count + row] - largest) }
        let w = weights?[row] ?? 1
        sum += w * (Portable.log(total) + largest - scores[Int(number) * classes.count + row])
        weight += w
      }
    case .squared(let targets):
      for (row, target) in targets.enumerated() {
        let w = weights?[row] ?? 1
        sum += w * (target - scores[row]) * (target - scores[row]) / 2
        weight += w
      }
    case .quantile(let targets, let q):
      for (row, target) in targets.enumerated() {
        let w = weights?[row] ?? 1
        let residual = target - scores[row]
        sum += w * (residual > 0 ? q * residual : (q - 1) * residual)
        weight += w
      }
    }
    return sum / weight
  }

  /// The loss of the rows numbered in `rows` alone.
  func subset(_ rows: [Int]) -> BoostingLoss {
    switch self {
    case .logistic(let classes): .logistic(classes: rows.map { classes[$0] })
    case .softmax(let classes, let count): .softmax(classes: rows.map { classes[$0] }, count: count)
    case .squared(let targets): .squared(targets: rows.map { targets[$0] })
    case .quantile(let targets, let q): .quantile(targets: rows.map { targets[$0] }, q: q)
    }
  }
}
