import DataFrames
import Foundation
import LinearAlgebra
import Plotting
import Statistics
import Testing

@Suite("A frame holds columns of equal length and gives them back")
struct DataFrameTests {
  let frame = try! DataFrame(
    Column("country", ["NO", "SE", nil, "NO"]), Column("amount", [12.5, nil, 3, -1]), Column("n", [1, 2, 3, nil]),
    Column("ok", [true, nil, false, true]))

  @Test("Columns keep their type, values and nulls")
  func columns() throws {
    #expect(frame.rowCount == 4 && frame.columnCount == 4)
    #expect(frame.columns.map(\.type) == [.string, .double, .int, .bool])
    #expect(frame.columns.map(\.nullCount) == [1, 1, 1, 1])
    #expect(try strings(frame, "country") == ["NO", "SE", nil, "NO"])
    #expect(try frame["amount"].isNull(1))
    #expect(try doubles(frame, "n") == [1, 2, 3, nil])
    #expect(try doubles(frame, "ok") == [1, nil, 0, 1])
    #expect(try Array(frame["n", as: Float.self]) == [1, 2, 3, nil])
    #expect(try frame["amount", as: Double.self].present == [12.5, 3, -1])
    #expect(try frame.droppingNulls(in: "amount").array("amount", of: Double.self) == [12.5, 3, -1])
  }

  @Test("A copy changes without changing the original")
  func values() throws {
    var copy = frame
    try copy.add(Column("amount", [0.0, 0, 0, 0]))
    try copy.add(Column("new", [1, 2, 3, 4]))
    #expect(copy.columnNames == ["country", "amount", "n", "ok", "new"])
    #expect(try doubles(frame, "amount") == [12.5, nil, 3, -1])
    #expect(copy != frame)
    #expect(try copy.dropping("new").adding(frame["amount"]) == frame)
  }

  @Test("Columns are selected, dropped and renamed")
  func selection() throws {
    #expect(try frame.select("n", "country").columnNames == ["n", "country"])
    #expect(try frame.dropping("n", "ok").columnNames == ["country", "amount"])
    #expect(try frame.renaming("n", to: "m").columnNames == ["country", "amount", "m", "ok"])
    #expect(frame.hasColumn("n") && !frame.hasColumn("m"))
  }

  @Test("Rows are taken from the head, the tail, a range and by number, nulls and all")
  func rows() throws {
    #expect(try ints(frame.head(2), "n") == [1, 2])
    #expect(try ints(frame.tail(2), "n") == [3, nil])
    #expect(frame.head(99) == frame && frame.tail(99) == frame && frame.head(-1).rowCount == 0)
    #expect(try ints(frame.rows(in: 1..<3), "n") == [2, 3])
    #expect(try ints(frame.rows(at: [3, 0, 0]), "n") == [nil, 1, 1])
    #expect(try strings(frame.rows(at: [3, 2, 1]), "country") == ["NO", nil, "SE"])
  }

  @Test("Rows are filtered by row, by value and by a list; nulls do not meet a condition")
  func filtering() throws {
    #expect(try ints(frame.filter { try $0["amount", as: Double.self] ?? 0 > 0 }, "n") == [1, 3])
    #expect(try ints(frame.filter("amount", as: Double.self) { $0 < 100 }, "n") == [1, 3, nil])
    #expect(try ints(frame.filter("country", is: "NO"), "n") == [1, nil])
    #expect(try ints(frame.filter(mask: [false, true, false, true]), "n") == [2, nil])
    #expect(try frame.filter("country", is: "DK").rowCount == 0)
  }

  @Test("Nulls are dropped and filled")
  func nulls() throws {
    #expect(try frame.droppingNulls().rowCount == 1)
    #expect(try frame.droppingNulls(in: "n", "country").rowCount == 2)
    #expect(try doubles(frame.fillingNulls(in: "amount", with: 0.0), "amount") == [12.5, 0, 3, -1])
    let categories = try frame.casting("country", to: .categorical).fillingNulls(in: "country", with: "DK")
    #expect(try categories["country"].type == .categorical)
    #expect(try strings(categories, "country") == ["NO", "SE", "DK", "NO"])
  }

