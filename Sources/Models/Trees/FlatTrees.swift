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
      // Eight trees side by side hide each other's waits for memory; trees of like depth wait least for each other.
      while first + 8 <= trees.count {
        let wave = trees.baseAddress! + first
        var (i0, i1, i2, i3) = (wave[0].root, wave[1].root, wave[2].root, wave[3].root)
        var (i4, i5, i6, i7) = (wave[4].root, wave[5].root, wave[6].root, wave[7].root)
        for _ in 0..<wave[7].depth {
          i0 = Self.plainStep(nodes, i0, row)
          i1 = Self.plainStep(nodes, i1, row)
          i2 = Self.plainStep(nodes, i2, row)
          i3 = Self.plainStep(nodes, i3, row)
          i4 = Self.plainStep(nodes, i4, row)
          i5 = Self.plainStep(nodes, i5, row)
          i6 = Self.plainStep(nodes, i6, row)
          i7 = Self.plainStep(nodes, i7, row)
        }
        let leaves = leaves.baseAddress!
        leaves[wave[0].tree] = i0
        leaves[wave[1].tree] = i1
        leaves[wave[2].tree] = i2
        leaves[wave[3].tree] = i3
        leaves[wave[4].tree] = i4
        leaves[wave[5].tree] = i5
        leaves[wave[6].tree] = i6
        leaves[wave[7].tree] = i7
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
            let row0 = rows + first * width
            let row1 = row0 + width
            let row2 = row1 + width
            let row3 = row2 + width
            let row4 = row3 + width
            let row5 = row4 + width
            let row6 = row5 + width
            let row7 = row6 + width
            var (i0, i1, i2, i3) = (root, root, root, root)
            var (i4, i5, i6, i7) = (root, root, root, root)
            for _ in 0..<depth {
              i0 = Self.plainStep(nodes, i0, row0)
              i1 = Self.plainStep(nodes, i1, row1)
              i2 = Self.plainStep(nodes, i2, row2)
              i3 = Self.plainStep(nodes, i3, row3)
              i4 = Self.plainStep(nodes, i4, row4)
              i5 = Self.plainStep(nodes, i5, row5)
              i6 = Self.plainStep(nodes, i6, row6)
              i7 = Self.plainStep(nodes, i7, row7)
            }
            let target = scores + first * outputs + output
            for offset in 0..<leafWidth {
              let place = target + offset
              place[0] += values[Int(i0) &* leafWidth &+ offset]
              place[outputs] += values[Int(i1) &* leafWidth &+ offset]
              place[2 &* outputs] += values[Int(i2) &* leafWidth &+ offset]
              place[3 &* outputs] += values[Int(i3) &* leafWidth &+ offset]
              place[4 &* outputs] += values[Int(i4) &* leafWidth &+ offset]
              place[5 &* outputs] += values[Int(i5) &* leafWidth &+ offset]
              place[6 &* outputs] += values[Int(i6) &* leafWidth &+ offset]
              place[7 &* outputs] += values[Int(i7) &* leafWidth &+ offset]
            }
          }
          output += leafWidth
          if output == outputs { output = 0 }
        }
      }
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
