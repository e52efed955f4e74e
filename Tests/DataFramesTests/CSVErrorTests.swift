import DataFrames
import Foundation
import Plotting
import Testing

@Suite("What is wrong with a file is said with its place")
struct CSVErrorTests {
  @Test("A value of the wrong type: line, column and what was expected")
  func wrongValue() {
    let types: [String: ColumnType] = ["n": .int, "x": .double, "b": .bool, "t": .date]
    func message(_ row: String) -> String {
      sentence { try DataFrame(csv: "n,x,b,t\n1,1,true,2024-01-01\n\"\n\",\(row)", CSVOptions(types: types)) }
    }
    #expect(
      sentence {
        try DataFrame(csv: "n,x\n1,2\n\n3,12;50\n", CSVOptions(types: types.filter { "nx".contains($0.key) }))
      }
        == "text, line 4, column 2 (\"x\"): expected a number, found \"12;50\"")
    #expect(message("1,true,2024-01-01") == "text, line 3, column 1 (\"n\"): expected a whole number, found \"\n\"")
    #expect(
      sentence { try DataFrame(csv: "b\nyes\n", CSVOptions(types: ["b": .bool])) }
        == "text, line 2, column 1 (\"b\"): expected true or false, found \"yes\"")
    #expect(
      sentence { try DataFrame(csv: "t\n31.1.2024\n", CSVOptions(types: ["t": .date])) }
        == "text, line 2, column 1 (\"t\"): expected a date (2024-01-31 or 2024-01-31T12:30:00Z), found \"31.1.2024\"")
    #expect(
      sentence { try DataFrame(csv: "n\n2.5\n", CSVOptions(types: ["n": .int])) }
        == "text, line 2, column 1 (\"n\"): expected a whole number, found \"2.5\"")
  }

  @Test("Lines are counted inside quoted fields too")
  func lineNumbers() {
    let text = "a,b\n\"1\n2\n3\",x\ny,\"\r\n\"\r\nonly one\n"
    #expect(sentence { try DataFrame(csv: text) } == "text, line 7: expected 2 fields, found 1")
  }

  @Test("Too few and too many fields")
  func raggedRows() {
    #expect(sentence { try DataFrame(csv: "a,b,c\n1,2,3\n4,5\n") } == "text, line 3: expected 3 fields, found 2")
    #expect(sentence { try DataFrame(csv: "a,b\n1,2\n4,5,6,\n") } == "text, line 3: expected 2 fields, found 4")
    #expect(sentence { try DataFrame(csv: "a\n1,2\n") } == "text, line 2: expected 1 field, found 2")
  }

  @Test("Broken quotes and bytes that are not UTF-8")
  func brokenText() {
    #expect(
      sentence { try DataFrame(csv: "a,b\n1,\"open\n2,x\n") }
        == "text, line 2, column 2 (\"b\"): expected a closing quote, found the end of the file")
    #expect(
      sentence { try DataFrame(csv: "a,b\n1,\"x\"y\n") }
        == "text, line 2, column 2 (\"b\"): expected a delimiter or the end of the line after the closing quote; "
        + "a quote inside a quoted field is written twice")
    let latin: [UInt8] = Array("a,b\n1,".utf8) + [0xC5, 0x73, 0x65, 0x0A]
    #expect(
      sentence { try CSVReader(bytes: latin).readAll() }
        == "text, line 2, column 2 (\"b\"): expected UTF-8; "
        + "if the file is in Windows-1252 or Latin-1, say so with encoding: .windows1252")
    #expect(
      sentence { try CSVReader(bytes: [0xFF, 0xFE, 0x41, 0x00, 0x42]).readAll() }
        == "text: expected UTF-16, found half a character; is the file in another encoding?")
  }

  @Test("A broken header is refused, and not taken for names")
  func header() {
    #expect(
      sentence { try DataFrame(csv: "\n\na,\"b\n1,2\n3,4\n") }
        == "text, line 3, column 2 (\"column_2\"): expected a closing quote, found the end of the file")
    #expect(
      sentence { try DataFrame(csv: "\"a\"x,b\n1,2\n") }
        == "text, line 1, column 1 (\"column_1\"): expected a delimiter or the end of the line after the closing quote; "
        + "a quote inside a quoted field is written twice")
    #expect(
      sentence { try CSVReader(bytes: Array("a,".utf8) + [0xE5] + Array("r\n1,2\n".utf8)).readAll() }
        == "text, line 1, column 2 (\"column_2\"): expected UTF-8; "
        + "if the file is in Windows-1252 or Latin-1, say so with encoding: .windows1252")
  }

  @Test("Headers, names and options that do not fit")
  func layout() {
    #expect(sentence { try DataFrame(csv: "") } == "text is empty; expected a line with the names of the columns")
    #expect(
      sentence { try DataFrame(csv: "a,b,a\n1,2,3\n") }
        == "text, line 1: two columns are called \"a\"; give each a name of its own with columnNames")
    #expect(
      sentence { try DataFrame(csv: "amount,time\n1,2\n", CSVOptions(types: ["amont": .int])) }
        == "text: no column \"amont\"; did you mean \"amount\"? columns: amount, time")
    #expect(
      sentence { try DataFrame(csv: "amount,time\n1,2\n", CSVOptions(columns: ["zzz"])) }
        == "text: no column \"zzz\"; columns: amount, time")
    #expect(
      sentence { try DataFrame(csv: "a,b\n1,2\n", CSVOptions(columnNames: ["x"])) }
        == "text: 1 name for 2 columns; columnNames needs one for each")
    #expect(
      sentence { try DataFrame(csv: "a", CSVOptions(delimiter: "→")) }
        == "the delimiter is \"→\"; it must be one ASCII character that does not end a line")
    #expect(
      sentence { try DataFrame(csv: "a", CSVOptions(delimiter: "\"")) }
        == "the delimiter and the quote must be two different characters")
    #expect(
      sentence { try DataFrame(csv: "a\n1\n", CSVOptions(badRows: .count)) }
        == "a frame alone would hide the bad rows; to count them use CSVReader(path, options).readAll(), "
        + "which gives the frame, the bad rows and their number")
    #expect(
      sentence { try DataFrame(csv: "a\n1\n", CSVOptions(inference: .sample(rows: 0))) }
        == "types cannot be inferred from 0 rows; give one or more")
    #expect(
      sentence { try DataFrame(csv: "a,b\n1,2\n", CSVOptions(columns: ["a", "a"])) } == "columns names a column twice")
  }

  @Test("Files that are not there, folders, and damaged compressed files")
  func files() throws {
    let folder = TemporaryFolder()
    let missing = folder.path("none.csv")
    #expect(sentence { try DataFrame.readCSV(missing) } == "\(missing): no such file")
    #expect(sentence { try DataFrame.readCSV(folder.url.path) } == "\(folder.url.path): this is a folder, not a file")
    let path = folder.path("x.csv.gz")
    try DataFrame(Column("a", Array(0..<10_000))).writeCSV(path)
    let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    let cut = folder.write("cut.csv.gz", Array(bytes.dropLast(bytes.count / 2)))
    #expect(
      sentence { try DataFrame.readCSV(cut) } == "\(cut): the compressed data ends too early; the file is cut short")
    var broken = bytes
    for index in 2000..<2100 { broken[index] = 0xFF }
    let damaged = folder.write("damaged.csv.gz", broken)
    #expect(sentence { try DataFrame.readCSV(damaged) }.hasPrefix("\(damaged): the compressed data is damaged ("))
  }

  @Test("A file that is compressed in another way than gzip is said to be", arguments: ["bzip2", "zip", "xz", "zstd"])
  func otherCompression(name: String) throws {
    let heads: [String: [UInt8]] = [
      "bzip2": Array("BZh91AY&SY".utf8), "zip": [0x50, 0x4B, 3, 4], "xz": [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0],
      "zstd": [0x28, 0xB5, 0x2F, 0xFD],
    ]
    let bytes = heads[name]! + [0, 0xFF, 0x80, 10, 7]
    let wanted = "text: is compressed with \(name); only gzip is read: unpack it first"
    #expect(sentence { try CSVReader(bytes: bytes).readAll() } == wanted)
    // A text may well start like one.
    #expect(try DataFrame(csv: "BZh9,PK\n1,2\n").columnNames == ["BZh9", "PK"])
  }

  @Test("A reading shows its frame and what did not fit")
  func shown() throws {
    let text = "a,b\n1,x\n" + String(repeating: "2\n", count: 7)
    let collected = try CSVReader(text: text, CSVOptions(badRows: .collect)).readAll()
    let notes = "7 bad rows:\nline 3: expected 2 fields, found 1\n"
    #expect(collected.description.contains(notes))
    #expect(collected.description.hasSuffix("line 7: expected 2 fields, found 1\nand 2 more, in badRows"))
    #expect(collected.display(in: DisplayContext(width: 80)).plain.contains("line 3: expected 2 fields, found 1"))
    let counted = try CSVReader(text: text, CSVOptions(badRows: .count)).readAll()
    #expect(counted.description == "\(counted.frame)\n7 bad rows")
    #expect(try CSVReader(text: "a\n1\n").readAll().description.hasSuffix("no bad rows"))
  }

  @Test("Bad rows are refused, collected or counted, and never go unnoticed")
  func badRows() throws {
    let text = "a,b\n1,x\n2\nbad,y\n4,z,w\n5,\"v\"u\n6,t\n"
    var options = CSVOptions(types: ["a": .int])
    #expect(sentence { try CSVReader(text: text, options).readAll() } == "text, line 3: expected 2 fields, found 1")
    options.badRows = .collect
    let collected = try CSVReader(text: text, options).readAll()
    #expect(try ints(collected.frame, "a") == [1, 6])
    #expect(collected.badRowCount == 4)
    #expect(collected.badRows.map(\.line) == [3, 4, 5, 6])
    #expect(collected.badRows.map(\.text) == ["2", "bad,y", "4,z,w", "5,\"v\"u"])
    #expect(collected.badRows[1].description == "line 4, column 1 (\"a\"): expected a whole number, found \"bad\"")
    options.badRows = .count
    let counted = try CSVReader(text: text, options).readAll()
    #expect(counted.frame == collected.frame)
    #expect(counted.badRowCount == 4)
    #expect(counted.badRows.isEmpty)
    for piece in 1...12 {
      options.badRows = .collect
      let reader = try CSVReader(text: text, options)
      reader.cutting = CSVCutting(blockSize: piece * 2, pieceSize: piece)
      let cut = try reader.readAll()
      #expect(cut.frame == collected.frame && cut.badRows == collected.badRows, "pieces of \(piece)")
    }
  }
}
