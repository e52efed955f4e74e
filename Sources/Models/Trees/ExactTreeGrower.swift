import LinearAlgebra
import Statistics

/// What limits the growth of exact trees.
struct ExactGrowth: Sendable {
  var maximumDepth: Int?
  var minimumRowsPerLeaf = 1
  /// What a split must lower the impurity of the whole tree by.
  var minimumGain = 0.0
  /// The number of features that each split looks at; nil for all.
  var featuresPerSplit: Int?
  /// Whether each feature gets one threshold at random in place of its best.
  var drawsThresholds = false
}

/// Grows trees by trying every threshold between distinct values.
///
/// Source: Breiman, Friedman, Olshen and Stone, *Classification and Regression Trees*, 1984.
final class ExactTreeGrower {
  private struct Split {
    var feature: Int
    /// The last rank that goes left.
    var rank: UInt32
    var threshold: Double
    var score: Double
  }

  private let features: RankedFeatures
  private let targets: TreeTargets
  private let growth: ExactGrowth
  private let order: UnsafeStore<UInt32>
  private let spareOrder: UnsafeStore<UInt32>
  private let keys: UnsafeStore<UInt64>
  private let spareKeys: UnsafeStore<UInt64>
  private let leftSums: UnsafeStore<Double>
  private let rightSums: UnsafeStore<Double>

  init(features: RankedFeatures, targets: TreeTargets, growth: ExactGrowth) {
    self.features = features
    self.targets = targets
    self.growth = growth
    order = UnsafeStore(repeating: 0, count: features.rowCount)
    spareOrder = UnsafeStore(repeating: 0, count: features.rowCount)
    keys = UnsafeStore(repeating: 0, count: features.rowCount)
    spareKeys = UnsafeStore(repeating: 0, count: features.rowCount)
    leftSums = UnsafeStore(repeating: 0, count: max(2, targets.valuesPerNode))
    rightSums = UnsafeStore(repeating: 0, count: max(2, targets.valuesPerNode))
  }

  /// Grows a tree without any draw on rows with these weights, all 1 if nil.
  func grow(weights: [Double]?) -> (tree: Tree, rootImpurity: Double) {
    var unused = SeededGenerator(seed: 0)
    return grow(weights: weights ?? [Double](repeating: 1, count: features.rowCount), using: &unused)
  }

  /// Grows a tree on the rows whose weight is above zero, and returns it with the impurity of its root.
  ///
  /// O(features per split · n · depth).
  func grow(weights: [Double], using rng: inout SeededGenerator) -> (tree: Tree, rootImpurity: Double) {
    var tree = Tree(valuesPerNode: targets.valuesPerNode)
    var rowCount = 0
    var rootSums = TargetSums(targets)
    for (row, weight) in weights.enumerated() where weight > 0 {
      order[rowCount] = UInt32(row)
      rowCount += 1
      rootSums.add(targets, row: row, weight: weight)
    }
    let totalWeight = rootSums.weight
    func addLeaf(_ sums: TargetSums) -> Int {
      tree.addLeaf(values: sums.values(targets), rowCount: sums.rowCount, weight: sums.weight)
    }
    var columns = Array(0..<features.columnCount)
    var waiting = [(node: addLeaf(rootSums), rows: 0..<rowCount, depth: 0, sums: rootSums)]
    while let (node, rows, depth, sums) = waiting.popLast() {
      guard rows.count >= 2 * growth.minimumRowsPerLeaf, depth < growth.maximumDepth ?? .max else { continue }
      let impurity = sums.impurity(targets)
      guard impurity > 1e-13 * sums.weight * purityScale(sums) else { continue }
      guard
        let split = weights.withUnsafeBufferPointer({ weights in
          bestSplit(rows, sums, weights.baseAddress!, &columns, &rng)
        })
      else { continue }

      let ranks = features.ranks.base + split.feature * features.rowCount
      var left = TargetSums(targets)
      var right = TargetSums(targets)
      var leftEnd = rows.lowerBound
      var rightCount = 0
      for index in rows {
        let row = order[index]
        if ranks[Int(row)] <= split.rank {
          order[leftEnd] = row
          leftEnd += 1
          left.add(targets, row: Int(row), weight: weights[Int(row)])
        } else {
          spareOrder[rightCount] = row
          rightCount += 1
          right.add(targets, row: Int(row), weight: weights[Int(row)])
        }
      }
      (order.base + leftEnd).update(from: spareOrder.base, count: rightCount)
      let gain = max(0, impurity - left.impurity(targets) - right.impurity(targets)) / totalWeight
      guard gain >= growth.minimumGain else { continue }
      let leftNode = addLeaf(left)
      let rightNode = addLeaf(right)
      tree.nodes[node].ask(feature: split.feature, left: leftNode, right: rightNode, gain: gain)
      tree.nodes[node].threshold = split.threshold
      waiting.append((rightNode, leftEnd..<rows.upperBound, depth + 1, right))
      waiting.append((leftNode, rows.lowerBound..<leftEnd, depth + 1, left))
    }
    return (tree, rootSums.impurity(targets) / totalWeight)
  }

