import Foundation
import LinearAlgebra
import Models

/// Neighbors found by scikit-learn; see Fixtures/Models/neighbors.py.
struct NeighborReference: Decodable, Sendable {
  struct DataSet: Decodable {
    let rows: Int
    let columns: Int
    let values: [Double]
    let queries: [Double]
    let labels: [Int]
    let targets: [Double]

    var features: Matrix<Double> {
      get throws { try Matrix(rowCount: rows, columnCount: columns, values: values) }
    }

    var fresh: Matrix<Double> {
      get throws { try Matrix(rowCount: queries.count / columns, columnCount: columns, values: queries) }
    }
  }

  struct Case: Decodable {
    let data: String
    let k: Int
    let voting: NeighborVoting
    let distance: NeighborDistance
    let nearest: [[Int]]
    let distances: [Double]
    let predictions: [Int]
    let probabilities: [Double]
    let regressions: [Double]
  }

  let data: [String: DataSet]
  let cases: [Case]

  static let shared: NeighborReference = {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Fixtures/Models/neighbors.json")
    do {
      return try JSONDecoder().decode(NeighborReference.self, from: Data(contentsOf: file))
    } catch {
      fatalError("the reference neighbors cannot be read: \(error)")
    }
  }()
}
