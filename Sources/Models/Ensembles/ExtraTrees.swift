public import LinearAlgebra

/// Extremely randomized trees for two or more classes: a forest whose splits draw their thresholds too.
///
///     let model = try ExtraTrees(trees: 200).fit(features: x, labels: y)
///
/// Each feature that a split looks at gets one threshold, drawn evenly between its lowest and its highest value there,
/// and the best of these splits is taken. Every tree sees all rows, unless `bootstrap` is set.
///
/// Trees are grown on several threads, each from its own stream of the seed, so their number changes nothing.
///
/// Source: Geurts, Ernst and Wehenkel, "Extremely Randomized Trees", Machine Learning 63(1), 2006.
public struct ExtraTrees: ClassifierLearner, LearnerWithSettings {
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
    bootstrap: Bool = false, seed: UInt64 = 0, criterion: ImpurityCriterion = .gini,
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
      settings: settings, criterion: criterion, drawsThresholds: true, features: features,
      targets: ClassTargets(
        features: features, labels: labels, sampleWeights: sampleWeights, classWeights: classWeights))
  }
}
