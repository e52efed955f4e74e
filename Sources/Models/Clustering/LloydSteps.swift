import Kernels
import LinearAlgebra

/// Lloyd's steps for k-means: assign each row to its nearest center, move each center to the mean of its rows.
struct LloydSteps {
  let rows: UnlabeledRows
  private(set) var centers: Matrix<Double>
  /// The number of each row's nearest center.
  private(set) var labels: [Int]
  /// The total weight of each center's rows.
  private(set) var clusterWeights: [Double]
  /// Σ w |x - c|² over the rows, each with its nearest center.
  private(set) var inertia = 0.0
  private(set) var convergence: ConvergenceReport
  private var distances: [Double]
  private var sums: [Double] = []

  /// Takes steps from `start` until no row changes its center, or until there were `maximumIterations`.
  init(_ rows: UnlabeledRows, from start: Matrix<Double>, maximumIterations: Int) {
    self.rows = rows
    centers = start
    labels = [Int](repeating: -1, count: rows.count)
    distances = [Double](repeating: 0, count: rows.count)
    clusterWeights = []
    convergence = ConvergenceReport(iterations: 0, objective: .infinity, residual: .infinity, converged: false)
    _ = assign()
    var iterations = 0
    var changed = 1.0
    while iterations < maximumIterations, changed > 0 {
      moveCenters()
      changed = assign()
      iterations += 1
    }
    convergence = ConvergenceReport(
      iterations: iterations, objective: inertia, residual: changed, converged: changed == 0)
  }

  private struct Part: Sendable {
    var sums: [Double]
    var weights: [Double]
    var inertia = 0.0
    var changed = 0.0
  }

  /// Assigns each row to its nearest center; gives the weight of the rows that changed theirs.
  private mutating func assign() -> Double {
    let nearest = NearestCenters(centers)
    let count = centers.rowCount
    let width = rows.width
    let rows = rows
    let groups = rows.groups(atMost: 64)
    let parts = labels.withUnsafeMutableBufferPointer { labels in
      distances.withUnsafeMutableBufferPointer { distances in
        rows.features.withUnsafeValues { values in
          nonisolated(unsafe) let labels = labels
          nonisolated(unsafe) let distances = distances
          nonisolated(unsafe) let base = values.baseAddress!
          return parallelMap(groups.count) { group in
            var part = Part(
              sums: [Double](repeating: 0, count: count * width), weights: [Double](repeating: 0, count: count))
            nearest.forEachRow(groups[group], of: rows.features) { row, center, distance in
              let weight = rows.weight(row)
              if labels[row] != center { part.changed += weight }
              labels[row] = center
              distances[row] = distance
              part.weights[center] += weight
              part.inertia += weight * distance
              part.sums.withUnsafeMutableBufferPointer { sums in
                let sum = sums.baseAddress! + center * width
                let source = base + row * width
                for column in 0..<width { sum[column] += weight * source[column] }
              }
            }
            return part
          }
        }
      }
    }
    clusterWeights = [Double](repeating: 0, count: count)
    sums = [Double](repeating: 0, count: count * width)
    inertia = 0
    var changed = 0.0
    for part in parts {
      for index in sums.indices { sums[index] += part.sums[index] }
      for index in clusterWeights.indices { clusterWeights[index] += part.weights[index] }
      inertia += part.inertia
      changed += part.changed
    }
    return changed
  }

  private mutating func moveCenters() {
    let width = rows.width
    for center in clusterWeights.indices where clusterWeights[center] > 0 {
      for column in 0..<width {
        centers[center, column] = sums[center * width + column] / clusterWeights[center]
      }
    }
    for center in clusterWeights.indices where clusterWeights[center] == 0 { moveToFarthestRow(center) }
  }

  /// Moves an empty center to the row farthest from the center it belongs to, the first of equals.
  ///
  /// The distances to the new place count from then on, so that the next empty center goes elsewhere. Where every row
  /// lies on a center, the center stays.
  private mutating func moveToFarthestRow(_ center: Int) {
    var farthest = 0
    for row in distances.indices where distances[row] > distances[farthest] { farthest = row }
    guard distances[farthest] > 0 else { return }
    let width = rows.width
    for column in 0..<width { centers[center, column] = rows.features[farthest, column] }
    rows.features.withUnsafeValues { values in
      let base = values.baseAddress!
      for row in distances.indices {
        distances[row] = min(
          distances[row], squaredDistance(base + row * width, base + farthest * width, count: width))
      }
    }
  }
}
