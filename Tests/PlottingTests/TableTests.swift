import Foundation
import Plotting
import Testing

@Suite("Table")
struct TableTests {
  private func lines(_ table: Table, width: Int = 80, unicode: Bool = true) -> [String] {
    table.display(in: DisplayContext(width: width, unicode: unicode)).plain.split(separator: "\n").map(
      String.init)
  }

  @Test("Numbers stand with their decimal points in one column")
  func alignsPoints() {
    let table = Table(
      columns: ["name", "value", "n"], rows: [["a", 0.000_012_34, 1], ["b", 12.5, 20], ["c", -3.0, 300]])
    #expect(
      lines(table) == [
        "name      value    n",
        "────────────────────",
        "a      1.234e-5    1",
        "b     12.5        20",
        "c     -3         300",
      ])
  }

  @Test("Numbers of similar size get the same number of digits, integers none")
  func commonDigits() {
    let table = Table().column("p", [0.5, 0.25, 1.0 / 3]).column("n", [1, 20, 300]).column("x", [1.0, 2, 3])
    #expect(
      lines(table) == [
        "     p    n  x", "──────────────", "0.5000    1  1", "0.2500   20  2", "0.3333  300  3",
      ])
    #expect(lines(Table().column("pi", [Double.pi]).digits(8))[2] == "3.1415927")
    #expect(
      lines(Table().column("x", [1e15, 1e-7, .nan, -.infinity]))[2...].map {
        $0.trimmingCharacters(in: .whitespaces)
      }
        == ["1e15", "1e-7", "NaN", "-inf"])
  }

  @Test("Wide characters take two columns, so that the next column starts in line")
  func alignsWideCharacters() {
    let table = Table(columns: ["name", "n"], rows: [["漢字", 1], ["👩‍🔬", 2], ["e\u{301}", 3], ["abcd", 4]])
    for line in lines(table) where !line.hasPrefix("─") { #expect(displayWidth(line) == 7, "\(line)") }
  }

  @Test("Text is cut with an ellipsis to fit; numbers are never cut short of their digits")
  func truncates() {
    let table = Table(
      columns: ["text", "value"], rows: [[String(repeating: "word ", count: 30), 123_456.0]])
    let row = lines(table, width: 40)[2]
    #expect(displayWidth(row) <= 40)
    #expect(row.contains("…") && row.hasSuffix("123456"))
    #expect(lines(table, width: 40, unicode: false)[2].contains("...  123456"))
  }

  @Test("Columns that do not fit are named below")
  func namesHiddenColumns() {
    let table = (1...9).reduce(Table()) { $0.column("column \($1)", [$1]) }
    let shown = lines(table, width: 40)
    #expect(shown[0].hasSuffix("…"))
    #expect(shown.suffix(2).joined(separator: " ").contains("left out: column 4, column 5"))
  }

  @Test("A long table is cut in the middle and says how many rows are missing")
  func cutsMiddle() {
    let shown = lines(Table().column("n", 1...1000).showing(rows: 5))
    #expect(shown == ["   n", "────", "   1", "   2", "   3", "⋮ 995 rows left out", " 999", "1000"])
    #expect(lines(Table().column("n", 1...40)).count == 42)
  }

  @Test("Rows of the wrong length are filled up or cut, with a note")
  func notesUnevenRows() {
    let table = Table(columns: ["a", "b"], rows: [[1], [1, 2, 3], [1, 2]])
    #expect(lines(table).last == "(2 of 3 rows did not have 2 values)")
    #expect(lines(table)[2] == "1  –")
    #expect(lines(Table(columns: ["a"], rows: []).row([1, 2])).last == "(row 1 did not have 1 values)")
  }

  @Test("Text that looks like numbers is set like numbers, percentages too")
  func alignsNumericText() {
    #expect(
      lines(Table().column("share", ["12.5%", "3%", "100%"])) == [
        " share", "──────", " 12.5%", "  3%", "100%",
      ])
  }

  @Test("A table without rows or columns says so")
  func emptyTables() {
    #expect(lines(Table("T")).last == "(a table without columns)")
    #expect(lines(Table("T", columns: ["a"], rows: [])).last == "(no rows)")
  }

  @Test("The JSON of a table holds plain values")
  func json() throws {
    let table = Table(
      "T", columns: ["a", "b"], rows: [["x", 1], [nil as Double?, 0.5], [true, Double.nan]])
    #expect(
      table.display(in: DisplayContext()).json
        == #"{"columns":["a","b"],"digits":4,"notes":[],"rowLimit":40,"rows":[["x",1],[null,0.5],[true,"NaN"]],"title":"T"}"#
    )
  }
}
