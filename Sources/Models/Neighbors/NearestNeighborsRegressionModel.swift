public import LinearAlgebra

/// The rows whose targets are averaged for a new row.
public struct NearestNeighborsRegressionModel: Regressor {
  /// The number of neighbors in the mean.
  public var k: Int { rows.k }
  public var featureCount: Int { rows.features.columnCount }
  /// How much each neighbor counts in the mean.
  public let voting: NeighborVoting
  /// What "near" means.
  public var distance: NeighborDistance { rows.search.distance }

  let rows: NeighborRows
  let targets: [Double]

  init(rows: NeighborRows, targets: [Double], voting: NeighborVoting) throws {
    try rows.weights.map(rows.requireUsable)
    self.rows = rows
    self.targets = targets
    self.voting = voting
  }

  /// The mean target of the neighbors of each row of `features`. O(m n d) for m rows against n training rows.
  public func predict(_ features: Matrix<Double>) throws -> [Double] {
    var predictions = [Double](repeating: 0, count: features.rowCount)
    try predictions.withUnsafeMutableBufferPointer { predictions in
      nonisolated(unsafe) let predictions = predictions
      try rows.forEachNeighborhood(of: features) { query, distances, nearest in
        var total = 0.0
        var sum = 0.0
        for (row, distance) in zip(nearest, distances) {
          let vote = (rows.weights?[row] ?? 1) * voting.vote(distance, nearest: distances[0])
          total += vote
          sum += vote * targets[row]
        }
        predictions[query] = sum / total
      }
    }
    return predictions
  }

  /// The numbers of the k training rows nearest to each row of `features`, the nearest first.
  ///
  /// Rows are numbered from 0 in the order in which they were given to the fit and to updates; those with a weight of 0
  /// have a number too. O(m n d) for m rows against n training rows.
  /// - Throws: ``ModelError`` when the number of columns is wrong or a value is not finite.
  public func neighbors(of features: Matrix<Double>) throws -> [[Int]] {
    try rows.neighborhoods(of: features) { _, rows in rows }
  }

  /// The k training rows nearest to each row of `features` with their distances, the nearest first. O(m n d).
  /// - Throws: ``ModelError`` when the number of columns is wrong or a value is not finite.
  public func neighborsWithDistances(of features: Matrix<Double>) throws -> [[Neighbor]] {
    try rows.neighborhoods(of: features) { distances, rows in zip(rows, distances).map(Neighbor.init) }
  }
}

extension NearestNeighborsRegressionModel {
  private enum CodingKeys: String, CodingKey {
    case format, rows, targets, voting
  }

  /// Reads a model, and refuses one whose parts do not fit together.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    _ = try container.decode(ModelFormat<1>.self, forKey: .format)
    let rows = try container.decode(NeighborRows.self, forKey: .rows)
    let targets = try container.decode([Double].self, forKey: .targets)
    do {
      _ = try NumberTargets(features: rows.features, targets: targets, sampleWeights: nil)
      try self.init(
        rows: rows, targets: targets, voting: container.decode(NeighborVoting.self, forKey: .voting))
    } catch let error as ModelError {
      throw DecodingError.dataCorruptedError(forKey: .targets, in: container, debugDescription: error.description)
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(ModelFormat<1>(), forKey: .format)
    try container.encode(rows, forKey: .rows)
    try container.encode(targets, forKey: .targets)
    try container.encode(voting, forKey: .voting)
  }
}
