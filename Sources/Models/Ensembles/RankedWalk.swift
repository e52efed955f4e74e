/// Takes rows that are already ranks down an exact tree.
struct RankedWalk {
  private struct Node: BitwiseCopyable {
    var feature: Int32
    /// The last rank that goes left.
    var rank: UInt32
    var left: Int32
    var right: Int32
  }

  private let nodes: [Node]
  private let features: RankedFeatures

  init(_ tree: Tree, features: RankedFeatures) {
    self.features = features
    nodes = tree.nodes.map { node in
      guard let feature = node.feature else { return Node(feature: -1, rank: 0, left: 0, right: 0) }
      let above = features.values[feature].partitioningIndex { $0 > node.threshold }
      return Node(
        feature: Int32(feature), rank: UInt32(above - 1), left: Int32(node.left), right: Int32(node.right))
    }
  }

  /// The number of the leaf that `row` ends in.
  func leaf(_ row: Int) -> Int {
    nodes.withUnsafeBufferPointer { nodes in
      var index = 0
      while true {
        let node = nodes[index]
        if node.feature < 0 { return index }
        let rank = features.ranks.base[Int(node.feature) * features.rowCount + row]
        index = Int(rank <= node.rank ? node.left : node.right)
      }
    }
  }
}
