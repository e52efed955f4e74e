import DataFrames
import Foundation
import Testing

@Suite("The value of a row is compared as it is guessed")
struct RowValueTests {
  let frame = try! DataFrame(
    Column("n", [1, nil, 3]), Column("amount", [0.5, 2.5, nil]), Column("share", [Float(0.1), 0.2, .nan]),
    Column("ok", [true, false, nil]), Column("country", ["NO", nil, "SE"]),
    Column("kind", categories: ["a", nil, "b"]),
    Column("day", [Date(timeIntervalSince1970: 0), nil, Date(timeIntervalSince1970: 86_400)]))

  private func rows(_ isKept: (Row) throws -> Bool) rethrows -> [Int] { try frame.rows.filter(isKept).map(\.index) }

  @Test("Numbers of every kind with numbers of every kind")
  func numbers() throws {
    #expect(try rows { try $0["n"] > 1 } == [2])
    #expect(try rows { try $0["n"] < 1.5 } == [0])
    #expect(try rows { try $0["amount"] > 1 } == [1])
    #expect(try rows { try $0["amount"] <= 0.5 } == [0])
    #expect(try rows { try $0["share"] == 0.1 } == [0])
    #expect(try rows { try $0["share"] >= 0.1 } == [0, 1])
    #expect(try rows { try $0["share"] != 0.1 } == [1, 2])
    #expect(try rows { try $0["ok"] == 1 } == [0])
  }

  @Test("Whole numbers are compared exactly")
  func exact() throws {
    let big = try DataFrame(Column("id", [9_007_199_254_740_993, 9_007_199_254_740_992]))
    #expect(try big.filter { try $0["id"] == 9_007_199_254_740_993 }.rowCount == 1)
  }

  @Test("Text, truth values and dates with their own kind")
  func others() throws {
    #expect(try rows { try $0["country"] == "NO" } == [0])
    #expect(try rows { try $0["country"] != "NO" } == [2])
    #expect(try rows { try $0["country"] > "P" } == [2])
    #expect(try rows { try $0["kind"] == "b" } == [2])
    #expect(try rows { try $0["ok"] == false } == [1])
    #expect(try rows { try $0["day"] < Date(timeIntervalSince1970: 1) } == [0])
    #expect(try rows { try $0["n"] >= 1 && $0["country"] == "SE" } == [2])
  }

  @Test("A comparison with a null is false, and with another kind an error, null or not")
  func errors() throws {
    #expect(try rows { try !($0["n"] == 1) } == [1, 2])
    #expect(try frame.row(1)["n"].isNull)
    for row in 0..<3 {
      #expect(throws: FrameError.wrongType(column: "country", type: .string, wanted: .int)) {
        try frame.row(row)["country"] > 5
      }
      #expect(throws: FrameError.wrongType(column: "amount", type: .double, wanted: .string)) {
        try frame.row(row)["amount"] == "0.5"
      }
      #expect(throws: FrameError.wrongType(column: "amount", type: .double, wanted: .bool)) {
        try frame.row(row)["amount"] == true
      }
    }
    #expect(throws: FrameError.noColumn(name: "amonut", columns: frame.columnNames)) {
      try frame.filter { try $0["amonut"] > 1 }
    }
  }

  @Test("A column compares all its rows, and a frame takes those that meet it")
  func masks() throws {
    #expect(try (frame["amount"] > 1) == [false, true, false])
    #expect(try (frame["n"] != 1) == [false, false, true])
    #expect(try (frame["kind"] == "a") == [true, false, false])
    #expect(try (frame["day"] <= Date(timeIntervalSince1970: 0)) == [true, false, false])
    #expect(try (frame["n"] >= 1) == [true, false, true])
    #expect(try (frame["share"] < 0.15) == [true, false, false])
    #expect(try frame[frame["n"] >= 1] == frame.filter(mask: [true, false, true]))
    #expect(throws: FrameError.maskLength(count: 1, rowCount: 3)) { try frame[[true]] }
    #expect(throws: FrameError.wrongType(column: "day", type: .date, wanted: .string)) {
      try frame["day"] < "1970-01-01"
    }
  }

  @Test("A column gives the value of a row, and says which rows there are")
  func byNumber() throws {
    #expect(try frame["amount"][1] > 1)
    #expect(try "\(frame["country"][0])" == "NO")
    #expect(sentence { try frame["n"][3] } == "no row 3; the rows are 0 to 2")
    #expect(sentence { try frame["n"][-1] } == "no row -1; the rows are 0 to 2")
  }

  @Test("Texts are compared by their bytes, as groups and joins compare them")
  func bytes() throws {
    // One character, an e with an accent, and a full-width A: in bytes in this order, in Swift's otherwise.
    let texts = ["\u{E9}", "e\u{301}", "\u{FF21}", nil]
    for type in [ColumnType.string, .categorical] {
      let frame = try DataFrame(Column("tag", texts)).casting("tag", to: type)
      #expect(try frame.filter("tag", is: "\u{E9}").rowCount == 1)
      #expect(try (frame["tag"] == "e\u{301}") == [false, true, false, false])
      #expect(try (frame["tag"] != "e\u{301}") == [true, false, true, false])
      #expect(try (frame["tag"] > "e\u{301}") == [true, false, true, false])
      #expect(try (frame["tag"] >= "\u{E9}") == [true, false, true, false])
      #expect(try frame.filter { try $0["tag"] == "\u{E9}" }.rowCount == 1)
      #expect(try frame.group(by: "tag").count().rowCount == 4)
      #expect(try frame.join(frame, on: "tag").rowCount == 3)
    }
  }

  @Test("It is shown as text")
  func shown() throws {
    let row = try frame.row(1)
    #expect(try ["\(row["n"])", "\(row["amount"])", "\(row["kind"])"] == ["null", "2.5", "null"])
  }
}
