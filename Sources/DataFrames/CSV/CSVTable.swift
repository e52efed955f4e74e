/// How a text is cut up to be read: what is read does not depend on it.
package struct CSVCutting: Sendable {
  /// The bytes that are in sight at one time.
  package var blockSize: Int
  /// The bytes that one processor reads at one time.
  package var pieceSize: Int

  package init(blockSize: Int, pieceSize: Int) {
    self.blockSize = blockSize
    self.pieceSize = pieceSize
  }

  static let whole = CSVCutting(blockSize: workerCount * 8 << 20, pieceSize: 1 << 19)
  static let stream = CSVCutting(blockSize: 4 << 20, pieceSize: 1 << 19)
}

/// Reads a text of comma-separated values block by block into growing columns.
///
/// A block is cut into pieces at line ends. One pass over the pieces, in parallel, finds out which of the cuts lie in
/// quotes; a second, in parallel, reads the records of every piece to where they belong in the columns.
final class CSVTable {
  private let path: String
  private let window: TextWindow
  private let scanner: RecordScanner
  private let nulls: NullTexts
  private let rule: BadRowRule
  private let mayWiden: Bool
  /// Whether all rows stay until the end of the text.
  private let keepsAll: Bool
  private let cutting: CSVCutting
  private let layout: CSVLayout
  /// The column of each field, nil where it is skipped.
  private let columns: [GrowingColumn?]
  /// The kinds that hold everything read so far.
  private(set) var kinds: [FieldKind]
  /// The line at the start of the window, counted from 1.
  private var line: Int
  private var consumed = 0
  private(set) var rowCount = 0
  /// Bad rows since the start.
  private(set) var badRows: [BadRow] = []
  private(set) var badRowCount = 0
  /// Memory for what the fields of each piece leave to be put together, used again for every block.
  private var scratch: [FieldScratch] = []

  init(
    _ window: TextWindow, _ layout: CSVLayout, _ options: CSVOptions, _ scanner: RecordScanner, _ nulls: NullTexts,
    path: String, cutting: CSVCutting, mayWiden: Bool, keepsAll: Bool
  ) {
    self.path = path
    self.window = window
    self.layout = layout
    self.scanner = scanner
    self.nulls = nulls
    self.cutting = cutting
    self.mayWiden = mayWiden
    self.keepsAll = keepsAll
    rule = options.badRows
    kinds = layout.fields.map(\.kind)
    columns = layout.fields.map { field in
      field.kind == .skip ? nil : GrowingColumn(name: field.name, kind: field.kind, isInferred: field.isInferred)
    }
    line = 1 + layout.headerLines
  }

  /// Whether a type turned out too narrow, so that the text must be read again.
  var hasWidened: Bool { zip(kinds, layout.fields).contains { $0 != $1.kind } }

  /// The rows read since the last call.
  func take() -> DataFrame {
    let finished = columns.compactMap { $0?.take() }
    let ordered = layout.wanted.compactMap { name in finished.first { $0.name == name } }
    let count = rowCount
    rowCount = 0
    return DataFrame(checked: ordered, rowCount: count)
  }

  /// Forgets the rows read since the last call.
  func discard() {
    for column in columns { column?.discard() }
    rowCount = 0
  }

  /// Reads one more block; false if there is none.
  func readBlock() throws(CSVError) -> Bool {
    var size = cutting.blockSize
    while true {
      let (bytes, isEnd) = try window.bytes(atLeast: size)
      guard let start = bytes.baseAddress, !bytes.isEmpty else { return false }
      if let pieces = cut(start, start + bytes.count, isEnd) {
        try read(pieces, from: start)
        window.consume(pieces.end - start)
        return true
      }
      size = max(size, bytes.count) * 2
    }
  }

  private struct Pieces {
    /// The records of each piece, from its start to the start of the next one.
    var starts: [UnsafePointer<UInt8>] = []
    /// At least as many rows as each piece has.
    var rows: [Int] = []
    var end: UnsafePointer<UInt8>
    var lineCount: Int

    mutating func add(_ start: UnsafePointer<UInt8>, recordEnds: Int) {
      starts.append(start)
      // The last record may end in a later piece, or with the text.
      rows.append(recordEnds + 1)
    }
  }