  /// The size of Σ w y² per weight, against which rounding of a variance is measured.
  private func purityScale(_ sums: TargetSums) -> Double {
    if case .numbers = targets { sums.sums[1] / sums.weight } else { 1 }
  }

  private func bestSplit(
    _ rows: Range<Int>, _ sums: TargetSums, _ weights: UnsafePointer<Double>, _ columns: inout [Int],
    _ rng: inout SeededGenerator
  ) -> Split? {
    var best: Split?
    var looks = growth.featuresPerSplit ?? features.columnCount
    var remaining = columns.count
    var position = 0
    while looks > 0, remaining > 0 {
      if growth.featuresPerSplit != nil {
        // Draws without replacement; a constant feature does not count as a look.
        columns.swapAt(position, position + rng.uniformInt(below: remaining))
      }
      let column = columns[position]
      position += 1
      remaining -= 1
      let ranks = features.ranks.base + column * features.rowCount
      var lowest = UInt32.max
      var highest = UInt32.min
      let order = order.base
      let keys = keys.base
      for index in 0..<rows.count {
        let row = order[rows.lowerBound + index]
        let rank = ranks[Int(row)]
        lowest = min(lowest, rank)
        highest = max(highest, rank)
        keys[index] = UInt64(rank) &<< 32 | UInt64(row)
      }
      guard lowest < highest else { continue }
      looks -= 1
      let found: Split?
      if growth.drawsThresholds {
        found = drawnSplit(column, rows.count, sums, weights, lowest: lowest, highest: highest, using: &rng)
      } else {
        sortByRank(keys, spare: spareKeys.base, count: rows.count, lowest: lowest, highest: highest)
        found = scan(column, rows.count, sums, weights)
      }
      if let found, found.score > best?.score ?? -.infinity { best = found }
    }
    return best
  }

  /// One threshold drawn evenly between the lowest and the highest value.
  private func drawnSplit(
    _ column: Int, _ count: Int, _ sums: TargetSums, _ weights: UnsafePointer<Double>, lowest: UInt32,
    highest: UInt32, using rng: inout SeededGenerator
  ) -> Split? {
    let values = features.values[column]
    var threshold = rng.uniform(values[Int(lowest)], values[Int(highest)])
    if threshold >= values[Int(highest)] { threshold = values[Int(lowest)] }
    let rank = values[Int(lowest)..<Int(highest)].partitioningIndex { $0 > threshold } - 1
    var left = TargetSums(targets)
    for index in 0..<count where keys[index] &>> 32 <= UInt64(rank) {
      let row = Int(truncatingIfNeeded: keys[index] & 0xFFFF_FFFF)
      left.add(targets, row: row, weight: weights[row])
    }
    guard left.rowCount >= growth.minimumRowsPerLeaf, count - left.rowCount >= growth.minimumRowsPerLeaf else {
      return nil
    }
    var right = sums
    right.weight -= left.weight
    guard right.weight > 0 else { return nil }
    for index in right.sums.indices { right.sums[index] -= left.sums[index] }
    let score = -left.impurity(targets) - right.impurity(targets)
    return Split(feature: column, rank: UInt32(rank), threshold: threshold, score: score)
  }

