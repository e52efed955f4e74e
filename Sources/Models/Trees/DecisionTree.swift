public import LinearAlgebra

/// A decision tree (CART) for two or more classes, with exact splits.
///
///     let model = try DecisionTree(depth: 3).fit(features: x, labels: y)
///     print(model.tree.rules())
///
/// Every node asks the question "is this feature at most this threshold?" whose answer leaves the least impurity;
/// of equally good ones the first feature's lowest threshold. Thresholds lie midway between neighboring values.
/// The order of the rows changes nothing but, by rounding, weights that are not whole numbers.
///
/// Source: Breiman, Friedman, Olshen and Stone, *Classification and Regression Trees*, 1984.
public struct DecisionTree: ClassifierLearner {
  /// What the splits lower.
  public var criterion: ImpurityCriterion
  /// The largest number of questions on the way to a leaf, at least 1; nil for no limit.
  public var depth: Int?
  /// The smallest number of rows in a leaf, at least 1.
  public var minimumRowsPerLeaf: Int
  /// What a split must lower the impurity of the whole tree by, at least 0.
  public var minimumGain: Double
  /// The price per leaf at which the grown tree is pruned, at least 0; 0 for none.
  public var pruning: Double
  /// How much each class counts.
  public var classWeights: ClassWeights

  /// Copies are counted as rows by `minimumRowsPerLeaf`, weights are not; they are the same when it is 1.
  public var sampleWeightUse: SampleWeightUse { minimumRowsPerLeaf == 1 ? .equalsCopies : .scalesLoss }

  /// Makes a configuration; it is checked when it is fitted.
  public init(
    criterion: ImpurityCriterion = .gini, depth: Int? = nil, minimumRowsPerLeaf: Int = 1, minimumGain: Double = 0,
    pruning: Double = 0, classWeights: ClassWeights = .equal
  ) {
    self.criterion = criterion
    self.depth = depth
    self.minimumRowsPerLeaf = minimumRowsPerLeaf
    self.minimumGain = minimumGain
    self.pruning = pruning
    self.classWeights = classWeights
  }

  /// Fits a model to `features` (n × d). O(n d depth).
  /// - Throws: ``ModelError`` or ``TreeError``.
  public func fit(features: Matrix<Double>, labels: [Int], sampleWeights: [Double]?) throws -> DecisionTreeModel {
    if let depth { try requireAtLeastOne(depth, "depth") }
    try requireAtLeastOne(minimumRowsPerLeaf, "minimumRowsPerLeaf")
    try requireNonnegative(minimumGain, "minimumGain")
    try requireNonnegative(pruning, "pruning")
    let targets = try ClassTargets(
      features: features, labels: labels, sampleWeights: sampleWeights, classWeights: classWeights)
    try features.requireUsableFeatures()
    let (tree, rootImpurity) = ExactTreeGrower(
      features: RankedFeatures(features, rows: targets.rows),
      targets: .classes(targets.numbers, count: targets.classes.count, criterion),
      growth: ExactGrowth(maximumDepth: depth, minimumRowsPerLeaf: minimumRowsPerLeaf, minimumGain: minimumGain)
    ).grow(weights: targets.weights)
    return DecisionTreeModel(
      tree: pruning > 0 ? tree.pruned(alpha: pruning) : tree, rootImpurity: rootImpurity,
      featureCount: features.columnCount, classes: targets.classes)
  }
}