  @Test("Types are cast where every value has a place in the new one")
  func casting() throws {
    let texts = try DataFrame(Column("x", ["1", nil, "-2"]))
    #expect(try ints(texts.casting("x", to: .int), "x") == [1, nil, -2])
    #expect(try doubles(texts.casting("x", to: .double), "x") == [1, nil, -2])
    #expect(try strings(texts.casting("x", to: .categorical).casting("x", to: .string), "x") == ["1", nil, "-2"])
    #expect(try ints(frame.casting("ok", to: .int), "ok") == [1, nil, 0, 1])
    #expect(try strings(frame.casting("amount", to: .string), "amount") == ["12.5", nil, "3.0", "-1.0"])
    #expect(try ints(DataFrame(Column("x", [1.0, nil])).casting("x", to: .int), "x") == [1, nil])
    let day = try DataFrame(Column("d", ["2024-01-31"])).casting("d", to: .date)
    #expect(try Array(day["d", as: Date.self]) == [Date(timeIntervalSince1970: 1_706_659_200)])
    #expect(try strings(day.casting("d", to: .string), "d") == ["2024-01-31"])
    #expect(
      try Array(DataFrame(Column("b", ["true", "FALSE"])).casting("b", to: .bool)["b", as: Bool.self]) == [true, false])
  }

  @Test("Frames are put one below the other, whatever the order of their columns")
  func appending() throws {
    let other = try DataFrame(
      Column("ok", [Bool?.none]), Column("n", [2.5]), Column("amount", [7]), Column("country", categories: ["FI"]))
    let both = try frame.appending(other)
    #expect(both.columns.map(\.type) == [.string, .double, .double, .bool])
    #expect(try doubles(both, "n") == [1, 2, 3, nil, 2.5])
    #expect(try strings(both, "country") == ["NO", "SE", nil, "NO", "FI"])
    let a = try DataFrame(Column("c", categories: ["x", "y", nil]))
    let b = try DataFrame(Column("c", categories: ["y", "z"]))
    #expect(try strings(a.appending(b), "c") == ["x", "y", nil, "y", "z"])
    #expect(try DataFrame().appending(a) == a)
    #expect(try a.appending(DataFrame()) == a)
  }

  @Test("Sorting is stable, by several columns, with nulls last either way")
  func sorting() throws {
    #expect(try ints(frame.sorted(by: "amount"), "n") == [nil, 3, 1, 2])
    #expect(try ints(frame.sorted(by: .descending("amount")), "n") == [1, 3, nil, 2])
    #expect(try ints(frame.sorted(by: "country", .descending("amount")), "n") == [1, nil, 2, 3])
    #expect(try ints(frame.sorted(by: .descending("country"), "n"), "n") == [2, 1, nil, 3])
    let reals = try DataFrame(Column("x", [0.0, -0.0, .nan, -.infinity, nil, 1]), Column("row", Array(0..<6)))
    #expect(try ints(reals.sorted(by: "x"), "row") == [3, 0, 1, 5, 2, 4])
    #expect(try ints(reals.sorted(by: .descending("x")), "row") == [5, 0, 1, 3, 2, 4])
    let input = try Fixture.frame(Fixture.reference["sort_input"], ["word", "value", "row"], doubles: ["value"])
    let order = try ints(input.sorted(by: .descending("word"), "value"), "row")
    #expect(order == Fixture.reference["sort_order"] as! [Int])
    #expect(try ints(input.casting("word", to: .categorical).sorted(by: .descending("word"), "value"), "row") == order)
  }

  @Test("Many rows are sorted as few are")
  func sortingMany() throws {
    var rng = SeededGenerator(seed: 5)
    let values = (0..<20_000).map { _ in rng.normal() * 1e6 }
    let whole = values.map { Int($0) }
    let large = try DataFrame(Column("x", values), Column("i", whole), Column("row", Array(values.indices)))
    #expect(try large.sorted(by: "x").array("x", of: Double.self) == values.sorted())
    let expected = values.indices.sorted { (-whole[$0], $0) < (-whole[$1], $1) }
    #expect(try large.sorted(by: .descending("i")).array("row", of: Int.self) == expected)
  }

  @Test("A sample has a seed, and each row its chance")
  func sampling() throws {
    let numbers = try DataFrame(Column("x", Array(0..<10)))
    #expect(try numbers.sample(4, seed: 7) == numbers.sample(4, seed: 7))
    #expect(try numbers.sample(10, seed: 1).sorted(by: "x") == numbers)
    var counts = [Int](repeating: 0, count: 10)
    var rng = SeededGenerator(seed: 9)
    for _ in 0..<10_000 { for x in try ints(numbers.sample(3, using: &rng), "x") { counts[x!] += 1 } }
    let test = try chiSquare(counts)
    #expect(test > 0.001)
    #expect(try numbers.sample(50, withReplacement: true, seed: 2).rowCount == 50)
    #expect(numbers.shuffled(using: &rng) != numbers)
    #expect(
      sentence { try numbers.sample(11, seed: 1) }
        == "cannot draw 11 rows without replacement from 10; ask for at most 10, or draw with replacement")
    #expect(sentence { try numbers.sample(-1, seed: 1) } == "the number of rows to draw is -1; it must be 0 or more")
  }

  private func chiSquare(_ counts: [Int]) throws -> Double {
    let expected = Double(counts.reduce(0, +)) / Double(counts.count)
    let statistic = counts.reduce(0.0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
    return try ChiSquare(degreesOfFreedom: Double(counts.count - 1)).survival(statistic)
  }

  @Test("A description agrees with pandas")
  func describing() throws {
    let orders = try Fixture.frame(
      Fixture.reference["orders"], ["order", "customer", "day", "amount"], doubles: ["amount"])
    let row = try orders.describe().filter("column", is: "amount").row(0)
    let expected = Fixture.reference["describe"] as! [String: Double]
    #expect(try row["count", as: Int.self].map(Double.init) == expected["count"])
    for (ours, theirs) in [
      "mean": "mean", "std": "std", "min": "min", "q25": "25%", "median": "50%", "q75": "75%", "max": "max",
    ] {
      #expect(try abs(row[ours, as: Double.self]! - expected[theirs]!) < 1e-11)
    }
    let mixed = frame.describe()
    #expect(try ints(mixed, "distinct") == [2, 3, 3, 2])
    let means = try doubles(mixed, "mean").map { $0.map { ($0 * 3_000_000).rounded() / 1_000_000 } }
    #expect(means == [nil, 14.5, 6, 2])
    #expect(try doubles(mixed, "median") == [nil, 3, 2, nil])
    #expect(try ints(frame.info(), "nulls") == [1, 1, 1, 1])
  }

  @Test("A matrix is made of numbers that are all there")
  func matrices() throws {
    let complete = try frame.droppingNulls()
    let matrix = try complete.matrix("amount", "n", "ok")
    #expect(matrix.rowCount == 1 && matrix.columnCount == 3)
    #expect(matrix.values == [12.5, 1, 1])
    #expect(try DataFrame(matrix, columnNames: ["a", "b", "c"]).matrix() == matrix)
    #expect(
      sentence { try frame.matrix("amount") } == "column \"amount\" has no value in row 1 (counted from 0); "
        + "drop such rows with droppingNulls() or fill them with fillingNulls(in:with:)")
    #expect(
      sentence { try frame.matrix() }
        == "column \"country\" holds string, and a matrix needs numbers (int, double, float or bool); "
        + "if its texts are numbers, convert it with casting(\"country\", to: .double)")
    #expect(
      sentence { try DataFrame(matrix, columnNames: ["a"]) }
        == "the number of column names is 1; it must be 3, one for each column")
  }

  @Test("Rows give typed values by name")
  func typedRows() throws {
    var total = 0.0
    for row in frame.rows { total += try row["amount", as: Double.self] ?? 0 }
    #expect(total == 14.5)
    let row = try frame.row(2)
    #expect(try row.isNull("country") && row["n", as: Int.self] == 3)
    #expect(row.description == "country: null, amount: 3.0, n: 3, ok: false")
    #expect(sentence { try row["country", as: Double.self] } == sentence { try frame["country", as: Double.self] })
  }

  @Test("A frame shows itself as a table that says how large it is")
  func display() throws {
    let text = frame.description
    #expect(text.hasPrefix("4 rows × 4 columns\ncountry"))
    let long = try DataFrame(Column("x", Array(0..<1000)))
    #expect(long.description.hasPrefix("1000 rows × 1 column; the first 20:\n"))
    let shown = long.display(in: DisplayContext()).plain
    #expect(shown.contains("the first 20 of 1000 rows × 1 column"))
    #expect(long.rows.display(in: DisplayContext()).plain == shown)
    #expect("\(try frame["amount", as: Double.self])" == "[12.5, nil, 3.0, -1.0]")
    let bundle = frame.display(in: DisplayContext())
    #expect(bundle.svg?.hasPrefix("<svg") == true && bundle.json?.contains("country") == true)
    #expect(try frame["amount"].description.contains("12.5"))
    #expect(try frame.group(by: "country").display(in: DisplayContext()).plain.contains("3 groups by country"))
  }

  @Test("A frame is made of names and lists, in their order")
  func fromLists() throws {
    let frame = try DataFrame(["b": [1, 2], "a": ["x", nil], "c": [0.5, 2], "d": [nil, true]])
    #expect(
      try frame
        == DataFrame(
          Column("b", [1, 2]), Column("a", ["x", nil]), Column("c", [0.5, 2]), Column("d", [nil, true])))
    #expect(throws: FrameError.lengthsDiffer(column: "b", count: 1, first: "a", expected: 2)) {
      try DataFrame(["a": [1, 2], "b": ["x"]])
    }
    #expect(throws: FrameError.duplicateColumn(name: "a")) { try DataFrame(["a": [1], "a": [2]]) }
  }

  @Test("Errors name the place and what would be right")
  func errors() throws {
    #expect(
      sentence { try frame["amont"] }
        == "no column \"amont\"; did you mean \"amount\"? columns: country, amount, n, ok")
    #expect(sentence { try frame["zzzzzz"] } == "no column \"zzzzzz\"; columns: country, amount, n, ok")
    #expect(sentence { try DataFrame()["x"] } == "no column \"x\"; the frame has no columns")
    let wide = try DataFrame(columns: (0..<9).map { Column("c\($0)", [1]) })
    #expect(sentence { try wide["qq"] }.hasSuffix("columns: c0, c1, c2, c3, c4, c5, c6, c7, …"))
    #expect(
      sentence { try DataFrame(Column("a", [1]), Column("a", [2])) }
        == "two columns are called \"a\"; every column of a frame needs a name of its own")
    #expect(
      sentence { try DataFrame(Column("a", [1]), Column("b", [2, 3])) }
        == "column \"b\" has 2 rows, but column \"a\" has 1; all columns of a frame need the same number")
    #expect(
      sentence { try frame["amount", as: Int.self] } == "column \"amount\" holds double, not int; "
        + "read it as Double.self, or convert it with casting(\"amount\", to: .int)")
    #expect(
      sentence { try frame["country", as: Double.self] }
        == "column \"country\" holds string, not double; if its texts are numbers, "
        + "convert it with casting(\"country\", to: .double)")
    #expect(sentence { try frame.array("n", of: Int.self) }.hasPrefix("column \"n\" has no value in row 3"))
    #expect(
      sentence { try frame.casting("country", to: .int) }
        == "column \"country\", row 0 (counted from 0): \"NO\" cannot be read as int; expected a whole number")
    #expect(
      sentence { try frame.casting("amount", to: .int) }
        == "column \"amount\", row 0 (counted from 0): \"12.5\" cannot be read as int; expected a whole number")
    #expect(sentence { try frame.rows(at: [4]) } == "no row 4; the rows are 0 to 3")
    #expect(sentence { try frame.rows(in: 2..<9) } == "no row 8; the rows are 0 to 3")
    #expect(sentence { try DataFrame().row(0) } == "no row 0; the frame has no rows")
    #expect(
      sentence { try frame.filter(mask: [true]) }
        == "1 truth value cannot choose among 4 rows; one is needed for each row")
    #expect(
      sentence { try frame.appending(frame.dropping("n")) }
        == "the frames have different columns: country, amount, n, ok and country, amount, ok")
    #expect(
      sentence { try frame.appending(frame.casting("n", to: .string)) }
        == "column \"n\" of the upper frame holds int but column \"n\" of the lower one holds string; "
        + "convert one of them with casting(_:to:)")
    #expect(sentence { try frame.sorted(by: []) } == "sorted(by:) needs at least one column")
  }

  @Test("More than 64 rows of nulls and values are told apart")
  func longBitmaps() throws {
    let values = (0..<1000).map { $0 % 3 == 0 ? nil : $0 }
    let long = try DataFrame(Column("x", values))
    #expect(try ints(long, "x") == values)
    #expect(try long["x"].nullCount == 334)
    #expect(try ints(long.sorted(by: .descending("x")), "x").prefix(2) == [998, 997])
    #expect(try ints(long.rows(at: Array((0..<1000).reversed())), "x") == values.reversed())
    #expect(try long.droppingNulls().rowCount == 666)
  }
}
