import LinearAlgebra
import Testing

/// What every decomposition must satisfy, checked on ordinary, ill-conditioned, deficient and badly scaled matrices.
@Suite("Decompositions")
struct DecompositionTests {
  static let general = Result { try ReferenceDecompositions.load().decompositions }

  @Test("QR rebuilds the matrix from orthonormal columns, with and without pivoting")
  func qr() throws {
    for example in try Self.general.get() {
      let matrix = try example.matrix
      let size = max(matrix.maximumMagnitude(), .leastNormalMagnitude)
      for pivoting in [false, true] {
        let factors = try QR(matrix, pivoting: pivoting)
        let name: Comment = "\(example.name), pivoting \(pivoting)"
        #expect(orthogonalityGap(factors.q) < 1e-14, name)
        let rebuilt = try factors.q.multiplied(by: factors.r)
        let permuted = Matrix(rowCount: example.rows, columnCount: example.columns) { i, j in
          matrix[i, factors.permutation[j]]
        }
        #expect(distance(rebuilt, permuted) < 2e-14 * size, name)
        for i in 0..<factors.r.rowCount {
          for j in 0..<min(i, factors.r.columnCount) { #expect(factors.r[i, j] == 0) }
        }
        if pivoting {
          let diagonal = factors.r.diagonal.map(abs)
          #expect(zip(diagonal, diagonal.dropFirst()).allSatisfy { $0 * (1 + 1e-12) >= $1 }, name)
          // The last singular value of the twelfth Hilbert matrix lies at the limit itself.
          if example.name != "Hilbert 12" { #expect(factors.rank == example.rank, name) }
        }
      }
    }
  }

  @Test("singular values agree with 50 digits, and U Σ Vᵀ is the matrix")
  func svd() throws {
    for example in try Self.general.get() {
      let matrix = try example.matrix
      let parts = try SVD(matrix)
      let largest = max(example.singularValues[0], .leastNormalMagnitude)
      let name: Comment = "\(example.name)"
      #expect(orthogonalityGap(parts.u) < 1e-14, name)
      #expect(orthogonalityGap(parts.vTransposed.transposed()) < 1e-14, name)
      let gaps = zip(parts.singularValues, example.singularValues).map { abs($0 - $1) / largest }
      #expect(parts.singularValues.count == example.singularValues.count && gaps.max()! < 4e-15, name)
      #expect(zip(parts.singularValues, parts.singularValues.dropFirst()).allSatisfy { $0 >= $1 }, name)
      let scaled = Matrix(rowCount: example.rows, columnCount: parts.singularValues.count) { i, k in
        parts.u[i, k] * parts.singularValues[k]
      }
      #expect(distance(try scaled.multiplied(by: parts.vTransposed), matrix) < 1e-14 * largest, name)
      if example.name != "Hilbert 12" { #expect(parts.rank() == example.rank, name) }
      for row in 0..<parts.vTransposed.rowCount {
        #expect(parts.vTransposed.row(row).max(by: { abs($0) < abs($1) })! > 0)
      }
    }
  }

  @Test("small singular values that come from columns on different scales are right to most digits")
  func relativeAccuracy() throws {
    let example = try #require(try Self.general.get().first { $0.name == "columns of falling size" })
    let found = try SVD(example.matrix).singularValues
    for (value, exact) in zip(found, example.singularValues) { #expect(abs(value / exact - 1) < 1e-13) }
  }

  @Test("the shortest least-squares solution agrees with 50 digits, by singular values and by the pseudoinverse")
  func shortest() throws {
    for example in try Self.general.get() where !["Hilbert 12"].contains(example.name) {
      let matrix = try example.matrix
      let parts = try SVD(matrix)
      let condition = example.rank == 0 ? 1 : example.singularValues[0] / example.singularValues[example.rank - 1]
      let size = example.shortest.map(abs).max()!
      let limit = 1e-14 * (condition * size + 1 / max(example.singularValues[0], 1e-300))
      let found = try matrix.leastSquares(example.right, method: .svd)
      #expect(distance(found, example.shortest) <= limit * 10, "\(example.name)")
      let byInverse = try parts.pseudoinverse().multiplied(by: example.right)
      #expect(distance(byInverse, example.shortest) <= limit * 30, "\(example.name)")
    }
  }

  @Test("least squares by QR agrees where columns are independent, and refuses with the reason where not")
  func leastSquares() throws {
    for example in try Self.general.get() {
      let matrix = try example.matrix
      if example.rows < example.columns {
        #expect(throws: LinearAlgebraError.tooFewRows(rowCount: example.rows, columnCount: example.columns)) {
          try matrix.leastSquares(example.right)
        }
      } else if example.rank == example.columns, !example.name.hasPrefix("Hilbert") {
        let condition = example.singularValues[0] / example.singularValues[example.rank - 1]
        let limit = 1e-14 * condition * example.shortest.map(abs).max()!
        #expect(distance(try matrix.leastSquares(example.right), example.shortest) < limit, "\(example.name)")
      } else if ["two equal columns", "all zeros", "all ones", "a column of zeros", "rank 3 of 7"].contains(
        example.name)
      {
        #expect(throws: LinearAlgebraError.self, "\(example.name)") { try matrix.leastSquares(example.right) }
      }
    }
    let error = #expect(throws: LinearAlgebraError.self) {
      try Matrix(rows: [[1, 1], [1, 1], [1, 1]]).leastSquares([1, 2, 3])
    }
    #expect(
      error?.description
        == "only 1 of the 2 columns are independent, so the least-squares solution is not unique; "
        + "the method .svd finds the shortest one")
  }

  @Test("LU rebuilds the rows in its order, and its determinant agrees with 50 digits")
  func lu() throws {
    for example in try Self.general.get() where example.rows == example.columns {
      let matrix = try example.matrix
      let factors = try LU(matrix)
      let rebuilt = try factors.lower.multiplied(by: factors.upper)
      #expect(distance(rebuilt, matrix.rows(at: factors.permutation)) < 1e-14 * max(1, matrix.maximumMagnitude()))
      #expect(factors.lower.maximumMagnitude() <= 1)
      let exact = try #require(example.determinant)
      if !example.name.hasPrefix("Hilbert") {
        #expect(abs(factors.determinant - exact) <= 1e-13 * max(1, abs(exact)), "\(example.name)")
      }
    }
  }

  @Test("an entry that is not finite is refused with its place")
  func notFinite() throws {
    for bad in [Double.nan, .infinity] {
      var matrix = formula(5, 4, seed: 1)
      matrix[3, 1] = bad
      let error = #expect(throws: LinearAlgebraError.self) { try SVD(matrix) }
      #expect(
        error?.description
          == "a singular value decomposition needs finite values, and entry (3, 1), counting from 0, is not")
      #expect(throws: LinearAlgebraError.notFinite(operation: "a QR factorization", row: 3, column: 1)) {
        try QR(matrix)
      }
      var square = Matrix.identity(3)
      square[2, 0] = bad
      #expect(throws: LinearAlgebraError.self) { try SymmetricEigen(square) }
    }
    // The sum of these overflows, and yet each is finite.
    #expect(try SVD(Matrix(rows: [[5e307, 5e307], [5e307, 5e307]])).rank() == 1)
  }

  @Test("matrices without entries decompose into nothing")
  func empty() throws {
    let none = Matrix(rowCount: 0, columnCount: 0)
    #expect(try SVD(none).singularValues.isEmpty && SymmetricEigen(none).values.isEmpty)
    #expect(try none.determinant() == 1 && none.solve([]).isEmpty && Cholesky(none).solve([]).isEmpty)
    let flat = Matrix(rowCount: 3, columnCount: 0)
    #expect(try SVD(flat).u.rowCount == 3 && QR(flat).q.columnCount == 0 && flat.leastSquares([1, 2, 3]).isEmpty)
  }
}
