import Kernels
import LinearAlgebra

/// The trees of an ensemble in one block of memory, laid out for fast prediction.
///
/// Nodes take 16 bytes, siblings are neighbors, and a leaf sends every row to itself, so that several rows can go
/// down a tree side by side without a branch.
struct FlatTrees: Sendable {
  private struct Node: BitwiseCopyable {
    var threshold: Double
    /// The column, with the flags below.
    var feature: UInt32
    /// The left child; the right one follows it.
    var child: UInt32
  }

  /// A tree by its number, with where it starts and how far down it goes.
  private struct PlacedTree: BitwiseCopyable {
    let tree: Int
    let root: UInt32
    let depth: Int
  }

  private static let missingRight: UInt32 = 1 << 31
  private static let categorical: UInt32 = 1 << 30
  private static let columnMask: UInt32 = (1 << 30) - 1

  private let nodes: [Node]
  /// One per node and output; zero where the node has children.
  private let values: [Double]
  private let roots: [UInt32]
  private let depths: [Int]
  /// The trees from the shallowest to the deepest.
  private let byDepth: [PlacedTree]
  /// The categories that go left, for each categorical node at the position that its threshold gives.
  private let categories: [[Double]]
  private let hasCategories: Bool
  /// How many values a leaf holds.
  private let leafWidth: Int
  /// How many outputs the ensemble has: the trees add to them in turn, `leafWidth` at a time.
  let outputs: Int

  /// Lays out `trees`, which have `leafWidth` values per node; tree i adds to the outputs from
  /// (i · leafWidth) mod `outputs` on.
  init(_ trees: [Tree], leafWidth: Int, outputs: Int) {
    var nodes: [Node] = []
    var values: [Double] = []
    var roots: [UInt32] = []
    var sets: [[Double]] = []
    for tree in trees {
      roots.append(UInt32(nodes.count))
      // Breadth first, both children of a node at once.
      var order = [0]
      let first = nodes.count
      var position = 0
      while position < order.count {
        let number = order[position]
        let node = tree.nodes[number]
        let here = UInt32(first + position)
        if let feature = node.feature {
          var flags: UInt32 = node.missingGoesLeft ? 0 : Self.missingRight
          var threshold = node.threshold
          if let categories = tree.categories(at: number) {
            flags |= Self.categorical
            threshold = Double(sets.count)
            sets.append(categories)
          }
          nodes.append(
            Node(threshold: threshold, feature: UInt32(feature) | flags, child: UInt32(first + order.count)))
          order.append(node.left)
          order.append(node.right)
          values.append(contentsOf: repeatElement(0, count: leafWidth))
        } else {
          nodes.append(Node(threshold: .infinity, feature: 0, child: here))
          values.append(contentsOf: tree.values(at: number))
        }
        position += 1
      }
    }
    self.nodes = nodes
    self.values = values
    self.roots = roots
    let depths = trees.map(\.depth)
    self.depths = depths
    byDepth = trees.indices.sorted { (depths[$0], $0) < (depths[$1], $1) }
      .map { PlacedTree(tree: $0, root: roots[$0], depth: depths[$0]) }
    self.categories = sets
    self.hasCategories = !sets.isEmpty
    self.leafWidth = leafWidth
    self.outputs = outputs
  }

