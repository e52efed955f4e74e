/// Reads decimal numbers from bytes as the nearest double, ties to even.
///
/// Source: Lemire, "Number Parsing at a Gigabyte per Second", Software: Practice and Experience 51(8), 2021; what
/// its product of 128 bits cannot decide goes to the exact parser of the standard library.
enum DecimalParser {
  /// The bytes in front of a number that ``plain(_:_:_:keepingZeros:)`` may read.
  static let inFront = 24

  /// The number that all of `start ..< end` spells in the most frequent form, 1 to 7 digits, a point and 1 to 18 digits,
  /// with a minus or no sign; nil for other forms, where only an exact computation can tell, and with `keepingZeros`
  /// where there is a needless zero in front.
  ///
  /// Nothing waits for what was found before it. Eight bytes from any digit on must be readable, and so must ``inFront``
  /// bytes in front of the number.
  @inline(__always)
  static func plain(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ tables: DecimalTables, keepingZeros: Bool
  ) -> Double? {
    let isNegative = start.pointee == Byte.minus
    let p = start + (isNegative ? 1 : 0)
    let head = DigitWords.load(p)
    let wholes = DigitWords.digitCount(head)
    let decimals = end - p - wholes - 1
    guard wholes >= 1, wholes < 8, decimals >= 1, wholes + decimals <= 19, p[wholes] == Byte.point,
      wholes == 1 || !keepingZeros || UInt8(truncatingIfNeeded: head) != Byte.zero
    else { return nil }
    // The digits behind the point are the last ones of three words; what is in front of them becomes zeros.
    let kept = tables.keptBytes + decimals
    let last = (DigitWords.load(end - 8) ^ DigitWords.zeros) & DigitWords.load(kept + 16)
    var mantissa = DigitWords.number(last)
    var others = DigitWords.nonDigits(last)
    if decimals > 8 {
      let middle = (DigitWords.load(end - 16) ^ DigitWords.zeros) & DigitWords.load(kept + 8)
      let first = (DigitWords.load(end - 24) ^ DigitWords.zeros) & DigitWords.load(kept)
      mantissa &+= DigitWords.number(middle) &* 100_000_000
      // At most two digits.
      mantissa &+= (first &>> 56 &+ (first &>> 48 & 0xFF) &* 10) &* 10_000_000_000_000_000
      others |= DigitWords.nonDigits(middle) | DigitWords.nonDigits(first)
    }
    guard others == 0 else { return nil }
    let whole = wholes == 1 ? head & 0x0F : DigitWords.number(head, digits: wholes)
    mantissa &+= whole &* tables.scales[decimals]
    let sign: UInt64 = isNegative ? 1 << 63 : 0
    if mantissa < 1 << 48 {
      let value = Double(Int(truncatingIfNeeded: mantissa)) / tables.exactPowers[decimals]
      return Double(bitPattern: value.bitPattern | sign)
    }
    guard let bits = quotient(mantissa, decimals, tables) else { return nil }
    return Double(bitPattern: bits | sign)
  }

  /// The bits of `mantissa` / 10^`decimals`, the nearest double, for a mantissa from 2^48 on and 1 to 18 decimals: a
  /// normal number far from the largest. Nil in the few cases in which two products of 64 bits do not tell.
  @inline(__always)
  private static func quotient(_ mantissa: UInt64, _ decimals: Int, _ tables: DecimalTables) -> UInt64? {
    let shift = mantissa.leadingZeroBitCount
    let (high, low) = (mantissa &<< UInt64(shift)).multipliedFullWidth(by: tables.powersOfFive[0 &- decimals].high)
    // What the lower half of the power would add could carry into the bits that count.
    let top = Int(high &>> 63)
    let bits = high &>> UInt64(top &+ 9)
    guard high & 0x1FF != 0x1FF, low > 1 || bits & 3 != 1 else { return nil }
    let binary = (217_706 &* (0 &- decimals)) &>> 16 &+ 63 &+ top &- shift &+ 1023
    // The sum carries into the exponent where rounding gives the next power of two.
    return ((bits &+ bits & 1) &>> 1) &+ UInt64(truncatingIfNeeded: binary &- 1) &<< 52
  }

