import LinearAlgebra
import Models
import Testing

/// A learner without labels under the contract: a new one is added to `all`, and every test runs on it.
struct UnsupervisedUnderContract: CustomTestStringConvertible, Sendable {
  /// What another order of the columns does to what a model says of a row.
  enum ColumnOrder {
    /// Nothing.
    case changesNothing
    /// There is an answer for each column, and they change their places with the columns.
    case movesAnswers
    /// Another column is drawn.
    case changesDraws
  }

  let testDescription: String
  let learner: any UnsupervisedLearner
  /// The same learner with another seed, for one that draws.
  var reseeded: (any UnsupervisedLearner)?
  /// The learner with settings that cannot be, each with the name of the setting.
  var unusable: [(setting: String, learner: any UnsupervisedLearner)] = []
  /// What its model says of rows.
  var answers: @Sendable (any UnsupervisedModel, Matrix<Double>) throws -> [Double] = { _, _ in [] }
  /// Why a single row is too few; nil where it is enough.
  var refusalOfOneRow: ModelError?
  /// Whether the order of the rows must not matter.
  var ignoresRowOrder = true
  var columnOrder = ColumnOrder.changesNothing
  /// Whether a column of equal values must change nothing.
  var ignoresConstantColumns = true
  /// What an answer becomes where every feature is multiplied by a factor.
  var scaled: @Sendable (_ answer: Double, _ factor: Double) -> Double = { answer, _ in answer }
  /// The number of rows that an update takes together, for a learner that has updates.
  var batchSize = 1

  init(_ name: String, _ learner: any UnsupervisedLearner, _ change: (inout Self) -> Void) {
    testDescription = name
    self.learner = learner
    change(&self)
  }

  func rows(_ count: Int = 120, seed: UInt64 = 11) -> DrawnRows {
    DrawnRows(count: count, classes: 3, seed: seed, separation: 5)
  }

  func fit(_ features: Matrix<Double>, weights: [Double]? = nil) throws -> any UnsupervisedModel {
    try learner.fit(features: features, sampleWeights: weights)
  }
}
