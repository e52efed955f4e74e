import LinearAlgebra

/// The rows of a classification that count, with their classes as numbers from 0.
struct ClassTargets {
  /// The rows with a weight above zero; nil if that is all of them.
  let rows: [Int]?
  /// The labels in ascending order.
  let classes: [Int]
  /// The class of each row that counts, as a position in `classes`.
  let numbers: [Int32]
  /// The weight of each row that counts, class weights included; nil if all are 1.
  let weights: [Double]?

  var count: Int { numbers.count }

  /// Checks labels and weights; the features are for the learner to check.
  init(
    features: Matrix<Double>, labels: [Int], sampleWeights: [Double]?, classWeights: ClassWeights
  ) throws {
    try features.requireLabels(labels)
    let counting = try CountingRows(features: features, sampleWeights: sampleWeights)
    rows = counting.rows
    var labels = labels
    if let rows { labels = rows.map { labels[$0] } }
    var seen: [Int] = []
    for label in labels where !(seen.last == label) {
      var low = 0
      var high = seen.count
      while low < high {
        let middle = (low + high) / 2
        if seen[middle] < label { low = middle + 1 } else { high = middle }
      }
      if low == seen.count || seen[low] != label { seen.insert(label, at: low) }
    }
    guard seen.count > 1 else { throw ModelError.oneClass(label: seen[0]) }
    let classes = seen
    self.classes = classes
    numbers = labels.map { label in
      var low = 0
      var high = classes.count - 1
      while low < high {
        let middle = (low + high) / 2
        if classes[middle] < label { low = middle + 1 } else { high = middle }
      }
      return Int32(low)
    }

    switch classWeights {
    case .equal:
      weights = counting.weights
    case .balanced:
      var totals = [Double](repeating: 0, count: classes.count)
      for (row, number) in numbers.enumerated() { totals[Int(number)] += counting.weights?[row] ?? 1 }
      var total = 0.0
      for value in totals { total += value }
      var result = [Double](repeating: 0, count: numbers.count)
      for (row, number) in numbers.enumerated() {
        result[row] = (counting.weights?[row] ?? 1) * total / (Double(classes.count) * totals[Int(number)])
      }
      weights = result
    case .factors(let factors):
      for (label, factor) in factors.sorted(by: { $0.key < $1.key }) {
        try requirePositive(factor, "the class weight of label \(label)")
        guard classes.contains(label) else {
          throw TreeError.classWeightLabel(label: label, classes: classes)
        }
      }
      let each = classes.map { factors[$0] ?? 1 }
      var result = [Double](repeating: 0, count: numbers.count)
      for (row, number) in numbers.enumerated() { result[row] = (counting.weights?[row] ?? 1) * each[Int(number)] }
      weights = result
    }
  }
}

/// The rows with a weight above zero.
struct CountingRows {
  /// Their numbers; nil if that is all rows.
  let rows: [Int]?
  /// Their weights; nil if all are 1.
  let weights: [Double]?

  init(features: Matrix<Double>, sampleWeights: [Double]?) throws {
    guard features.rowCount > 0 else { throw ModelError.noRows }
    guard features.columnCount > 0 else { throw ModelError.noFeatures }
    try features.requireWeights(sampleWeights)
    guard let sampleWeights else {
      rows = nil
      weights = nil
      return
    }
    if sampleWeights.allSatisfy({ $0 > 0 }) {
      rows = nil
      weights = sampleWeights
    } else {
      let counting = sampleWeights.indices.filter { sampleWeights[$0] > 0 }
      rows = counting
      weights = counting.map { sampleWeights[$0] }
    }
  }
}

/// The rows of a regression that count, with their targets.
struct NumberTargets {
  /// The rows with a weight above zero; nil if that is all of them.
  let rows: [Int]?
  let values: [Double]
  /// The weight of each row that counts; nil if all are 1.
  let weights: [Double]?

  init(features: Matrix<Double>, targets: [Double], sampleWeights: [Double]?) throws {
    guard targets.count == features.rowCount else {
      throw TreeError.targetCount(targets: targets.count, rows: features.rowCount)
    }
    let counting = try CountingRows(features: features, sampleWeights: sampleWeights)
    if let bad = targets.firstIndex(where: { !(abs($0) <= 1e100) }) {
      throw TreeError.target(row: bad, value: targets[bad])
    }
    rows = counting.rows
    weights = counting.weights
    values = counting.rows.map { rows in rows.map { targets[$0] } } ?? targets
  }
}
