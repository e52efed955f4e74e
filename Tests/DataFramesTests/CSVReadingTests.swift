import DataFrames
import Foundation
import Statistics
import Testing

@Suite("Comma-separated values are read by RFC 4180")
struct CSVReadingTests {
  @Test("Fields in quotes may hold delimiters, line ends and quotes written twice")
  func quotedFields() throws {
    let frame = try DataFrame(csv: "a,b,c\r\n\"x,y\",\"line 1\r\nline 2\",\"say \"\"hi\"\"\"\r\nplain,\"\",end\r\n")
    #expect(try strings(frame, "a") == ["x,y", "plain"])
    #expect(try strings(frame, "b") == ["line 1\r\nline 2", ""])
    #expect(try strings(frame, "c") == ["say \"hi\"", "end"])
  }

  @Test("Records end with LF, CRLF or CR, and the last one with or without", arguments: ["\n", "\r\n", "\r"])
  func lineEnds(end: String) throws {
    for last in ["", end] {
      let frame = try DataFrame(csv: "a,b\(end)1,x\(end)2,\"y\(end)z\"\(end)3,w\(last)")
      #expect(try ints(frame, "a") == [1, 2, 3])
      #expect(try strings(frame, "b") == ["x", "y\(end)z", "w"])
    }
  }

