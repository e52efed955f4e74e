public import LinearAlgebra

/// Gradient boosting (GBM) for two or more classes: trees added one after another, each fitted to what is left to gain.
///
///     let model = try GradientBoosting(rounds: 200, learningRate: 0.05).fit(features: x, labels: y)
///     let probabilities = try model.classProbabilities(x)
///
/// Minimizes the log loss by second-order steps.
/// Values fall into at most 255 bins per feature, trees grow leaf by leaf, and NaN is a missing value that goes to
/// the side where it does better. Gradients are added up as whole numbers, so neither the number of threads nor,
/// while there are at most 200,000 rows (above, bins come from a sample), the order of the rows changes the model,
/// unless rows are drawn (`subsample`, `earlyStopping`).
///
/// Sources: Friedman, "Greedy Function Approximation: A Gradient Boosting Machine", Annals of Statistics 29(5), 2001;
/// Ke et al., "LightGBM: A Highly Efficient Gradient Boosting Decision Tree", NeurIPS 2017;
/// *Designing Machine Learning Systems*, ch. 6, on ensembles.
public struct GradientBoosting: ClassifierLearner, LearnerWithSettings {
  /// All settings; each is described in ``BoostingSettings``.
  public var settings: BoostingSettings
  /// How much each class counts.
  public var classWeights: ClassWeights

  public var sampleWeightUse: SampleWeightUse { .scalesLoss }

  /// Makes a configuration; it is checked when it is fitted.
  public init(
    rounds: Int = 100, learningRate: Double = 0.1, leaves: Int = 31, depth: Int? = nil, minimumRowsPerLeaf: Int = 20,
    minimumHessianPerLeaf: Double = 1e-3, minimumGain: Double = 0, l2: Double = 0, subsample: Double = 1,
    columnSample: Double = 1, categoricalColumns: [Int] = [], categorySmoothing: Double = 10,
    monotone: [MonotoneDirection] = [], earlyStopping: EarlyStopping? = nil, seed: UInt64 = 0,
    classWeights: ClassWeights = .equal
  ) {
    settings = BoostingSettings(
      rounds: rounds, learningRate: learningRate, leaves: leaves, depth: depth, minimumRowsPerLeaf: minimumRowsPerLeaf,
      minimumHessianPerLeaf: minimumHessianPerLeaf, minimumGain: minimumGain, l2: l2, subsample: subsample,
      columnSample: columnSample, categoricalColumns: categoricalColumns, categorySmoothing: categorySmoothing,
      monotone: monotone, earlyStopping: earlyStopping, seed: seed)
    self.classWeights = classWeights
  }

  /// Fits a model to `features` (n × d), in which NaN is a missing value. O(rounds · n d) at most, besides O(n d)
  /// for the bins.
  /// - Throws: ``ModelError`` or ``TreeError``.
  public func fit(
    features: Matrix<Double>, labels: [Int], sampleWeights: [Double]?
  ) throws -> GradientBoostingModel {
    let targets = try ClassTargets(
      features: features, labels: labels, sampleWeights: sampleWeights, classWeights: classWeights)
    try settings.check(featureCount: features.columnCount)
    try features.requireUsableOrMissingFeatures()
    let count = targets.classes.count
    let loss: BoostingLoss =
      count == 2 ? .logistic(classes: targets.numbers) : .softmax(classes: targets.numbers, count: count)
    let fitted = try BoostingRun(
      features: features, rows: targets.rows, loss: loss, weights: targets.weights, settings: settings
    ).fit()
    return GradientBoostingModel(
      ensemble: BoostedTrees(
        featureCount: features.columnCount, startingScores: fitted.startingScores, trees: fitted.trees),
      classes: targets.classes, validationLosses: fitted.validationLosses)
  }
}
