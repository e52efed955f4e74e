import LinearAlgebra

/// Weight, means and sums of squared deviations of the features within each class.
struct ClassMoments: Codable, Equatable, Sendable {
  /// The labels in ascending order.
  private(set) var classes: [Int]
  /// The total sample weight of each class.
  private(set) var weights: [Double]
  /// Classes × features.
  private(set) var means: Matrix<Double>
  /// Σ w (x − mean)², classes × features.
  private(set) var squares: Matrix<Double>

  /// The moments of rows, in two passes and with the correction for the rounded means. O(rows × columns).
  ///
  /// Source: Chan, Golub and LeVeque, "Algorithms for Computing the Sample Variance", The American Statistician 37,
  /// 1983.
  init(_ features: Matrix<Double>, _ rows: ClassRows) {
    let columns = features.columnCount
    let count = rows.classes.count
    var means = Matrix(rowCount: count, columnCount: columns)
    var squares = Matrix(rowCount: count, columnCount: columns)
    var residuals = [Double](repeating: 0, count: count * columns)
    features.withUnsafeValues { values in
      means.withUnsafeMutableValues { means in
        squares.withUnsafeMutableValues { squares in
          rows.forEach { row, number, weight in
            let line = values.baseAddress! + row * columns
            let place = means.baseAddress! + number * columns
            for column in 0..<columns { place[column] += weight * line[column] }
          }
          for place in means.indices { means[place] /= rows.totals[place / columns] }
          rows.forEach { row, number, weight in
            let line = values.baseAddress! + row * columns
            let first = number * columns
            for column in 0..<columns {
              let deviation = line[column] - means[first + column]
              residuals[first + column] += weight * deviation
              squares[first + column] += weight * deviation * deviation
            }
          }
          for place in means.indices {
            let shift = residuals[place] / rows.totals[place / columns]
            means[place] += shift
            squares[place] = max(0, squares[place] - shift * residuals[place])
          }
        }
      }
    }
    classes = rows.classes
    weights = rows.totals
    self.means = means
    self.squares = squares
  }

  /// The moments of the rows of both. O(classes × columns).
  ///
  /// Source: Chan, Golub and LeVeque, "Updating Formulae and a Pairwise Algorithm for Computing Sample Variances",
  /// Stanford STAN-CS-79-773, 1979.
  func merged(with later: ClassMoments) -> ClassMoments {
    let union = Set(classes).union(later.classes).sorted()
    let columns = means.columnCount
    var result = self
    result.classes = union
    result.weights = []
    result.means = Matrix(rowCount: union.count, columnCount: columns)
    result.squares = Matrix(rowCount: union.count, columnCount: columns)
    for (number, label) in union.enumerated() {
      let mine = classes.firstIndex(of: label)
      let its = later.classes.firstIndex(of: label)
      let weight = mine.map { weights[$0] } ?? 0
      let added = its.map { later.weights[$0] } ?? 0
      let total = weight + added
      result.weights.append(total)
      for column in 0..<columns {
        switch (mine, its) {
        case (let mine?, let its?):
          let gap = later.means[its, column] - means[mine, column]
          result.means[number, column] = means[mine, column] + gap * (added / total)
          result.squares[number, column] =
            squares[mine, column] + later.squares[its, column] + gap * gap * (weight * (added / total))
        case (let only?, nil):
          result.means[number, column] = means[only, column]
          result.squares[number, column] = squares[only, column]
        default:
          result.means[number, column] = later.means[its!, column]
          result.squares[number, column] = later.squares[its!, column]
        }
      }
    }
    return result
  }

  /// The largest variance of a column over all rows, the weights of each class multiplied by its factor.
  func largestVariance(classFactors: [Double]) -> Double {
    let shares = zip(weights, classFactors).map { $0 * $1 }
    var total = 0.0
    for share in shares { total += share }
    var largest = 0.0
    for column in 0..<means.columnCount {
      var mean = 0.0
      for number in classes.indices { mean += shares[number] / total * means[number, column] }
      var variance = 0.0
      for number in classes.indices {
        let gap = means[number, column] - mean
        variance += shares[number] / total * (squares[number, column] / weights[number] + gap * gap)
      }
      largest = max(largest, variance)
    }
    return largest
  }

  /// Whether the parts fit together, as those of a fit do.
  var isSound: Bool {
    classes.count > 0 && zip(classes, classes.dropFirst()).allSatisfy { $0 < $1 } && weights.count == classes.count
      && weights.allSatisfy { $0 > 0 && $0.isFinite } && means.rowCount == classes.count && means.columnCount > 0
      && squares.rowCount == classes.count && squares.columnCount == means.columnCount
      && means.values.allSatisfy(\.isFinite) && squares.values.allSatisfy { $0 >= 0 && $0.isFinite }
  }
}
