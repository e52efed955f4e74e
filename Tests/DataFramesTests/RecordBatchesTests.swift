import DataFrames
import Statistics
import Testing

@Suite("The ends of fields are found many at a time")
struct RecordBatchesTests {
  /// The fields of a text's records, as places.
  private typealias Records = [[Range<Int>]]

  @Test("Every instruction set finds in mangled texts what going byte by byte finds")
  func mangled() throws {
    let characters = Array("ab,\"\"\n\r,".utf8)
    for round in 0..<600 {
      var rng = SeededGenerator(seed: UInt64(round))
      // Some texts are longer than what is looked through at one time.
      let count = round % 20 == 0 ? 40_000 : rng.uniformInt(below: 300)
      // Few quotes, or many.
      let kinds = round % 3 == 0 ? 4 : characters.count
      var text = (0..<count).map { _ in
        rng.uniformInt(below: 4) > 0 ? UInt8(ascii: "x") : characters[rng.uniformInt(below: kinds)]
      }
      text.append(10)
      var options = CSVOptions()
      if round % 7 == 0 { options.quote = nil }
      let scanner = RecordScanner(dialect: try CSVDialect(options))
      for fieldCount in [1, 2, 3] {
        let expected = byteByByte(text, scanner, fieldCount)
        for set in 0...RecordBatches.bestSet {
          let found = inBatches(text, scanner, fieldCount, set)
          #expect(found == expected, "round \(round), \(fieldCount) fields, instruction set \(set)")
        }
      }
    }
  }

  private func byteByByte(_ text: [UInt8], _ scanner: RecordScanner, _ fieldCount: Int) -> Records {
    text.withUnsafeBufferPointer { buffer in
      let start = buffer.baseAddress!
      let limit = start + buffer.count
      var records: Records = []
      var record: [Range<Int>] = []
      var p = start
      while p < limit || !record.isEmpty {
        let end = scanner.fieldEnd(p, limit)
        record.append(p - start..<end - start)
        if end < limit, end.pointee == UInt8(ascii: ",") {
          p = end + 1
          continue
        }
        if fieldCount == 1 || record.count > 1 || !record[0].isEmpty { records.append(record) }
        record = []
        p = end < limit ? scanner.afterLineEnd(end, limit) : limit
      }
      return records
    }
  }

  private func inBatches(_ text: [UInt8], _ scanner: RecordScanner, _ fieldCount: Int, _ set: Int32) -> Records {
    (text + [UInt8](repeating: UInt8(ascii: ","), count: RecordBatches.behind)).withUnsafeBufferPointer { buffer in
      let start = buffer.baseAddress!
      let batches = RecordBatches(scanner, fieldCount: fieldCount, start, start + text.count, set: set)
      var records: Records = []
      while batches.next() {
        for row in 0..<batches.count {
          records.append(
            (0..<fieldCount).map { batches.fields($0).start(row) - start..<batches.fields($0).end(row) - start })
        }
        for odd in batches.odd {
          var p = odd.start
          records.append(
            odd.fieldEnds.map { end in
              defer { p = end + 1 }
              return p - start..<end - start
            })
        }
      }
      return records.sorted { $0[0].lowerBound < $1[0].lowerBound }
    }
  }
}
