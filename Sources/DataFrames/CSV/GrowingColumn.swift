/// A column while it is being read: memory that grows with the rows.
final class GrowingColumn {
  let name: String
  let kind: FieldKind
  let isInferred: Bool
  /// The values; for text, where each ends in `text`, after a first zero.
  private var data: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private var text: UnsafeMutablePointer<UInt8>
  private var textCount = 0
  private var textCapacity = 0
  /// For categories: where the texts of the rows being read end, and the different texts.
  private var pieceEnds: UnsafeMutablePointer<Int>
  private var pieceCapacity = 0
  private var names = TextTable()
  private var nullWords: [UInt64] = []
  private(set) var rowCount = 0

  init(name: String, kind: FieldKind, isInferred: Bool) {
    self.name = name
    self.kind = kind
    self.isInferred = isInferred
    capacity = 0
    data = LargeMemory.allocate(16, of: UInt8.self)
    data.withMemoryRebound(to: Int.self, capacity: 1) { $0.pointee = 0 }
    text = LargeMemory.allocate(0, of: UInt8.self)
    pieceEnds = LargeMemory.allocate(0, of: Int.self)
  }

  deinit {
    LargeMemory.free(data)
    LargeMemory.free(text)
    LargeMemory.free(pieceEnds)
  }

  /// Makes room for `more` rows behind those that are there.
  func reserve(_ more: Int, expectingInAll expected: Int) {
    let needed = rowCount + more
    if needed > capacity {
      // Memory that is not touched costs nothing, but an estimate from few rows must not ask for more than there is.
      capacity = max(needed, min(expected, needed * 64), capacity + capacity / 2)
      data = LargeMemory.grow(data, to: (capacity + 1) * kind.width)
    }
    if kind == .categorical, more > pieceCapacity {
      pieceCapacity = more
      pieceEnds = LargeMemory.grow(pieceEnds, to: more)
    }
  }

  /// Where the values of the rows from `row` on, counted from the first new one, go.
  func values(from row: Int) -> UnsafeMutableRawPointer {
    UnsafeMutableRawPointer(data) + (rowCount + row + (kind == .text ? 1 : 0)) * kind.width
  }

  /// Where the ends of the texts of the rows from `row` on go.
  func ends(from row: Int) -> UnsafeMutablePointer<Int> {
    kind == .categorical ? pieceEnds + row : values(from: row).assumingMemoryBound(to: Int.self)
  }

  /// Takes in what pieces of text have put behind the last row, each from its first row on.
  func close(_ pieces: [FilledPiece]) {
    let newRows = pieces.reduce(0) { $0 + $1.rowCount }
    if pieces.contains(where: { $0.nullCount > 0 }) || !nullWords.isEmpty { addBits(newRows, pieces) }
    moveTogether(pieces)
    switch kind {
    case .text: appendTexts(pieces)
    case .categorical: appendCategories(pieces)
    default: break
    }
    rowCount += newRows
  }

  /// Closes the gaps that a piece with fewer rows than it had lines leaves behind it.
  private func moveTogether(_ pieces: [FilledPiece]) {
    guard kind != .skip, kind != .open else { return }
    var next = 0
    for piece in pieces {
      if next < piece.firstRow {
        if kind == .categorical {
          (pieceEnds + next).update(from: pieceEnds + piece.firstRow, count: piece.rowCount)
        } else {
          values(from: next).copyMemory(from: values(from: piece.firstRow), byteCount: piece.rowCount * kind.width)
        }
      }
      next += piece.rowCount
    }
  }

  private func appendTexts(_ pieces: [FilledPiece]) {
    let total = pieces.reduce(textCount) { $0 + $1.textCount }
    if total > textCapacity {
      let share =
        rowCount > 0 ? Double(capacity) / Double(rowCount) : Double(capacity) / Double(max(1, pieces.rowCount))
      let expected = Int(Double(rowCount > 0 ? textCount : total) * min(share, 64) * 1.02)
      textCapacity = max(total, expected, textCapacity + textCapacity / 2)
      text = LargeMemory.grow(text, to: textCapacity)
    }
    var starts: [(row: Int, byte: Int)] = []
    var row = 0
    var byte = textCount
    for piece in pieces {
      starts.append((row, byte))
      row += piece.rowCount
      byte += piece.textCount
    }
    let target = text
    forEachPart(pieces.count) { index in
      let piece = pieces[index]
      let (row, byte) = starts[index]
      if let source = piece.text { (target + byte).update(from: source, count: piece.textCount) }
      let ends = ends(from: row)
      for index in 0..<piece.rowCount { ends[index] &+= byte }
    }
    textCount = total
  }