  /// Cuts a block into pieces of whole records; nil if not one whole record is in sight.
  private func cut(_ start: UnsafePointer<UInt8>, _ limit: UnsafePointer<UInt8>, _ isEnd: Bool) -> Pieces? {
    // A carriage return at the end of what is in sight may be half of a line end.
    let sure = !isEnd && limit[-1] == Byte.carriageReturn ? limit - 1 : limit
    guard let end = isEnd ? limit : scanner.lastLineEnd(start, sure) else { return nil }
    var cuts = [start]
    while end - cuts[cuts.count - 1] > cutting.pieceSize {
      cuts.append(scanner.lineEnd(cuts[cuts.count - 1] + cutting.pieceSize, end) ?? end)
    }
    if cuts[cuts.count - 1] < end { cuts.append(end) }
    var states = [FieldState](repeating: FieldState(isInside: false), count: cuts.count - 1)
    states.withUnsafeMutableBufferPointer { states in
      forEachPart(states.count) { piece in
        states[piece] = FieldState(behind: cuts[piece], cuts[piece + 1], scanner.dialect)
      }
    }
    var pieces = Pieces(end: end, lineCount: states.reduce(0) { $0 + $1.lineCount })
    // Where the last record starts of which the block may not show the end: somewhere from `from` to `to`.
    var last = (from: start, to: start)
    var isInside = false
    for piece in states.indices {
      let pieceEnd = cuts[piece + 1]
      var first = cuts[piece]
      if isInside {
        states[piece] = FieldState(behind: first, pieceEnd, startsInside: true, scanner.dialect)
        // The lines up to the first record belong to a record of an earlier piece.
        first = scanner.closingQuote(first, pieceEnd).map { scanner.recordEnd($0, pieceEnd) } ?? pieceEnd
      }
      isInside = states[piece].isInside
      if first < pieceEnd { pieces.add(first, recordEnds: states[piece].recordCount) }
      if !isInside {
        last = (pieceEnd, pieceEnd)
      } else if states[piece].recordCount > 0 {
        last = (first, pieceEnd)
      }
    }
    guard isInside, !isEnd else { return pieces }
    // The last record goes on behind the block: the block ends before it.
    pieces.end = scanner.lastRecord(last.from, last.to)
    guard pieces.end > start else { return nil }
    while let first = pieces.starts.last, first >= pieces.end {
      pieces.starts.removeLast()
      pieces.rows.removeLast()
    }
    pieces.lineCount = FieldState(behind: start, pieces.end, scanner.dialect).lineCount
    return pieces
  }

  private func read(_ pieces: Pieces, from start: UnsafePointer<UInt8>) throws(CSVError) {
    let count = pieces.starts.count
    let ends = Array(pieces.starts.dropFirst()) + [pieces.end]
    var firstRows: [Int] = []
    var rows = 0
    for count in pieces.rows {
      firstRows.append(rows)
      rows += count
    }
    let expected = keepsAll ? expectedRows(rows, in: pieces.end - start) : 0
    for column in columns { column?.reserve(rows, expectingInAll: expected) }
    let places = firstRows
    let fieldCount = columns.count
    let sinks = UnsafeMutableBufferPointer<FieldSink>.allocate(capacity: count * fieldCount)
    defer { sinks.deallocate() }
    while scratch.count < count * fieldCount { scratch.append(FieldScratch()) }
    let scratch = scratch
    let names = layout.fields.map(\.name)
    var parsers: [PieceParser?] = Array(repeating: nil, count: count)
    parsers.withUnsafeMutableBufferPointer { parsers in
      forEachPart(count) { piece in
        let range = pieces.starts[piece]..<ends[piece]
        let own = UnsafeMutableBufferPointer(rebasing: sinks[piece * fieldCount..<(piece + 1) * fieldCount])
        for field in 0..<fieldCount {
          own.initializeElement(
            at: field, to: sink(field, places[piece], pieces.rows[piece], range, scratch[piece * fieldCount + field]))
        }
        var parser = PieceParser(
          scanner: scanner, nulls: nulls, names: names, rule: rule, mayWiden: mayWiden, sinks: own)
        parser.parse(range.lowerBound, range.upperBound)
        parsers[piece] = parser
      }
    }
    // Behind a row that ends the reading nothing counts.
    let ending = parsers.firstIndex { $0?.isEnded == true }
    let finished = parsers.prefix(ending.map { $0 + 1 } ?? count).compactMap { $0 }
    let failure = report(finished, start)
    let newRows = finished.reduce(0) { $0 + $1.rowCount }
    guard rowCount + newRows <= Int(Int32.max) else { throw .tooManyRows(path: path) }
    func filled(_ field: Int) -> [FilledPiece] {
      finished.indices.map { piece in
        let sink = sinks[piece * fieldCount + field]
        return FilledPiece(
          firstRow: places[piece], rowCount: finished[piece].rowCount, text: sink.text, textCount: sink.textCount,
          nulls: sink.nulls, nullCount: sink.nullCount)
      }
    }
    for field in 0..<fieldCount {
      for piece in finished.indices { kinds[field] = kinds[field].joined(sinks[piece * fieldCount + field].wanted) }
    }
    forEachPart(fieldCount) { field in
      if let column = columns[field], column.kind != .text { column.close(filled(field)) }
    }
    for column in columns.indices where columns[column]?.kind == .text { columns[column]?.close(filled(column)) }
    rowCount += newRows
    consumed += pieces.end - start
    line += pieces.lineCount
    if let failure { throw failure }
  }