  /// The number at the front of `p ..< end`, and where it stops; nil if there is none.
  ///
  /// Eight bytes from any digit on and from behind the last must be readable, and no digit may stand at `end` right
  /// behind another.
  @inline(__always)
  static func scan(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ tables: DecimalTables
  ) -> (value: Double, next: UnsafePointer<UInt8>)? {
    var p = start
    // Signs follow no pattern that a processor could guess: nothing branches on them.
    let isNegative = p.pointee == Byte.minus
    p += isNegative || p.pointee == Byte.plus ? 1 : 0
    var mantissa: UInt64 = 0
    let whole = p
    scanDigits(&p, &mantissa, tables)
    var digits = p - whole
    var exponent = 0
    if p < end, p.pointee == Byte.point {
      p += 1
      let fraction = p
      scanDigits(&p, &mantissa, tables)
      exponent = fraction - p
      digits -= exponent
    }
    guard digits > 0 else { return nil }
    if p < end, p.pointee | 0x20 == UInt8(ascii: "e") {
      guard let (written, next) = scanExponent(p + 1, end) else { return nil }
      exponent += written
      p = next
    }
    // 19 digits always fit in 64 bits.
    if digits > 19 && significantDigits(whole, p) > 19 { return exact(start, p).map { ($0, p) } }
    guard let size = value(mantissa, exponent, tables) else { return exact(start, p).map { ($0, p) } }
    return (Double(bitPattern: size.bitPattern | (isNegative ? 1 << 63 : 0)), p)
  }

  /// The number that all of `start ..< end` spells in digits, under the conditions of ``scan(_:_:_:)``.
  @inline(never)
  static func number(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ tables: DecimalTables) -> Double? {
    guard let (value, next) = scan(start, end, tables), next == end else { return nil }
    return value
  }

  @inline(__always)
  private static func scanDigits(
    _ p: inout UnsafePointer<UInt8>, _ mantissa: inout UInt64, _ tables: DecimalTables
  ) {
    while true {
      let word = DigitWords.load(p)
      let count = DigitWords.digitCount(word)
      if count == 8 {
        mantissa = mantissa &* 100_000_000 &+ DigitWords.number(word)
        p += 8
        continue
      }
      mantissa = mantissa &* tables.scales[count] &+ DigitWords.number(word, digits: count)
      p += count
      return
    }
  }

  @inline(never)
  private static func scanExponent(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
  ) -> (Int, UnsafePointer<UInt8>)? {
    var p = start
    let isNegative = p < end && p.pointee == Byte.minus
    if isNegative || p < end && p.pointee == Byte.plus { p += 1 }
    let first = p
    var value = 0
    while p < end, p.pointee &- Byte.zero <= 9 {
      if value < 100_000 { value = value * 10 + Int(p.pointee &- Byte.zero) }
      p += 1
    }
    return p > first ? (isNegative ? -value : value, p) : nil
  }

