public import LinearAlgebra

/// Gradient boosting (GBM) for numbers: means, medians or quantiles.
///
///     let model = try GradientBoostingRegression(loss: .quantile(0.9)).fit(features: x, targets: y)
///
/// Minimizes the loss by second-order steps; for medians and quantiles each leaf then gets the quantile of what is
/// left in it.
/// Values fall into at most 255 bins per feature, trees grow leaf by leaf, and NaN is a missing value that goes to
/// the side where it does better. Gradients are added up as whole numbers, so neither the number of threads nor,
/// while there are at most 200,000 rows (above, bins come from a sample), the order of the rows changes the model,
/// unless rows are drawn (`subsample`, `earlyStopping`).
///
/// Sources: Friedman, "Greedy Function Approximation: A Gradient Boosting Machine", Annals of Statistics 29(5), 2001;
/// Ke et al., "LightGBM: A Highly Efficient Gradient Boosting Decision Tree", NeurIPS 2017;
/// *Designing Machine Learning Systems*, ch. 6, on ensembles.
public struct GradientBoostingRegression: RegressorLearner, LearnerWithSettings {
  /// What the fit minimizes.
  public var loss: RegressionLoss
  /// All settings; each is described in ``BoostingSettings``.
  public var settings: BoostingSettings

  public var sampleWeightUse: SampleWeightUse { .scalesLoss }

  /// Makes a configuration; it is checked when it is fitted.
  public init(
    loss: RegressionLoss = .squared,
    rounds: Int = 100, learningRate: Double = 0.1, leaves: Int = 31, depth: Int? = nil, minimumRowsPerLeaf: Int = 20,
    minimumHessianPerLeaf: Double = 1e-3, minimumGain: Double = 0, l2: Double = 0, subsample: Double = 1,
    columnSample: Double = 1, categoricalColumns: [Int] = [], categorySmoothing: Double = 10,
    monotone: [MonotoneDirection] = [], earlyStopping: EarlyStopping? = nil, seed: UInt64 = 0
  ) {
    settings = BoostingSettings(
      rounds: rounds, learningRate: learningRate, leaves: leaves, depth: depth, minimumRowsPerLeaf: minimumRowsPerLeaf,
      minimumHessianPerLeaf: minimumHessianPerLeaf, minimumGain: minimumGain, l2: l2, subsample: subsample,
      columnSample: columnSample, categoricalColumns: categoricalColumns, categorySmoothing: categorySmoothing,
      monotone: monotone, earlyStopping: earlyStopping, seed: seed)
    self.loss = loss
  }

  /// Fits a model to `features` (n × d), in which NaN is a missing value, with one target per row.
  ///
  /// O(rounds · n d) at most, besides O(n d) for the bins.
  /// - Throws: ``ModelError`` or ``TreeError``.
  public func fit(
    features: Matrix<Double>, targets: [Double], sampleWeights: [Double]?
  ) throws -> GradientBoostingRegressionModel {
    let targets = try NumberTargets(features: features, targets: targets, sampleWeights: sampleWeights)
    try settings.check(featureCount: features.columnCount)
    try features.requireUsableOrMissingFeatures()
    let objective: BoostingLoss
    switch loss {
    case .squared:
      objective = .squared(targets: targets.values)
    case .absolute:
      objective = .quantile(targets: targets.values, q: 0.5)
    case .quantile(let q):
      guard q > 0, q < 1 else {
        throw ModelError.setting(name: "the quantile of the loss", value: q, requirement: "between 0 and 1")
      }
      objective = .quantile(targets: targets.values, q: q)
    }
    let fitted = try BoostingRun(
      features: features, rows: targets.rows, loss: objective, weights: targets.weights, settings: settings
    ).fit()
    return GradientBoostingRegressionModel(
      ensemble: BoostedTrees(
        featureCount: features.columnCount, startingScores: fitted.startingScores, trees: fitted.trees),
      validationLosses: fitted.validationLosses)
  }
}
