import Models
import Testing

/// A learner of classes under the contract: a new one is added to `all`, and every test runs on it.
struct ClassifierUnderContract: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let learner: any ClassifierLearner
  /// The same learner with another seed, for one that draws.
  var reseeded: (any ClassifierLearner)?
  /// Whether the order of the rows must not matter to the predictions.
  var ignoresRowOrder = true
  /// Whether it takes more than two classes.
  var takesManyClasses = true
  /// Whether NaN is a missing value to it, and numbers are only compared, so that none is too large.
  var takesMissingValues = false
  /// The part of the test rows that it must get right where the classes are three standard deviations apart.
  var leastAccuracy = 0.85
  /// What makes of a normal number one that the learner takes.
  var prepare: @Sendable (Double) -> Double = { $0 }

  func rows(_ count: Int = 60, classes: Int = 2, seed: UInt64 = 11, separation: Double = 1.5) -> DrawnRows {
    DrawnRows(count: count, classes: classes, seed: seed, separation: separation, prepare: prepare)
  }

  init(_ name: String, _ learner: any ClassifierLearner, _ change: (inout Self) -> Void = { _ in }) {
    testDescription = name
    self.learner = learner
    change(&self)
  }
}
