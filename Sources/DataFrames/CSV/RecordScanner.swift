internal import Foundation

/// The bytes that separate fields and records.
package struct CSVDialect: Sendable {
  package let delimiter: UInt8
  /// The quote; a byte that never occurs in UTF-8 where quotes mean nothing.
  let quote: UInt8

  static let noQuote: UInt8 = 0xFF

  /// The quote, or −1 where quotes mean nothing.
  var quoteCode: Int32 { quote == Self.noQuote ? -1 : Int32(quote) }

  /// - Throws: ``CSVError/option(problem:)``.
  package init(_ options: CSVOptions) throws(CSVError) {
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

/// Goes through few records byte by byte: the first ones, and those in which something is wrong.
package struct RecordScanner {
  let dialect: CSVDialect

  package init(dialect: CSVDialect) { self.dialect = dialect }

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

  /// The start of the record that `end` ends; there is none in an empty text, which is its own end.
  func lastRecord(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> UnsafePointer<UInt8> {
    var p = start
    while true {
      let next = recordEnd(p, end)
      if next >= end { return p }
      p = next
    }
  }

  /// The place of the delimiter or line end behind the field that starts at `start`.
  package func fieldEnd(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> UnsafePointer<UInt8> {
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
  package func afterLineEnd(_ p: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> UnsafePointer<UInt8> {
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
