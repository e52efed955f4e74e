public import LinearAlgebra

/// Extremely randomized trees for numbers: a forest whose splits draw their thresholds too.
///
///     let model = try ExtraTreesRegression(trees: 200).fit(features: x, targets: t)
///
/// Each feature that a split looks at gets one threshold, drawn evenly between its lowest and its highest value there,
/// and the best of these splits is taken. Every tree sees all rows, unless `bootstrap` is set.
///
/// Trees are grown on several threads, each from its own stream of the seed, so their number changes nothing.
///
/// Source: Geurts, Ernst and Wehenkel, "Extremely Randomized Trees", Machine Learning 63(1), 2006.
public struct ExtraTreesRegression: RegressorLearner, LearnerWithSettings {
  /// All settings; each is described in ``ForestSettings``.
  public var settings: ForestSettings

  public var sampleWeightUse: SampleWeightUse { .scalesLoss }

  /// Makes a configuration; it is checked when it is fitted.
  public init(
    trees: Int = 100, featuresPerSplit: FeaturesPerSplit = .all, depth: Int? = nil, minimumRowsPerLeaf: Int = 1,
    bootstrap: Bool = false, seed: UInt64 = 0
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
      settings: settings, drawsThresholds: true, features: features,
      targets: NumberTargets(features: features, targets: targets, sampleWeights: sampleWeights))
  }
}
