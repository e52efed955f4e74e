public import LinearAlgebra

/// A decision tree that predicts classes.
public struct DecisionTreeModel: ProbabilisticClassifier, TreeEnsemble, Equatable {
  /// The tree; its nodes hold the share of each class, and its gains are falls of the impurity per unit of weight.
  public let tree: Tree
  /// The impurity of all training rows.
  public let rootImpurity: Double
  public let featureCount: Int
  public let classes: [Int]
  private let flat: FlatTrees

  init(tree: Tree, rootImpurity: Double, featureCount: Int, classes: [Int]) {
    self.tree = tree
    self.rootImpurity = rootImpurity
    self.featureCount = featureCount
    self.classes = classes
    flat = FlatTrees([tree], leafWidth: tree.valuesPerNode, outputs: tree.valuesPerNode)
  }

  /// The one tree.
  public var trees: [Tree] { [tree] }

  public static func == (left: DecisionTreeModel, right: DecisionTreeModel) -> Bool {
    left.tree == right.tree && left.rootImpurity == right.rootImpurity && left.featureCount == right.featureCount
      && left.classes == right.classes
  }

  /// The subtrees that cost-complexity pruning goes through, from this tree to its root alone. O(nodes²).
  public func pruningPath() -> [PruningStep] {
    tree.pruningPath(rootImpurity: rootImpurity)
  }

  /// The best subtree when every leaf costs `alpha`. O(nodes²).
  public func pruned(alpha: Double) -> DecisionTreeModel {
    DecisionTreeModel(
      tree: tree.pruned(alpha: alpha), rootImpurity: rootImpurity, featureCount: featureCount, classes: classes)
  }

  public func classProbabilities(_ features: Matrix<Double>) throws -> Matrix<Double> {
    try features.requireFeatures(featureCount)
    var result = [Double](repeating: 0, count: features.rowCount * classes.count)
    flat.add(features, to: &result)
    return try Matrix(rowCount: features.rowCount, columnCount: classes.count, values: result)
  }

  public func predict(_ features: Matrix<Double>) throws -> [Int] {
    try classProbabilities(features).firstLargestOfRows().map { classes[$0] }
  }
}

extension DecisionTreeModel: Codable {
  private enum CodingKeys: String, CodingKey {
    case format, tree, rootImpurity, featureCount, classes
  }

  /// Reads a model, and refuses one of another format or with a broken tree.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    _ = try container.decode(ModelFormat<1>.self, forKey: .format)
    let tree = try container.decode(Tree.self, forKey: .tree)
    let featureCount = try container.decode(Int.self, forKey: .featureCount)
    let classes = try container.decodeClasses(forKey: .classes)
    guard tree.isSound(featureCount: featureCount, valuesPerNode: classes.count) else {
      throw DecodingError.dataCorruptedError(
        forKey: .tree, in: container, debugDescription: "this is not a tree over \(featureCount) features")
    }
    self.init(
      tree: tree, rootImpurity: try container.decode(Double.self, forKey: .rootImpurity), featureCount: featureCount,
      classes: classes)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(ModelFormat<1>(), forKey: .format)
    try container.encode(tree, forKey: .tree)
    try container.encode(rootImpurity, forKey: .rootImpurity)
    try container.encode(featureCount, forKey: .featureCount)
    try container.encode(classes, forKey: .classes)
  }
}
