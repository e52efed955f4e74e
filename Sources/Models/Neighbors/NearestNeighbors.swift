public import LinearAlgebra

/// The classifier by k nearest neighbors (kNN): the label with most votes among the k training rows nearest to a new row.
///
///     let model = try NearestNeighbors(k: 5).fit(features: x, labels: y)
///     let labels = try model.predict(fresh)
///
/// Of rows at the same distance the one with the lower number is the nearer; of labels with the same votes the lower
/// one wins. There is nothing to estimate: a fit only stores the rows, and labels may be of any number of
/// classes from two on.
///
/// The k neighbors are k rows, whatever their weights: the sample weight of a row and the weight of its class scale the
/// vote it has once it is among them, and a row with a weight of 0 is left out. That is not the same as copies of the
/// row, which would also take the places of other neighbors; but with k = 1 a vote decides alone, and the two agree.
///
/// The distances are exact to rounding even where features have a large common offset. Columns with large numbers
/// rule the distance, so bring them to a common scale first.
///
/// Source: Cover and Hart, "Nearest Neighbor Pattern Classification", IEEE Trans. Information Theory 13, 1967.
public struct NearestNeighbors: IncrementalClassifierLearner {
  /// The number of neighbors that vote, from 1 to the number of training rows with a weight above 0.
  public var k: Int
  /// How much the vote of each neighbor counts.
  public var voting: NeighborVoting
  /// What "near" means.
  public var distance: NeighborDistance
  /// How much the votes for each class count.
  public var classWeights: ClassWeights

  public var sampleWeightUse: SampleWeightUse { k == 1 ? .equalsCopies : .scalesLoss }

  /// Makes a configuration; it is checked when it is fitted.
  public init(
    k: Int = 1, voting: NeighborVoting = .uniform, distance: NeighborDistance = .euclidean,
    classWeights: ClassWeights = .equal
  ) {
    self.k = k
    self.voting = voting
    self.distance = distance
    self.classWeights = classWeights
  }

  /// Stores the rows of `features` (n × d) and their labels. O(n d).
  /// - Throws: ``ModelError``.
  public func fit(
    features: Matrix<Double>, labels: [Int], sampleWeights: [Double]?
  ) throws -> NearestNeighborsModel {
    try features.requireLabels(labels)
    let counting = try CountingRows(features: features, sampleWeights: sampleWeights)
    let kept = counting.rows.map { rows in rows.map { labels[$0] } } ?? labels
    guard kept.contains(where: { $0 != kept[0] }) else { throw ModelError.oneClass(label: kept[0]) }
    return try NearestNeighborsModel(
      rows: NeighborRows(k: k, distance: distance, features: features, counting: counting), labels: kept,
      voting: voting, classWeights: classWeights)
  }

  /// Adds rows to a model, which then is the one that this learner would fit to all rows; labels may be new.
  /// O((n + m) d) for m more rows.
  /// - Throws: ``ModelError``; then `model` is as it was.
  public func update(
    _ model: inout NearestNeighborsModel, features: Matrix<Double>, labels: [Int], sampleWeights: [Double]?
  ) throws {
    try features.requireLabels(labels)
    let counting = try CountingRows(features: features, sampleWeights: sampleWeights)
    let added = counting.rows.map { rows in rows.map { labels[$0] } } ?? labels
    model = try NearestNeighborsModel(
      rows: NeighborRows(model.rows, k: k, distance: distance, adding: features, counting),
      labels: model.labels + added, voting: voting, classWeights: classWeights)
  }
}
