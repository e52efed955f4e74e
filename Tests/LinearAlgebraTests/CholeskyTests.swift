import LinearAlgebra
import Testing

@Suite("Cholesky")
struct CholeskyTests {
  @Test("factors and solutions agree with NumPy")
  func reference() throws {
    for example in try ReferenceSystems.load().systems {
      let matrix = try Matrix(rows: example.matrix)
      let factor = try Cholesky(matrix)
      #expect(distance(factor.lower.values, example.lower.flatMap { $0 }) < 1e-11)
      #expect(distance(try factor.solve(example.right), example.solution) < 1e-9)
      let rebuilt = try factor.lower.multiplied(by: factor.lower.transposed())
      #expect(distance(rebuilt.values, matrix.values) < 1e-11)
    }
  }

  @Test("of a lower triangle only the diagonal and the part below it are read")
  func lowerPart() throws {
    let symmetric = try Matrix(rows: [[4, 2], [2, 3]])
    let lower = try Matrix(rows: [[4, .nan], [2, 3]])
    #expect(try Cholesky(lowerTriangle: lower).lower == Cholesky(symmetric).lower)
  }

  @Test("a matrix that is not symmetric is refused with both entries")
  func notSymmetric() throws {
    let error = #expect(throws: LinearAlgebraError.self) { try Cholesky(Matrix(rows: [[4, 1], [2, 3]])) }
    #expect(
      error?.description
        == "a Cholesky factorization needs a symmetric matrix, and in this one entry (0, 1), counting from 0, "
        + "is 1.0 and entry (1, 0) is 2.0; they must be equal but for rounding")
    for upper in [Double.nan, .infinity] {
      #expect(throws: LinearAlgebraError.self) { try Cholesky(Matrix(rows: [[4, upper], [2, 3]])) }
    }
  }

  @Test("an indefinite matrix is refused with the pivot that fails")
  func indefinite() throws {
    let matrix = try Matrix(rows: [[1, 2, 0], [2, 1, 0], [0, 0, 1]])
    let error = #expect(throws: LinearAlgebraError.self) { try Cholesky(matrix) }
    #expect(
      error?.description
        == "the matrix is not positive definite: pivot 1 (counting from 0) is -3.0 "
        + "and must be clearly above zero")
  }

  @Test("a matrix that is singular but for rounding is refused")
  func singular() throws {
    // The second column is 0.1 times the first; in exact arithmetic its pivot is 0.
    let matrix = try Matrix(rows: [[3, 0.3], [0.3, 0.03]])
    let error = #expect(throws: LinearAlgebraError.self) { try Cholesky(matrix) }
    guard case .notPositiveDefinite(let pivot, _) = error else {
      Issue.record("another error: \(String(describing: error))")
      return
    }
    #expect(pivot == 1)
  }

  @Test("columns on very different scales do not count as singular")
  func scales() throws {
    let factor = try Cholesky(Matrix(rows: [[1e20, 0], [0, 1e-20]]))
    #expect(distance(try factor.solve([1e20, 1e-20]), [1, 1]) < 1e-12)
  }

  @Test("a matrix with NaN, or one that is not square, or a right side of another length is refused")
  func unusable() throws {
    #expect(throws: LinearAlgebraError.self) { try Cholesky(Matrix(rows: [[.nan]])) }
    #expect(throws: LinearAlgebraError.self) { try Cholesky(Matrix(rows: [[.infinity]])) }
    #expect(
      throws: LinearAlgebraError.notSquare(
        operation: "a Cholesky factorization", rowCount: 1, columnCount: 2)
    ) {
      try Cholesky(Matrix(rows: [[1, 2]]))
    }
    let error = #expect(throws: LinearAlgebraError.self) { try Cholesky(Matrix(rows: [[1]])).solve([1, 2]) }
    #expect(
      error?.description == "cannot solve a 1 × 1 matrix with a vector of 2 values; the vector needs 1")
  }
}
