internal import Foundation

/// The bytes that separate fields and records.
struct CSVDialect: Sendable {
  let delimiter: UInt8
  /// The quote; a byte that never occurs in UTF-8 where quotes mean nothing.
  let quote: UInt8

  static let noQuote: UInt8 = 0xFF

  /// - Throws: ``CSVError/option(problem:)``.
  init(_ options: CSVOptions) throws(CSVError) {
    func byte(_ character: Character, _ what: String) throws(CSVError) -> UInt8 {
      guard let byte = character.asciiValue, byte != Byte.lineFeed, byte != Byte.carriageReturn else {
        throw .option(
          problem: "the \(what) is \"\(character)\"; it must be one ASCII character that does not end a line")
      }
      return byte
    }
    delimiter = try byte(options.delimiter, "delimiter")
    quote = if let character = options.quote { try byte(character, "quote") } else { Self.noQuote }
    guard delimiter != quote else {
      throw .option(problem: "the delimiter and the quote must be two different characters")
    }
  }
}

/// Finds where records end, and nothing else.
struct RecordScanner {
  let dialect: CSVDialect

  /// The number of line ends in a text, those in quotes included: LF, CRLF or CR.
  static func lineCount(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    guard let start = bytes.baseAddress else { return 0 }
    let end = start + bytes.count
    let width = 16
    let feed = SIMD16<UInt8>(repeating: Byte.lineFeed)
    let carriageReturn = SIMD16<UInt8>(repeating: Byte.carriageReturn)
    var count = 0
    var p = start
    while end - p > width {
      // One counter in each byte of a vector, emptied before it can overflow. A CR counts where no LF follows it.
      var lanes = SIMD16<UInt8>()
      for _ in 0..<min(255, (end - p - 1) / width) {
        let text = UnsafeRawPointer(p).loadUnaligned(as: SIMD16<UInt8>.self)
        let following = UnsafeRawPointer(p + 1).loadUnaligned(as: SIMD16<UInt8>.self)
        let ends = (text .== feed) .| ((text .== carriageReturn) .& (following .!= feed))
        lanes = lanes &+ SIMD16<UInt8>().replacing(with: 1, where: ends)
        p += width
      }
      for lane in 0..<width { count += Int(lanes[lane]) }
    }
    while p < end {
      if p.pointee == Byte.lineFeed || p.pointee == Byte.carriageReturn && (p + 1 == end || p[1] != Byte.lineFeed) {
        count += 1
      }
      p += 1
    }
    return count
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
        if quote == start && !startsInside || quote > start && separates(quote[-1]) { result.endsInside = true }
      }
    }
    return result
  }

  /// Whether a byte stands between two fields or records.
  @inline(__always)
  private func separates(_ byte: UInt8) -> Bool {
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

  /// What the quotes of a field are like.
  enum Quotes {
    /// It does not start with one.
    case none
    case closed
    /// It is not closed before the end of the text.
    case open
    /// The field goes on behind its closing quote.
    case followed
  }

  /// What the quotes of the field that starts at `p` are like.
  func quotes(_ p: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> Quotes {
    guard dialect.quote != CSVDialect.noQuote, p < end, p.pointee == dialect.quote else { return .none }
    guard let next = closingQuote(p + 1, end) else { return .open }
    return next >= end || separates(next.pointee) ? .closed : .followed
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
