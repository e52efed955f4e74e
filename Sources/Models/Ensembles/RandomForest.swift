public import LinearAlgebra

/// A random forest for two or more classes: trees on rows drawn with replacement, whose class shares are averaged.
///
///     let model = try RandomForest(trees: 200).fit(features: x, labels: y)
///     print(model.outOfBagScore)
///
/// Every split looks at a few features at random, which makes the trees differ more. A third or so of the rows is not
/// drawn for a tree; these give the out-of-bag score.
///
/// Trees are grown on several threads, each from its own stream of the seed, so their number changes nothing.
///
/// Source: Breiman, "Random Forests", Machine Learning 45(1), 2001; *Designing Machine Learning Systems*, ch. 6, on
/// bagging.
public struct RandomForest: ClassifierLearner, LearnerWithSettings {
  /// All settings; each is described in ``ForestSettings``.
  public var settings: ForestSettings
  /// What the splits lower.
  public var criterion: ImpurityCriterion
  /// How much each class counts.
  public var classWeights: ClassWeights

  public var sampleWeightUse: SampleWeightUse { .scalesLoss }

  /// Makes a configuration; it is checked when it is fitted.
  public init(
    trees: Int = 100, featuresPerSplit: FeaturesPerSplit = .squareRoot, depth: Int? = nil, minimumRowsPerLeaf: Int = 1,
    bootstrap: Bool = true, seed: UInt64 = 0, criterion: ImpurityCriterion = .gini,
    classWeights: ClassWeights = .equal
  ) {
    settings = ForestSettings(
      trees: trees, featuresPerSplit: featuresPerSplit, depth: depth, minimumRowsPerLeaf: minimumRowsPerLeaf,
      bootstrap: bootstrap, seed: seed)
    self.criterion = criterion
    self.classWeights = classWeights
  }

  /// Fits a model to `features` (n × d). O(trees · features per split · n · depth).
  /// - Throws: ``ModelError`` or ``TreeError``.
  public func fit(features: Matrix<Double>, labels: [Int], sampleWeights: [Double]?) throws -> RandomForestModel {
    try RandomForestModel(
      settings: settings, criterion: criterion, drawsThresholds: false, features: features,
      targets: ClassTargets(
        features: features, labels: labels, sampleWeights: sampleWeights, classWeights: classWeights))
  }
}
