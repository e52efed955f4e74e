import DataFrames
import LinearAlgebra
import Models
import Testing

/// A learner as it is met in a notebook, whatever it learns.
struct LearnerInNotebook: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let learner: any Sendable
  /// A model fitted to so many drawn rows.
  let model: @Sendable (_ rows: Int) throws -> any Codable & Sendable
  /// How it learns from the columns of a frame; nil for a learner of lists.
  let columns: Columns?

  /// A fit to the columns of a frame, and the same fit to their numbers.
  struct Columns: Sendable {
    typealias Answers = @Sendable (DataFrame) throws -> [Double]

    /// So many rows, drawn from a seed.
    let rows: @Sendable (_ count: Int, _ seed: UInt64) -> DrawnRows
    /// What a model says of a frame that was fitted to another, from ``LearnerInNotebook/features`` and a column of
    /// weights.
    let fit: @Sendable (DataFrame, _ weights: String?) throws -> Answers
    /// What a model says of rows that was fitted to others with weights.
    let answers: @Sendable (DrawnRows, _ weights: [Double]?, _ fresh: DrawnRows) throws -> [Double]
    /// Whether a value may be missing.
    var takesMissingValues = false
  }

  /// The columns that a frame has of drawn rows, beside their labels and targets.
  static let features = ["width", "height", "depth"]

  static let all =
    ClassifierUnderContract.all.map(LearnerInNotebook.init) + RegressorUnderContract.all.map(LearnerInNotebook.init)
    + UnsupervisedUnderContract.all.map(LearnerInNotebook.init)
    + RatingLearnerUnderContract.all.map(LearnerInNotebook.init)
}

extension LearnerInNotebook {
  init(_ subject: ClassifierUnderContract) {
    func columns<Learner: ClassifierLearner>(_ learner: Learner) -> Columns {
      Columns(
        rows: { subject.rows($0, seed: $1) },
        fit: { frame, weights in
          let model = try learner.fit(frame, label: "label", features: Self.features, weights: weights)
          return { try model.predict($0).array(of: Int.self).map(Double.init) }
        },
        answers: { rows, weights, fresh in
          try learner.fit(features: rows.features, labels: rows.labels, sampleWeights: weights)
            .predict(fresh.features).map(Double.init)
        }, takesMissingValues: subject.takesMissingValues)
    }
    self.init(
      testDescription: subject.testDescription, learner: subject.learner,
      model: { count in
        let rows = subject.rows(count)
        return try subject.learner.fit(features: rows.features, labels: rows.labels) as any Classifier
      }, columns: columns(subject.learner))
  }

  init(_ subject: RegressorUnderContract) {
    func columns<Learner: RegressorLearner>(_ learner: Learner) -> Columns {
      Columns(
        rows: { subject.rows($0, seed: $1) },
        fit: { frame, weights in
          let model = try learner.fit(frame, target: "target", features: Self.features, weights: weights)
          return { try model.predict($0) }
        },
        answers: { rows, weights, fresh in
          try learner.fit(features: rows.features, targets: rows.targets, sampleWeights: weights)
            .predict(fresh.features)
        }, takesMissingValues: subject.takesMissingValues)
    }
    self.init(
      testDescription: subject.testDescription, learner: subject.learner,
      model: { count in
        let rows = subject.rows(count)
        return try subject.learner.fit(features: rows.features, targets: rows.targets) as any Regressor
      }, columns: columns(subject.learner))
  }

  init(_ subject: UnsupervisedUnderContract) {
    func columns<Learner: UnsupervisedLearner>(_ learner: Learner) -> Columns {
      Columns(
        rows: { subject.rows($0, seed: $1) },
        fit: { frame, weights in
          let model = try learner.fit(frame, features: Self.features, weights: weights)
          return { try subject.answers(model.model, model.matrix($0)) }
        },
        answers: { rows, weights, fresh in
          try subject.answers(learner.fit(features: rows.features, sampleWeights: weights), fresh.features)
        })
    }
    self.init(
      testDescription: subject.testDescription, learner: subject.learner,
      model: { try subject.fit(subject.rows($0).features) }, columns: columns(subject.learner))
  }

  init(_ subject: RatingLearnerUnderContract) {
    self.init(
      testDescription: subject.testDescription, learner: subject.learner,
      model: { try subject.fit(subject.ratings($0)) }, columns: nil)
  }
}
