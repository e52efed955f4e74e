import DataFrames
import Foundation
import Testing

@Suite("What is written reads back the same")
struct CSVWritingTests {
  @Test("Nulls, empty texts, words for nothing, quotes, delimiters and line ends survive")
  func roundTrip() throws {
    let frame = try DataFrame(
      Column("s", ["a,b", "say \"x\"", "two\nlines", "\r", "", nil, "NA", " x ", "Åse 🙂"]),
      Column("x", [0.1, 1e300, -Double.leastNonzeroMagnitude, nil, 1.0 / 3, 2, -0.0, .infinity, 123456789.125]),
      Column("n", [Int.max, Int.min, 0, nil, 1, 2, 3, 4, 5]),
      Column("b", [true, false, nil, true, true, true, true, true, true]),
      Column("t", (0..<9).map { $0 == 4 ? nil : Date(timeIntervalSince1970: Double($0) * 86_400.25) }))
    for end in LineEnd.allCases {
      #expect(try DataFrame(csv: frame.csvText(lineEnd: end)) == frame)
    }
    let options = CSVOptions(delimiter: ";")
    #expect(try DataFrame(csv: frame.csvText(options), options) == frame)
    let folder = TemporaryFolder()
    try frame.writeCSV(folder.path("x.csv"))
    #expect(try DataFrame.readCSV(folder.path("x.csv")) == frame)
  }

  @Test("The text is what one would write by hand")
  func text() throws {
    let frame = try DataFrame(
      Column("a", [1, nil]), Column("b", ["x,y", ""]), Column("d", [Date(timeIntervalSince1970: 0), nil]))
    #expect(try frame.csvText() == "a,b,d\n1,\"x,y\",1970-01-01\n,\"\",\n")
  }

  @Test("Where quotes mean nothing, texts that need them are refused")
  func withoutQuotes() throws {
    var options = CSVOptions()
    options.quote = nil
    let plain = try DataFrame(Column("a", ["x \"y\"", "z"]), Column("n", [1, nil]))
    #expect(try plain.csvText(options) == "a,n\nx \"y\",1\nz,\n")
    #expect(try DataFrame(csv: plain.csvText(options), options) == plain)
    for text in ["x,y", "x\ny", "", "NA"] {
      #expect(
        sentence { try DataFrame(Column("a", [text])).csvText(options) }
          == "the text \"\(text)\" can only be written in quotes, and quote is nil")
    }
    options.delimiter = "\n"
    #expect(
      sentence { try plain.csvText(options) }
        == "the delimiter is \"\n\"; it must be one ASCII character that does not end a line")
  }

  @Test("A file that cannot be written leaves nothing behind")
  func failure() throws {
    let folder = TemporaryFolder()
    let path = folder.path("none/x.csv")
    #expect(
      sentence { try DataFrame(Column("a", [1])).writeCSV(path) } == "\(path): cannot be written: no such file")
    try FileManager.default.createDirectory(atPath: folder.path("taken.csv"), withIntermediateDirectories: true)
    #expect(sentence { try DataFrame(Column("a", [1])).writeCSV(folder.path("taken.csv")) } != "no error")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["taken.csv"])
  }
}

@Suite("JSON lines")
struct JSONLinesTests {
  @Test("Fields become columns in order of appearance, missing ones nulls")
  func reading() throws {
    let frame = try DataFrame(
      jsonLines: """
        {"n": 1, "s": "a\\n\\u00e5\\ud83d\\ude42", "b": true}

        { "s" : null , "x" : 2.5e1 , "n" : 9007199254740993 }\r
        {}
        {"x": 3, "b": false}
        """)
    #expect(frame.columnNames == ["n", "s", "b", "x"])
    #expect(frame.columns.map(\.type) == [.int, .string, .bool, .double])
    #expect(try ints(frame, "n") == [1, 9_007_199_254_740_993, nil, nil])
    #expect(try strings(frame, "s") == ["a\nå🙂", nil, nil, nil])
    #expect(try doubles(frame, "x") == [nil, 25, nil, 3])
    #expect(try Array(frame["b", as: Bool.self]) == [true, nil, nil, false])
  }

