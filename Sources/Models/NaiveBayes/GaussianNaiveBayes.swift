public import LinearAlgebra

/// Naive Bayes for measurements: within each class every feature is normal, and independent of the others.
///
///     let model = try GaussianNaiveBayes().fit(features: x, labels: y)
///     let chances = try model.classProbabilities(fresh)
///
/// P(c | x) ∝ P(c) Πⱼ N(xⱼ; μ_cj, σ²_cj), with the weighted mean and variance (divisor: the weight) of each feature in
/// each class. To every variance `varianceSmoothing` times the largest variance of a feature over all rows is added, so
/// that a feature that is constant in a class does not decide alone.
///
/// Class weights multiply the sample weights of a class: they move fitted priors and the smoothing, not the means. The
/// model keeps means and sums of squares, class by class, so an update gives what a fit to all rows gives, to rounding.
///
/// Source: Duda, Hart and Stork, *Pattern Classification*, 2nd ed., 2001, ch. 2; scikit-learn's GaussianNB for the
/// smoothing, which it computes without sample weights.
public struct GaussianNaiveBayes: IncrementalClassifierLearner {
  /// What is added to each variance, as a share of the largest variance of a feature; at least 0.
  public var varianceSmoothing: Double
  /// The probability of each class before a row is looked at.
  public var priors: ClassPriors
  /// How much each class counts.
  public var classWeights: ClassWeights

  public var sampleWeightUse: SampleWeightUse { .equalsCopies }

  /// Makes a configuration; it is checked when it is fitted.
  public init(varianceSmoothing: Double = 1e-9, priors: ClassPriors = .fitted, classWeights: ClassWeights = .equal) {
    self.varianceSmoothing = varianceSmoothing
    self.priors = priors
    self.classWeights = classWeights
  }

  /// Fits a model to `features` (n × d). O(n d).
  /// - Throws: ``ModelError``, also when a variance is 0 after smoothing.
  public func fit(features: Matrix<Double>, labels: [Int], sampleWeights: [Double]?) throws -> GaussianNaiveBayesModel {
    let rows = try ClassRows(features: features, labels: labels, sampleWeights: sampleWeights)
    try rows.requireTwoClasses()
    return try model(ClassMoments(features, rows))
  }

  /// Lets a model learn from further rows; from then on it has the settings of this learner. O(m d) for m rows.
  ///
  /// A label may be new unless priors are given for the others only.
  /// - Throws: ``ModelError``; then `model` is as it was.
  public func update(
    _ model: inout GaussianNaiveBayesModel, features: Matrix<Double>, labels: [Int], sampleWeights: [Double]?
  ) throws {
    try features.requireFeatures(model.featureCount)
    let rows = try ClassRows(features: features, labels: labels, sampleWeights: sampleWeights)
    model = try self.model(model.moments.merged(with: ClassMoments(features, rows)))
  }

  private func model(_ moments: ClassMoments) throws -> GaussianNaiveBayesModel {
    try requireNonnegative(varianceSmoothing, "varianceSmoothing")
    return try GaussianNaiveBayesModel(
      moments: moments,
      adjustment: ClassAdjustment(
        classes: moments.classes, weights: moments.weights, classWeights: classWeights, priors: priors),
      varianceSmoothing: varianceSmoothing)
  }
}
