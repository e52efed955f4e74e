/// One step of cost-complexity pruning: a tree that no other subtree beats at some price per leaf.
public struct PruningStep: Codable, Equatable, Sendable {
  /// The price per leaf from which on this tree is the best, in units of impurity per unit of weight.
  public let alpha: Double
  /// The impurity of the tree's leaves, each by its share of the weight.
  public let impurity: Double
  /// The number of leaves.
  public let leafCount: Int
}

extension Tree {
  /// The weakest links, one after another: where the tree is cut as the price per leaf rises from 0.
  ///
  /// Calls `visit` before each cut with the price at which it pays and the gain that it gives up, until `visit`
  /// says no or only the root is left. O(nodes · cuts).
  ///
  /// Source: Breiman, Friedman, Olshen and Stone, *Classification and Regression Trees*, 1984, ch. 3.
  func weakestLinks(_ visit: (_ alpha: Double, _ lost: Double, _ leavesLost: Int) -> Bool) -> [Bool] {
    // cut[i]: node i is now a leaf. Sums over the part that is left run from the bottom up.
    var cut = nodes.map(\.isLeaf)
    while !cut[0] {
      var gains = [Double](repeating: 0, count: nodes.count)
      var leaves = [Int](repeating: 1, count: nodes.count)
      var weakest = 0
      var lowest = Double.infinity
      for index in nodes.indices.reversed() where !cut[index] {
        let (left, right) = (nodes[index].left, nodes[index].right)
        gains[index] = nodes[index].gain + gains[left] + gains[right]
        leaves[index] = leaves[left] + leaves[right]
      }
      // Only what hangs on the root still counts.
      var reached = [Bool](repeating: false, count: nodes.count)
      reached[0] = true
      for index in nodes.indices where reached[index] && !cut[index] {
        reached[nodes[index].left] = true
        reached[nodes[index].right] = true
        let alpha = gains[index] / Double(leaves[index] - 1)
        if alpha < lowest {
          lowest = alpha
          weakest = index
        }
      }
      guard visit(lowest, gains[weakest], leaves[weakest] - 1) else { break }
      cut[weakest] = true
    }
    return cut
  }

  /// The best subtree at a price of `alpha` per leaf.
  func pruned(alpha: Double) -> Tree {
    let cut = weakestLinks { price, _, _ in price <= alpha }
    var result = Tree(valuesPerNode: valuesPerNode)
    var waiting = [
      (old: 0, new: result.addLeaf(values: values(at: 0), rowCount: nodes[0].rowCount, weight: nodes[0].weight))
    ]
    while let (old, new) = waiting.popLast() {
      guard !cut[old], let feature = nodes[old].feature else { continue }
      let children = [nodes[old].left, nodes[old].right].map { child in
        (
          old: child,
          new: result.addLeaf(
            values: values(at: child), rowCount: nodes[child].rowCount, weight: nodes[child].weight)
        )
      }
      result.nodes[new].ask(
        feature: feature, left: children[0].new, right: children[1].new, gain: nodes[old].gain)
      result.nodes[new].threshold = nodes[old].threshold
      waiting.append(contentsOf: children.reversed())
    }
    return result
  }

  /// Every subtree that is the best at some price, from the whole tree to its root.
  func pruningPath(rootImpurity: Double) -> [PruningStep] {
    var gained = 0.0
    for node in nodes { gained += node.gain }
    var impurity = rootImpurity - gained
    var leaves = leafCount
    var alpha = 0.0
    var steps = [PruningStep(alpha: 0, impurity: impurity, leafCount: leaves)]
    _ = weakestLinks { price, lost, leavesLost in
      alpha = max(alpha, price)
      impurity += lost
      leaves -= leavesLost
      steps.append(PruningStep(alpha: alpha, impurity: impurity, leafCount: leaves))
      return true
    }
    return steps
  }
}
