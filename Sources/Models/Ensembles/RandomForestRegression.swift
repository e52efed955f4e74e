public import LinearAlgebra

/// A random forest for numbers: trees on rows drawn with replacement, whose answers are averaged.
///
///     let model = try RandomForestRegression(trees: 200).fit(features: x, targets: t)
///     print(model.outOfBagScore)
///
/// Every split looks at a few features at random, which makes the trees differ more. A third or so of the rows is not
/// drawn for a tree; these give the out-of-bag score.
///
/// Trees are grown on several threads, each from its own stream of the seed, so their number changes nothing.
///
/// Source: Breiman, "Random Forests", Machine Learning 45(1), 2001; *Designing Machine Learning Systems*, ch. 6, on
/// bagging.
public struct RandomForestRegression: RegressorLearner, LearnerWithSettings {
  /// All settings; each is described in ``ForestSettings``.
  public var settings: ForestSettings

  public var sampleWeightUse: SampleWeightUse { .scalesLoss }

  /// Makes a configuration; it is checked when it is fitted.
  public init(
    trees: Int = 100, featuresPerSplit: FeaturesPerSplit = .third, depth: Int? = nil, minimumRowsPerLeaf: Int = 1,
    bootstrap: Bool = true, seed: UInt64 = 0
  ) {
    settings = ForestSettings(
      trees: trees, featuresPerSplit: featuresPerSplit, depth: depth, minimumRowsPerLeaf: minimumRowsPerLeaf,
      bootstrap: bootstrap, seed: seed)
  }

  /// Fits a model to `features` (n × d) with one target per row. O(trees · features per split · n · depth).
  /// - Throws: ``ModelError`` or ``TreeError``.
  public func fit(
    features: Matrix<Double>, targets: [Double], sampleWeights: [Double]?
  ) throws -> RandomForestRegressionModel {
    try RandomForestRegressionModel(
      settings: settings, drawsThresholds: false, features: features,
      targets: NumberTargets(features: features, targets: targets, sampleWeights: sampleWeights))
  }
}
