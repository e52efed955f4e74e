import Foundation

/// Products and solutions computed by NumPy; see Fixtures/LinearAlgebra/reference.py.
struct ReferenceSystems: Decodable {
  struct Product: Decodable {
    let left: [[Double]]
    let right: [[Double]]
    let vector: [Double]
    let tall: [Double]
    let product: [[Double]]
    let timesVector: [Double]
    let transposedTimes: [Double]
  }

  struct System: Decodable {
    let matrix: [[Double]]
    let right: [Double]
    let lower: [[Double]]
    let solution: [Double]
  }

  let products: [Product]
  let systems: [System]

  static func load() throws -> ReferenceSystems {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../Fixtures/LinearAlgebra/reference.json")
    return try JSONDecoder().decode(ReferenceSystems.self, from: Data(contentsOf: file))
  }
}

/// The largest difference between two lists of numbers; infinite when their lengths differ.
func distance(_ left: [Double], _ right: [Double]) -> Double {
  guard left.count == right.count else { return .infinity }
  return zip(left, right).reduce(0) { max($0, abs($1.0 - $1.1)) }
}
