import Foundation
import LinearAlgebra
import Testing

@Suite("Matrix")
struct MatrixTests {
  @Test("entries keep the places that the rows gave them")
  func rows() throws {
    var matrix = try Matrix(rows: [[1, 2, 3], [4, 5, 6]])
    #expect(matrix.rowCount == 2 && matrix.columnCount == 3)
    #expect(matrix[1, 0] == 4 && matrix[0, 2] == 3)
    matrix[1, 0] = 9
    #expect(matrix.values == [1, 2, 3, 9, 5, 6])
    #expect(try matrix == Matrix(rowCount: 2, columnCount: 3, values: [1, 2, 3, 9, 5, 6]))
    #expect(Matrix(rowCount: 1, columnCount: 2, repeating: 7).values == [7, 7])
    #expect(try Matrix(rows: []).rowCount == 0)
  }

  @Test("ragged rows are refused with the row that differs")
  func raggedRows() {
    let error = #expect(throws: LinearAlgebraError.self) { try Matrix(rows: [[1, 2], [3, 4], [5]]) }
    #expect(
      error?.description
        == "row 2 has 1 value, but row 0 has 2; every row of a matrix needs the same number")
  }

  @Test(
    "values that do not fill the shape are refused",
    arguments: [(2, 3, 5), (-1, -4, 4), (Int.max, 2, 1)])
  func valueCount(rows: Int, columns: Int, count: Int) {
    #expect(throws: LinearAlgebraError.valueCount(count: count, rowCount: rows, columnCount: columns)) {
      try Matrix(rowCount: rows, columnCount: columns, values: [Double](repeating: 0, count: count))
    }
  }

  @Test("a row is seen in place and does not change with a later copy")
  func row() throws {
    var matrix = try Matrix(rows: [[1, 2], [3, 4]])
    let row = matrix.row(1)
    matrix[1, 0] = 8
    #expect(Array(row) == [3, 4])
    #expect(row[1] == 4 && row.count == 2)
    #expect(row.withContiguousStorageIfAvailable { Array($0) } == [3, 4])
    #expect(Array(matrix.row(1)) == [8, 4])
  }

  @Test("chosen rows come in the order asked for, repeats included")
  func rowsAtIndices() throws {
    let matrix = try Matrix(rows: [[1, 2], [3, 4], [5, 6]])
    #expect(try matrix.rows(at: [2, 0, 2]) == Matrix(rows: [[5, 6], [1, 2], [5, 6]]))
    #expect(matrix.rows(at: []).columnCount == 2)
  }

  @Test("a matrix survives encoding, and a file whose shape is wrong is refused")
  func coding() throws {
    let matrix = try Matrix(rows: [[0.1, -1e-300], [1 / 3, 4]])
    let data = try JSONEncoder().encode(matrix)
    #expect(try JSONDecoder().decode(Matrix<Double>.self, from: data) == matrix)
    let forged = Data(#"{"rowCount": 3, "columnCount": 2, "values": [1, 2]}"#.utf8)
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(Matrix<Double>.self, from: forged) }
  }
}
