import Foundation
import LinearAlgebra
import Models

/// Clusters and mixtures by scikit-learn; see Fixtures/Models/clustering.py.
struct ClusteringFixture: Decodable, Sendable {
  struct DataSet: Decodable {
    let rows: Int
    let columns: Int
    let values: [Double]
    let weights: [Double]
    let start: [Double]

    var features: Matrix<Double> {
      get throws { try Matrix(rowCount: rows, columnCount: columns, values: values) }
    }

    var startingCenters: Matrix<Double> {
      get throws { try Matrix(rowCount: start.count / columns, columnCount: columns, values: start) }
    }
  }

  struct Clusters: Decodable {
    let data: String
    let weighted: Bool
    let centers: [Double]
    let inertia: Double
    let labels: [Int]
    let distances: [Double]
  }

  struct Mixture: Decodable {
    let data: String
    let shape: CovarianceShape
    let steps: Int
    let likelihoods: [Double]
    let weights: [Double]
    let means: [Double]
    let covariances: [Double]
    let densities: [Double]
    let shares: [Double]
    let aic: Double
    let bic: Double
  }

  let data: [String: DataSet]
  let kmeans: [Clusters]
  let mixtures: [Mixture]

  static let shared: ClusteringFixture = readFixture("clustering")
}

/// The contents of Fixtures/Models/`name`.json.
func readFixture<Contents: Decodable>(_ name: String) -> Contents {
  let file = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Fixtures/Models/\(name).json")
  do {
    return try JSONDecoder().decode(Contents.self, from: Data(contentsOf: file))
  } catch {
    fatalError("\(name).json cannot be read: \(error)")
  }
}

/// The largest difference relative to the size of the expected number, or to 1 if that is more; infinite when lengths
/// differ.
func scaledDistance(_ actual: [Double], _ expected: [Double]) -> Double {
  guard actual.count == expected.count else { return .infinity }
  return zip(actual, expected).reduce(0) { max($0, abs($1.0 - $1.1) / max(1, abs($1.1))) }
}
