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

  @Test(
    "a matrix that is not symmetric is refused with the pair that differs most; one that is but for rounding is not")
  func notSymmetric() throws {
    let error = #expect(throws: LinearAlgebraError.self) { try SymmetricEigen(Matrix(rows: [[1.0, 2], [3, 1]])) }
    #expect(
      error?.description
        == "an eigenvalue decomposition needs a symmetric matrix, and in this one entry (0, 1), counting from 0, "
        + "is 2.0 and entry (1, 0) is 3.0; they must be equal but for rounding")
    var large = Matrix(rowCount: 40, columnCount: 40) { Double(min($0, $1) + 1) }
    large[3, 37] += 0.5
    large[38, 2] += 0.25
    #expect(
      throws: LinearAlgebraError.notSymmetric(
        operation: "an eigenvalue decomposition", row: 3, column: 37, value: 4.5, mirrored: 4)
    ) { try SymmetricEigen(large) }
    #expect(throws: LinearAlgebraError.self) { try SymmetricEigen(Matrix<Float>(rows: [[1, 2], [2.01, 1]])) }
    #expect(throws: LinearAlgebraError.notFinite(operation: "an eigenvalue decomposition", row: 0, column: 1)) {
      try SymmetricEigen(Matrix(rows: [[4, .nan], [2, 3]]))
    }

    // 1e-20 and 0 differ by all of themselves, and by nothing next to 1.
    let rounded = try SymmetricEigen(Matrix(rows: [[1, 1e-20], [0, 2]]))
    #expect(rounded.values == [1, 2])
    #expect(try SymmetricEigen(Matrix(rows: [[1, 0.3 + 1e-9], [0.3, 1]])).values.count == 2)
    #expect(try SymmetricEigen(Matrix<Float>(rows: [[1, 0.30001], [0.3, 1]])).values.count == 2)
  }

  @Test("a matrix that is not square is refused")
  func notSquare() {
    let error = #expect(throws: LinearAlgebraError.self) {
      try SymmetricEigen(Matrix(rowCount: 2, columnCount: 3))
    }
    #expect(error?.description == "an eigenvalue decomposition needs a square matrix, and this one is 2 × 3")
  }
}
