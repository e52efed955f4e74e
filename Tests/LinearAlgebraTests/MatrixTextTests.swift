import LinearAlgebra
import Testing

@Suite("Matrices as text")
struct MatrixTextTests {
  @Test("a matrix shows its shape and its entries in columns, to six digits")
  func small() throws {
    let matrix = try Matrix(rows: [[1, -2.5], [1.0 / 3, 1e-12], [123_456_789, .nan]])
    #expect(
      matrix.description == """
        3 × 2 matrix of Double
                    1   -2.5
             0.333333  1e-12
          1.23457e+08    nan
        """)
    #expect(try Matrix<Float>(rows: [[0.1]]).description == "1 × 1 matrix of Float\n  0.1")
    #expect(Matrix(rowCount: 0, columnCount: 3).description == "0 × 3 matrix of Double")
  }

  @Test("a large matrix is cut in the middle")
  func large() {
    let lines = Matrix(rowCount: 100, columnCount: 50) { i, j in Double(i * 50 + j) }.description
      .split(separator: "\n")
    #expect(lines.count == 13)
    #expect(lines[1] == "     0     1     2     3     4  …    46    47    48    49")
    #expect(lines[7].contains("⋮") && lines[12].hasSuffix("4999"))
  }
}
