import LinearAlgebra
import Testing

@Suite("Views of a matrix")
struct MatrixViewTests {
  let matrix = formula(9, 7, seed: 5)

  @Test("a view shows the entries that its ranges, steps and exchange say")
  func entries() {
    let corner = matrix[rows: 2..<6, columns: 1..<4]
    #expect(corner.rowCount == 4 && corner.columnCount == 3)
    #expect(corner[3, 2] == matrix[5, 3])
    #expect(corner.transposed()[2, 3] == matrix[5, 3])
    #expect(Array(corner.row(1)) == [matrix[3, 1], matrix[3, 2], matrix[3, 3]])
    #expect(Array(corner.transposed().row(2)) == (2..<6).map { matrix[$0, 3] })
    let coarse = matrix.view.every(rows: 4, columns: 3)
    #expect(coarse.rowCount == 3 && coarse.columnCount == 3)
    #expect(coarse[2, 2] == matrix[8, 6])
    #expect(coarse.transposed().every(rows: 2)[1, 1] == matrix[4, 6])
    #expect(Array(matrix.column(6)) == (0..<9).map { matrix[$0, 6] })
    #expect(matrix.rows(3..<3).rowCount == 0)
  }

  @Test("a copy of a view has the entries of the view, whatever its strides")
  func copies() {
    for view in [
      matrix.view, matrix.view.transposed(), matrix.rows(2..<5), matrix.columns(3..<4),
      matrix[rows: 1..<8, columns: 2..<7].transposed(), matrix.view.every(rows: 2, columns: 2), matrix.rows(4..<4),
    ] {
      let copy = Matrix(view)
      #expect(copy.rowCount == view.rowCount && copy.columnCount == view.columnCount)
      for i in 0..<view.rowCount {
        for j in 0..<view.columnCount { #expect(copy[i, j] == view[i, j]) }
      }
      #expect(copy.view == view)
    }
    let large = formula(70, 45, seed: 6)
    #expect(large.transposed() == Matrix(rowCount: 45, columnCount: 70) { i, j in large[j, i] })
  }

  @Test("a view keeps what the matrix had when the view was made")
  func snapshot() {
    var changing = matrix
    let view = changing.rows(0..<2)
    let before = view[1, 1]
    changing[1, 1] = 42
    #expect(view[1, 1] == before && changing[1, 1] == 42)
  }

  @Test("products read views in place")
  func products() throws {
    let left = matrix[rows: 2..<9, columns: 1..<6]
    let right = matrix.view.every(rows: 2)
    #expect(try left.multiplied(by: right) == Matrix(left).multiplied(by: Matrix(right)))
    #expect(left.gram() == Matrix(left).gram())
  }
}
