import LinearAlgebra
import Models
import Statistics
import Testing

/// Rows and queries on which a search by rounded inner products alone would go wrong.
struct HardRows: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let features: Matrix<Double>
  let queries: Matrix<Double>

  init(
    _ name: String, rows: Int, columns: Int, queries count: Int = 70,
    _ draw: (inout SeededGenerator, _ row: Int, _ column: Int) -> Double
  ) {
    testDescription = name
    var rng = SeededGenerator(seed: 61, stream: name)
    func matrix(_ rows: Int, from first: Int) -> Matrix<Double> {
      var matrix = Matrix(rowCount: rows, columnCount: columns)
      for row in 0..<rows {
        for column in 0..<columns { matrix[row, column] = draw(&rng, first + row, column) }
      }
      return matrix
    }
    features = matrix(rows, from: 0)
    queries = matrix(count, from: rows)
  }

  static let all = [
    HardRows("random, more queries and rows than a block", rows: 1300, columns: 20, queries: 600) { rng, _, _ in
      rng.normal()
    },
    HardRows("a grid with many equal distances", rows: 1500, columns: 10) { rng, _, _ in
      Double(rng.uniformInt(below: 3))
    },
    HardRows("small differences on a large offset", rows: 1200, columns: 9) { rng, _, _ in
      1e8 + Double(rng.uniformInt(below: 64)) / 1024
    },
    HardRows("an offset in two places", rows: 700, columns: 3) { rng, row, _ in
      (row % 2 == 0 ? 1e9 : -1e9) + Double(rng.uniformInt(below: 16))
    },
    HardRows("every row many times", rows: 1400, columns: 8) { _, row, column in
      Double((row % 20) * (column + 1) % 7)
    },
    HardRows("all rows the same", rows: 600, columns: 2, queries: 5) { _, row, _ in row < 600 ? 3 : 4 },
    HardRows("one row far out", rows: 900, columns: 4) { rng, row, _ in row == 500 ? 1e90 : rng.normal() },
    HardRows("queries far out", rows: 600, columns: 4, queries: 20) { rng, row, _ in
      row < 600 ? rng.normal() : 1e60 * rng.normal()
    },
    HardRows("numbers whose squares vanish", rows: 600, columns: 3) { rng, _, _ in 1e-170 * rng.normal() },
    HardRows("numbers too small for single precision", rows: 600, columns: 3) { rng, _, _ in 1e-60 * rng.normal() },
    HardRows("columns of very different scales", rows: 1100, columns: 5) { rng, _, column in
      rng.normal() * [1e12, 1, 1e-9, 1e5, 1e-30][column]
    },
    HardRows("one column", rows: 2000, columns: 1) { rng, _, _ in rng.normal() },
  ]
}

@Suite("The search for neighbors")
struct NeighborSearchTests {
  @Test(
    "finds what comparing all distances finds, at equal distances the lower number",
    arguments: HardRows.all, [NeighborDistance.euclidean, .manhattan])
  func allDistances(_ hard: HardRows, _ metric: NeighborDistance) throws {
    let labels = (0..<hard.features.rowCount).map { $0 % 2 }
    for k in [1, 7, hard.features.rowCount] {
      let queries = k > 7 ? Matrix(hard.queries.rows(0..<5)) : hard.queries
      let model = try NearestNeighbors(k: k, distance: metric).fit(features: hard.features, labels: labels)
      let found = try model.neighbors(of: queries)
      for query in 0..<queries.rowCount {
        let expected = nearest(k, to: queries.row(query), in: hard.features, metric)
        #expect(found[query] == expected, "query \(query), k = \(k)")
      }
    }
  }

  @Test("gives the same bits for any batch and any number of threads", arguments: HardRows.all)
  func batches(_ hard: HardRows) throws {
    let labels = (0..<hard.features.rowCount).map { $0 % 5 }
    let targets = labels.map { Double($0) * 0.3 }
    let classifier = try NearestNeighbors(k: 5, voting: .distance).fit(features: hard.features, labels: labels)
    let regressor = try NearestNeighborsRegression(k: 5, voting: .distance)
      .fit(features: hard.features, targets: targets)
    let shares = try classifier.classProbabilities(hard.queries)
    let means = try regressor.predict(hard.queries)
    let predictions = try classifier.predict(hard.queries)
    for size in [1, 2, 3, 4, 17, 64] {
      var start = 0
      while start < hard.queries.rowCount {
        let range = start..<min(start + size, hard.queries.rowCount)
        let batch = Matrix(hard.queries.rows(range))
        #expect(try classifier.classProbabilities(batch) == Matrix(shares.rows(range)))
        #expect(try regressor.predict(batch) == Array(means[range]))
        #expect(try classifier.predict(batch) == Array(predictions[range]))
        start = range.upperBound
      }
    }
    let alone = try Threads.limited(to: 1) { try classifier.classProbabilities(hard.queries) }
    #expect(alone == shares)
    #expect(try classifier.neighbors(of: hard.queries.rows(at: [])) == [])
  }

  @Test("the filter rules out most rows and never a neighbor")
  func filter() throws {
    for (offset, columns) in [(0.0, 3), (0, 64), (1e6, 40), (0, 700)] {
      var rng = SeededGenerator(seed: 62)
      let features = Matrix(rowCount: 1500, columnCount: columns) { _, _ in offset + rng.normal() }
      let filter = try #require(DistanceFilter(features))
      var line = [Float](repeating: 0, count: filter.width)
      var passed = 0
      for _ in 0..<20 {
        let query = (0..<columns).map { _ in offset + rng.normal() }
        let norm = try #require(filter.prepare(query, into: &line))
        let distances = (0..<1500).map { row in
          (0..<columns).reduce(0.0) { $0 + (features[row, $1] - query[$1]) * (features[row, $1] - query[$1]) }
        }
        let threshold = filter.threshold(distances.sorted()[4], queryNorm: norm)
        for row in 0..<1500 {
          var product: Float = 0
          for column in 0..<filter.width { product += line[column] * filter.entries[row * filter.width + column] }
          if product <= threshold { passed += 1 }
          #expect(product <= filter.threshold(distances[row], queryNorm: norm), "row \(row)")
        }
      }
      #expect(passed >= 20 * 5 && passed < 20 * 8, "\(columns) columns, offset \(offset)")
    }
  }

  @Test("two rows at the same distance are told apart by their number, however large k is")
  func order() throws {
    let features = Matrix(rowCount: 999, columnCount: 1) { row, _ in row % 2 == 0 ? 1 : -1 }
    let model = try NearestNeighbors(k: 999).fit(features: features, labels: (0..<999).map { $0 % 2 })
    #expect(try model.neighbors(of: Matrix(rows: [[0]])) == [Array(0..<999)])
  }
}

/// The k rows lowest by (distance, number), found by sorting all of them.
private func nearest(
  _ k: Int, to query: Matrix<Double>.Row, in features: Matrix<Double>, _ metric: NeighborDistance
) -> [Int] {
  let distances = (0..<features.rowCount).map { row in
    var sum = 0.0
    for column in 0..<features.columnCount {
      let difference = features[row, column] - query[column]
      sum += metric == .euclidean ? difference * difference : abs(difference)
    }
    return sum
  }
  return Array((0..<features.rowCount).sorted { (distances[$0], $0) < (distances[$1], $1) }.prefix(k))
}
