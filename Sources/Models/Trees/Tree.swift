/// A binary decision tree: nodes that each ask one question about one feature, and leaves that hold values.
///
/// Node 0 is the root, and children come after their parent.
public struct Tree: Codable, Equatable, Sendable {
  /// One node of a tree.
  public struct Node: Codable, Equatable, Sendable {
    private var column: Int32
    private var leftChild: Int32
    private var rightChild: Int32
    private var rows: Int32
    /// The position of the categories that go left among the tree's sets; −1 if the column holds numbers.
    fileprivate var categorySet: Int32
    /// Whether rows without a value go left.
    public internal(set) var missingGoesLeft: Bool
    /// Rows whose value is at most this go left; 0 for a leaf and for a question about categories.
    public internal(set) var threshold: Double
    /// The sum of the weights of the training rows that came here (in boosting: of the second derivatives).
    public internal(set) var weight: Double
    /// What the question gained: the fall of the training loss or of the weighted impurity; 0 for a leaf.
    public internal(set) var gain: Double

    /// The column that the node asks about; nil for a leaf.
    public var feature: Int? { column < 0 ? nil : Int(column) }
    /// The number of the left child; 0 for a leaf.
    public var left: Int { Int(leftChild) }
    /// The number of the right child; 0 for a leaf.
    public var right: Int { Int(rightChild) }
    /// The number of training rows that came here.
    public var rowCount: Int { Int(rows) }
    /// Whether this node has no children.
    public var isLeaf: Bool { column < 0 }

    init(rowCount: Int, weight: Double) {
      column = -1
      leftChild = 0
      rightChild = 0
      rows = Int32(truncatingIfNeeded: rowCount)
      categorySet = -1
      missingGoesLeft = false
      threshold = 0
      self.weight = weight
      gain = 0
    }

    /// Makes a question of this leaf.
    mutating func ask(feature: Int, left: Int, right: Int, gain: Double) {
      column = Int32(feature)
      leftChild = Int32(left)
      rightChild = Int32(right)
      self.gain = gain
    }

    /// Makes a leaf of this question.
    mutating func close() {
      self = Node(rowCount: rowCount, weight: weight)
    }
  }

  /// The nodes; the root is the first.
  public internal(set) var nodes: [Node] = []
  /// How many values each node holds: one, or one per class.
  public let valuesPerNode: Int
  /// The values of all nodes, one node after the other.
  var values: [Double] = []
  private var categorySets: [[Double]] = []

  init(valuesPerNode: Int) {
    self.valuesPerNode = valuesPerNode
  }

  /// The values at a node; for a node with children, what it would say as a leaf.
  public func values(at node: Int) -> [Double] {
    Array(values[node * valuesPerNode..<(node + 1) * valuesPerNode])
  }

  /// The categories that go left at a node, ascending, while all others and missing ones go right; nil for a leaf
  /// and for a column of numbers.
  public func categories(at node: Int) -> [Double]? {
    nodes[node].categorySet < 0 ? nil : categorySets[Int(nodes[node].categorySet)]
  }

  /// The number of nodes without children.
  public var leafCount: Int { nodes.count { $0.isLeaf } }

  /// The number of questions on the longest way from the root to a leaf.
  public var depth: Int {
    var depths = [Int](repeating: 0, count: nodes.count)
    for (index, node) in nodes.enumerated() where !node.isLeaf {
      depths[node.left] = depths[index] + 1
      depths[node.right] = depths[index] + 1
    }
    return depths.max() ?? 0
  }

  /// Adds a leaf and returns its number.
  mutating func addLeaf(values: some Sequence<Double>, rowCount: Int, weight: Double) -> Int {
    nodes.append(Node(rowCount: rowCount, weight: weight))
    self.values.append(contentsOf: values)
    return nodes.count - 1
  }

  mutating func setCategories(_ categories: [Double], at node: Int) {
    nodes[node].categorySet = Int32(categorySets.count)
    categorySets.append(categories)
  }

  /// The columns that a node can ask about: what ``FlatTrees`` has room for.
  static let mostFeatures = 1 << 30

  /// Checks that the nodes form one tree over `featureCount` columns.
  func isSound(featureCount: Int, valuesPerNode expected: Int) -> Bool {
    guard (1...Self.mostFeatures).contains(featureCount), !nodes.isEmpty, valuesPerNode == expected, expected > 0,
      values.count == nodes.count * expected, nodes.allSatisfy({ $0.rowCount >= 0 }),
      values.allSatisfy(\.isFinite)
    else { return false }
    var parents = [Int](repeating: 0, count: nodes.count)
    for (index, node) in nodes.enumerated() {
      guard let feature = node.feature else { continue }
      guard feature < featureCount, node.threshold.isFinite, node.categorySet < categorySets.count else { return false }
      for child in [node.left, node.right] {
        guard child > index, child < nodes.count else { return false }
        parents[child] += 1
      }
    }
    return parents.dropFirst().allSatisfy { $0 == 1 }
  }
}
