import DataFrames
import Foundation
import Statistics
import Testing

@Suite("A file is read in chunks as it is read whole")
struct CSVStreamingTests {
  static func text(rows: Int) -> String {
    var rng = SeededGenerator(seed: 3)
    var text = "id,x,note,when\n"
    for row in 0..<rows {
      let note = ["", "plain", "\"a,\nb\"", "\"\"\"q\"\"\"", "\"\r\n\""][rng.uniformInt(below: 5)]
      text += "\(row),\(rng.normal()),\(note),2024-01-\(String(format: "%02d", 1 + row % 28))\n"
    }
    return text
  }

  private func chunks(_ reader: CSVReader, rows: Int) throws -> [DataFrame] {
    var chunks: [DataFrame] = []
    while let chunk = try reader.next(rows: rows) { chunks.append(chunk) }
    return chunks
  }

  @Test("The chunks together are the whole, each of the size asked for", arguments: [1, 7, 100, 999, 1000, 5000])
  func chunksMakeTheWhole(rows: Int) throws {
    let text = Self.text(rows: 1000)
    let whole = try DataFrame(csv: text)
    let reader = try CSVReader(text: text)
    reader.cutting = CSVCutting(blockSize: 2000, pieceSize: 300)
    let chunks = try chunks(reader, rows: rows)
    #expect(chunks.dropLast().allSatisfy { $0.rowCount == rows })
    #expect(try chunks.dropFirst().reduce(chunks[0]) { try $0.appending($1) } == whole)
  }

  @Test("Compressed files are read as what they hold, one after the other if there are several")
  func compressed() throws {
    let folder = TemporaryFolder()
    let whole = try DataFrame(csv: Self.text(rows: 3000))
    let path = folder.path("whole.csv.gz")
    try whole.writeCSV(path)
    let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    #expect(bytes.starts(with: [0x1F, 0x8B]))
    #expect(try DataFrame.readCSV(path) == whole)
    let reader = try CSVReader(path)
    let streamed = try chunks(reader, rows: 1234)
    #expect(try streamed.dropFirst().reduce(streamed[0]) { try $0.appending($1) } == whole)
    let tail = folder.path("tail.csv.gz")
    try whole.writeCSV(tail, CSVOptions(hasHeader: false))
    let both = folder.write("both.csv.gz", bytes + Array(try Data(contentsOf: URL(fileURLWithPath: tail))))
    #expect(try DataFrame.readCSV(both) == whole.appending(whole))
  }