  /// How many rows there will be in all if the rest of the text is like what has been read and the block of `rows`.
  private func expectedRows(_ rows: Int, in byteCount: Int) -> Int {
    guard let remaining = window.remainingCount else { return 0 }
    let share = Double(consumed + remaining) / Double(consumed + byteCount)
    return Int(Double(rowCount + rows) * share * 1.02)
  }

  private func sink(
    _ field: Int, _ firstRow: Int, _ rows: Int, _ range: Range<UnsafePointer<UInt8>>, _ scratch: FieldScratch
  ) -> FieldSink {
    guard let column = columns[field] else {
      return FieldSink(
        kind: .skip, wanted: .skip, isInferred: false, data: UnsafeMutableRawPointer(scratch.nulls),
        ends: UnsafeMutableRawPointer(scratch.nulls).assumingMemoryBound(to: Int.self), text: nil, nulls: scratch.nulls)
    }
    scratch.reserve(
      text: column.kind == .text || column.kind == .categorical ? range.upperBound - range.lowerBound + 16 : 0,
      nulls: rows)
    let hasText = column.kind == .text || column.kind == .categorical
    // A type that turned out too narrow is only checked from here on.
    let isChecked = kinds[field] == .text && column.kind != .text
    return FieldSink(
      kind: isChecked ? .skip : kinds[field], wanted: kinds[field], isInferred: column.isInferred,
      data: column.values(from: firstRow), ends: column.ends(from: firstRow),
      text: hasText ? scratch.text : nil, nulls: scratch.nulls)
  }

  /// Keeps what was wrong with the block, and says what ends the reading.
  private func report(_ parsers: [PieceParser], _ start: UnsafePointer<UInt8>) -> CSVError? {
    var reached = start
    var reachedLine = line
    for parser in parsers {
      badRowCount += parser.badCount
      for (index, bad) in parser.bad.enumerated() {
        reachedLine += FieldState(behind: reached, bad.start, scanner.dialect).lineCount
        reached = bad.start
        var text = UnsafeBufferPointer(start: bad.start, count: min(1000, bad.end - bad.start))
        while let last = text.last, last == Byte.lineFeed || last == Byte.carriageReturn {
          text = UnsafeBufferPointer(rebasing: text.dropLast())
        }
        let row = BadRow(line: reachedLine, problem: bad.misfit.problem, text: String(decoding: text, as: UTF8.self))
        if parser.isTypeChange, index == parser.bad.count - 1 { return .typeChanged(path: path, row) }
        if rule == .refuse { return .badRow(path: path, row) }
        if rule == .collect { badRows.append(row) }
      }
    }
    return nil
  }
}

/// Room for the texts and nulls of one field in one piece.
private final class FieldScratch {
  private(set) var text: UnsafeMutablePointer<UInt8>
  private(set) var nulls: UnsafeMutablePointer<Int32>
  private var textCapacity = 0
  private var nullCapacity = 2

  init() {
    text = LargeMemory.allocate(0, of: UInt8.self)
    nulls = LargeMemory.allocate(2, of: Int32.self)
  }

  deinit {
    LargeMemory.free(text)
    LargeMemory.free(nulls)
  }

  func reserve(text textCount: Int, nulls nullCount: Int) {
    if textCount > textCapacity {
      textCapacity = textCount + textCount / 8
      text = LargeMemory.grow(text, to: textCapacity)
    }
    if nullCount > nullCapacity {
      nullCapacity = nullCount + nullCount / 2
      nulls = LargeMemory.grow(nulls, to: nullCapacity)
    }
  }
}
