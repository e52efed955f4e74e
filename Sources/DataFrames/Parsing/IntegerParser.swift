/// Reads whole numbers from bytes.
enum IntegerParser {
  /// The number at the front of `p ..< end`, and where it stops; nil if there is none or it does not fit in 64 bits.
  ///
  /// Eight bytes from any digit on and from behind the last must be readable, and no digit may stand at `end` right
  /// behind another.
  @inline(__always)
  static func scan(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
  ) -> (value: Int, next: UnsafePointer<UInt8>)? {
    let isNegative = start.pointee == Byte.minus
    let p = start + (isNegative || start.pointee == Byte.plus ? 1 : 0)
    let word = DigitWords.load(p)
    let count = DigitWords.digitCount(word)
    if count == 8 { return scanLong(DigitWords.number(word), p + 8, end, isNegative) }
    guard count > 0 else { return nil }
    let value = Int(bitPattern: UInt(DigitWords.number(word, digits: count)))
    return (isNegative ? 0 &- value : value, p + count)
  }

  /// The number that all of `start ..< end` spells in the most frequent form, 1 to 8 digits with a minus or no sign; nil
  /// for other forms and with `keepingZeros` where there is a needless zero in front.
  ///
  /// Eight bytes in front of the number must be readable.
  @inline(__always)
  static func plain(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ tables: DecimalTables, keepingZeros: Bool
  ) -> Int? {
    let isNegative = start.pointee == Byte.minus
    let p = start + (isNegative ? 1 : 0)
    let count = end - p
    guard count >= 1, count <= 8, count == 1 || !keepingZeros || p.pointee != Byte.zero else { return nil }
    // What is in front of the digits becomes zeros.
    let digits = (DigitWords.load(end - 8) ^ DigitWords.zeros) & DigitWords.load(tables.keptBytes + 16 + count)
    guard DigitWords.nonDigits(digits) == 0 else { return nil }
    let value = Int(bitPattern: UInt(DigitWords.number(digits)))
    return isNegative ? 0 &- value : value
  }

  @inline(never)
  private static func scanLong(
    _ head: UInt64, _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ isNegative: Bool
  ) -> (value: Int, next: UnsafePointer<UInt8>)? {
    // Fifteen digits always fit.
    let word = DigitWords.load(start)
    let count = min(7, DigitWords.digitCount(word))
    var value = head
    for _ in 0..<count { value &*= 10 }
    value &+= DigitWords.number(word, digits: count)
    var p = start + count
    while p < end, p.pointee &- Byte.zero <= 9 {
      let (shifted, tooLong) = value.multipliedReportingOverflow(by: 10)
      let (sum, carried) = shifted.addingReportingOverflow(UInt64(p.pointee &- Byte.zero))
      guard !tooLong, !carried else { return nil }
      value = sum
      p += 1
    }
    if isNegative {
      guard value <= 1 << 63 else { return nil }
      return (Int(truncatingIfNeeded: 0 &- value), p)
    }
    return Int(exactly: value).map { ($0, p) }
  }

  /// The number that all of `start ..< end` spells, under the conditions of ``scan(_:_:)``.
  @inline(never)
  static func number(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> Int? {
    guard let (value, next) = scan(start, end), next == end else { return nil }
    return value
  }

  /// The number that all of `text` spells.
  static func parse(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
    guard !text.isEmpty, text.count <= 40 else { return nil }
    return withPadding(text) { start, end in
      guard let (value, next) = scan(start, end), next == end else { return nil }
      return value
    }
  }
}

/// Calls `body` with a copy of a short text (up to 40 bytes) that has readable bytes after it.
func withPadding<Result>(
  _ text: UnsafeBufferPointer<UInt8>, _ body: (UnsafePointer<UInt8>, UnsafePointer<UInt8>) -> Result
) -> Result {
  withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { copy in
    copy.initialize(repeating: 0)
    for index in text.indices { copy[index] = text[index] }
    let start = UnsafePointer(copy.baseAddress!)
    return body(start, start + text.count)
  }
}
