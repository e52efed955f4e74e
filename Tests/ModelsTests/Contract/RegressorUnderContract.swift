import Models
import Testing

/// A learner of numbers under the contract: a new one is added to `all`, and every test runs on it.
struct RegressorUnderContract: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let learner: any RegressorLearner
  /// The same learner with another seed, for one that draws.
  var reseeded: (any RegressorLearner)?
  /// Whether the order of the rows must not matter to the predictions.
  var ignoresRowOrder = true
  /// Whether NaN is a missing value to it, and numbers are only compared, so that none is too large.
  var takesMissingValues = false
  /// Whether adding a number to all targets adds it to all predictions.
  var followsShifts = true
  /// The part of the variance of fresh targets that it must explain.
  var leastRSquared = 0.6

  func rows(_ count: Int = 80, seed: UInt64 = 11) -> DrawnRows { DrawnRows(count: count, seed: seed) }

  init(_ name: String, _ learner: any RegressorLearner, _ change: (inout Self) -> Void = { _ in }) {
    testDescription = name
    self.learner = learner
    change(&self)
  }
}
