import Foundation
import LinearAlgebra

/// Trees and ensembles by scikit-learn and LightGBM, from the fixture file.
struct TreeFixture: Decodable {
  struct Data: Decodable {
    let rows: Int
    let columns: Int
    let values: [Double]
    let targets: [Double]

    var features: Matrix<Double> { get throws { try Matrix(rowCount: rows, columnCount: columns, values: values) } }
    var labels: [Int] { targets.map { Int($0) } }
  }

  struct Classification: Decodable {
    let data: String
    let criterion: String
    let depth: Int?
    let alpha: Double
    let leaves: Int
    let probabilities: [Double]
  }

  struct Regression: Decodable {
    let depth: Int
    let least: Int
    let predictions: [Double]
    let alphas: [Double]
    let impurities: [Double]
  }

  let data: [String: Data]
  let trees: [Classification]
  let regression: [Regression]
  let scores: [String: Double]
  let isolation: [Double]

  static let shared: TreeFixture = {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Fixtures/Models/trees.json")
    return try! JSONDecoder().decode(TreeFixture.self, from: Foundation.Data(contentsOf: file))
  }()
}

/// What `fitPredict` says about every row when the other four of five folds (row number modulo 5) were fitted.
func crossPredictions<Target, Prediction>(
  _ features: Matrix<Double>, _ targets: [Target],
  _ fitPredict: (Matrix<Double>, [Target], Matrix<Double>) throws -> [Prediction]
) throws -> [Prediction] {
  var result = [Prediction?](repeating: nil, count: targets.count)
  for fold in 0..<5 {
    let test = targets.indices.filter { $0 % 5 == fold }
    let training = targets.indices.filter { $0 % 5 != fold }
    let predictions = try fitPredict(
      features.rows(at: training), training.map { targets[$0] }, features.rows(at: test))
    for (row, prediction) in zip(test, predictions) { result[row] = prediction }
  }
  return result.map { $0! }
}

/// The mean log loss of rows of class probabilities.
func logLoss(_ probabilities: [[Double]], _ labels: [Int]) -> Double {
  var sum = 0.0
  for (row, label) in labels.enumerated() { sum -= log(max(probabilities[row][label], 1e-15)) }
  return sum / Double(labels.count)
}

/// The rows of a matrix as arrays.
func rowArrays(_ matrix: Matrix<Double>) -> [[Double]] {
  (0..<matrix.rowCount).map { row in (0..<matrix.columnCount).map { matrix[row, $0] } }
}