  /// Adds every tree's value for one row to `scores` (one per output).
  func add(row: UnsafePointer<Double>, width: Int, to scores: UnsafeMutablePointer<Double>) {
    var missing = hasCategories
    for column in 0..<width { missing = missing || row[column] != row[column] }
    nodes.withUnsafeBufferPointer { nodes in
      guard let nodes = nodes.baseAddress else { return }
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: roots.count) { leaves in
        if missing {
          for (tree, root) in roots.enumerated() {
            var index = root
            while true {
              let next = step(nodes, index, row)
              if next == index { break }
              index = next
            }
            leaves[tree] = index
          }
        } else {
          findLeaves(nodes, row, leaves)
        }
        // Added in the order of the trees, as for many rows.
        values.withUnsafeBufferPointer { values in
          guard outputs > 1 else {
            var sum = scores[0]
            for leaf in leaves { sum += values[Int(leaf)] }
            scores[0] = sum
            return
          }
          var output = 0
          for leaf in leaves {
            for offset in 0..<leafWidth { scores[output + offset] += values[Int(leaf) * leafWidth + offset] }
            output += leafWidth
            if output == outputs { output = 0 }
          }
        }
      }
    }
  }

  /// The leaf of each tree for a row without missing values, in trees without categories.
  private func findLeaves(
    _ nodes: UnsafePointer<Node>, _ row: UnsafePointer<Double>, _ leaves: UnsafeMutableBufferPointer<UInt32>
  ) {
    byDepth.withUnsafeBufferPointer { trees in
      var first = 0
      // Trees of like depth wait least for each other.
      while first + 8 <= trees.count {
        let wave = trees.baseAddress! + first
        var places = InlineArray<8, UInt32> { wave[$0].root }
        Self.goDown(wave[7].depth, nodes, &places) { _ in row }
        for walk in 0..<8 { leaves.baseAddress![wave[walk].tree] = places[walk] }
        first += 8
      }
      for tree in trees[first...] {
        var index = tree.root
        for _ in 0..<tree.depth { index = Self.plainStep(nodes, index, row) }
        leaves[tree.tree] = index
      }
    }
  }

  /// Adds every tree's values for all rows to `scores` (rows × outputs), on several threads. O(n · trees · depth).
  ///
  /// NaN counts as missing.
  func add(_ features: Matrix<Double>, to scores: inout [Double]) {
    let width = features.columnCount
    let height = 64
    let blocks = (features.rowCount + height - 1) / height
    features.withUnsafeValues { values in
      scores.withUnsafeMutableBufferPointer { scores in
        nonisolated(unsafe) let rows = values
        nonisolated(unsafe) let scores = scores
        parallelFor(0..<blocks, grain: 4) { piece in
          for block in piece {
            let start = block * height
            let count = min(height, features.rowCount - start)
            addBlock(
              rows.baseAddress! + start * width, count: count, width: width,
              to: scores.baseAddress! + start * outputs)
          }
        }
      }
    }
  }

  private func addBlock(
    _ rows: UnsafePointer<Double>, count: Int, width: Int, to scores: UnsafeMutablePointer<Double>
  ) {
    var missing = false
    for index in 0..<count * width { missing = missing || rows[index] != rows[index] }
    let whole = missing || hasCategories ? 0 : count / 8 * 8
    for row in whole..<count { add(row: rows + row * width, width: width, to: scores + row * outputs) }
    guard whole > 0 else { return }
    nodes.withUnsafeBufferPointer { nodes in
      values.withUnsafeBufferPointer { values in
        let nodes = nodes.baseAddress!
        let values = values.baseAddress!
        var output = 0
        for (tree, root) in roots.enumerated() {
          let depth = depths[tree]
          for first in stride(from: 0, to: whole, by: 8) {
            let start = rows + first * width
            var places = InlineArray<8, UInt32>(repeating: root)
            Self.goDown(depth, nodes, &places) { start + $0 &* width }
            let target = scores + first * outputs + output
            for offset in 0..<leafWidth {
              for walk in 0..<8 {
                target[walk &* outputs &+ offset] += values[Int(places[walk]) &* leafWidth &+ offset]
              }
            }
          }
          output += leafWidth
          if output == outputs { output = 0 }
        }
      }
    }
  }

  /// Eight walks down, side by side, which hide each other's waits for memory; each asks of its own row.
  @inline(__always)
  private static func goDown(
    _ depth: Int, _ nodes: UnsafePointer<Node>, _ places: inout InlineArray<8, UInt32>,
    _ row: (_ walk: Int) -> UnsafePointer<Double>
  ) {
    for _ in 0..<depth {
      for walk in 0..<8 { places[walk] = plainStep(nodes, places[walk], row(walk)) }
    }
  }

  /// One question, for a row without missing values in a tree without categories.
  @inline(__always)
  private static func plainStep(
    _ nodes: UnsafePointer<Node>, _ index: UInt32, _ row: UnsafePointer<Double>
  ) -> UInt32 {
    let node = nodes[Int(index)]
    let value = row[Int(node.feature & columnMask)]
    return node.child &+ (value > node.threshold ? 1 : 0)
  }

  /// One question, for any row.
  @inline(__always)
  private func step(_ nodes: UnsafePointer<Node>, _ index: UInt32, _ row: UnsafePointer<Double>) -> UInt32 {
    let node = nodes[Int(index)]
    let value = row[Int(node.feature & Self.columnMask)]
    if node.feature & Self.categorical != 0 {
      return node.child &+ (categories[Int(node.threshold)].position(of: value) == nil ? 1 : 0)
    }
    let missing = value != value && node.feature & Self.missingRight != 0
    return node.child &+ (value > node.threshold || missing ? 1 : 0)
  }
}
