/// The records of a text, a batch of them at a time: where their fields start and end.
///
/// A field ends at a delimiter, LF, CR or CRLF outside quotes. A quote opens where a field starts, and closes at the
/// next quote that is not written twice; any other quote is a character like all others.
package final class RecordBatches {
  /// A record with another number of fields than the table.
  package struct OddRecord {
    package let start: UnsafePointer<UInt8>
    package let end: UnsafePointer<UInt8>
    package let fieldEnds: [UnsafePointer<UInt8>]
  }

  /// The bytes behind a text that must be readable.
  package static let behind = 64
  /// The fastest instruction set of this machine, which has all before it, too.
  package static let bestSet = cfe_best_set()

  private let set: Int32
  private let scanner: RecordScanner
  private let fieldCount: Int
  private let limit: UnsafePointer<UInt8>
  /// The bytes that are looked through at one time.
  private let stretch: Int
  private var reached: UnsafePointer<UInt8>
  private var state = FieldState(isInside: false)
  /// The ends of fields that were found: first those of the batch, from `taken` on those of later records.
  private var ends: UnsafeMutablePointer<UnsafePointer<UInt8>>
  private var capacity: Int
  private var endCount = 0
  private var taken = 0
  /// Where the records of the batch start.
  private let starts: UnsafeMutablePointer<UnsafePointer<UInt8>>
  private var nextStart: UnsafePointer<UInt8>

  /// The records of the batch, all with as many fields as the table.
  package private(set) var count = 0
  /// Records among those of the batch that have more or fewer. Empty lines are none, unless there is only one field.
  package private(set) var odd: [OddRecord] = []

  /// Goes through `start ..< limit`, which starts at a record.
  package init(
    _ scanner: RecordScanner, fieldCount: Int, _ start: UnsafePointer<UInt8>, _ limit: UnsafePointer<UInt8>,
    set: Int32 = bestSet
  ) {
    self.set = set
    self.scanner = scanner
    self.fieldCount = fieldCount
    self.limit = limit
    // About a hundred records, which stay in the nearest memory while all their fields are read.
    stretch = min(max(1 << 14, fieldCount << 9), 1 << 17)
    reached = start
    nextStart = start
    capacity = stretch + Self.behind
    ends = .allocate(capacity: capacity)
    starts = .allocate(capacity: stretch + 1)
  }

  deinit {
    ends.deallocate()
    starts.deallocate()
  }

  /// Goes on to the next batch; false behind the last one.
  package func next() -> Bool {
    count = 0
    odd.removeAll(keepingCapacity: true)
    while nextStart < limit, count == 0, odd.isEmpty {
      endCount -= taken
      ends.update(from: ends + taken, count: endCount)
      taken = 0
      if reached == limit {
        // The last field is not closed.
        ends[endCount] = limit
        endCount += 1
        take()
      } else {
        let recordEnds = find()
        if recordEnds > 0, !takeEven(recordEnds) { take() }
      }
    }
    return count > 0 || !odd.isEmpty
  }

  /// Looks through the next stretch of the text and says how many records end in it.
  private func find() -> Int {
    let length = min(stretch, limit - reached)
    if endCount + length + Self.behind > capacity {
      capacity = 2 * (endCount + length + Self.behind)
      let larger = UnsafeMutablePointer<UnsafePointer<UInt8>>.allocate(capacity: capacity)
      larger.update(from: ends, count: endCount)
      ends.deallocate()
      ends = larger
    }
    let before = state.recordCount
    endCount += cfe_find(
      set, reached, length, scanner.dialect.delimiter, scanner.dialect.quoteCode, &state, ends + endCount)
    reached += length
    return state.recordCount - before
  }

  /// Takes the records that end at `recordEnds` ends if each has as many fields as the table.
  private func takeEven(_ recordEnds: Int) -> Bool {
    guard recordEnds * fieldCount <= endCount else { return false }
    var start = nextStart
    var last = fieldCount - 1
    for record in 0..<recordEnds {
      let end = ends[last]
      guard end.pointee != scanner.dialect.delimiter else { return false }
      starts[record] = start
      start = scanner.afterLineEnd(end, limit)
      last += fieldCount
    }
    nextStart = start
    count = recordEnds
    taken = recordEnds * fieldCount
    return true
  }

  /// Takes all records whose ends were found.
  private func take() {
    for index in 0..<endCount {
      let end = ends[index]
      guard end >= limit || end.pointee != scanner.dialect.delimiter else { continue }
      let found = index + 1 - taken
      let next = end < limit ? scanner.afterLineEnd(end, limit) : limit
      if found == fieldCount {
        (ends + count * fieldCount).update(from: ends + taken, count: fieldCount)
        starts[count] = nextStart
        count += 1
      } else if found > 1 || end > nextStart {
        odd.append(
          OddRecord(start: nextStart, end: next, fieldEnds: (taken...index).map { ends[$0] }))
      }
      nextStart = next
      taken = index + 1
    }
  }

  /// The fields of a column of the batch.
  package func fields(_ index: Int) -> BatchFields {
    if index == 0 {
      return BatchFields(count: count, starts: starts, startStride: 1, skipped: 0, ends: ends, endStride: fieldCount)
    }
    return BatchFields(
      count: count, starts: ends + (index - 1), startStride: fieldCount, skipped: 1, ends: ends + index,
      endStride: fieldCount)
  }

  /// A record of the batch.
  func record(_ row: Int) -> (start: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>) {
    let end = ends[row * fieldCount + fieldCount - 1]
    return (starts[row], end < limit ? scanner.afterLineEnd(end, limit) : limit)
  }

  /// Takes records out of the batch.
  func remove(_ rows: Set<Int>) {
    var kept = 0
    for row in 0..<count where !rows.contains(row) {
      starts[kept] = starts[row]
      (ends + kept * fieldCount).update(from: ends + row * fieldCount, count: fieldCount)
      kept += 1
    }
    count = kept
  }
}

/// Where the fields of one column of a batch of records start and end.
package struct BatchFields {
  package let count: Int
  fileprivate let starts: UnsafePointer<UnsafePointer<UInt8>>
  fileprivate let startStride: Int
  /// The bytes between what `starts` gives and the field: the delimiter before it, or nothing.
  fileprivate let skipped: Int
  fileprivate let ends: UnsafePointer<UnsafePointer<UInt8>>
  fileprivate let endStride: Int

  fileprivate init(
    count: Int, starts: UnsafePointer<UnsafePointer<UInt8>>, startStride: Int, skipped: Int,
    ends: UnsafePointer<UnsafePointer<UInt8>>, endStride: Int
  ) {
    self.count = count
    self.starts = starts
    self.startStride = startStride
    self.skipped = skipped
    self.ends = ends
    self.endStride = endStride
  }

  @inline(__always)
  package func start(_ row: Int) -> UnsafePointer<UInt8> { starts[row &* startStride] + skipped }

  @inline(__always)
  package func end(_ row: Int) -> UnsafePointer<UInt8> { ends[row &* endStride] }
}