  @Test("What is written reads back the same, plain and compressed")
  func roundTrip() throws {
    let frame = try DataFrame(
      Column("s", ["a\"b\\c\n\u{1}", nil, "Åse"]), Column("n", [1, nil, -3]), Column("x", [0.1, 2, nil]),
      Column("b", [true, nil, false]))
    #expect(try DataFrame(jsonLines: frame.jsonLinesText()) == frame)
    let folder = TemporaryFolder()
    for name in ["x.jsonl", "x.jsonl.gz"] {
      try frame.writeJSONLines(folder.path(name))
      #expect(try DataFrame.readJSONLines(folder.path(name)) == frame)
    }
    #expect(
      try frame.head(1).jsonLinesText() == "{\"s\":\"a\\\"b\\\\c\\n\\u0001\",\"n\":1,\"x\":0.1,\"b\":true}\n")
  }

  @Test("What is wrong with a line is said with its place")
  func errors() throws {
    func message(_ line: String) -> String { sentence { try DataFrame(jsonLines: "{\"a\": 1}\n" + line) } }
    #expect(message("[1]") == "text, line 2, column 1: expected an object, {…}, found \"[1]\"")
    #expect(message("{\"a\" 1}") == "text, line 2, column 6: expected a colon, found \"1}\"")
    #expect(message("{\"a\": 1") == "text, line 2, column 8: expected a comma or }, found the end of the line")
    #expect(message("{\"a\": x}") == "text, line 2, column 7: expected a value, found \"x}\"")
    #expect(
      message("{\"a\": 01}")
        == "text, line 2, column 7: expected a number without a needless zero in front, found \"01}\"")
    #expect(message("{\"a\": 1} x") == "text, line 2, column 10: expected the end of the line, found \"x\"")
    #expect(message("{a: 1}") == "text, line 2, column 2: expected a field name in quotes, found \"a: 1}\"")
    #expect(message("{\"b\": \"x") == "text, line 2, column 9: expected a closing quote, found the end of the line")
    #expect(
      message("{\"b\": \"\\ud83d\"}")
        == "text, line 2, column 14: expected the second half of a character, found \"\"}\"")
    #expect(
      message("{\"a\": \"x\"}")
        == "text, line 2, field \"a\": expected a whole number as in the lines before, found \"x\"")
    #expect(
      message("{\"b\": {\"c\": 1}}")
        == "text, line 2, field \"b\": expected text, a number, true, false or null, found an object")
    #expect(message("{\"a\": 1, \"a\": 2}") == "text, line 2: the field \"a\" occurs twice")
    #expect(
      sentence { try DataFrame(Column("x", [1, .nan])).jsonLinesText() }
        == "column \"x\", row 1 (counted from 0): nan has no place in JSON; make it a null first")
    #expect(sentence { try DataFrame.readJSONLines("/nowhere/x.jsonl") } == "/nowhere/x.jsonl: no such file")
  }
}

@Suite("Rows as values of a Codable type")
struct RowCodingTests {
  enum Level: String, Codable { case low, high }
  struct Sale: Codable, Equatable {
    var country: String
    var amount: Double?
    var count: UInt8
    var level: Level?
    var when: Date?
  }
  let sales = [
    Sale(country: "NO", amount: 12.5, count: 3, level: .high, when: Date(timeIntervalSince1970: 1.5)),
    Sale(country: "SE", amount: nil, count: 0, level: nil, when: nil),
  ]

  @Test("Values become rows and rows become values")
  func roundTrip() throws {
    let frame = try DataFrame(encoding: sales)
    #expect(frame.columnNames == ["country", "amount", "count", "level", "when"])
    #expect(frame.columns.map(\.type) == [.string, .double, .int, .string, .date])
    #expect(try frame.decode(Sale.self) == sales)
    #expect(try frame.casting("country", to: .categorical).decode(Sale.self) == sales)
  }

  @Test("What cannot be decoded or encoded is said")
  func errors() throws {
    struct Wide: Codable { var country: String; var more: [Int] }
    struct Strict: Codable { var amount: Double }
    struct Other: Codable { var count: Int8 }
    let frame = try DataFrame(encoding: sales)
    #expect(
      sentence { try frame.decode(Wide.self) }
        == "no column \"more\"; columns: country, amount, count, level, when")
    #expect(sentence { try frame.decode(Strict.self) }.hasPrefix("column \"amount\" has no value in row 1"))
    #expect(
      sentence { try DataFrame(Column("count", [300])).decode(Other.self) }
        == "column \"count\", row 0 (counted from 0): \"300\" cannot be read as int; expected a whole number")
    #expect(
      sentence { try DataFrame(encoding: [Wide(country: "NO", more: [1])]) }
        == "property \"more\" is not a plain value; columns hold numbers, truth values, text and dates")
    #expect(
      sentence { try DataFrame(encoding: [1, 2]) }
        == "a row is encoded from a type with named properties, one for each column")
    #expect(
      sentence { try frame.decode(Int.self) }
        == "a row is decoded as a type with named properties, one for each column")
  }
}