  @Test("A pipe is read as a file is, compressed or not")
  func pipe() throws {
    let folder = TemporaryFolder()
    let whole = try DataFrame(csv: Self.text(rows: 3000))
    for name in ["plain.csv", "packed.csv.gz"] {
      try whole.writeCSV(folder.path(name))
      let (pipe, path) = piped(Array(try Data(contentsOf: URL(fileURLWithPath: folder.path(name)))))
      #expect(try DataFrame.readCSV(path) == whole, "\(name)")
      try pipe.fileHandleForReading.close()
    }
    let (pipe, path) = piped(Array(("n\n" + String(repeating: "1\n", count: 2000) + "x\n").utf8))
    #expect(
      sentence { try DataFrame.readCSV(path) }
        == "\(path): the types of its columns follow only from all rows, and this is no file that can be read a second "
        + "time; choose them with types, or read texts with inference: .text")
    try pipe.fileHandleForReading.close()
  }

  /// A pipe from which these bytes come, and its path.
  private func piped(_ bytes: [UInt8]) -> (pipe: Pipe, path: String) {
    let pipe = Pipe()
    Thread.detachNewThread {
      pipe.fileHandleForWriting.write(Data(bytes))
      try? pipe.fileHandleForWriting.close()
    }
    return (pipe, "/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)")
  }

  @Test("A later value that does not fit an inferred type ends a stream, unless types come from the whole file")
  func typeChange() throws {
    let text = "n\n" + (0..<50).map { "\($0)\n" }.joined() + "x\n"
    let options = CSVOptions(inference: .sample(rows: 10), badRows: .count)
    let reader = try CSVReader(text: text, options)
    #expect(
      sentence { while try reader.next(rows: 10) != nil {} }
        == "text, line 52, column 1 (\"n\"): expected a whole number, found \"x\"; its type was inferred from the first "
        + "rows: choose one with types, or infer from all rows with inference: .whole")
    let whole = try CSVReader(text: text, CSVOptions(inference: .whole))
    #expect(try whole.next(rows: 10)?["n"].type == .string)
  }

  @Test("The rows before the one that ends a stream come first", arguments: [7, 30, 100, 4 << 20])
  func rowsBeforeTheEnd(blockSize: Int) throws {
    var text = "n,t\n"
    for row in 0..<1500 { text += row % 3 == 0 ? "\(row),\n" : "\(row),a\(row)\n" }
    let whole = try DataFrame(csv: text)
    for bad in ["x,y\n", "1\n", "1,\"a\"b\n"] {
      for options in [CSVOptions(), CSVOptions(types: ["n": .int])] {
        let reader = try CSVReader(text: text + bad + "8,b\n9,c\n" + bad, options)
        reader.cutting = CSVCutting(blockSize: blockSize, pieceSize: max(5, blockSize / 8))
        var read: [DataFrame] = []
        let error = sentence { while let chunk = try reader.next(rows: 400) { read.append(chunk) } }
        #expect(error.hasPrefix("text, line 1502"))
        #expect(read.map(\.rowCount) == [400, 400, 400, 300])
        #expect(try read.dropFirst().reduce(read[0]) { try $0.appending($1) } == whole)
        #expect(sentence { try reader.next(rows: 1) } == error)
      }
    }
  }

  @Test("Bad rows of a stream are counted and collected as it goes")
  func badRows() throws {
    var text = "a,b\n"
    for row in 0..<100 { text += row % 10 == 3 ? "\(row)\n" : "\(row),x\n" }
    let reader = try CSVReader(text: text, CSVOptions(badRows: .collect))
    reader.cutting = CSVCutting(blockSize: 64, pieceSize: 16)
    let rows = try chunks(reader, rows: 9).reduce(0) { $0 + $1.rowCount }
    #expect(rows == 90)
    #expect(reader.badRowCount == 10)
    #expect(reader.badRows.map(\.line) == (0..<10).map { 5 + $0 * 10 })
  }
}

@Suite("Mangled files end in a frame or an error")
struct CSVFuzzTests {
  @Test("Two thousand mangled texts never crash, and cutting them up changes nothing")
  func mangled() throws {
    let seed = Array(CSVStreamingTests.text(rows: 12).utf8)
    let bytes: [UInt8] = [0, 10, 13, 34, 44, 48, 46, 45, 101, 0x80, 0xC3, 0xFF, 0xEF, 39, 32]
    for round in 0..<2000 {
      var rng = SeededGenerator(seed: UInt64(round))
      var text = seed
      for _ in 0..<(1 + rng.uniformInt(below: 12)) {
        let place = rng.uniformInt(below: text.count)
        switch rng.uniformInt(below: 4) {
        case 0: text[place] = bytes[rng.uniformInt(below: bytes.count)]
        case 1: text.insert(bytes[rng.uniformInt(below: bytes.count)], at: place)
        case 2: text.remove(at: place)
        default: text.removeSubrange(place..<min(text.count, place + rng.uniformInt(below: 40)))
        }
        if text.isEmpty { text = [10] }
      }
      let options = CSVOptions(
        inference: .sample(rows: 1 + round % 5),
        encoding: round % 10 == 0 ? .utf16 : round % 10 == 1 ? .windows1252 : .utf8,
        badRows: [.refuse, .collect, .count][round % 3])
      func outcome(_ cutting: CSVCutting?) -> String {
        do {
          let reader = try CSVReader(bytes: text, options)
          reader.cutting = cutting
          let reading = try reader.readAll()
          return "\(reading.badRowCount) \(reading.badRows) \(try reading.frame.csvText())"
        } catch { return "\(error)" }
      }
      let whole = outcome(nil)
      let cut = outcome(CSVCutting(blockSize: 1 + rng.uniformInt(below: 200), pieceSize: 1 + rng.uniformInt(below: 60)))
      #expect(whole == cut, "round \(round)")
    }
  }
}
