import LinearAlgebra
import Testing

@Suite("Matrix products")
struct MatrixProductsTests {
  @Test("products agree with NumPy")
  func products() throws {
    for example in try ReferenceSystems.load().products {
      let left = try Matrix(rows: example.left)
      let right = try Matrix(rows: example.right)
      #expect(distance(try left.multiplied(by: right).values, example.product.flatMap { $0 }) < 1e-12)
      #expect(distance(try left.multiplied(by: example.vector), example.timesVector) < 1e-12)
      #expect(distance(try left.transposedMultiplied(by: example.tall), example.transposedTimes) < 1e-12)
      let transposedProduct = try right.transposed().multiplied(by: left.transposed())
      #expect(distance(transposedProduct.transposed().values, example.product.flatMap { $0 }) < 1e-12)
    }
  }

  @Test("a product of shapes that do not fit names both shapes")
  func shapes() throws {
    let matrix = Matrix(rowCount: 2, columnCount: 3)
    let other = Matrix(rowCount: 4, columnCount: 5)
    let product = #expect(throws: LinearAlgebraError.self) { try matrix.multiplied(by: other) }
    #expect(
      product?.description
        == "cannot multiply a 2 × 3 matrix by a 4 × 5 matrix: the left one has 3 columns and the right one "
        + "4 rows, and the two must be equal")
    let vector = #expect(throws: LinearAlgebraError.self) { try matrix.multiplied(by: [1]) }
    #expect(
      vector?.description
        == "cannot multiply a 2 × 3 matrix with a vector of 1 value; the vector needs 3")
    let tall = #expect(throws: LinearAlgebraError.self) { try matrix.transposedMultiplied(by: [1, 2, 3]) }
    #expect(
      tall?.description
        == "cannot multiply the transpose of a 2 × 3 matrix with a vector of 3 values; the vector needs 2")
  }
}