  private func appendCategories(_ pieces: [FilledPiece]) {
    var row = 0
    let codes = values(from: 0).assumingMemoryBound(to: Int32.self)
    for piece in pieces {
      var start = 0
      var null = 0
      for index in 0..<piece.rowCount {
        let end = pieceEnds[row]
        if null < piece.nullCount, Int(piece.nulls[null]) == index {
          null += 1
          codes[row] = 0
        } else {
          codes[row] = names.number(
            of: UnsafeBufferPointer(start: piece.text.map { UnsafePointer($0 + start) }, count: end - start))
        }
        start = end
        row += 1
      }
    }
  }

  /// Adds the bits of the new rows: 1 for a null.
  private func addBits(_ newRows: Int, _ pieces: [FilledPiece]) {
    let words = Validity.wordCount(rowCount + newRows)
    while nullWords.count < words { nullWords.append(0) }
    var row = rowCount
    for piece in pieces {
      for index in 0..<piece.nullCount {
        let null = row + Int(piece.nulls[index])
        nullWords[null >> 6] |= 1 << UInt64(null & 63)
      }
      row += piece.rowCount
    }
  }

  /// Forgets all rows but keeps the memory.
  func discard() {
    rowCount = 0
    textCount = 0
    nullWords = []
    names = TextTable()
  }

  /// The column of all rows; nothing is left behind, and reading starts again at row 0.
  func take() -> Column {
    let column = finished()
    rowCount = 0
    capacity = 0
    textCount = 0
    textCapacity = 0
    nullWords = []
    names = TextTable()
    data = LargeMemory.allocate(16, of: UInt8.self)
    data.withMemoryRebound(to: Int.self, capacity: 1) { $0.pointee = 0 }
    text = LargeMemory.allocate(0, of: UInt8.self)
    return column
  }

  private func finished() -> Column {
    func adopted<Element: BitwiseCopyable>(_ type: Element.Type, _ count: Int) -> Buffer<Element> {
      let exact = LargeMemory.shrink(data, to: max(1, count) * kind.width)
      return Buffer(adopting: UnsafeMutableRawPointer(exact).assumingMemoryBound(to: type), count: count)
    }
    var validity: Validity?
    if !nullWords.isEmpty {
      while nullWords.count < Validity.wordCount(rowCount) { nullWords.append(0) }
      validity = Validity(words: Buffer(nullWords.map { ~$0 }), count: rowCount)
    }
    let storage: ColumnStorage
    switch kind {
    case .int: storage = .int(adopted(Int.self, rowCount))
    case .double: storage = .double(adopted(Double.self, rowCount))
    case .float: storage = .float(adopted(Float.self, rowCount))
    case .bool: storage = .bool(adopted(Bool.self, rowCount))
    case .date: storage = .date(adopted(Int.self, rowCount))
    case .categorical:
      LargeMemory.free(text)
      storage = .categorical(adopted(Int32.self, rowCount), names: names.texts)
    case .text:
      let exact = LargeMemory.shrink(text, to: textCount)
      storage = .text(
        TextValues(offsets: adopted(Int.self, rowCount + 1), bytes: Buffer(adopting: exact, count: textCount)))
      return Column(name: name, storage: storage, validity: validity)
    case .open, .skip:
      // Nothing but nulls.
      LargeMemory.free(data)
      storage = .text(TextValues(offsets: Buffer(repeating: 0, count: rowCount + 1), bytes: Buffer([])))
    }
    if kind != .categorical { LargeMemory.free(text) }
    return Column(name: name, storage: storage, validity: validity)
  }
}

/// What one piece of text has put into one column.
struct FilledPiece {
  /// The place of its first row among the new rows, and how many it has.
  let firstRow: Int
  let rowCount: Int
  let text: UnsafeMutablePointer<UInt8>?
  let textCount: Int
  let nulls: UnsafeMutablePointer<Int32>
  let nullCount: Int
}

extension [FilledPiece] {
  fileprivate var rowCount: Int { reduce(0) { $0 + $1.rowCount } }
}
