import LinearAlgebra
import Plotting
import Testing

@Suite("Matrices as tables")
struct MatrixDisplayTests {
  private func lines(_ value: some Displayable, width: Int = 80, unicode: Bool = true) -> [String] {
    value.display(in: DisplayContext(width: width, unicode: unicode)).plain
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  @Test("a small matrix shows all entries, aligned, under the numbers of their columns")
  func small() throws {
    let matrix = try Matrix(rows: [[1, -2.5], [0.25, 10]])
    #expect(
      lines(matrix) == [
        "2 × 2 matrix of Double",
        "      0     1",
        "─────────────",
        "0  1.00  -2.5",
        "1  0.25  10.0",
      ])
  }

  @Test("of a large matrix the middle is left out, and numbers stay set to the right")
  func large() {
    let matrix = Matrix(rowCount: 1000, columnCount: 300) { i, j in Double(i * 300 + j) }
    let lines = lines(matrix, width: 60)
    #expect(lines.count == 3 + 20)
    #expect(lines[0] == "1000 × 300 matrix of Double")
    #expect(lines.allSatisfy { $0.count <= 60 })
    #expect(lines[1].hasSuffix("299") && lines[1].contains("…"))
    #expect(lines[3].hasPrefix("  0  ") && lines[22].hasPrefix("999  ") && lines[22].hasSuffix("299999"))
    #expect(lines[13].allSatisfy { $0 == "⋮" || $0 == " " })
  }

  @Test("as many columns are shown as fit")
  func width() {
    let matrix = Matrix(rowCount: 3, columnCount: 30) { i, j in Double(i + j) / 8 }
    let shown = [24, 40, 60, 80, 200].map { width in
      lines(matrix, width: width)[1].split(separator: " ").count
    }
    #expect(shown == shown.sorted() && shown.first! < shown.last!)
    #expect(shown.last == 12)
    #expect(!lines(matrix, width: 40).contains { $0.contains("left out") })
  }

  @Test("without other characters than ASCII the table has none")
  func plain() {
    let matrix = Matrix(rowCount: 40, columnCount: 40, repeating: 0.5)
    #expect(lines(matrix, unicode: false).allSatisfy { $0.allSatisfy(\.isASCII) && !$0.contains("?") })
  }

  @Test("a view shows what it sees, and floats as the numbers they are written as")
  func view() throws {
    let matrix = try Matrix<Float>(rows: [[0.1, 0.2, 0.3], [0.4, 0.5, 0.6]])
    #expect(lines(matrix.view.transposed()).first == "3 × 2 matrix of Float")
    #expect(lines(matrix.view.transposed())[3] == "0  0.1  0.4")
  }

  @Test("a matrix without entries shows its shape")
  func empty() {
    #expect(lines(Matrix(rowCount: 0, columnCount: 3)) == ["0 × 3 matrix of Double"])
    #expect(lines(Matrix(rowCount: 2, columnCount: 0)) == ["2 × 0 matrix of Double"])
  }

  @Test("a table can be asked for with more rows, columns and digits")
  func table() {
    let matrix = Matrix(rowCount: 30, columnCount: 15) { i, j in Double(i) + Double(j) / 100_000 }
    let table = matrix.table(rows: 30, columns: 15).digits(7)
    let lines = lines(table, width: 300)
    #expect(lines.count == 3 + 30)
    #expect(lines[32].hasSuffix("29.00014"))
  }

  @Test("a row reads as an array")
  func line() throws {
    let matrix = try Matrix(rows: [[1, 2], [3, 4]])
    #expect("\(matrix.row(1))" == "[3.0, 4.0]")
    #expect("\(matrix.column(1))" == "[2.0, 4.0]")
  }
}
