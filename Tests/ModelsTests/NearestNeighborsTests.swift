import Foundation
import LinearAlgebra
import Models
import Testing

@Suite("NearestNeighbors")
struct NearestNeighborsTests {
  @Test("neighbors and predictions agree with scikit-learn")
  func reference() throws {
    for expected in ReferenceFits.shared.neighbors {
      let data = try #require(ReferenceFits.shared.data[expected.data])
      let model = try NearestNeighbors(k: expected.k).fit(features: data.features, labels: data.labels)
      let queries = try data.queries.rows(at: Array(0..<expected.nearest.count))
      #expect(try model.neighbors(of: queries) == expected.nearest, "\(expected.data), k = \(expected.k)")
      #expect(try model.predict(queries) == expected.predictions, "\(expected.data), k = \(expected.k)")
    }
  }

  @Test("of rows at the same distance the lower index is the nearer")
  func equalDistances() throws {
    let features = try Matrix(rows: [[5], [1], [-1], [1], [-1]])
    let model = try NearestNeighbors(k: 3).fit(features: features, labels: [0, 1, 2, 3, 4])
    #expect(try model.neighbors(of: Matrix(rows: [[0]])) == [[1, 2, 3]])
    #expect(
      try NearestNeighbors().fit(features: features, labels: [0, 4, 2, 3, 1])
        .predict(Matrix(rows: [[0]])) == [4])
  }

  @Test("of labels with the same number of votes the lower wins")
  func equalVotes() throws {
    let features = try Matrix(rows: [[0], [1], [2], [3]])
    let model = try NearestNeighbors(k: 4).fit(features: features, labels: [9, 9, -3, -3])
    #expect(try model.predict(Matrix(rows: [[0]])) == [-3])
    #expect(try model.classProbabilities(Matrix(rows: [[0]])).values == [0.5, 0.5])
  }

  @Test("every training row is its own nearest neighbor, across many tiles")
  func itself() throws {
    let rows = BlobRows(count: 1000, columns: 2, seed: 40)
    let model = try NearestNeighbors().fit(features: rows.features, labels: rows.labels)
    #expect(try model.neighbors(of: rows.features) == (0..<1000).map { [$0] })
    #expect(try model.predict(rows.features) == rows.labels)
  }

  @Test("one class is enough, for nothing is estimated")
  func oneClass() throws {
    let model = try NearestNeighbors().fit(features: Matrix(rows: [[1]]), labels: [6])
    #expect(try model.predict(Matrix(rows: [[100]])) == [6])
  }

  @Test("a k that the rows cannot serve is refused", arguments: [0, 4])
  func k(_ k: Int) throws {
    let error = #expect(throws: ModelError.self) {
      try NearestNeighbors(k: k).fit(features: Matrix(rows: [[1], [2], [3]]), labels: [0, 1, 1])
    }
    #expect(
      error?.description
        == "k is \(k).0, and it must be from 1 to the number of training rows, 3")
  }

  @Test("a file whose parts do not fit together is refused")
  func forgedFile() {
    let forged = Data(
      #"{"k": 1, "features": {"rowCount": 2, "columnCount": 1, "values": [1, 2]}, "labels": [1]}"#.utf8)
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(NearestNeighborsModel.self, from: forged) }
  }
}
