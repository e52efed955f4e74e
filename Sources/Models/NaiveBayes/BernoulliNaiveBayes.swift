public import LinearAlgebra

/// Naive Bayes for features that are present or absent, such as whether a word occurs in a text.
///
///     let model = try BernoulliNaiveBayes(smoothing: 1, threshold: 0).fit(features: x, labels: y)
///     let labels = try model.predict(fresh)
///
/// A feature is present where it is above `threshold`. P(c | x) ∝ P(c) Πⱼ (p_cj if present, else 1 − p_cj) with
/// p_cj = (N_cj + α) / (N_c + 2 α): N_cj is the weight of the rows of class c with feature j, N_c that of all its rows
/// and α the smoothing. Unlike in ``MultinomialNaiveBayes``, absence is evidence too.
///
/// Class weights multiply the sample weights of a class. The model keeps totals, so an update gives what a fit to all
/// rows gives, to rounding.
///
/// Source: Manning, Raghavan and Schütze, *Introduction to Information Retrieval*, 2008, §13.3.
public struct BernoulliNaiveBayes: IncrementalClassifierLearner {
  /// α, what is added to the weight of the rows with and of those without each feature; above 0.
  public var smoothing: Double
  /// What a feature must be above to be present.
  public var threshold: Double
  /// The probability of each class before a row is looked at.
  public var priors: ClassPriors
  /// How much each class counts.
  public var classWeights: ClassWeights

  public var sampleWeightUse: SampleWeightUse { .equalsCopies }

  /// Makes a configuration; it is checked when it is fitted.
  public init(
    smoothing: Double = 1, threshold: Double = 0, priors: ClassPriors = .fitted, classWeights: ClassWeights = .equal
  ) {
    self.smoothing = smoothing
    self.threshold = threshold
    self.priors = priors
    self.classWeights = classWeights
  }

  /// Fits a model to `features` (n × d). O(n d).
  /// - Throws: ``ModelError``.
  public func fit(
    features: Matrix<Double>, labels: [Int], sampleWeights: [Double]?
  ) throws -> BernoulliNaiveBayesModel {
    let rows = try ClassRows(features: features, labels: labels, sampleWeights: sampleWeights)
    try rows.requireTwoClasses()
    guard threshold.isFinite else {
      throw ModelError.setting(name: "threshold", value: threshold, requirement: "a finite number")
    }
    return try model(ClassCounts(features, rows) { $0 > threshold ? 1 : 0 })
  }

  /// Lets a model learn from further rows; from then on it has the settings of this learner. O(m d) for m rows.
  ///
  /// A label may be new unless priors are given for the others only. The threshold must be that of the model.
  /// - Throws: ``ModelError``; then `model` is as it was.
  public func update(
    _ model: inout BernoulliNaiveBayesModel, features: Matrix<Double>, labels: [Int], sampleWeights: [Double]?
  ) throws {
    try features.requireFeatures(model.featureCount)
    let rows = try ClassRows(features: features, labels: labels, sampleWeights: sampleWeights)
    guard threshold == model.threshold else {
      throw ModelError.setting(
        name: "threshold", value: threshold, requirement: "\(model.threshold), as it was when the model was fitted")
    }
    model = try self.model(model.counts.merged(with: ClassCounts(features, rows) { $0 > threshold ? 1 : 0 }))
  }

  private func model(_ counts: ClassCounts) throws -> BernoulliNaiveBayesModel {
    try requirePositive(smoothing, "smoothing")
    return try BernoulliNaiveBayesModel(
      counts: counts,
      adjustment: ClassAdjustment(
        classes: counts.classes, weights: counts.weights, classWeights: classWeights, priors: priors),
      smoothing: smoothing, threshold: threshold)
  }
}
