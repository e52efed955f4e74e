import LinearAlgebra
import Testing

/// Matrices that are larger than the blocks of the algorithms, against NumPy.
@Suite("Large systems")
struct LargeSystemTests {
  static let large = Result { try ReferenceDecompositions.load().large }

  @Test("singular values, eigenvalues and solutions agree with NumPy")
  func reference() throws {
    for example in try Self.large.get() {
      let matrix = example.matrix
      let gram = try example.gram
      let parts = try SVD(matrix)
      #expect(distance(parts.singularValues, example.singularValues) < 1e-12)
      #expect(orthogonalityGap(parts.u) < 1e-13 && orthogonalityGap(parts.vTransposed.transposed()) < 1e-13)
      let eigen = try SymmetricEigen(gram)
      #expect(distance(eigen.values, example.gramEigenvalues) < 1e-10)
      #expect(orthogonalityGap(eigen.vectors) < 1e-13)
      let scaled = try eigen.vectors.multiplied(by: Matrix.diagonal(eigen.values))
      #expect(distance(try gram.multiplied(by: eigen.vectors), scaled) < 1e-11)

      let factor = try Cholesky(gram)
      #expect(distance(try factor.lower.multiplied(byTransposeOf: factor.lower), gram) < 1e-11)
      #expect(abs(factor.logDeterminant - example.gramLogDeterminant) < 1e-10)
      let right = try matrix.transposedMultiplied(by: example.right)
      #expect(distance(try factor.solve(right), example.gramSolution) < 1e-10)
      #expect(distance(try gram.solve(right), example.gramSolution) < 1e-10)
      #expect(distance(try gram.multiplied(by: factor.inverse()), .identity(example.columns)) < 1e-10)
      #expect(bits(factor.inverse()) == bits(factor.inverse().transposed()))

      let leastSquares = try matrix.leastSquares(example.right, method: .svd)
      #expect(distance(leastSquares, example.leastSquares) < 1e-10)
      if example.rows >= example.columns {
        #expect(distance(try matrix.leastSquares(example.right), example.leastSquares) < 1e-10)
        let qr = try QR(matrix)
        #expect(orthogonalityGap(qr.q) < 1e-13)
        #expect(distance(try qr.q.multiplied(by: qr.r), matrix) < 1e-13)
        let several = try qr.solve(formula(example.rows, 3, seed: 50))
        let single = try qr.solve(Array(formula(example.rows, 3, seed: 50).column(2)))
        #expect(distance(Array(several.column(2)), single) < 1e-11)
      }
      if let solution = example.solution {
        #expect(distance(try matrix.solve(example.right), solution) < 1e-9)
        let factors = try LU(matrix)
        #expect(distance(try factors.lower.multiplied(by: factors.upper), matrix.rows(at: factors.permutation)) < 1e-13)
        #expect(factors.logDeterminant.sign == example.determinantSign)
        #expect(abs(factors.logDeterminant.logarithm - example.determinantLogarithm!) < 1e-9)
        #expect(abs(try matrix.conditionNumber() / example.conditionNumber! - 1) < 1e-9)
        #expect(distance(try matrix.multiplied(by: matrix.inverse()), .identity(example.rows)) < 1e-9)
        let several = try factors.solve(formula(example.rows, 70, seed: 51))
        #expect(distance(try matrix.multiplied(by: several), formula(example.rows, 70, seed: 51)) < 1e-10)
      }
    }
  }

  @Test("floats reach the accuracy of floats")
  func floats() throws {
    for example in try Self.large.get() {
      let matrix = Matrix<Float>(example.matrix)
      let parts = try SVD(matrix)
      #expect(distance(parts.singularValues.map(Double.init), example.singularValues) < 2e-5)
      #expect(orthogonalityGap(parts.u) < 2e-5)
      let qr = try QR(matrix)
      #expect(orthogonalityGap(qr.q) < 2e-5)
      #expect(distance(try qr.q.multiplied(by: qr.r), matrix) < 2e-5)
      let gram = Matrix<Float>(try example.gram)
      let eigen = try SymmetricEigen(gram)
      #expect(distance(eigen.values.map(Double.init), example.gramEigenvalues) < 5e-4)
      let right = try matrix.transposedMultiplied(by: example.right.map { Float($0) })
      #expect(distance(try Cholesky(gram).solve(right).map(Double.init), example.gramSolution) < 1e-3)
    }
  }

  @Test("triangular systems of either half, with many right sides")
  func triangles() throws {
    let matrix = try formula(150, 150, seed: 9) * 0.05 + .identity(150)
    let right = formula(150, 40, seed: 10)
    for (triangle, unit) in [(Triangle.lower, false), (.lower, true), (.upper, false), (.upper, true)] {
      let half = Matrix(rowCount: 150, columnCount: 150) { i, j in
        i == j ? (unit ? 1 : matrix[i, j]) : (i > j) == (triangle == .lower) ? matrix[i, j] : 0
      }
      let solution = try matrix.solveTriangular(triangle, unitDiagonal: unit, right)
      #expect(distance(try half.multiplied(by: solution), right) < 1e-11)
      let single = try matrix.solveTriangular(triangle, unitDiagonal: unit, Array(right.column(7)))
      #expect(distance(single, Array(solution.column(7))) < 1e-11)
    }
    let error = #expect(throws: LinearAlgebraError.self) {
      try Matrix(rows: [[1, 0], [5, 0]]).solveTriangular(.lower, [1, 2])
    }
    #expect(error == .singular(column: 1, size: 2))
  }

  @Test("a singular matrix has determinant 0 and refuses to be solved or inverted")
  func singular() throws {
    let matrix = try Matrix(rows: [[1, 2, 3], [2, 4, 6], [1, 0, 1]])
    #expect(try matrix.determinant() == 0)
    #expect(try LU(matrix).logDeterminant.sign == 0)
    #expect(try matrix.conditionNumber() > 1e15)
    #expect(try matrix.rank() == 2)
    let error = #expect(throws: LinearAlgebraError.self) { try matrix.solve([1, 2, 3]) }
    #expect(
      error?.description
        == "the 3 × 3 matrix is singular: column 2 (counting from 0) is a combination of those before it, so a system "
        + "with it has no solution or many; least squares by .svd finds the shortest of the best")
    #expect(throws: LinearAlgebraError.self) { try matrix.inverse() }
    let sides = #expect(throws: LinearAlgebraError.self) { try matrix.solve(Matrix.identity(2)) }
    #expect(
      sides?.description == "cannot solve a 3 × 3 matrix with a 2 × 2 right side; the right side needs 3 rows")
  }
}
