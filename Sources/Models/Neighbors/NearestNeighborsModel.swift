public import LinearAlgebra

/// The rows that vote on the label of a new row.
public struct NearestNeighborsModel: ProbabilisticClassifier {
  /// The number of neighbors that vote.
  public var k: Int { rows.k }
  public let classes: [Int]
  public var featureCount: Int { rows.features.columnCount }
  /// How much the vote of each neighbor counts.
  public let voting: NeighborVoting
  /// What "near" means.
  public var distance: NeighborDistance { rows.search.distance }

  let rows: NeighborRows
  let labels: [Int]
  /// What the votes for each class are multiplied by, in the order of `classes`.
  private let classFactors: [Double]
  /// The position in `classes` of each row's label.
  private let classOfRow: [Int]
  /// Sample weight times class factor of each row; nil if all are 1.
  private let votes: [Double]?

  init(rows: NeighborRows, labels: [Int], voting: NeighborVoting, classWeights: ClassWeights) throws {
    let numbering = ClassNumbering(labels)
    let totals = numbering.totals(rows.weights)
    try self.init(
      rows: rows, labels: labels, numbering: numbering, voting: voting,
      classFactors: classWeights.factors(of: numbering.classes, totals: totals))
  }

  private init(
    rows: NeighborRows, labels: [Int], numbering: ClassNumbering, voting: NeighborVoting, classFactors: [Double]
  ) throws {
    self.rows = rows
    self.labels = labels
    self.voting = voting
    self.classFactors = classFactors
    classes = numbering.classes
    classOfRow = numbering.numbers
    if rows.weights == nil && classFactors.allSatisfy({ $0 == 1 }) {
      votes = nil
    } else {
      let votes = numbering.numbers.enumerated().map { (rows.weights?[$0] ?? 1) * classFactors[$1] }
      try rows.requireUsable(votes)
      self.votes = votes
    }
  }

  /// The label with most votes for each row of `features`. O(m n d) for m rows against n training rows.
  public func predict(_ features: Matrix<Double>) throws -> [Int] {
    var predictions = [Int](repeating: 0, count: features.rowCount)
    try predictions.withUnsafeMutableBufferPointer { predictions in
      nonisolated(unsafe) let predictions = predictions
      try rows.forEachNeighborhood(of: features) { query, distances, nearest in
        withUnsafeTemporaryAllocation(of: Double.self, capacity: classes.count) { counts in
          count(distances, nearest, into: counts)
          predictions[query] = classes[firstLargest(counts)]
        }
      }
    }
    return predictions
  }

  /// The share that each label has of the votes of the k neighbors: rows × classes. O(m n d).
  public func classProbabilities(_ features: Matrix<Double>) throws -> Matrix<Double> {
    var shares = Matrix(rowCount: features.rowCount, columnCount: classes.count)
    try shares.withUnsafeMutableValues { shares in
      nonisolated(unsafe) let shares = shares
      try rows.forEachNeighborhood(of: features) { query, distances, nearest in
        let line = UnsafeMutableBufferPointer(rebasing: shares[query * classes.count..<(query + 1) * classes.count])
        count(distances, nearest, into: line)
        var total = 0.0
        for vote in line { total += vote }
        for place in line.indices { line[place] /= total }
      }
    }
    return shares
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

  /// Adds up the votes of one neighborhood, class by class.
  private func count(
    _ distances: UnsafeBufferPointer<Double>, _ nearest: UnsafeBufferPointer<Int>,
    into counts: UnsafeMutableBufferPointer<Double>
  ) {
    counts.update(repeating: 0)
    for (row, distance) in zip(nearest, distances) {
      counts[classOfRow[row]] += (votes?[row] ?? 1) * voting.vote(distance, nearest: distances[0])
    }
  }
}

extension NearestNeighborsModel {
  private enum CodingKeys: String, CodingKey {
    case format, rows, labels, voting, classFactors
  }

  /// Reads a model, and refuses one whose parts do not fit together.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    _ = try container.decode(ModelFormat<1>.self, forKey: .format)
    let rows = try container.decode(NeighborRows.self, forKey: .rows)
    let labels = try container.decode([Int].self, forKey: .labels)
    let classFactors = try container.decode([Double].self, forKey: .classFactors)
    let numbering = ClassNumbering(labels)
    guard labels.count == rows.count, classFactors.count == numbering.classes.count else {
      throw DecodingError.dataCorruptedError(
        forKey: .labels, in: container,
        debugDescription:
          "\(rows.count) rows with \(labels.count) labels of \(numbering.classes.count) classes, and class factors for "
          + "\(classFactors.count)")
    }
    do {
      try self.init(
        rows: rows, labels: labels, numbering: numbering,
        voting: container.decode(NeighborVoting.self, forKey: .voting), classFactors: classFactors)
    } catch let error as ModelError {
      throw DecodingError.dataCorruptedError(
        forKey: .classFactors, in: container, debugDescription: error.description)
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(ModelFormat<1>(), forKey: .format)
    try container.encode(rows, forKey: .rows)
    try container.encode(labels, forKey: .labels)
    try container.encode(voting, forKey: .voting)
    try container.encode(classFactors, forKey: .classFactors)
  }
}
