import Kernels
import LinearAlgebra
import Statistics

/// The k-means++ draw of rows to start from, in its greedy variant.
///
/// The first row is drawn by weight. For each further one, 2 + ⌊ln count⌋ candidates are drawn, each with probability
/// proportional to its weight times its squared distance D² to the nearest row chosen before; the candidate that leaves
/// the smallest Σ w D² is chosen, the first of equals. Gives fewer than `count` rows where every row is equal to one that
/// is chosen. O(n d log count) for each.
///
/// Source: Arthur and Vassilvitskii, "k-means++: the advantages of careful seeding", SODA 2007, with the variant of its
/// section 5.
package func kMeansPlusPlusRows(
  _ features: Matrix<Double>, weights: [Double]?, count: Int, using rng: inout some RandomNumberGenerator
) throws -> [Int] {
  let rows = try UnlabeledRows(features: features, sampleWeights: weights)
  return rows.kMeansPlusPlus(count, using: &rng)
}

extension UnlabeledRows {
  /// The numbers of the rows that k-means++ draws; see ``kMeansPlusPlusRows(_:weights:count:using:)``.
  func kMeansPlusPlus(_ wanted: Int, using rng: inout some RandomNumberGenerator) -> [Int] {
    let groups = groups(atMost: 64)
    let candidates = 2 + Int(Portable.log(Double(wanted)))
    var chosen = [drawRow(by: groups.map(groupWeight), of: groups, using: &rng) { weight($0) }]
    var reach = reach([Double](repeating: .infinity, count: count), with: chosen[0], in: groups)
    while chosen.count < wanted, reach.total > 0 {
      var best: (row: Int, reach: Reach)?
      for _ in 0..<candidates {
        let row = drawRow(by: reach.masses, of: groups, using: &rng) { weight($0) * reach.distances[$0] }
        let next = self.reach(reach.distances, with: row, in: groups)
        if let best, best.reach.total <= next.total { continue }
        best = (row, next)
      }
      guard let best else { break }
      chosen.append(best.row)
      reach = best.reach
    }
    return chosen
  }

  /// How far the rows are from those chosen.
  private struct Reach {
    /// The squared distance of each row to the nearest chosen one.
    let distances: [Double]
    /// The weighted sum of these in each group.
    let masses: [Double]
    let total: Double
  }

  private func groupWeight(_ group: Range<Int>) -> Double {
    var sum = 0.0
    for row in group { sum += weight(row) }
    return sum
  }

  /// How far the rows are from those chosen once `row` is one of them.
  private func reach(_ distances: [Double], with row: Int, in groups: [Range<Int>]) -> Reach {
    var distances = distances
    let width = width
    let masses = distances.withUnsafeMutableBufferPointer { distances in
      features.withUnsafeValues { values in
        nonisolated(unsafe) let distances = distances
        nonisolated(unsafe) let base = values.baseAddress!
        return parallelMap(groups.count) { group in
          var sum = 0.0
          for other in groups[group] {
            let distance = squaredDistance(base + other * width, base + row * width, count: width)
            if distance < distances[other] { distances[other] = distance }
            sum += weight(other) * distances[other]
          }
          return sum
        }
      }
    }
    var total = 0.0
    for mass in masses { total += mass }
    return Reach(distances: distances, masses: masses, total: total)
  }

  /// A row drawn with probability proportional to `mass`, whose sums over the groups are `masses`.
  private func drawRow(
    by masses: [Double], of groups: [Range<Int>], using rng: inout some RandomNumberGenerator, mass: (Int) -> Double
  ) -> Int {
    var total = 0.0
    for value in masses { total += value }
    var left = rng.uniform() * total
    var last = 0
    for (group, sum) in zip(groups, masses) where sum > 0 {
      if left >= sum {
        left -= sum
        last = group.last { mass($0) > 0 } ?? last
        continue
      }
      for row in group {
        let share = mass(row)
        guard share > 0 else { continue }
        last = row
        if left < share { return row }
        left -= share
      }
    }
    // Rounding can leave a little over: then it is the last row that could be drawn.
    return last
  }
}
