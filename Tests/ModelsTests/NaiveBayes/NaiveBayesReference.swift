import Foundation
import LinearAlgebra
import Models

/// Naive Bayes by scikit-learn; see Fixtures/Models/naive-bayes.py.
struct NaiveBayesReference: Decodable, Sendable {
  struct DataSet: Decodable {
    let rows: Int
    let columns: Int
    let values: [Double]
    let queries: [Double]
    let labels: [Int]
    let weights: [Double]

    var features: Matrix<Double> {
      get throws { try Matrix(rowCount: rows, columnCount: columns, values: values) }
    }

    var fresh: Matrix<Double> {
      get throws { try Matrix(rowCount: queries.count / columns, columnCount: columns, values: queries) }
    }
  }

  struct Case: Decodable {
    let data: String
    let kind: String
    let smoothing: Double
    let threshold: Double
    let weighted: Bool
    let priors: String
    let given: [Double]
    let logProbabilities: [Double]
    let predictions: [Int]
    /// Variances, or logarithms of feature probabilities.
    let parameters: [Double]

    func classPriors(_ classes: [Int]) -> ClassPriors {
      switch priors {
      case "fitted": .fitted
      case "uniform": .uniform
      default: .given(Dictionary(uniqueKeysWithValues: zip(classes, given)))
      }
    }
  }

  let data: [String: DataSet]
  let cases: [Case]

  static let shared: NaiveBayesReference = {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Fixtures/Models/naive-bayes.json")
    do {
      return try JSONDecoder().decode(NaiveBayesReference.self, from: Data(contentsOf: file))
    } catch {
      fatalError("the reference for naive Bayes cannot be read: \(error)")
    }
  }()
}

/// The largest difference between two lists, as a share of the expected number where that is above 1.
func relativeDistance(_ found: [Double], _ expected: [Double]) -> Double {
  guard found.count == expected.count else { return .infinity }
  return zip(found, expected).reduce(0) { max($0, abs($1.0 - $1.1) / max(1, abs($1.1))) }
}
