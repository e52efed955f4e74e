public import LinearAlgebra

/// A learner whose features are brought to mean 0 and standard deviation 1 first, by a ``StandardScaler`` that is part of
/// each fit.
///
///     let learner = NearestNeighbors(k: 5).standardized()
///     let model = try learner.fit(train, label: "diagnosis")
///
/// Since the scaling is fitted to the rows of the fit alone, nothing of the rows kept for a test leaks into it, in
/// cross-validation too. The model takes rows in their own units.
public struct Standardized<Learner: Sendable>: Sendable {
  /// The learner that sees the scaled features.
  public var learner: Learner

  /// Makes a learner of `learner`.
  public init(_ learner: Learner) {
    self.learner = learner
  }
}

extension ClassifierLearner {
  /// This learner, with features brought to mean 0 and standard deviation 1 in each fit; see ``Standardized``.
  public func standardized() -> Standardized<Self> { Standardized(self) }
}

extension RegressorLearner {
  /// This learner, with features brought to mean 0 and standard deviation 1 in each fit; see ``Standardized``.
  public func standardized() -> Standardized<Self> { Standardized(self) }
}

extension UnsupervisedLearner {
  /// This learner, with features brought to mean 0 and standard deviation 1 in each fit; see ``Standardized``.
  public func standardized() -> Standardized<Self> { Standardized(self) }
}

extension Standardized: ClassifierLearner where Learner: ClassifierLearner {
  public var sampleWeightUse: SampleWeightUse { learner.sampleWeightUse }
  /// How much the rows of each class count, in the scaling too.
  public var classWeights: ClassWeights {
    get { learner.classWeights }
    set { learner.classWeights = newValue }
  }

  /// Fits the scaling, and a model to the scaled features.
  /// - Throws: as ``StandardScaler`` and the learner.
  public func fit(
    features: Matrix<Double>, labels: [Int], sampleWeights: [Double]?
  ) throws -> StandardizedModel<Learner.Model> {
    let weights = try ManyClasses(
      features: features, labels: labels, sampleWeights: sampleWeights, classWeights: classWeights
    ).weights
    return try StandardizedModel(features, weights) {
      try learner.fit(features: $0, labels: labels, sampleWeights: sampleWeights)
    }
  }
}

extension Standardized: RegressorLearner where Learner: RegressorLearner {
  public var sampleWeightUse: SampleWeightUse { learner.sampleWeightUse }

  /// Fits the scaling, and a model to the scaled features; targets keep their unit.
  /// - Throws: as ``StandardScaler`` and the learner.
  public func fit(
    features: Matrix<Double>, targets: [Double], sampleWeights: [Double]?
  ) throws -> StandardizedModel<Learner.Model> {
    try StandardizedModel(features, sampleWeights) {
      try learner.fit(features: $0, targets: targets, sampleWeights: sampleWeights)
    }
  }
}

extension Standardized: UnsupervisedLearner where Learner: UnsupervisedLearner {
  public var sampleWeightUse: SampleWeightUse { learner.sampleWeightUse }

  /// Fits the scaling, and a model to the scaled features.
  /// - Throws: as ``StandardScaler`` and the learner.
  public func fit(features: Matrix<Double>, sampleWeights: [Double]?) throws -> StandardizedModel<Learner.Model> {
    try StandardizedModel(features, sampleWeights) { try learner.fit(features: $0, sampleWeights: sampleWeights) }
  }
}
