internal import Foundation

/// The bytes that separate fields and records.
struct CSVDialect: Sendable {
  let delimiter: UInt8
  /// The quote; a byte that never occurs in UTF-8 where quotes mean nothing.
  let quote: UInt8

  static let noQuote: UInt8 = 0xFF
}

/// Finds where records end, and nothing else.
struct RecordScanner {
  let dialect: CSVDialect

  /// The number of line ends in a text, those in quotes included: LF, CRLF or CR.
  static func lineCount(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    guard let start = bytes.baseAddress else { return 0 }
    var feeds = 0
    var returns = 0
    var p = start
    let end = start + bytes.count
    while end - p >= 8 {
      // One counter in each byte of a word, emptied before it can overflow.
      var feedLanes: UInt64 = 0
      var returnLanes: UInt64 = 0
      let words = min(255, (end - p) / 8)
      for word in 0..<words {
        let text = DigitWords.load(p + word &* 8)
        feedLanes &+= onesWhereZero(text ^ 0x0A0A_0A0A_0A0A_0A0A)
        returnLanes &+= onesWhereZero(text ^ 0x0D0D_0D0D_0D0D_0D0D)
      }
      p += words * 8
      feeds += sumOfBytes(feedLanes)
      returns += sumOfBytes(returnLanes)
    }
    while p < end {
      if p.pointee == Byte.lineFeed { feeds += 1 }
      if p.pointee == Byte.carriageReturn { returns += 1 }
      p += 1
    }
    if returns == 0 { return feeds }
    var lone = 0
    for index in bytes.indices where bytes[index] == Byte.carriageReturn {
      if index + 1 == bytes.count || bytes[index + 1] != Byte.lineFeed { lone += 1 }
    }
    return feeds + lone
  }

  /// 1 in each byte that is zero, 0 in the others.
  @inline(__always)
  private static func onesWhereZero(_ word: UInt64) -> UInt64 {
    let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    return ~(((word & low) &+ low) | word | low) &>> 7
  }

  @inline(__always)
  private static func sumOfBytes(_ word: UInt64) -> Int {
    let pairs = (word & 0x00FF_00FF_00FF_00FF) &+ ((word &>> 8) & 0x00FF_00FF_00FF_00FF)
    return Int(truncatingIfNeeded: (pairs &* 0x0001_0001_0001_0001) &>> 48)
  }

