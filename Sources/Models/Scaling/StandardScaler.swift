public import LinearAlgebra

/// Brings each column to mean 0 and standard deviation 1: (x - mean) / deviation.
///
///     let scaler = try StandardScaler().fit(features: train)
///     let (scaledTrain, scaledTest) = (try scaler.transform(train), try scaler.transform(test))
///
/// Learners that compare columns with each other, such as neighbors, clusters, principal components and support vector
/// machines, need columns of a common scale; ``ClassifierLearner/standardized()`` scales inside each fit. The mean and
/// the deviation are those of the rows of the fit, which is why they are fitted to training rows only.
///
/// The deviation is that of a population, √(Σ w (x - mean)² / Σ w), as in scikit-learn's `StandardScaler`. A column that
/// is constant is only moved to 0. Source: *Designing Machine Learning Systems*, ch. 5, on scaling.
public struct StandardScaler: UnsupervisedLearner {
  public var sampleWeightUse: SampleWeightUse { .equalsCopies }

  /// Makes the learner, which has no settings.
  public init() {}

  /// Measures the columns of `features` (n × d). O(n d).
  /// - Throws: ``ModelError``.
  public func fit(features: Matrix<Double>, sampleWeights: [Double]?) throws -> StandardScalerModel {
    let counting = try CountingRows(features: features, sampleWeights: sampleWeights)
    try features.requireUsableFeatures()
    return StandardScalerModel(scaling: ColumnScaling(features, rows: counting.rows, weights: counting.weights))
  }

  /// Measures the columns of `features`: ``fit(features:sampleWeights:)`` with rows that all have the same weight.
  public func fit(_ features: Matrix<Double>) throws -> StandardScalerModel { try fit(features: features) }
}
