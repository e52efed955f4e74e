/// The labels that occur among some rows, and each row's label as a position among them.
struct ClassNumbering {
  /// The labels in ascending order.
  let classes: [Int]
  let numbers: [Int]

  /// O(n log k + k²) for k classes.
  init(_ labels: [Int]) {
    var seen: [Int] = []
    for label in labels where seen.last != label {
      let place = seen.partitioningIndex { $0 >= label }
      if place == seen.count || seen[place] != label { seen.insert(label, at: place) }
    }
    let classes = seen
    self.classes = classes
    numbers = labels.map { label in classes.partitioningIndex { $0 >= label } }
  }

  /// The total weight of each class; nil stands for weights of 1.
  func totals(_ weights: [Double]?) -> [Double] {
    var totals = [Double](repeating: 0, count: classes.count)
    for (row, number) in numbers.enumerated() { totals[number] += weights?[row] ?? 1 }
    return totals
  }
}

extension ClassWeights {
  /// The factor of each class, for classes with these total sample weights; balanced, 1 for one without weight.
  ///
  /// Models that keep what they learned class by class apply factors last, so that an update can change them.
  func factors(of classes: [Int], totals: [Double]) throws -> [Double] {
    switch self {
    case .equal:
      return [Double](repeating: 1, count: classes.count)
    case .balanced:
      var total = 0.0
      for value in totals { total += value }
      return totals.map { $0 > 0 ? total / (Double(classes.count) * $0) : 1 }
    case .factors(let factors):
      for (label, factor) in factors.sorted(by: { $0.key < $1.key }) {
        guard factor > 0, factor.isFinite else { throw ModelError.classWeight(label: label, value: factor) }
        guard classes.contains(label) else { throw ModelError.classWeightLabel(label: label, classes: classes) }
      }
      return classes.map { factors[$0] ?? 1 }
    }
  }
}
