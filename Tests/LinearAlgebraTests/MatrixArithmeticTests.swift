import LinearAlgebra
import Testing

@Suite("Matrix arithmetic")
struct MatrixArithmeticTests {
  @Test("operators work entry by entry")
  func operators() throws {
    let a = formula(9, 11, seed: 1)
    let b = formula(9, 11, seed: 2).scaled(by: 1, plus: 2.5)
    func expect(_ result: Matrix<Double>, _ formula: (Double, Double) -> Double) {
      #expect(result.values == zip(a.values, b.values).map { formula($0, $1) })
    }
    try expect(a + b) { $0 + $1 }
    try expect(a - b) { $0 - $1 }
    try expect(a .* b) { $0 * $1 }
    try expect(a ./ b) { $0 / $1 }
    expect(a * 3) { x, _ in x * 3 }
    expect(3 * a) { x, _ in x * 3 }
    expect(a / 3) { x, _ in x / 3 }
    expect(-a) { x, _ in -x }
    expect(a.scaled(by: 2, plus: 1)) { x, _ in x * 2 + 1 }
    expect(a.map { $0 * $0 }) { x, _ in x * x }
    var c = a
    try c += b
    try c -= a
    try c.add(a, scaledBy: 0.5)
    expect(c) { x, y in ((x + y) - x) + 0.5 * x }
  }

  @Test("a sign of zero survives a change of scale")
  func negativeZero() {
    #expect((Matrix(rowCount: 1, columnCount: 1, repeating: -0.0) * 2)[0, 0].sign == .minus)
  }

  @Test("shapes that differ are named")
  func shapes() {
    let error = #expect(throws: LinearAlgebraError.self) {
      try Matrix(rowCount: 2, columnCount: 3) + Matrix(rowCount: 3, columnCount: 2)
    }
    #expect(
      error?.description == "cannot add a 2 × 3 and a 3 × 2 matrix entry by entry; the shapes must be equal")
  }

  @Test("sums, means, extremes and norms agree with NumPy")
  func reductions() throws {
    for example in try ReferenceDecompositions.load().large {
      let matrix = example.matrix
      #expect(abs(matrix.sum() - example.sum) < 1e-10)
      #expect(abs(matrix.mean() - example.sum / Double(example.rows * example.columns)) < 1e-13)
      #expect(matrix.minimum() == example.minimum && matrix.maximum() == example.maximum)
      #expect(distance(matrix.columnMeans(), example.columnMeans) < 1e-13)
      #expect(distance(matrix.rowSums(), example.rowSums) < 1e-12)
      #expect(abs(matrix.frobeniusNorm() / example.frobenius - 1) < 1e-14)
      #expect(abs(matrix.oneNorm() / example.oneNorm - 1) < 1e-14)
      #expect(abs(matrix.infinityNorm() / example.infinityNorm - 1) < 1e-14)
      #expect(distance(matrix.gram().diagonal.map { $0 + 1 }, example.gramDiagonal) < 1e-11)
    }
  }

  @Test("a norm neither overflows nor loses tiny entries")
  func extremeNorms() throws {
    #expect(abs(try Matrix(rows: [[3e200, 4e200]]).frobeniusNorm() / 5e200 - 1) < 1e-15)
    #expect(abs(try Matrix(rows: [[3e-200, 4e-200]]).frobeniusNorm() / 5e-200 - 1) < 1e-15)
    #expect(try Matrix<Float>(rows: [[3e-30, 4e-30]]).frobeniusNorm() > 4.99e-30)
    #expect(Matrix(rowCount: 0, columnCount: 4).frobeniusNorm() == 0)
  }

  @Test("a NaN is not lost in an extreme or a norm, wherever it is")
  func notANumber() {
    for place in [0, 5, 17, 40, 62] {
      var matrix = formula(7, 9, seed: 4)
      matrix[place / 9, place % 9] = .nan
      #expect(matrix.minimum()?.isNaN == true && matrix.maximum()?.isNaN == true)
      #expect(matrix.maximumMagnitude().isNaN && matrix.frobeniusNorm().isNaN)
      #expect(matrix.oneNorm().isNaN && matrix.infinityNorm().isNaN && matrix.sum().isNaN)
    }
    #expect(Matrix(rowCount: 0, columnCount: 2).minimum() == nil)
  }
}
