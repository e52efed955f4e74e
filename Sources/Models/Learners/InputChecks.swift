import LinearAlgebra

/// The largest magnitude of a feature, a target, a rating or a weight: the sum of its cubes stays far from overflow.
let largestMagnitude = 1e100

extension Matrix<Double> {
  /// Checks that this matrix can be fitted to, or predicted from. O(rows × columns).
  func requireUsableFeatures() throws {
    guard rowCount > 0 else { throw ModelError.noRows }
    guard columnCount > 0 else { throw ModelError.noFeatures }
    try requireFiniteFeatures()
  }

  /// Checks that a model for `expected` feature columns can predict from this matrix.
  func requireFeatures(_ expected: Int) throws {
    guard columnCount == expected else {
      throw ModelError.featureCount(expected: expected, actual: columnCount)
    }
    try requireFiniteFeatures()
  }

  private func requireFiniteFeatures() throws {
    try withUnsafeValues { values in
      // NaN fails every comparison, so this one test also catches it.
      guard let bad = values.firstIndex(where: { !(abs($0) <= largestMagnitude) }) else { return }
      let (row, column) = bad.quotientAndRemainder(dividingBy: columnCount)
      throw values[bad].isFinite
        ? ModelError.featureTooLarge(row: row, column: column, value: values[bad])
        : ModelError.featureNotFinite(row: row, column: column, value: values[bad])
    }
  }

  /// Checks that there is one label per row.
  func requireLabels(_ labels: [Int]) throws {
    guard labels.count == rowCount else {
      throw ModelError.labelCount(labels: labels.count, rows: rowCount)
    }
  }

  /// Checks that there is one usable weight per row, and that one of them counts.
  func requireWeights(_ weights: [Double]?) throws { try Models.requireWeights(weights, count: rowCount) }
}

/// Checks that there are `count` usable weights, and that one of them counts.
func requireWeights(_ weights: [Double]?, count: Int) throws {
  guard let weights else { return }
  guard weights.count == count else { throw ModelError.weightCount(weights: weights.count, rows: count) }
  if let bad = weights.firstIndex(where: { !($0 >= 0 && $0 <= largestMagnitude) }) {
    throw ModelError.weight(row: bad, value: weights[bad])
  }
  guard weights.contains(where: { $0 > 0 }) else { throw ModelError.weightsAllZero }
}

/// Checks that a setting of a learner is a finite number of at least 0.
func requireNonnegative(_ value: Double, _ name: String) throws {
  guard value >= 0, value.isFinite else {
    throw ModelError.setting(name: name, value: value, requirement: "a finite number of at least 0")
  }
}

/// Checks that a setting of a learner is a finite number above 0.
func requirePositive(_ value: Double, _ name: String) throws {
  guard value > 0, value.isFinite else {
    throw ModelError.setting(name: name, value: value, requirement: "a finite number above 0")
  }
}

/// Checks that a count set on a learner is at least 1.
func requireAtLeastOne(_ value: Int, _ name: String) throws {
  guard value >= 1 else {
    throw ModelError.setting(name: name, value: Double(value), requirement: "at least 1")
  }
}
