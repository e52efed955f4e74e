import Foundation
import LinearAlgebra

/// Decompositions computed by NumPy, SciPy and mpmath; see Fixtures/LinearAlgebra/decompositions.py.
struct ReferenceDecompositions: Decodable {
  struct General: Decodable {
    let name: String
    let rows: Int
    let columns: Int
    let values: [Double]
    let singularValues: [Double]
    let rank: Int
    let right: [Double]
    let shortest: [Double]
    let determinant: Double?

    var matrix: Matrix<Double> {
      get throws { try Matrix(rowCount: rows, columnCount: columns, values: values) }
    }
  }

  struct Symmetric: Decodable {
    let name: String
    let size: Int
    let values: [Double]
    let eigenvalues: [Double]

    var matrix: Matrix<Double> {
      get throws { try Matrix(rowCount: size, columnCount: size, values: values) }
    }
  }

  struct Large: Decodable {
    let rows: Int
    let columns: Int
    let seed: Int
    let singularValues: [Double]
    let leastSquares: [Double]
    let columnNorms: [Double]
    let frobenius: Double
    let oneNorm: Double
    let infinityNorm: Double
    let sum: Double
    let minimum: Double
    let maximum: Double
    let columnMeans: [Double]
    let rowSums: [Double]
    let gramEigenvalues: [Double]
    let gramLogDeterminant: Double
    let gramSolution: [Double]
    let gramDiagonal: [Double]
    let determinantSign: Int?
    let determinantLogarithm: Double?
    let solution: [Double]?
    let conditionNumber: Double?

    var matrix: Matrix<Double> { formula(rows, columns, seed: seed) }
    var right: [Double] { formula(rows, 1, seed: seed + 100).values }
    /// AᵀA + I, which is positive definite.
    var gram: Matrix<Double> {
      get throws { try matrix.gram() + .identity(columns) }
    }
  }

  struct Product: Decodable {
    let rows: Int
    let depth: Int
    let columns: Int
    let alpha: Double
    let beta: Double
    let rowSums: [Double]
    let firstRow: [Double]
    let lastColumn: [Double]
    let diagonal: [Double]
  }

  let decompositions: [General]
  let eigen: [Symmetric]
  let large: [Large]
  let products: [Product]

  static func load() throws -> ReferenceDecompositions {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../Fixtures/LinearAlgebra/decompositions.json")
    return try JSONDecoder().decode(ReferenceDecompositions.self, from: Data(contentsOf: file))
  }
}

/// Entries in [-1, 1] that look random and are the same everywhere, as `formula` of decompositions.py forms them.
func formula(_ rows: Int, _ columns: Int, seed: Int) -> Matrix<Double> {
  Matrix(rowCount: rows, columnCount: columns) { i, j in
    Double((i * i * 7919 + j * j * i * 104_729 + seed * 1_299_709 + i * j * 5011) % 2003 - 1001) / 1001
  }
}

/// The largest difference of entries, infinite for other shapes.
func distance<Scalar>(_ left: Matrix<Scalar>, _ right: Matrix<Scalar>) -> Double {
  guard left.rowCount == right.rowCount, left.columnCount == right.columnCount else { return .infinity }
  return zip(left.values, right.values).reduce(0) {
    let gap = Double(abs($1.0 - $1.1))
    return gap.isNaN ? .infinity : max($0, gap)
  }
}

/// How far the columns of a matrix are from being orthonormal.
func orthogonalityGap<Scalar>(_ matrix: Matrix<Scalar>) -> Double {
  distance(matrix.gram(), Matrix<Scalar>.identity(matrix.columnCount))
}

/// The bits of all entries.
func bits(_ matrix: Matrix<Double>) -> [UInt64] { matrix.values.map(\.bitPattern) }
func bits(_ matrix: Matrix<Float>) -> [UInt32] { matrix.values.map(\.bitPattern) }
