import Kernels
import LinearAlgebra
import Statistics

/// How many of the features each split of a forest looks at.
public enum FeaturesPerSplit: Equatable, Sendable {
  /// All of them: bagging.
  case all
  /// The square root of their number, rounded down.
  case squareRoot
  /// A third of them, rounded down.
  case third
  /// So many.
  case count(Int)

  func number(of features: Int) throws -> Int? {
    switch self {
    case .all: return nil
    case .squareRoot: return max(1, Int(Double(features).squareRoot()))
    case .third: return max(1, features / 3)
    case .count(let count):
      guard (1...features).contains(count) else {
        throw ModelError.setting(
          name: "featuresPerSplit", value: Double(count),
          requirement: "between 1 and the number of features, \(features)")
      }
      return count
    }
  }
}

/// What forests for classes and for numbers, with best or drawn thresholds, can be told.
public struct ForestSettings: Equatable, Sendable {
  /// The number of trees, at least 1.
  public var trees: Int
  /// The number of features that each split looks at, not counting those that are constant there.
  public var featuresPerSplit: FeaturesPerSplit
  /// The largest number of questions on the way to a leaf, at least 1; nil for no limit.
  public var depth: Int?
  /// The smallest number of rows in a leaf, at least 1.
  public var minimumRowsPerLeaf: Int
  /// Whether each tree gets rows drawn with replacement, as many as there are; otherwise all rows.
  public var bootstrap: Bool
  /// The seed of all draws; each tree has a stream of its own.
  public var seed: UInt64

  func growth(features: Int, drawsThresholds: Bool) throws -> ExactGrowth {
    try requireAtLeastOne(trees, "trees")
    if let depth { try requireAtLeastOne(depth, "depth") }
    try requireAtLeastOne(minimumRowsPerLeaf, "minimumRowsPerLeaf")
    return ExactGrowth(
      maximumDepth: depth, minimumRowsPerLeaf: minimumRowsPerLeaf,
      featuresPerSplit: try featuresPerSplit.number(of: features), drawsThresholds: drawsThresholds)
  }
}

/// One fit of a forest.
struct ForestRun: Sendable {
  /// What comes out.
  struct Fitted {
    var trees: [Tree]
    /// Rows × values per node: the mean over the trees that did not see a row; nil without bootstrap.
    var outOfBag: [Double]?
    /// For each row, how many trees did not see it.
    var outOfBagTrees: [Int]
  }

  let features: RankedFeatures
  let targets: TreeTargets
  let weights: [Double]?
  let growth: ExactGrowth
  let settings: ForestSettings

  func fit() -> Fitted {
    let count = features.rowCount
    let width = targets.valuesPerNode
    let growers = GrowerPool { ExactTreeGrower(features: features, targets: targets, growth: growth) }
    // Trees in rounds, so that their out-of-bag answers can be added up in order without keeping them all.
    let round = 16
    var trees: [Tree] = []
    var sums = [Double](repeating: 0, count: settings.bootstrap ? count * width : 0)
    var counts = [Int](repeating: 0, count: count)
    for first in stride(from: 0, to: settings.trees, by: round) {
      let grown = parallelMap(min(round, settings.trees - first)) { index in
        var rng = SeededGenerator(seed: settings.seed, stream: "tree", index: first + index)
        var drawn = [Double](repeating: settings.bootstrap ? 0 : 1, count: count)
        if settings.bootstrap { for _ in 0..<count { drawn[rng.uniformInt(below: count)] += 1 } }
        var rowWeights = drawn
        if let weights { for row in 0..<count { rowWeights[row] *= weights[row] } }
        let tree = growers.withGrower { $0.grow(weights: rowWeights, using: &rng).tree }
        var answers: [(row: Int, leaf: Int)] = []
        if settings.bootstrap {
          let walk = RankedWalk(tree, features: features)
          for row in 0..<count where drawn[row] == 0 { answers.append((row, walk.leaf(row))) }
        }
        return (tree: tree, answers: answers)
      }
      for (tree, answers) in grown {
        for (row, leaf) in answers {
          counts[row] += 1
          for offset in 0..<width { sums[row * width + offset] += tree.values[leaf * width + offset] }
        }
        trees.append(tree)
      }
    }
    guard settings.bootstrap else { return Fitted(trees: trees, outOfBag: nil, outOfBagTrees: counts) }
    for row in 0..<count where counts[row] > 0 {
      for offset in 0..<width { sums[row * width + offset] /= Double(counts[row]) }
    }
    return Fitted(trees: trees, outOfBag: sums, outOfBagTrees: counts)
  }
}