  /// The best threshold of a column whose keys are in order.
  private func scan(_ column: Int, _ count: Int, _ sums: TargetSums, _ weights: UnsafePointer<Double>) -> Split? {
    let least = growth.minimumRowsPerLeaf
    let keys = keys.base
    let (left, right) = (leftSums.base, rightSums.base)
    for index in sums.sums.indices {
      left[index] = 0
      right[index] = sums.sums[index]
    }
    var bestScore = -Double.infinity
    var bestIndex = -1
    var leftWeight = 0.0
    let total = sums.weight
    @inline(__always) func isBoundary(_ index: Int) -> Bool {
      keys[index] &>> 32 != keys[index + 1] &>> 32 && index + 1 >= least && count - index - 1 >= least
    }
    @inline(__always) func row(_ index: Int) -> Int { Int(truncatingIfNeeded: keys[index] & 0xFFFF_FFFF) }
    switch targets {
    case .classes(let classes, _, .gini):
      // Σ w p² of both sides, kept up to date as rows change sides.
      var leftSquares = 0.0
      var rightSquares = 0.0
      for sum in sums.sums { rightSquares += sum * sum }
      classes.withUnsafeBufferPointer { classes in
        for index in 0..<count - 1 {
          let row = row(index)
          let number = Int(classes[row])
          let weight = weights[row]
          leftSquares += weight * (2 * left[number] + weight)
          rightSquares -= weight * (2 * right[number] - weight)
          left[number] += weight
          right[number] -= weight
          leftWeight += weight
          guard isBoundary(index) else { continue }
          // Beside heavy rows light ones drown in rounding: what is left of their squares may be anything, even over 0.
          let rightWeight = total - leftWeight
          let score = leftSquares / leftWeight + min(rightSquares / rightWeight, rightWeight)
          if score > bestScore {
            bestScore = score
            bestIndex = index
          }
        }
      }
    case .classes(let classes, let classCount, .entropy):
      for index in 0..<count - 1 {
        let row = row(index)
        let number = Int(classes[row])
        left[number] += weights[row]
        right[number] -= weights[row]
        leftWeight += weights[row]
        guard isBoundary(index) else { continue }
        let rightWeight = total - leftWeight
        var score = -leftWeight * Portable.log(leftWeight) - rightWeight * Portable.log(rightWeight)
        for number in 0..<classCount {
          if left[number] > 0 { score += left[number] * Portable.log(left[number]) }
          if right[number] > 0 { score += right[number] * Portable.log(right[number]) }
        }
        if score > bestScore {
          bestScore = score
          bestIndex = index
        }
      }
    case .numbers(let numbers):
      let sum = sums.sums[0]
      var leftSum = 0.0
      numbers.withUnsafeBufferPointer { numbers in
        for index in 0..<count - 1 {
          let row = row(index)
          leftSum += weights[row] * numbers[row]
          leftWeight += weights[row]
          guard isBoundary(index) else { continue }
          let rightWeight = total - leftWeight
          guard rightWeight > 0 else { continue }
          let score = leftSum * leftSum / leftWeight + (sum - leftSum) * (sum - leftSum) / rightWeight
          if score > bestScore {
            bestScore = score
            bestIndex = index
          }
        }
      }
    }
    guard bestIndex >= 0 else { return nil }
    let rank = UInt32(keys[bestIndex] &>> 32)
    let next = UInt32(keys[bestIndex + 1] &>> 32)
    return Split(
      feature: column, rank: rank, threshold: features.threshold(column: column, between: rank, and: next),
      score: bestScore)
  }
}
