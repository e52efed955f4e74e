public import LinearAlgebra

/// A boosted ensemble that predicts numbers.
public struct GradientBoostingRegressionModel: Regressor, TreeEnsemble, Equatable {
  private let ensemble: BoostedTrees
  /// The mean loss on the rows kept for validation after each round; empty without early stopping.
  public let validationLosses: [Double]

  init(ensemble: BoostedTrees, validationLosses: [Double]) {
    self.ensemble = ensemble
    self.validationLosses = validationLosses
  }

  public var featureCount: Int { ensemble.featureCount }
  /// The trees, one per round.
  public var trees: [Tree] { ensemble.trees }
  /// The prediction before the first tree: the mean or the quantile of all targets.
  public var startingScore: Double { ensemble.startingScores[0] }
  /// The number of rounds in the model.
  public var rounds: Int { trees.count }

  /// The model that the first `rounds` rounds make (all of them if there are fewer).
  public func truncated(rounds: Int) -> GradientBoostingRegressionModel {
    GradientBoostingRegressionModel(
      ensemble: ensemble.truncated(rounds: rounds), validationLosses: validationLosses)
  }

  /// The predicted number of each row; NaN is a missing value. O(n · trees · depth), on several threads.
  /// - Throws: ``ModelError`` when the number of columns is wrong or a value is infinite.
  public func predict(_ features: Matrix<Double>) throws -> [Double] {
    try ensemble.scores(features)
  }

  /// The predicted number of one row; NaN is a missing value. O(trees · depth).
  /// - Throws: ``ModelError`` when the number of values is wrong or one is infinite.
  public func predict(row: [Double]) throws -> Double {
    try ensemble.scores(row: row)[0]
  }

  /// Reads a model, and refuses one of another format or with broken trees.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    ensemble = try container.decode(BoostedTrees.self, forKey: .ensemble)
    validationLosses = try container.decode([Double].self, forKey: .validationLosses)
    try container.require(
      ensemble.startingScores.count == 1, .ensemble,
      "a model of numbers has one score per row, and this one has "
        + "\(ensemble.startingScores.count)")
  }
}
