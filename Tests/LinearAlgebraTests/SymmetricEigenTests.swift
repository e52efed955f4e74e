import LinearAlgebra
import Testing

@Suite("Eigenvalues of symmetric matrices")
struct SymmetricEigenTests {
  @Test("eigenvalues agree with 50 digits, and A V is V Λ")
  func reference() throws {
    for example in try ReferenceDecompositions.load().eigen {
      let matrix = try example.matrix
      let eigen = try SymmetricEigen(matrix)
      let size = max(matrix.maximumMagnitude(), .leastNormalMagnitude)
      let name: Comment = "\(example.name)"
      #expect(zip(eigen.values, example.eigenvalues).allSatisfy { abs($0 - $1) < 2e-14 * size }, name)
      #expect(zip(eigen.values, eigen.values.dropFirst()).allSatisfy { $0 <= $1 }, name)
      #expect(orthogonalityGap(eigen.vectors) < 1e-14, name)
      let scaled = Matrix(rowCount: example.size, columnCount: example.size) { i, j in
        eigen.vectors[i, j] * eigen.values[j]
      }
      #expect(distance(try matrix.multiplied(by: eigen.vectors), scaled) < 2e-14 * size, name)
      for column in 0..<example.size {
        #expect(eigen.vectors.column(column).max(by: { abs($0) < abs($1) })! > 0)
      }
    }
  }

  @Test("only the diagonal and the part below it are read")
  func lowerPart() throws {
    let symmetric = try SymmetricEigen(Matrix(rows: [[4, 2], [2, 3]]))
    let lower = try SymmetricEigen(Matrix(rows: [[4, .nan], [2, 3]]))
    #expect(symmetric.values == lower.values && symmetric.vectors == lower.vectors)
  }

  @Test("a matrix that is not square is refused")
  func notSquare() {
    let error = #expect(throws: LinearAlgebraError.self) {
      try SymmetricEigen(Matrix(rowCount: 2, columnCount: 3))
    }
    #expect(error?.description == "an eigenvalue decomposition needs a square matrix, and this one is 2 × 3")
  }
}
