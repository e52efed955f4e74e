public import LinearAlgebra

/// A decision tree for numbers, with exact splits that lower the squared error.
///
///     let model = try DecisionTreeRegression(depth: 4).fit(features: x, targets: y)
///
/// Every leaf predicts the mean of its rows. Splits are chosen as by ``DecisionTree``.
///
/// Source: Breiman, Friedman, Olshen and Stone, *Classification and Regression Trees*, 1984.
public struct DecisionTreeRegression: RegressorLearner {
  /// The largest number of questions on the way to a leaf, at least 1; nil for no limit.
  public var depth: Int?
  /// The smallest number of rows in a leaf, at least 1.
  public var minimumRowsPerLeaf: Int
  /// What a split must lower the impurity of the whole tree by, at least 0.
  public var minimumGain: Double
  /// The price per leaf at which the grown tree is pruned, at least 0; 0 for none.
  public var pruning: Double

  /// Copies are counted as rows by `minimumRowsPerLeaf`, weights are not; they are the same when it is 1.
  public var sampleWeightUse: SampleWeightUse { minimumRowsPerLeaf == 1 ? .equalsCopies : .scalesLoss }

  /// Makes a configuration; it is checked when it is fitted.
  public init(depth: Int? = nil, minimumRowsPerLeaf: Int = 1, minimumGain: Double = 0, pruning: Double = 0) {
    self.depth = depth
    self.minimumRowsPerLeaf = minimumRowsPerLeaf
    self.minimumGain = minimumGain
    self.pruning = pruning
  }

  /// Fits a model to `features` (n × d) with one target per row. O(n d depth).
  /// - Throws: ``ModelError`` or ``TreeError``.
  public func fit(
    features: Matrix<Double>, targets: [Double], sampleWeights: [Double]?
  ) throws -> DecisionTreeRegressionModel {
    if let depth { try requireAtLeastOne(depth, "depth") }
    try requireAtLeastOne(minimumRowsPerLeaf, "minimumRowsPerLeaf")
    try requireNonnegative(minimumGain, "minimumGain")
    try requireNonnegative(pruning, "pruning")
    let targets = try NumberTargets(features: features, targets: targets, sampleWeights: sampleWeights)
    try features.requireUsableFeatures()
    let centered = CenteredTargets(targets)
    var (tree, rootImpurity) = ExactTreeGrower(
      features: RankedFeatures(features, rows: targets.rows), targets: .numbers(centered.values),
      growth: ExactGrowth(maximumDepth: depth, minimumRowsPerLeaf: minimumRowsPerLeaf, minimumGain: minimumGain)
    ).grow(weights: targets.weights)
    tree.shiftValues(by: centered.mean)
    return DecisionTreeRegressionModel(
      tree: pruning > 0 ? tree.pruned(alpha: pruning) : tree, rootImpurity: rootImpurity,
      featureCount: features.columnCount)
  }
}
