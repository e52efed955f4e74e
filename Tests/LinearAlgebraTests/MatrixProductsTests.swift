import Kernels
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

  @Test("products that are added to something agree with NumPy, across blocks of the depth")
  func updates() throws {
    for example in try ReferenceDecompositions.load().products {
      let left = formula(example.rows, example.depth, seed: 11)
      let right = formula(example.depth, example.columns, seed: 12)
      var result = formula(example.rows, example.columns, seed: 13)
      try result.addProduct(of: left, and: right, scaledBy: example.alpha, keeping: example.beta)
      #expect(distance(result.rowSums(), example.rowSums) < 1e-11)
      #expect(distance(Array(result.row(0)), example.firstRow) < 1e-12)
      #expect(distance(Array(result.column(example.columns - 1)), example.lastColumn) < 1e-12)
      #expect(distance(result.diagonal, example.diagonal) < 1e-12)
    }
  }

  @Test("every way to write a product gives the same, for Float and Double")
  func transposedForms() throws {
    for (n, d, m) in [(1, 1, 1), (3, 5, 2), (40, 33, 51), (65, 130, 17)] {
      let a = formula(n, d, seed: 1)
      let b = formula(d, m, seed: 2)
      let product = try a.multiplied(by: b)
      #expect(try bits(a * b) == bits(product))
      #expect(try bits(a.transposed().transposedMultiplied(by: b)) == bits(product))
      #expect(try bits(a.multiplied(byTransposeOf: b.transposed())) == bits(product))
      #expect(try bits(a.view.multiplied(by: b.transposed().view.transposed())) == bits(product))
      let small = try Matrix<Float>(a).multiplied(by: Matrix<Float>(b))
      #expect(distance(Matrix<Double>(small), product) < 1e-5 * Double(d))
    }
  }

  @Test("products of odd sizes agree with their definition, whatever was in memory before, also of views with steps")
  func oddSizes() throws {
    for size in [1, 2, 7, 31, 33, 255, 257] {
      let wide = formula(2 * size, 3 * size, seed: size)
      let a = wide.view.every(rows: 2, columns: 3)
      let b = wide.view[rows: size..<2 * size, columns: size..<2 * size]
      let c = wide.view[rows: 0..<size, columns: 0..<size].transposed()
      for (left, right) in [(a, b), (b, c), (c, a)] {
        // Memory that is free now, and full of NaN, is what the results are likely to be given.
        for _ in 0..<2 { #expect(Matrix(rowCount: size, columnCount: size, repeating: .nan).sum().isNaN) }
        let product = try left.multiplied(by: right)
        var expected = Matrix(rowCount: size, columnCount: size)
        for i in 0..<size {
          let row = Array(left.row(i))
          for j in 0..<size { expected[i, j] = zip(row, right.column(j)).reduce(0) { $0 + $1.0 * $1.1 } }
        }
        #expect(distance(product, expected) < 1e-10)
        let onOne = try Threads.limited(to: 1) { try left.multiplied(by: right) }
        #expect(bits(onOne) == bits(product))
        #expect(try bits(left.transposed().transposedMultiplied(by: right)) == bits(product))
        #expect(try bits(left.multiplied(byTransposeOf: right.transposed())) == bits(product))
        #expect(distance(left.outerGram(), try left.multiplied(byTransposeOf: left)) == 0)
      }
    }
  }

  @Test("a NaN reaches its row or its column of a product and nothing else, on any number of threads")
  func notANumber() throws {
    let size = 257
    var a = formula(size, size, seed: 4)
    var b = formula(size, size, seed: 5)
    a[31, 200] = .nan
    b[256, 255] = .nan
    let product = try a.multiplied(by: b)
    for i in 0..<size {
      for j in 0..<size where product[i, j].isNaN != (i == 31 || j == 255) {
        Issue.record("entry (\(i), \(j)) is \(product[i, j])")
      }
    }
  }

  @Test("a Gram matrix equals the product, and is exactly symmetric")
  func gram() throws {
    for (n, d) in [(1, 1), (5, 3), (3, 5), (200, 70), (40, 130)] {
      let a = formula(n, d, seed: 7)
      #expect(try bits(a.gram()) == bits(a.transposedMultiplied(by: a)))
      #expect(try bits(a.outerGram()) == bits(a.multiplied(byTransposeOf: a)))
      var total = Matrix.identity(n)
      try total.addOuterGram(of: a, scaledBy: 2, keeping: 3)
      #expect(bits(total) == bits(total.transposed()))
      #expect(distance(total, try a.outerGram() * 2 + Matrix.identity(n) * 3) < 1e-12)
    }
  }

  @Test("a matrix can be added to its own product with itself: it is read as it was before")
  func aliasing() throws {
    let original = formula(50, 50, seed: 3)
    var changed = original
    try changed.addProduct(of: changed, and: changed.view.transposed(), scaledBy: 1, keeping: 1)
    #expect(distance(changed, try original + original.outerGram()) < 1e-12)
    #expect(original == formula(50, 50, seed: 3))
  }

  @Test("what was there does not matter when none of it is kept, even NaN")
  func overwriting() throws {
    var result = Matrix(rowCount: 3, columnCount: 3, repeating: .nan)
    try result.addProduct(of: Matrix.identity(3), and: Matrix.identity(3), keeping: 0)
    #expect(result == .identity(3))
    var empty = Matrix(rowCount: 2, columnCount: 2, repeating: .nan)
    let none = Matrix(rowCount: 2, columnCount: 0)
    try empty.addProduct(of: none, and: none.transposed(), keeping: 0)
    #expect(empty == Matrix(rowCount: 2, columnCount: 2))
    #expect(try none.multiplied(byTransposeOf: none) == Matrix(rowCount: 2, columnCount: 2))
    #expect(try none.transposed().multiplied(by: none).values.isEmpty)
    #expect(none.outerGram() == Matrix(rowCount: 2, columnCount: 2))
    #expect(none.gram().values.isEmpty)
    var kept = Matrix(rowCount: 2, columnCount: 2, repeating: 3)
    try kept.addProduct(of: none, and: none.transposed(), keeping: 2)
    #expect(kept == Matrix(rowCount: 2, columnCount: 2, repeating: 6))
  }

  @Test("an outer product is added in place")
  func outerProduct() throws {
    var matrix = Matrix(rowCount: 2, columnCount: 3, repeating: 1)
    try matrix.addOuterProduct(of: [1, 2], and: [3, 4, 5], scaledBy: 10)
    #expect(matrix.values == [31, 41, 51, 61, 81, 101])
    #expect(throws: LinearAlgebraError.self) { try matrix.addOuterProduct(of: [1], and: [3, 4, 5]) }
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
    var square = Matrix.identity(2)
    let result = #expect(throws: LinearAlgebraError.self) {
      try square.addProduct(of: matrix, and: Matrix(rowCount: 3, columnCount: 4))
    }
    #expect(
      result?.description
        == "cannot add a 2 × 4 product to a 2 × 2 matrix; the shapes must be equal")
  }
}
