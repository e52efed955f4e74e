import Foundation
import LinearAlgebra

/// A table of datasets/ as Fixtures/Models/linear.py reads it.
struct DatasetTable {
  let features: Matrix<Double>
  let targets: [Double]
  /// (7 i mod 5) / 2 for row i.
  let weights: [Double]

  var labels: [Int] { targets.map { Int($0) } }

  init(_ name: String, standard: Bool, rows: Int? = nil) throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../datasets/\(name)/\(name).csv")
    let lines = try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline).dropFirst()
    let cells = lines.prefix(rows ?? .max).map { $0.split(separator: ",").map(String.init) }
    let names = Set(cells.map { $0.last! }).sorted()
    targets = cells.map { Double($0.last!) ?? Double(names.firstIndex(of: $0.last!)!) }
    var features = try Matrix(rows: cells.map { $0.dropLast().map { Double($0)! } })
    if standard {
      for column in 0..<features.columnCount {
        let values = Array(features.column(column))
        let mean = values.reduce(0, +) / Double(values.count)
        let spread = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)).squareRoot()
        for row in values.indices { features[row, column] = (values[row] - mean) / (spread > 0 ? spread : 1) }
      }
    }
    self.features = features
    weights = targets.indices.map { Double(7 * $0 % 5) / 2 }
  }
}

/// Fits by scikit-learn and NumPy; see Fixtures/Models/linear.py.
struct LinearFits: Decodable, Sendable {
  struct Regression: Decodable {
    let data: String
    let rows: Int
    let standard: Bool
    let weighted: Bool
    let kind: String
    let l1: Double
    let l2: Double
    let coefficients: [Double]
    let intercept: Double
  }

  struct Classification: Decodable {
    let data: String
    let rows: Int
    let standard: Bool
    let weighted: Bool
    let l1: Double
    let l2: Double
    let balanced: Bool
    let coefficients: [Double]
    let intercepts: [Double]
    let probabilities: [Double]
  }

  struct LinearMachine: Decodable {
    let data: String
    let rows: Int
    let standard: Bool
    let weighted: Bool
    let balanced: Bool
    let loss: String
    let c: Double
    let coefficients: [Double]
    let intercept: Double
  }

  struct Pairs: Decodable {
    let data: String
    let rows: Int
    let standard: Bool
    let c: Double
    let gamma: Double
    let balanced: Bool
    let decisions: [Double]
    let predictions: [Int]
  }

  let regressions: [Regression]
  let classifications: [Classification]
  let linearMachines: [LinearMachine]
  let pairs: [Pairs]

  static let shared: LinearFits = {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Fixtures/Models/linear.json")
    do {
      return try JSONDecoder().decode(LinearFits.self, from: Data(contentsOf: file))
    } catch {
      fatalError("the reference fits cannot be read: \(error)")
    }
  }()
}
