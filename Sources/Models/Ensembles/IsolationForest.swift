public import LinearAlgebra
import Statistics

/// An isolation forest: rows that random questions separate quickly from the rest are unusual.
///
///     let model = try IsolationForest(seed: 1).fit(features: x)
///     let scores = try model.anomalyScores(x)
///
/// Each tree gets a few rows without replacement and splits them at a threshold drawn evenly within the range of a
/// feature drawn from those that are not constant, until rows are alone or the depth is log₂ of their number. Weights
/// above zero scale a row's chance of being drawn.
///
/// Source: Liu, Ting and Zhou, "Isolation Forest", ICDM 2008.
public struct IsolationForest: UnsupervisedLearner {
  /// The number of trees, at least 1.
  public var trees: Int
  /// The number of rows per tree, at least 2; all rows if there are fewer.
  public var rowsPerTree: Int
  /// The seed of all draws; each tree has a stream of its own.
  public var seed: UInt64

  /// A weight scales the chance that a tree gets the row; a copy could be in a tree beside its row.
  public var sampleWeightUse: SampleWeightUse { .scalesLoss }

  /// Makes a configuration; it is checked when it is fitted.
  public init(trees: Int = 100, rowsPerTree: Int = 256, seed: UInt64 = 0) {
    self.trees = trees
    self.rowsPerTree = rowsPerTree
    self.seed = seed
  }

  /// Fits a model to `features` (n × d) without labels. O(trees · (n + rows per tree · log)),
  /// with sample weights n log n in place of n.
  /// - Throws: ``ModelError``.
  public func fit(features: Matrix<Double>, sampleWeights: [Double]?) throws -> IsolationForestModel {
    try requireAtLeastOne(trees, "trees")
    guard rowsPerTree >= 2 else {
      throw ModelError.setting(name: "rowsPerTree", value: Double(rowsPerTree), requirement: "at least 2")
    }
    let counting = try CountingRows(features: features, sampleWeights: sampleWeights)
    try features.requireUsableFeatures()
    let rows = counting.rows ?? Array(0..<features.rowCount)
    let size = min(rowsPerTree, rows.count)
    let weights = counting.weights
    let seed = seed
    let grown = parallelMap(trees) { index in
      var rng = SeededGenerator(seed: seed, stream: "tree", index: index)
      let drawn = draw(size, of: rows, weights: weights, using: &rng)
      return isolate(drawn, of: features, using: &rng)
    }
    return IsolationForestModel(trees: grown, rowsPerTree: size, featureCount: features.columnCount)
  }

  private func draw(
    _ size: Int, of rows: [Int], weights: [Double]?, using rng: inout SeededGenerator
  ) -> [Int] {
    guard let weights else {
      // The first places of a shuffle.
      var pool = rows
      for place in 0..<size { pool.swapAt(place, place + rng.uniformInt(below: pool.count - place)) }
      return Array(pool.prefix(size))
    }
    // The largest log(u) / w win (Efraimidis and Spirakis, 2006).
    let keys = weights.map { Portable.log(1 - rng.uniform()) / $0 }
    return keys.indices.sorted { (keys[$0], $0) > (keys[$1], $1) }.prefix(size).map { rows[$0] }
  }

  private func isolate(_ drawn: [Int], of features: Matrix<Double>, using rng: inout SeededGenerator) -> Tree {
    var limit = 0
    while 1 << limit < drawn.count { limit += 1 }
    var tree = Tree(valuesPerNode: 1)
    func addLeaf(_ rows: [Int], _ depth: Int) -> Int {
      tree.addLeaf(
        values: [Double(depth) + averagePathLength(rows.count)], rowCount: rows.count, weight: Double(rows.count))
    }
    var columns = Array(0..<features.columnCount)
    var waiting = [(node: addLeaf(drawn, 0), rows: drawn, depth: 0)]
    while let (node, rows, depth) = waiting.popLast() {
      guard rows.count > 1, depth < limit else { continue }
      for place in columns.indices {
        columns.swapAt(place, place + rng.uniformInt(below: columns.count - place))
        let column = columns[place]
        var lowest = Double.infinity
        var highest = -Double.infinity
        for row in rows {
          lowest = min(lowest, features[row, column])
          highest = max(highest, features[row, column])
        }
        guard lowest < highest else { continue }
        var threshold = rng.uniform(lowest, highest)
        if threshold >= highest { threshold = lowest }
        let left = rows.filter { features[$0, column] <= threshold }
        let right = rows.filter { features[$0, column] > threshold }
        let leftNode = addLeaf(left, depth + 1)
        let rightNode = addLeaf(right, depth + 1)
        tree.nodes[node].ask(feature: column, left: leftNode, right: rightNode, gain: 0)
        tree.nodes[node].threshold = threshold
        waiting.append((rightNode, right, depth + 1))
        waiting.append((leftNode, left, depth + 1))
        break
      }
    }
    return tree
  }
}

/// The mean length of an unsuccessful search in a binary search tree of `count` keys, 2 H(n − 1) − 2 (n − 1) / n.
///
/// As in the paper, the harmonic number H(i) of more than one is taken as ln i + 0.5772… (Euler's constant).
func averagePathLength(_ count: Int) -> Double {
  guard count > 2 else { return count == 2 ? 1 : 0 }
  let others = Double(count - 1)
  return 2 * (Portable.log(others) + 0.577_215_664_901_532_9) - 2 * others / Double(count)
}
