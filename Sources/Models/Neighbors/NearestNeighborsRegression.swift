public import LinearAlgebra

/// Regression by k nearest neighbors (kNN): the mean target of the k training rows nearest to a new row.
///
///     let model = try NearestNeighborsRegression(k: 5, voting: .distance).fit(features: x, targets: y)
///     let numbers = try model.predict(fresh)
///
/// Of rows at the same distance the one with the lower number is the nearer. The k neighbors are k rows, whatever their
/// weights: a sample weight scales the part of the row in the mean, and a row with a weight of 0 is left out.
///
/// Source: Altman, "An Introduction to Kernel and Nearest-Neighbor Nonparametric Regression", The American
/// Statistician 46, 1992.
public struct NearestNeighborsRegression: IncrementalRegressorLearner {
  /// The number of neighbors in the mean, from 1 to the number of training rows with a weight above 0.
  public var k: Int
  /// How much each neighbor counts in the mean.
  public var voting: NeighborVoting
  /// What "near" means.
  public var distance: NeighborDistance

  public var sampleWeightUse: SampleWeightUse { k == 1 ? .equalsCopies : .scalesLoss }

  /// Makes a configuration; it is checked when it is fitted.
  public init(k: Int = 5, voting: NeighborVoting = .uniform, distance: NeighborDistance = .euclidean) {
    self.k = k
    self.voting = voting
    self.distance = distance
  }

  /// Stores the rows of `features` (n × d) and their targets. O(n d).
  /// - Throws: ``ModelError``.
  public func fit(
    features: Matrix<Double>, targets: [Double], sampleWeights: [Double]?
  ) throws -> NearestNeighborsRegressionModel {
    let numbers = try NumberTargets(features: features, targets: targets, sampleWeights: sampleWeights)
    let counting = try CountingRows(features: features, sampleWeights: sampleWeights)
    return try NearestNeighborsRegressionModel(
      rows: NeighborRows(k: k, distance: distance, features: features, counting: counting), targets: numbers.values,
      voting: voting)
  }

  /// Adds rows to a model, which then is the one that this learner would fit to all rows. O((n + m) d) for m more rows.
  /// - Throws: ``ModelError``; then `model` is as it was.
  public func update(
    _ model: inout NearestNeighborsRegressionModel, features: Matrix<Double>, targets: [Double],
    sampleWeights: [Double]?
  ) throws {
    let numbers = try NumberTargets(features: features, targets: targets, sampleWeights: sampleWeights)
    let counting = try CountingRows(features: features, sampleWeights: sampleWeights)
    model = try NearestNeighborsRegressionModel(
      rows: NeighborRows(model.rows, k: k, distance: distance, adding: features, counting),
      targets: model.targets + numbers.values, voting: voting)
  }
}