  private static func significantDigits(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> Int {
    var count = 0
    var p = start
    while p < end, p.pointee | 0x20 != UInt8(ascii: "e") {
      if p.pointee != Byte.point, count > 0 || p.pointee != Byte.zero { count += 1 }
      p += 1
    }
    return count
  }

  @inline(never)
  private static func exact(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> Double? {
    Double(String(decoding: UnsafeBufferPointer(start: start, count: end - start), as: UTF8.self))
  }

  /// `mantissa` × 10^`exponent`, or nil where only an exact computation can tell.
  @inline(__always)
  static func value(_ mantissa: UInt64, _ exponent: Int, _ tables: DecimalTables) -> Double? {
    // Below 2^53 this would be exact, too. But numbers written with all the digits of a double lie on both sides of
    // that, and which of them do could not be guessed.
    if exponent >= -22, exponent <= 22, mantissa < 1 << 48 {
      let number = Double(mantissa)
      return exponent < 0 ? number / tables.exactPowers[-exponent] : number * tables.exactPowers[exponent]
    }
    return rounded(mantissa, exponent, tables)
  }

  @inline(never)
  private static func rounded(_ mantissa: UInt64, _ exponent: Int, _ tables: DecimalTables) -> Double? {
    if mantissa == 0 || exponent < -342 { return 0 }
    if exponent > 308 { return .infinity }
    let shift = mantissa.leadingZeroBitCount
    let word = mantissa << UInt64(shift)
    let power = tables.powersOfFive[exponent]
    var (high, low) = word.multipliedFullWidth(by: power.high)
    if high & 0x1FF == 0x1FF {
      let (sum, carry) = low.addingReportingOverflow(word.multipliedFullWidth(by: power.low).high)
      low = sum
      if carry { high &+= 1 }
    }
    if low == .max, exponent < -27 || exponent > 55 { return nil }
    let top = Int(high >> 63)
    var bits = high >> UInt64(top + 9)
    var binary = ((217_706 * exponent) >> 16) + 63 + top - shift + 1023
    if binary <= 0 { return nil }
    if low <= 1, exponent >= -4, exponent <= 23, bits & 3 == 1, bits << UInt64(top + 9) == high { bits &= ~1 }
    bits = (bits + bits & 1) >> 1
    if bits >= 1 << 53 {
      bits = 1 << 52
      binary += 1
    }
    if binary >= 0x7FF { return .infinity }
    return Double(bitPattern: bits & ~(1 << 52) | UInt64(binary) << 52)
  }

  /// The number that all of `text` spells: decimal, or inf, infinity in any case, with a sign.
  static func parse(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
    guard !text.isEmpty else { return nil }
    guard text.count <= 40 else { return parseLong(text) }
    return withPadding(text) { start, end in
      if let (value, next) = scan(start, end, .shared) { return next == end ? value : nil }
      return infinity(text)
    }
  }

  /// The nearest single to the number that all of `text` spells.
  static func parseFloat(_ text: UnsafeBufferPointer<UInt8>) -> Float? {
    guard let double = parse(text) else { return nil }
    // Where the double stands in the middle between two singles, or these are subnormal, only the text can tell.
    let isTie = double.significandBitPattern & 0x1FFF_FFFF == 0x1000_0000
    guard double.isFinite, double != 0, isTie || double.magnitude < Double(Float.leastNormalMagnitude) else {
      return Float(double)
    }
    return Float(String(decoding: text, as: UTF8.self))
  }

  private static func parseLong(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
    var padded = Array(text)
    padded.append(contentsOf: repeatElement(0, count: 8))
    return padded.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return nil }
      let end = start + text.count
      guard let (value, next) = scan(start, end, .shared), next == end else { return nil }
      return value
    }
  }

  private static func infinity(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
    var word = String(decoding: text, as: UTF8.self).lowercased()
    let isNegative = word.hasPrefix("-")
    if isNegative || word.hasPrefix("+") { word.removeFirst() }
    guard word == "inf" || word == "infinity" else { return nil }
    return isNegative ? -.infinity : .infinity
  }
}

/// The tables that decimal numbers are read with, held by pointers for the innermost loops.
struct DecimalTables: @unchecked Sendable {
  /// 10^0 to 10^18.
  let scales: UnsafePointer<UInt64>
  /// 10^0 to 10^22: the powers of ten that doubles hold exactly.
  let exactPowers: UnsafePointer<Double>
  let powersOfFive: PowersOfFive
  /// 24 bytes without and then 24 with all bits: from the place n on, these keep the last n of 24 bytes.
  let keptBytes: UnsafePointer<UInt8>

  static let shared = DecimalTables()

  private init() {
    let scales = UnsafeMutablePointer<UInt64>.allocate(capacity: 19)
    let exact = UnsafeMutablePointer<Double>.allocate(capacity: 23)
    scales[0] = 1
    exact[0] = 1
    for power in 1...18 { scales[power] = scales[power - 1] * 10 }
    for power in 1...22 { exact[power] = exact[power - 1] * 10 }
    self.scales = UnsafePointer(scales)
    exactPowers = UnsafePointer(exact)
    powersOfFive = PowersOfFive()
    let kept = UnsafeMutablePointer<UInt8>.allocate(capacity: 48)
    kept.initialize(repeating: 0, count: 24)
    (kept + 24).initialize(repeating: 0xFF, count: 24)
    keptBytes = UnsafePointer(kept)
  }
}