  @Test("Lines are counted whatever ends them, in long texts as in short ones", arguments: ["\n", "\r\n", "\r"])
  func lineCounts(end: String) throws {
    for count in [1, 7, 15, 16, 17, 255, 5000] {
      let text = "a,b\(end)" + (0..<count).map { "\($0 * $0),\"x\(end)\"\(end)" }.joined() + "bad\(end)"
      #expect(
        sentence { try DataFrame(csv: text) } == "text, line \(2 + 2 * count): expected 2 fields, found 1", "\(count)")
    }
  }

  @Test("Spaces are part of a field")
  func spaces() throws {
    let frame = try DataFrame(csv: "a,b\n x , \"y\"\n")
    #expect(try strings(frame, "a") == [" x "])
    #expect(try strings(frame, "b") == [" \"y\""])
  }

  @Test("A quote inside a field that does not start with one is taken as it is")
  func strayQuote() throws {
    let frame = try DataFrame(csv: "size,n\n5\" pipe,1\n6\" pipe,2\n")
    #expect(try strings(frame, "size") == ["5\" pipe", "6\" pipe"])
    #expect(try ints(frame, "n") == [1, 2])
  }

  @Test("Types are inferred from the values")
  func inference() throws {
    let text = """
      i,d,b,s,t,w,all_null,mixed
      1,1.5,true,x,2024-01-31,2024-01-31T12:30:00Z,,1
      -2,2e3,False,y,2024-02-29,2024-02-29 00:00:00.25,,2.5
      ,,,,,,,
      """
    let frame = try DataFrame(csv: text)
    let types = frame.columns.map(\.type)
    #expect(types == [.int, .double, .bool, .string, .date, .date, .string, .double])
    #expect(frame.columns.map(\.nullCount) == [1, 1, 1, 1, 1, 1, 3, 1])
    #expect(try doubles(frame, "d") == [1.5, 2000, nil])
    #expect(try Array(frame["b", as: Bool.self]) == [true, false, nil])
    let times = Array(try frame["w", as: Date.self])
    #expect(times[0] == Date(timeIntervalSince1970: 1_706_704_200))
    #expect(times[1] == Date(timeIntervalSince1970: 1_709_164_800.25))
  }

  @Test("Numbers that would lose a character stay text: postal codes, telephone numbers, long identifiers")
  func lossless() throws {
    let frame = try DataFrame(
      csv: "zip,phone,id,n\n02134,+4791234567,123456789012345678901,0\n10115,+1,1,-0.5\n")
    #expect(frame.columns.map(\.type) == [.string, .string, .string, .double])
    #expect(try strings(frame, "zip") == ["02134", "10115"])
    #expect(try strings(frame, "id") == ["123456789012345678901", "1"])
    let chosen = try DataFrame(csv: "zip\n02134\n", CSVOptions(types: ["zip": .int]))
    #expect(try ints(chosen, "zip") == [2134])
  }

  @Test("A type inferred from the first rows widens when a later value does not fit")
  func widening() throws {
    var text = "n,x,b,t,e\n"
    for row in 0..<3000 { text += "\(row),\(row).5,true,2024-01-01,\n" }
    text += "2.5,word,maybe,never,7\n"
    let frame = try DataFrame(csv: text, CSVOptions(inference: .sample(rows: 10)))
    #expect(frame.columns.map(\.type) == [.double, .string, .string, .string, .int])
    #expect(try strings(frame, "x")[1] == "1.5")
    #expect(try strings(frame, "b").suffix(2) == ["true", "maybe"])
    #expect(try ints(frame, "e").suffix(2) == [nil, 7])
    #expect(try doubles(frame, "n").suffix(2) == [2999, 2.5])
  }

  @Test("A row that is bad for another reason does not widen a type")
  func badRowsDoNotWiden() throws {
    var options = CSVOptions(inference: .sample(rows: 1))
    options.badRows = .collect
    let reading = try CSVReader(text: "a,b\n1,2\nx,y,z\n3,4\n", options).readAll()
    #expect(reading.frame.columns.map(\.type) == [.int, .int])
    #expect(reading.badRowCount == 1)
  }

  @Test("Chosen types are kept: float, string, categorical and date among them")
  func chosenTypes() throws {
    let options = CSVOptions(types: ["f": .float, "s": .string, "c": .categorical, "d": .double])
    let frame = try DataFrame(csv: "f,s,c,d\n0.1,007,NO,1\n16777217,1.50,SE,2\n,,,\n1e-45,x,NO,3\n", options)
    #expect(frame.columns.map(\.type) == [.float, .string, .categorical, .double])
    #expect(try Array(frame["f", as: Float.self]) == [0.1, 16_777_216, nil, Float.leastNonzeroMagnitude])
    #expect(try strings(frame, "s") == ["007", "1.50", nil, "x"])
    #expect(try strings(frame, "c") == ["NO", "SE", nil, "NO"])
  }

  @Test("A single is the nearest to the text, not to the nearest double")
  func singleRounding() throws {
    // Just above the middle between two singles, but a double cannot tell it from the middle.
    let frame = try DataFrame(csv: "f\n1.00000005960464478\n", CSVOptions(types: ["f": .float]))
    #expect(try frame["f", as: Float.self][0] == Float("1.00000005960464478"))
  }

  @Test("Empty fields and words for nothing are null, unless they are in quotes")
  func nulls() throws {
    let frame = try DataFrame(csv: "n,s\nNA,\"\"\nNaN,\"NA\"\nnull,NA\n1,\n")
    #expect(try ints(frame, "n") == [nil, nil, nil, 1])
    #expect(try strings(frame, "s") == ["", "NA", nil, nil])
    var options = CSVOptions()
    options.nulls = ["-", "not available"]
    let other = try DataFrame(csv: "n,s\n-,not available\n1,NA\n", options)
    #expect(try ints(other, "n") == [nil, 1])
    #expect(try strings(other, "s") == [nil, "NA"])
  }

  @Test("Headers, names, delimiters and quotes can be chosen, and columns left out")
  func options() throws {
    var options = CSVOptions(delimiter: ";", hasHeader: false, columnNames: ["a", "b", "c"])
    options.quote = "'"
    let frame = try DataFrame(csv: "1;'x;y';2.5\n2;z;3\n", options)
    #expect(frame.columnNames == ["a", "b", "c"])
    #expect(try strings(frame, "b") == ["x;y", "z"])
    let two = try DataFrame(csv: "a,b,c\n1,2,3\n", CSVOptions(columns: ["c", "a"]))
    #expect(two.columnNames == ["c", "a"])
    #expect(try ints(two, "c") == [3])
    let unnamed = try DataFrame(csv: "1,2\n", CSVOptions(hasHeader: false))
    #expect(unnamed.columnNames == ["column_1", "column_2"])
    var plain = CSVOptions()
    plain.quote = nil
    #expect(try strings(DataFrame(csv: "a,b\n\"x,1\n", plain), "a") == ["\"x"])
    #expect(try ints(DataFrame(csv: "a\tb\n1\t2\n", CSVOptions(delimiter: "\t")), "b") == [2])
  }

  @Test("Empty lines are skipped between records of several fields, and are nulls in a single column")
  func emptyLines() throws {
    #expect(try ints(DataFrame(csv: "\n\na,b\n1,2\n\n\r\n3,4\n\n"), "a") == [1, 3])
    #expect(try ints(DataFrame(csv: "a\n1\n\n3\n"), "a") == [1, nil, 3])
  }

  @Test("A header alone makes a frame without rows")
  func headerOnly() throws {
    for text in ["a,b", "a,b\n", "a,b\r\n"] {
      let frame = try DataFrame(csv: text)
      #expect(frame.columnNames == ["a", "b"])
      #expect(frame.rowCount == 0)
    }
  }

  @Test("The mark of UTF-8 is left out, and UTF-16 is recognized by its own")
  func marks() throws {
    let text = "name,n\nÅse,1\n🙂,2\n"
    let folder = TemporaryFolder()
    let utf8 = folder.write("utf8.csv", [0xEF, 0xBB, 0xBF] + Array(text.utf8))
    let little = folder.write("little.csv", [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
    let big = folder.write("big.csv", [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] })
    for path in [utf8, little, big] {
      let frame = try DataFrame.readCSV(path)
      #expect(frame.columnNames == ["name", "n"])
      #expect(try strings(frame, "name") == ["Åse", "🙂"])
    }
    let bytes = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let unmarked = try CSVReader(bytes: bytes, CSVOptions(encoding: .utf16)).readAll().frame
    #expect(try strings(unmarked, "name") == ["Åse", "🙂"])
    #expect(try CSVReader(bytes: [0xEF, 0xBB, 0xBF] + Array(text.utf8)).readAll().frame.columnNames == ["name", "n"])
  }

  @Test("Latin-1 and Windows-1252 are read as what they say")
  func singleByteEncodings() throws {
    let bytes: [UInt8] = Array("name\n".utf8) + [0xC5, 0x73, 0x65, 0x0A, 0x80, 0x39, 0x0A]
    let western = try CSVReader(bytes: bytes, CSVOptions(encoding: .windows1252)).readAll().frame
    #expect(try strings(western, "name") == ["Åse", "€9"])
    let latin = try CSVReader(bytes: bytes, CSVOptions(encoding: .latin1)).readAll().frame
    #expect(try strings(latin, "name") == ["Åse", "\u{80}9"])
  }

  @Test("A field of several megabytes is one field")
  func hugeField() throws {
    let long = String(repeating: "lorem ipsum, \"dolor\"\n", count: 200_000)
    let quoted = long.replacingOccurrences(of: "\"", with: "\"\"")
    let frame = try DataFrame(csv: "a,b\n1,\"\(quoted)\"\n2,\(String(repeating: "x", count: 3_000_000))\n")
    #expect(try strings(frame, "b")[0] == long)
    #expect(try strings(frame, "b")[1]?.utf8.count == 3_000_000)
  }

  @Test("Decimal numbers are the nearest doubles, bit by bit")
  func decimals() throws {
    let path = Fixture.folder.appendingPathComponent("decimals.csv").path
    let frame = try DataFrame.readCSV(path, CSVOptions(types: ["literal": .double, "bits": .string]))
    let texts = try DataFrame.readCSV(path, CSVOptions(inference: .text))
    let wrong = zip(try doubles(frame, "literal"), try strings(frame, "bits")).enumerated().filter { _, pair in
      pair.0?.bitPattern != pair.1.flatMap { UInt64($0, radix: 16) }
    }
    let written = try strings(texts, "literal")
    #expect(wrong.map { written[$0.offset] } == [])
    #expect(frame.rowCount == 4500)
  }

  @Test("Odd spellings of numbers are read as strtod reads them, or stay text")
  func spellings() throws {
    let frame = try DataFrame(
      csv: "x\n.5\n5.\n-.5e1\n1E5\ninf\n-Infinity\n1e400\n-1e-400\n", CSVOptions(types: ["x": .double]))
    #expect(try doubles(frame, "x") == [0.5, 5, -5, 1e5, .infinity, -.infinity, .infinity, 0])
    for text in ["1e", "e5", ".", "-", "0x10", "1_000", "1 2", "--1", "1.2.3", "1e+"] {
      #expect(try DataFrame(csv: "x\n\(text)\n")["x"].type == .string, "\(text)")
    }
  }

  @Test("Whole numbers of every length are exact, and those that do not fit in 64 bits are none")
  func wholeNumbers() throws {
    for digits in 1...19 {
      let longest = Int(String(repeating: "9", count: min(digits, 18))) ?? 0
      let values = digits == 19 ? [Int.max, Int.max - 1, Int.min, 1_000_000_000_000_000_000] : [longest, -longest]
      let text = "n\n" + values.map { "\($0)\n" }.joined()
      #expect(try DataFrame(csv: text).array("n", of: Int.self) == values, "\(digits)")
    }
    #expect(
      try DataFrame(csv: "n\n+0012345678\n", CSVOptions(types: ["n": .int])).array("n", of: Int.self) == [12_345_678])
    for text in ["9223372036854775808", "-9223372036854775809", "99999999999999999999", "1234567-", "12345678-9"] {
      #expect(try DataFrame(csv: "n\n\(text)\n")["n"].type == .string, "\(text)")
    }
  }

  @Test("Decimal numbers of every number of digits are those of strtod")
  func digitCounts() throws {
    var rng = SeededGenerator(seed: 11)
    var texts: [String] = []
    for whole in 0...21 {
      for fraction in 0...21 where whole + fraction > 0 {
        for sign in ["", "-", "+"] {
          let digits = (0..<whole + fraction).map { _ in String(rng.uniformInt(below: 10)) }
          texts.append(sign + digits[..<whole].joined() + "." + digits[whole...].joined())
        }
      }
    }
    let read = try DataFrame(csv: "x\n" + texts.map { "\($0)\n" }.joined(), CSVOptions(types: ["x": .double]))
    for (text, value) in zip(texts, try doubles(read, "x")) {
      #expect(value?.bitPattern == strtod(text, nil).bitPattern, "\(text)")
    }
  }

  @Test("Numbers that would lose a plus or a zero in front stay text, and are numbers where those are asked for")
  func needlessDigits() throws {
    for (first, second, value) in [("1.5", "07.5", 7.5), ("1.5", "-007.25", -7.25), ("1.5", "+2.5", 2.5)] {
      let text = "x\n\(first)\n\(second)\n"
      #expect(try DataFrame(csv: text, CSVOptions(inference: .sample(rows: 1)))["x"].type == .string, "\(second)")
      #expect(try doubles(DataFrame(csv: text, CSVOptions(types: ["x": .double])), "x") == [1.5, value])
    }
    for (second, value) in [("07", 7), ("-012345678", -12_345_678), ("+2", 2)] {
      let text = "x\n1\n\(second)\n"
      #expect(try DataFrame(csv: text, CSVOptions(inference: .sample(rows: 1)))["x"].type == .string, "\(second)")
      #expect(try DataFrame(csv: text, CSVOptions(types: ["x": .int])).array("x", of: Int.self) == [1, value])
    }
  }

  @Test("Truth values are true and false in small letters, in capitals, or with one capital in front")
  func truthValues() throws {
    let texts = ["true", "True", "TRUE", "false", "False", "FALSE"]
    let frame = try DataFrame(csv: "b\n" + texts.joined(separator: "\n"))
    #expect(try Array(frame["b", as: Bool.self]) == [true, true, true, false, false, false])
    for text in ["tRUE", "TRUe", "TrUE", "truE", "fALSE", "FALSe", "falsE", "falsy", "tru", "trues", "t\u{12}ue"] {
      #expect(try DataFrame(csv: "b\n\(text)\n")["b"].type == .string, "\(text)")
    }
  }

  @Test("A moment to the second is read as the longer form of it, and only as digits and separators in their places")
  func seconds() throws {
    for moment in ["2024-02-29 23:59:59", "1969-12-31T00:00:00", "0001-01-01 00:00:01", "9999-12-31 12:34:56"] {
      let frame = try DataFrame(csv: "short,long\n\(moment),\(moment).0Z\n")
      let times = try ["short", "long"].map { try frame.array($0, of: Date.self)[0] }
      #expect(times[0] == times[1], "\(moment)")
    }
    let good = Array("2024-02-29 23:59:59".utf8)
    for place in good.indices {
      for byte in [UInt8(ascii: "/"), UInt8(ascii: "a"), 0xB0] {
        var bytes = good
        bytes[place] = byte
        let reading = try? CSVReader(bytes: Array("t\n".utf8) + bytes + [10]).readAll().frame
        #expect(try reading?["t"].type != .date, "\(place), \(byte)")
      }
    }
  }

  @Test("Days that do not exist and fractions finer than a microsecond stay text")
  func moments() throws {
    for text in [
      "2023-02-29", "2024-13-01", "2024-00-10", "2024-01-32", "2024-01-01T24:00", "2024-01-01T10:00:00.1234567",
    ] {
      #expect(try DataFrame(csv: "t\n\(text)\n")["t"].type == .string, "\(text)")
    }
    let frame = try DataFrame(csv: "t\n2024-06-01T12:00:00+02:00\n2024-06-01T12:00-0330\n1969-12-31T23:59:59.5Z\n")
    let times = Array(try frame["t", as: Date.self]).map { $0?.timeIntervalSince1970 }
    #expect(times == [1_717_236_000, 1_717_255_800, -0.5])
  }

  @Test("What is read does not depend on how the text is cut")
  func cutting() throws {
    var text = "id,note,x,c\r\n"
    for row in 0..<300 {
      let note =
        switch row % 7 {
        case 0: "\"two\r\nlines, \"\"quoted\"\"\""
        case 1: "plain"
        case 2: "\"\""
        case 3: "\"\n\n\n\""
        case 4: "5\" pipe"
        case 5: ""
        default: "\"a,b\""
        }
      text +=
        "\(row),\(note),\(Double(row) / 7),\(row % 3 == 0 ? "NO" : "SE")"
        + (row % 5 == 0 ? "\n" : row % 5 == 1 ? "\r" : "\r\n")
    }
    let options = CSVOptions(types: ["c": .categorical])
    let whole = try DataFrame(csv: text, options)
    #expect(whole.rowCount == 300)
    #expect(try strings(whole, "note")[0] == "two\r\nlines, \"quoted\"")
    for piece in 1...40 {
      for block in [piece, 3 * piece + 1, 1000] {
        let reader = try CSVReader(text: text, options)
        reader.cutting = CSVCutting(blockSize: block, pieceSize: piece)
        #expect(try reader.readAll().frame == whole, "pieces of \(piece), blocks of \(block)")
      }
    }
  }
}
