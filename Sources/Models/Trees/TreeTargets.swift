import Statistics

/// How impure the labels of a node are.
public enum ImpurityCriterion: String, Codable, Sendable {
  /// 1 − Σ pₖ²: the chance that two rows drawn from the node have different labels.
  case gini
  /// −Σ pₖ log₂ pₖ: bits per label.
  case entropy
}

/// What the leaves of an exact tree are to say about rows.
enum TreeTargets: Sendable {
  /// One class number per row.
  case classes([Int32], count: Int, ImpurityCriterion)
  /// One number per row.
  case numbers([Double])

  var valuesPerNode: Int {
    if case .classes(_, let count, _) = self { count } else { 1 }
  }
}

/// Sums over the rows of a node, from which its impurity follows.
struct TargetSums {
  /// Weight per class; for numbers Σ w y and Σ w y².
  var sums: [Double]
  var weight = 0.0
  var rowCount = 0

  init(_ targets: TreeTargets) {
    switch targets {
    case .classes(_, let count, _): sums = [Double](repeating: 0, count: count)
    case .numbers: sums = [0, 0]
    }
  }

  mutating func add(_ targets: TreeTargets, row: Int, weight w: Double) {
    switch targets {
    case .classes(let classes, _, _):
      sums[Int(classes[row])] += w
    case .numbers(let numbers):
      sums[0] += w * numbers[row]
      sums[1] += w * numbers[row] * numbers[row]
    }
    weight += w
    rowCount += 1
  }

  /// Weight times impurity: Σ w (1 − Σ p²), Σ w · bits, or Σ w (y − mean)².
  func impurity(_ targets: TreeTargets) -> Double {
    switch targets {
    case .classes(_, _, .gini):
      var squares = 0.0
      for sum in sums { squares += sum * sum }
      return weight - squares / weight
    case .classes(_, _, .entropy):
      var bits = 0.0
      for sum in sums where sum > 0 { bits -= sum * Portable.log(sum / weight) }
      return bits / Portable.log(2)
    case .numbers:
      return max(0, sums[1] - sums[0] * sums[0] / weight)
    }
  }

  /// What a leaf of these rows says: class shares or the mean.
  func values(_ targets: TreeTargets) -> [Double] {
    switch targets {
    case .classes: sums.map { $0 / weight }
    case .numbers: [sums[0] / weight]
    }
  }
}
