import LinearAlgebra

/// The training rows that a model of nearest neighbors keeps, ready to be searched.
struct NeighborRows: Sendable {
  let k: Int
  let search: NeighborSearch
  /// The number that each row had among the rows given; nil if none was left out.
  let numbers: [Int]?
  /// How many rows were given, those with a weight of 0 included.
  let givenCount: Int
  /// The sample weight of each row; nil if all are 1.
  let weights: [Double]?

  var features: Matrix<Double> { search.features }
  var count: Int { features.rowCount }

  /// Takes the rows with a weight above 0; `counting` says which these are.
  init(k: Int, distance: NeighborDistance, features: Matrix<Double>, counting: CountingRows) throws {
    try features.requireUsableFeatures()
    try self.init(
      k: k, distance: distance, features: counting.rows.map { features.rows(at: $0) } ?? features,
      numbers: counting.rows, givenCount: features.rowCount, weights: counting.weights)
  }

  /// The rows of `earlier` and those of `later`, under the settings of `later`'s learner.
  init(
    _ earlier: NeighborRows, k: Int, distance: NeighborDistance, adding features: Matrix<Double>, _ later: CountingRows
  )
    throws
  {
    try features.requireFeatures(earlier.features.columnCount)
    let added = later.rows.map { features.rows(at: $0) } ?? features
    let count = earlier.count + added.rowCount
    var numbers: [Int]?
    if earlier.numbers != nil || later.rows != nil {
      numbers =
        (earlier.numbers ?? Array(0..<earlier.givenCount))
        + (later.rows ?? Array(0..<features.rowCount)).map { $0 + earlier.givenCount }
    }
    var weights: [Double]?
    if earlier.weights != nil || later.weights != nil {
      weights =
        (earlier.weights ?? [Double](repeating: 1, count: earlier.count))
        + (later.weights ?? [Double](repeating: 1, count: added.rowCount))
    }
    try self.init(
      k: k, distance: distance,
      features: Matrix(
        rowCount: count, columnCount: features.columnCount, values: earlier.features.values + added.values),
      numbers: numbers, givenCount: earlier.givenCount + features.rowCount, weights: weights)
  }

  private init(
    k: Int, distance: NeighborDistance, features: Matrix<Double>, numbers: [Int]?, givenCount: Int, weights: [Double]?
  ) throws {
    guard k >= 1, k <= features.rowCount else {
      throw ModelError.setting(
        name: "k", value: Double(k),
        requirement: "from 1 to the number of training rows, \(features.rowCount)")
    }
    self.k = k
    search = NeighborSearch(features, distance: distance)
    self.numbers = numbers
    self.givenCount = givenCount
    self.weights = weights
  }

  /// Calls `body` with each query's number, the distances of its k nearest rows and their places among the rows kept.
  func forEachNeighborhood(
    of queries: Matrix<Double>, _ body: @Sendable (Int, UnsafeBufferPointer<Double>, UnsafeBufferPointer<Int>) -> Void
  ) throws {
    try queries.requireFeatures(features.columnCount)
    search.forEachNeighborhood(of: queries, k: k, body)
  }

  /// What `make` makes of the neighborhood of each query, with rows by the numbers they were given under.
  func neighborhoods<Result: Sendable>(
    of queries: Matrix<Double>,
    _ make: @Sendable (_ distances: UnsafeBufferPointer<Double>, _ rows: [Int]) -> Result
  ) throws -> [Result] {
    var results = [Result?](repeating: nil, count: queries.rowCount)
    try results.withUnsafeMutableBufferPointer { results in
      nonisolated(unsafe) let results = results
      try forEachNeighborhood(of: queries) { query, distances, rows in
        results[query] = make(distances, numbers.map { numbers in rows.map { numbers[$0] } } ?? Array(rows))
      }
    }
    return results.map { $0! }
  }

  /// Checks that the votes of the rows, before distances count, stay in the range of numbers.
  func requireUsable(_ votes: [Double]) throws {
    if let bad = votes.firstIndex(where: { !($0 >= 1e-300 && $0 <= 1e200) }) {
      throw ModelError.setting(
        name: "the vote of row \(numbers?[bad] ?? bad)", value: votes[bad],
        requirement: "from 1e-300 to 1e200; change the weight of the row or of its class")
    }
  }
}

extension NeighborRows: Codable {
  private enum CodingKeys: String, CodingKey {
    case k, distance, features, numbers, givenCount, weights
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let features = try container.decode(Matrix<Double>.self, forKey: .features)
    let numbers = try container.decodeIfPresent([Int].self, forKey: .numbers)
    let givenCount = try container.decode(Int.self, forKey: .givenCount)
    let weights = try container.decodeIfPresent([Double].self, forKey: .weights)
    let ascending = numbers.map { numbers in
      numbers.count == features.rowCount && numbers.allSatisfy { $0 >= 0 && $0 < givenCount }
        && zip(numbers, numbers.dropFirst()).allSatisfy { $0 < $1 }
    }
    // A number of rows that no memory holds would be the end of an update.
    guard givenCount < 1 << 53, ascending ?? (givenCount == features.rowCount) else {
      throw DecodingError.dataCorruptedError(
        forKey: .numbers, in: container,
        debugDescription: "the numbers of the \(features.rowCount) rows are not ascending ones below \(givenCount)")
    }
    do {
      try features.requireUsableFeatures()
      try features.requireWeights(weights)
      try self.init(
        k: container.decode(Int.self, forKey: .k),
        distance: container.decode(NeighborDistance.self, forKey: .distance), features: features, numbers: numbers,
        givenCount: givenCount, weights: weights)
      try weights.map(requireUsable)
    } catch let error as ModelError {
      throw DecodingError.dataCorruptedError(
        forKey: .features, in: container, debugDescription: error.description)
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(k, forKey: .k)
    try container.encode(search.distance, forKey: .distance)
    try container.encode(features, forKey: .features)
    try container.encodeIfPresent(numbers, forKey: .numbers)
    try container.encode(givenCount, forKey: .givenCount)
    try container.encodeIfPresent(weights, forKey: .weights)
  }
}