  /// The place behind the first line end in `start ..< end`, whether in quotes or not; nil if there is none.
  func lineEnd(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> UnsafePointer<UInt8>? {
    var p = start
    while p < end {
      if p.pointee == Byte.lineFeed { return p + 1 }
      if p.pointee == Byte.carriageReturn, p + 1 == end || p[1] != Byte.lineFeed { return p + 1 }
      p += 1
    }
    return nil
  }

  /// The place behind the last line end in `start ..< end`.
  func lastLineEnd(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> UnsafePointer<UInt8>? {
    var p = end
    while p > start {
      if p[-1] == Byte.lineFeed || p[-1] == Byte.carriageReturn,
        p == end || p[0] != Byte.lineFeed || p[-1] == Byte.lineFeed
      {
        return p
      }
      p -= 1
    }
    return nil
  }

  @inline(__always)
  func find(_ byte: UInt8, _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> UnsafePointer<UInt8>? {
    guard start < end, let found = memchr(start, Int32(byte), end - start) else { return nil }
    return UnsafePointer(found.assumingMemoryBound(to: UInt8.self))
  }

  /// What going through a piece of text shows.
  struct Trace {
    /// Whether the piece ends inside quotes.
    var endsInside: Bool
    /// The place behind the first line end outside quotes.
    var firstRecordEnd: UnsafePointer<UInt8>?
    /// The place behind the last line end outside quotes.
    var lastRecordEnd: UnsafePointer<UInt8>?
  }

  /// Goes through a piece that starts at a record or, with `startsInside`, inside quotes, and ends with a line end.
  func trace(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, startsInside: Bool, findsLast: Bool
  ) -> Trace {
    var result = Trace(endsInside: startsInside)
    guard dialect.quote != CSVDialect.noQuote else {
      result.firstRecordEnd = lineEnd(start, end)
      if findsLast { result.lastRecordEnd = lastLineEnd(start, end) }
      return result
    }
    var p = start
    while p < end {
      if result.endsInside {
        guard let after = closingQuote(p, end) else { return result }
        result.endsInside = false
        p = after
      } else {
        let quote = find(dialect.quote, p, end)
        if result.firstRecordEnd == nil { result.firstRecordEnd = lineEnd(p, quote ?? end) }
        if findsLast, let last = lastLineEnd(p, quote ?? end) { result.lastRecordEnd = last }
        guard let quote else { return result }
        p = quote + 1
        if quote == start && !startsInside || quote > start && opensField(after: quote[-1]) { result.endsInside = true }
      }
    }
    return result
  }

  @inline(__always)
  private func opensField(after byte: UInt8) -> Bool {
    byte == dialect.delimiter || byte == Byte.lineFeed || byte == Byte.carriageReturn
  }

  /// The place behind the quote that closes a field, of which `p` is inside; nil if there is none.
  @inline(__always)
  func closingQuote(_ p: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> UnsafePointer<UInt8>? {
    var p = p
    while let quote = find(dialect.quote, p, end) {
      guard quote + 1 < end, quote[1] == dialect.quote else { return quote + 1 }
      p = quote + 2
    }
    return nil
  }

  /// The place behind the record that starts at `start`.
  func recordEnd(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> UnsafePointer<UInt8> {
    var p = start
    while p < end {
      p = fieldEnd(p, end)
      if p >= end { return end }
      if p.pointee != dialect.delimiter { return afterLineEnd(p, end) }
      p += 1
      // A delimiter before the end of the text leaves one more, empty field.
    }
    return end
  }

  /// The place of the delimiter or line end behind the field that starts at `start`.
  func fieldEnd(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> UnsafePointer<UInt8> {
    var p = start
    if p < end, p.pointee == dialect.quote, dialect.quote != CSVDialect.noQuote {
      guard let after = closingQuote(p + 1, end) else { return end }
      p = after
    }
    while p < end, p.pointee != dialect.delimiter, p.pointee != Byte.lineFeed, p.pointee != Byte.carriageReturn {
      p += 1
    }
    return p
  }

  /// The place behind the line end at `p`.
  @inline(__always)
  func afterLineEnd(_ p: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> UnsafePointer<UInt8> {
    p.pointee == Byte.carriageReturn && p + 1 < end && p[1] == Byte.lineFeed ? p + 2 : p + 1
  }

  /// The fields of the record that starts at `start`, quotes taken off, whether each was in quotes, and where the
  /// record ends.
  func fields(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
  ) -> (fields: [(bytes: [UInt8], isQuoted: Bool)], next: UnsafePointer<UInt8>) {
    var fields: [(bytes: [UInt8], isQuoted: Bool)] = []
    var p = start
    while true {
      let next = fieldEnd(p, end)
      fields.append(content(p, next))
      if next >= end { return (fields, end) }
      if next.pointee != dialect.delimiter { return (fields, afterLineEnd(next, end)) }
      p = next + 1
    }
  }

  /// What a field says: without its quotes, and with quotes inside it written once.
  func content(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> (bytes: [UInt8], isQuoted: Bool) {
    guard start < end, start.pointee == dialect.quote, dialect.quote != CSVDialect.noQuote else {
      return (Array(UnsafeBufferPointer(start: start, count: end - start)), false)
    }
    var bytes: [UInt8] = []
    var p = start + 1
    while p < end {
      if p.pointee == dialect.quote {
        guard p + 1 < end, p[1] == dialect.quote else { break }
        p += 1
      }
      bytes.append(p.pointee)
      p += 1
    }
    return (bytes, true)
  }
}
