import Foundation
import LinearAlgebra

/// Data and fits by scikit-learn; see Fixtures/Models/reference.py.
struct ReferenceFits: Decodable, Sendable {
  struct DataSet: Decodable {
    let rows: Int
    let columns: Int
    let values: [Double]
    let labels: [Int]
    let weights: [Double]

    var features: Matrix<Double> {
      get throws { try Matrix(rowCount: rows, columnCount: columns, values: values) }
    }

    /// The features plus 0.3, the rows at which the reference asked for predictions.
    var queries: Matrix<Double> {
      get throws { try Matrix(rowCount: rows, columnCount: columns, values: values.map { $0 + 0.3 }) }
    }
  }

  struct Logistic: Decodable {
    let data: String
    let weighted: Bool
    let l2: Double
    let coefficients: [Double]
    let intercept: Double
    let loss: Double
    let probabilities: [Double]
  }

  struct Machine: Decodable {
    let data: String
    let weighted: Bool
    let kernel: String
    let gamma: Double
    let c: Double
    let bias: Double
    let support: [Int]
    let decisions: [Double]
  }

  struct Neighbors: Decodable {
    let data: String
    let k: Int
    let nearest: [[Int]]
    let predictions: [Int]
  }

  let data: [String: DataSet]
  let logistic: [Logistic]
  let machines: [Machine]
  let neighbors: [Neighbors]

  static let shared: ReferenceFits = {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../Fixtures/Models/reference.json")
    do {
      return try JSONDecoder().decode(ReferenceFits.self, from: Data(contentsOf: file))
    } catch {
      fatalError("the reference fits cannot be read: \(error)")
    }
  }()
}

/// The largest difference between two lists of numbers; infinite when their lengths differ.
func distance(_ left: [Double], _ right: [Double]) -> Double {
  guard left.count == right.count else { return .infinity }
  return zip(left, right).reduce(0) { max($0, abs($1.0 - $1.1)) }
}
