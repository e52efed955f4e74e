/// A configuration that can be fitted to ratings of items by users.
///
/// A learner is a value without memory: fitted twice to the same ratings it gives the same model.
public protocol RatingLearner: Sendable {
  /// What the learner does with sample weights.
  var sampleWeightUse: SampleWeightUse { get }

  /// Fits a model to ratings: `users[n]` rated `items[n]` with `ratings[n]`. Ids are any numbers.
  /// - Throws: ``ModelError`` when a setting is out of range, when there are no ratings, when lengths differ, when a
  ///   rating is not one that the loss is for, or when a weight is negative or all are zero.
  func fit(users: [Int], items: [Int], ratings: [Double], sampleWeights: [Double]?) throws -> MatrixFactorizationModel
}

extension RatingLearner {
  /// Fits a model to ratings that all have the same weight.
  public func fit(users: [Int], items: [Int], ratings: [Double]) throws -> MatrixFactorizationModel {
    try fit(users: users, items: items, ratings: ratings, sampleWeights: nil)
  }
}
