public import LinearAlgebra

/// The k-nearest-neighbors classifier: the majority label of the k training rows nearest to a new row.
///
/// The distance is Euclidean. Of rows at the same distance the one with the lower index is the nearer; of
/// labels with the same number of votes the lower one wins. Sample weights are checked and then ignored: the
/// rule looks only at which rows exist, not at a loss. There are no settings to learn, so a fit only stores
/// the rows, and labels may be of any number of classes.
///
/// Source: Cover and Hart, "Nearest Neighbor Pattern Classification", IEEE Trans. Information Theory 13, 1967.
public struct NearestNeighbors: ClassifierLearner {
  /// The number of neighbors that vote, from 1 to the number of training rows.
  public var k: Int

  public var sampleWeightUse: SampleWeightUse { .ignored }

  /// Makes a configuration; it is checked when it is fitted.
  public init(k: Int = 1) {
    self.k = k
  }

  /// Stores the rows of `features` (n × d) and their labels. O(n d).
  /// - Throws: ``ModelError``.
  public func fit(
    features: Matrix<Double>, labels: [Int], sampleWeights: [Double]?
  ) throws -> NearestNeighborsModel {
    try features.requireLabels(labels)
    try features.requireWeights(sampleWeights)
    return try NearestNeighborsModel(k: k, features: features, labels: labels)
  }
}

/// The rows that vote on the label of a new row.
public struct NearestNeighborsModel: ProbabilisticClassifier {
  /// The number of neighbors that vote.
  public let k: Int
  public let classes: [Int]
  public var featureCount: Int { features.columnCount }

  private let features: Matrix<Double>
  private let labels: [Int]
  private let tiles: RowTiles
  /// The position in `classes` of each row's label.
  private let classOfRow: [Int]

  init(k: Int, features: Matrix<Double>, labels: [Int]) throws {
    try features.requireLabels(labels)
    try features.requireUsableFeatures()
    guard k >= 1, k <= features.rowCount else {
      throw ModelError.setting(
        name: "k", value: Double(k),
        requirement: "from 1 to the number of training rows, \(features.rowCount)")
    }
    self.k = k
    self.features = features
    self.labels = labels
    let classes = Set(labels).sorted()
    let positions = Dictionary(uniqueKeysWithValues: zip(classes, classes.indices))
    self.classes = classes
    classOfRow = labels.map { positions[$0]! }
    tiles = RowTiles(features)
  }

  public func predict(_ features: Matrix<Double>) throws -> [Int] {
    var predictions: [Int] = []
    predictions.reserveCapacity(features.rowCount)
    try forEachVote(features) { _, votes in
      var winner = 0
      for candidate in votes.indices where votes[candidate] > votes[winner] { winner = candidate }
      predictions.append(classes[winner])
    }
    return predictions
  }

  /// The share of the k neighbors that have each label: rows × classes.
  public func classProbabilities(_ features: Matrix<Double>) throws -> Matrix<Double> {
    var result = Matrix(rowCount: features.rowCount, columnCount: classes.count)
    try forEachVote(features) { row, votes in
      for (column, count) in votes.enumerated() { result[row, column] = Double(count) / Double(k) }
    }
    return result
  }

  /// The indices of the k training rows nearest to each row of `features`, the nearest first.
  ///
  /// O(m n (d + k)) for m rows against n training rows, and close to O(m n d) when k is small.
  /// - Throws: ``ModelError`` when the number of columns is wrong or a value is not finite.
  public func neighbors(of features: Matrix<Double>) throws -> [[Int]] {
    var result: [[Int]] = []
    result.reserveCapacity(features.rowCount)
    try forEachNeighborhood(features) { _, nearest in result.append(Array(nearest)) }
    return result
  }

  private func forEachVote(_ features: Matrix<Double>, _ body: (Int, [Int]) -> Void) throws {
    var votes = [Int](repeating: 0, count: classes.count)
    try forEachNeighborhood(features) { row, nearest in
      for index in votes.indices { votes[index] = 0 }
      for neighbor in nearest { votes[classOfRow[neighbor]] += 1 }
      body(row, votes)
    }
  }

  private func forEachNeighborhood(
    _ features: Matrix<Double>, _ body: (Int, UnsafeBufferPointer<Int>) -> Void
  ) throws {
    try features.requireFeatures(featureCount)
    var distances = [Double](repeating: 0, count: tiles.count * tiles.height)
    var nearest = [Int](repeating: 0, count: k)
    features.withUnsafeValues { values in
      distances.withUnsafeMutableBufferPointer { distances in
        nearest.withUnsafeMutableBufferPointer { nearest in
          for row in 0..<features.rowCount {
            tiles.squaredDistances(
              to: values.baseAddress! + row * featureCount, into: distances.baseAddress!)
            selectSmallest(distances, of: tiles.rowCount, into: nearest)
            body(row, UnsafeBufferPointer(nearest))
          }
        }
      }
    }
  }
}

/// Fills `chosen` with the positions of the smallest of the first `count` values, smallest first, equal values
/// in the order of their positions, by insertion.
private func selectSmallest(
  _ values: UnsafeMutableBufferPointer<Double>, of count: Int, into chosen: UnsafeMutableBufferPointer<Int>
) {
  var filled = 0
  var bound = Double.infinity
  for candidate in 0..<count {
    let value = values[candidate]
    guard value < bound || filled < chosen.count else { continue }
    var place = min(filled, chosen.count - 1)
    while place > 0 && value < values[chosen[place - 1]] {
      chosen[place] = chosen[place - 1]
      place -= 1
    }
    chosen[place] = candidate
    if filled < chosen.count { filled += 1 }
    if filled == chosen.count { bound = values[chosen[filled - 1]] }
  }
}

extension NearestNeighborsModel {
  private enum CodingKeys: String, CodingKey {
    case k, features, labels
  }

  /// Reads a model, and refuses one whose parts do not fit together.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    do {
      try self.init(
        k: container.decode(Int.self, forKey: .k),
        features: container.decode(Matrix<Double>.self, forKey: .features),
        labels: container.decode([Int].self, forKey: .labels))
    } catch let error as ModelError {
      throw DecodingError.dataCorruptedError(
        forKey: .labels, in: container, debugDescription: error.description)
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(k, forKey: .k)
    try container.encode(features, forKey: .features)
    try container.encode(labels, forKey: .labels)
  }
}
