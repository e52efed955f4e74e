/// Takes rows that are already bin numbers down a tree.
struct BinnedWalk: Sendable {
  private struct Node: BitwiseCopyable {
    var feature: Int32
    var bin: UInt8
    var missingGoesLeft: Bool
    var isCategorical: Bool
    var missingBin: UInt8
    var left: Int32
    var right: Int32
    var value: Double
  }

  private let nodes: [Node]
  private let leftBins: [[UInt8]]
  private let bins: BinnedRows

  init(_ grown: HistogramTreeGrower.Grown, bins: BinnedRows) {
    self.bins = bins
    leftBins = grown.leftBins
    nodes = grown.tree.nodes.enumerated().map { index, node in
      Node(
        feature: Int32(node.feature ?? -1), bin: UInt8(grown.splitBins[index]), missingGoesLeft: node.missingGoesLeft,
        isCategorical: grown.tree.categories(at: index) != nil,
        missingBin: UInt8(node.feature.map { bins.features[$0].count } ?? 0),
        left: Int32(node.left), right: Int32(node.right), value: grown.tree.values[index])
    }
  }

  /// The value of the leaf that `row` ends in.
  func value(_ row: Int) -> Double {
    let entries = bins.byRow.base + row * bins.rowStride
    return nodes.withUnsafeBufferPointer { nodes in
      var index = 0
      while true {
        let node = nodes[index]
        if node.feature < 0 { return node.value }
        let bin = entries[Int(node.feature)]
        let goesLeft: Bool
        if node.isCategorical {
          goesLeft = leftBins[index].contains(bin)
        } else {
          goesLeft = bin == node.missingBin ? node.missingGoesLeft : bin <= node.bin
        }
        index = Int(goesLeft ? node.left : node.right)
      }
    }
  }
}
