/// The targets of a regression less their weighted mean, so that sums of squares lose no digits to it.
struct CenteredTargets {
  let mean: Double
  let values: [Double]

  init(_ targets: NumberTargets) {
    var sum = 0.0
    var weight = 0.0
    for (row, value) in targets.values.enumerated() {
      sum += (targets.weights?[row] ?? 1) * value
      weight += targets.weights?[row] ?? 1
    }
    let mean = sum / weight
    self.mean = mean
    values = targets.values.map { $0 - mean }
  }
}

extension Tree {
  mutating func shiftValues(by shift: Double) {
    for index in values.indices { values[index] += shift }
  }
}
