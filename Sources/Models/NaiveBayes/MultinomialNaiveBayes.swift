public import LinearAlgebra

/// Naive Bayes for counts, such as how often each word occurs in a text.
///
///     let model = try MultinomialNaiveBayes(smoothing: 1).fit(features: counts, labels: y)
///     let labels = try model.predict(fresh)
///
/// P(c | x) ∝ P(c) Πⱼ θ_cj^xⱼ with θ_cj = (N_cj + α) / (Σⱼ N_cj + α d): N_cj is the weighted total of feature j in
/// class c and α the smoothing, so that a word that never occurred in a class does not rule the class out. Features need
/// not be whole numbers, but none may be below 0.
///
/// Class weights multiply the sample weights of a class. The model keeps totals, so an update gives what a fit to all
/// rows gives, to rounding.
///
/// Source: Manning, Raghavan and Schütze, *Introduction to Information Retrieval*, 2008, §13.2.
public struct MultinomialNaiveBayes: IncrementalClassifierLearner {
  /// α, what is added to the total of each feature in each class; above 0.
  public var smoothing: Double
  /// The probability of each class before a row is looked at.
  public var priors: ClassPriors
  /// How much each class counts.
  public var classWeights: ClassWeights

  public var sampleWeightUse: SampleWeightUse { .equalsCopies }

  /// Makes a configuration; it is checked when it is fitted.
  public init(smoothing: Double = 1, priors: ClassPriors = .fitted, classWeights: ClassWeights = .equal) {
    self.smoothing = smoothing
    self.priors = priors
    self.classWeights = classWeights
  }

  /// Fits a model to `features` (n × d), none below 0. O(n d).
  /// - Throws: ``ModelError``, also with row and column of a feature below 0.
  public func fit(
    features: Matrix<Double>, labels: [Int], sampleWeights: [Double]?
  ) throws -> MultinomialNaiveBayesModel {
    let rows = try ClassRows(features: features, labels: labels, sampleWeights: sampleWeights)
    try features.requireCounts()
    try rows.requireTwoClasses()
    return try model(ClassCounts(features, rows) { $0 })
  }

  /// Lets a model learn from further rows; from then on it has the settings of this learner. O(m d) for m rows.
  ///
  /// A label may be new unless priors are given for the others only.
  /// - Throws: ``ModelError``; then `model` is as it was.
  public func update(
    _ model: inout MultinomialNaiveBayesModel, features: Matrix<Double>, labels: [Int], sampleWeights: [Double]?
  ) throws {
    try features.requireFeatures(model.featureCount)
    let rows = try ClassRows(features: features, labels: labels, sampleWeights: sampleWeights)
    try features.requireCounts()
    model = try self.model(model.counts.merged(with: ClassCounts(features, rows) { $0 }))
  }

  private func model(_ counts: ClassCounts) throws -> MultinomialNaiveBayesModel {
    try requirePositive(smoothing, "smoothing")
    return try MultinomialNaiveBayesModel(
      counts: counts,
      adjustment: ClassAdjustment(
        classes: counts.classes, weights: counts.weights, classWeights: classWeights, priors: priors),
      smoothing: smoothing)
  }
}

extension Matrix<Double> {
  /// Checks that no value is below 0.
  func requireCounts() throws {
    try withUnsafeValues { values in
      guard let bad = values.firstIndex(where: { $0 < 0 }) else { return }
      throw ModelError.negativeFeature(row: bad / columnCount, column: bad % columnCount, value: values[bad])
    }
  }
}
