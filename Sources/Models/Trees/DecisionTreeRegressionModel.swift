public import LinearAlgebra

/// A decision tree that predicts numbers.
public struct DecisionTreeRegressionModel: Regressor, TreeEnsemble, Equatable {
  /// The tree; its nodes hold the mean of their rows, and its gains are falls of the impurity per unit of weight.
  public let tree: Tree
  /// The impurity of all training rows.
  public let rootImpurity: Double
  public let featureCount: Int
  private let flat: FlatTrees

  init(tree: Tree, rootImpurity: Double, featureCount: Int) {
    self.tree = tree
    self.rootImpurity = rootImpurity
    self.featureCount = featureCount
    flat = FlatTrees([tree], leafWidth: tree.valuesPerNode, outputs: tree.valuesPerNode)
  }

  /// The one tree.
  public var trees: [Tree] { [tree] }

  public static func == (left: DecisionTreeRegressionModel, right: DecisionTreeRegressionModel) -> Bool {
    left.tree == right.tree && left.rootImpurity == right.rootImpurity && left.featureCount == right.featureCount
  }

  /// The subtrees that cost-complexity pruning goes through, from this tree to its root alone. O(nodes²).
  public func pruningPath() -> [PruningStep] {
    tree.pruningPath(rootImpurity: rootImpurity)
  }

  /// The best subtree when every leaf costs `alpha`. O(nodes²).
  public func pruned(alpha: Double) -> DecisionTreeRegressionModel {
    DecisionTreeRegressionModel(
      tree: tree.pruned(alpha: alpha), rootImpurity: rootImpurity, featureCount: featureCount)
  }

  /// The predicted number of each row. O(n depth).
  /// - Throws: ``ModelError`` when the number of columns is wrong or a value is not finite.
  public func predict(_ features: Matrix<Double>) throws -> [Double] {
    try features.requireFeatures(featureCount)
    var result = [Double](repeating: 0, count: features.rowCount)
    flat.add(features, to: &result)
    return result
  }
}

extension DecisionTreeRegressionModel: Codable {
  private enum CodingKeys: String, CodingKey {
    case format, tree, rootImpurity, featureCount
  }

  /// Reads a model, and refuses one of another format or with a broken tree.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    _ = try container.decode(ModelFormat<1>.self, forKey: .format)
    let tree = try container.decode(Tree.self, forKey: .tree)
    let featureCount = try container.decode(Int.self, forKey: .featureCount)
    guard tree.isSound(featureCount: featureCount, valuesPerNode: 1) else {
      throw DecodingError.dataCorruptedError(
        forKey: .tree, in: container, debugDescription: "this is not a tree over \(featureCount) features")
    }
    self.init(
      tree: tree, rootImpurity: try container.decode(Double.self, forKey: .rootImpurity), featureCount: featureCount)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(ModelFormat<1>(), forKey: .format)
    try container.encode(tree, forKey: .tree)
    try container.encode(rootImpurity, forKey: .rootImpurity)
    try container.encode(featureCount, forKey: .featureCount)
  }
}
