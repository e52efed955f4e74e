public import LinearAlgebra

/// Trees that vote, each with its own say.
public struct AdaBoostModel: Classifier, TreeEnsemble, Equatable {
  public let trees: [Tree]
  /// The say of each tree, α.
  public let says: [Double]
  /// The weighted error of each tree on the rows as they were weighted for it, ε.
  public let errors: [Double]
  public let featureCount: Int
  public let classes: [Int]
  private let flat: FlatTrees

  init(trees: [Tree], says: [Double], errors: [Double], featureCount: Int, classes: [Int]) {
    self.trees = trees
    self.says = says
    self.errors = errors
    self.featureCount = featureCount
    self.classes = classes
    let voting = zip(trees, says).map { tree, say in tree.voting(say) }
    flat = FlatTrees(voting, leafWidth: classes.count, outputs: classes.count)
  }

  public static func == (left: AdaBoostModel, right: AdaBoostModel) -> Bool {
    left.trees == right.trees && left.says == right.says && left.errors == right.errors
      && left.featureCount == right.featureCount && left.classes == right.classes
  }

  /// The model that the first `rounds` trees make (at least one, and all of them if there are fewer).
  public func truncated(rounds: Int) -> AdaBoostModel {
    let kept = max(1, rounds)
    return AdaBoostModel(
      trees: Array(trees.prefix(kept)), says: Array(says.prefix(kept)), errors: Array(errors.prefix(kept)),
      featureCount: featureCount, classes: classes)
  }

  /// The sum of the says of the trees that vote for each class: rows × classes. O(n · trees · depth).
  /// - Throws: ``ModelError`` when the number of columns is wrong or a value is not finite.
  public func votes(_ features: Matrix<Double>) throws -> Matrix<Double> {
    try features.requireFeatures(featureCount)
    var result = [Double](repeating: 0, count: features.rowCount * classes.count)
    flat.add(features, to: &result)
    return try Matrix(rowCount: features.rowCount, columnCount: classes.count, values: result)
  }

  public func predict(_ features: Matrix<Double>) throws -> [Int] {
    try votes(features).firstLargestOfRows().map { classes[$0] }
  }
}

extension Tree {
  /// The tree with a vote of weight `say` for the first likeliest class in place of each node's class shares.
  fileprivate func voting(_ say: Double) -> Tree {
    var result = self
    for node in nodes.indices {
      let winner = firstLargest(values(at: node))
      for number in 0..<valuesPerNode { result.values[node * valuesPerNode + number] = number == winner ? say : 0 }
    }
    return result
  }
}

extension AdaBoostModel: Codable {
  private enum CodingKeys: String, CodingKey {
    case format, trees, says, errors, featureCount, classes
  }

  /// Reads a model, and refuses one of another format or with broken trees.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    _ = try container.decode(ModelFormat<1>.self, forKey: .format)
    let trees = try container.decode([Tree].self, forKey: .trees)
    let says = try container.decode([Double].self, forKey: .says)
    let errors = try container.decode([Double].self, forKey: .errors)
    let featureCount = try container.decode(Int.self, forKey: .featureCount)
    let classes = try container.decodeClasses(forKey: .classes)
    guard !trees.isEmpty, says.count == trees.count, errors.count == trees.count, says.allSatisfy(\.isFinite),
      trees.allSatisfy({ $0.isSound(featureCount: featureCount, valuesPerNode: classes.count) })
    else {
      throw DecodingError.dataCorruptedError(
        forKey: .trees, in: container, debugDescription: "these are not trees with one say each")
    }
    self.init(trees: trees, says: says, errors: errors, featureCount: featureCount, classes: classes)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(ModelFormat<1>(), forKey: .format)
    try container.encode(trees, forKey: .trees)
    try container.encode(says, forKey: .says)
    try container.encode(errors, forKey: .errors)
    try container.encode(featureCount, forKey: .featureCount)
    try container.encode(classes, forKey: .classes)
  }
}
