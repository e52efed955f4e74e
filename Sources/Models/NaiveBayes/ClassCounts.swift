import LinearAlgebra

/// Total weight, and total of each feature, within each class.
struct ClassCounts: Codable, Equatable, Sendable {
  /// The labels in ascending order.
  private(set) var classes: [Int]
  /// The total sample weight of each class.
  private(set) var weights: [Double]
  /// Σ w f(x), classes × features.
  private(set) var sums: Matrix<Double>

  /// Adds up f of the features, class by class. O(rows × columns).
  init(_ features: Matrix<Double>, _ rows: ClassRows, of f: (Double) -> Double) {
    let columns = features.columnCount
    var sums = Matrix(rowCount: rows.classes.count, columnCount: columns)
    features.withUnsafeValues { values in
      sums.withUnsafeMutableValues { sums in
        rows.forEach { row, number, weight in
          let line = values.baseAddress! + row * columns
          let place = sums.baseAddress! + number * columns
          for column in 0..<columns { place[column] += weight * f(line[column]) }
        }
      }
    }
    classes = rows.classes
    weights = rows.totals
    self.sums = sums
  }

  /// The counts of the rows of both. O(classes × columns).
  func merged(with later: ClassCounts) -> ClassCounts {
    let union = Set(classes).union(later.classes).sorted()
    var result = self
    result.classes = union
    result.weights = [Double](repeating: 0, count: union.count)
    result.sums = Matrix(rowCount: union.count, columnCount: sums.columnCount)
    for part in [self, later] {
      for (number, label) in part.classes.enumerated() {
        let place = union.firstIndex(of: label)!
        result.weights[place] += part.weights[number]
        for column in 0..<sums.columnCount { result.sums[place, column] += part.sums[number, column] }
      }
    }
    return result
  }

  /// Whether the parts fit together, as those of a fit do.
  var isSound: Bool {
    classes.count > 0 && zip(classes, classes.dropFirst()).allSatisfy { $0 < $1 } && weights.count == classes.count
      && weights.allSatisfy { $0 > 0 && $0.isFinite } && sums.rowCount == classes.count && sums.columnCount > 0
      && sums.values.allSatisfy { $0 >= 0 && $0.isFinite }
  }
}
