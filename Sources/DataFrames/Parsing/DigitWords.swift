/// Eight bytes of text at once, the first in the lowest byte.
enum DigitWords {
  @inline(__always)
  static func load(_ p: UnsafePointer<UInt8>) -> UInt64 {
    UInt64(littleEndian: UnsafeRawPointer(p).loadUnaligned(as: UInt64.self))
  }

  /// Eight times the digit 0.
  static let zeros: UInt64 = 0x3030_3030_3030_3030

  /// How many of the eight bytes, from the first, are digits.
  @inline(__always)
  static func digitCount(_ word: UInt64) -> Int { nonDigits(word ^ zeros).trailingZeroBitCount >> 3 }

  /// Nothing where all bytes are the numbers 0 to 9; else the lowest bit is the high one of the first byte that is not.
  @inline(__always)
  static func nonDigits(_ digits: UInt64) -> UInt64 {
    ((digits &+ 0x7676_7676_7676_7676) | digits) & 0x8080_8080_8080_8080
  }

  /// The number that the first `count` bytes spell, which must be digits, 0 to 7 of them.
  @inline(__always)
  static func number(_ word: UInt64, digits count: Int) -> UInt64 {
    number((word &<< UInt64(56 &- count &* 8)) &<< 8)
  }

  /// The number that eight digits spell, of which the first may also be zero bytes.
  ///
  /// Source: Lemire, "Quickly parsing eight digits", 2018: pairs, then fours, then eight, by multiplication.
  @inline(__always)
  static func number(_ word: UInt64) -> UInt64 {
    var value = word & 0x0F0F_0F0F_0F0F_0F0F
    value = (value &* 2561) &>> 8
    value = ((value & 0x00FF_00FF_00FF_00FF) &* 6_553_601) &>> 16
    return ((value & 0x0000_FFFF_0000_FFFF) &* 42_949_672_960_001) &>> 32
  }
}

/// The bytes that mean something in text formats.
enum Byte {
  static let tab = UInt8(ascii: "\t")
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let space = UInt8(ascii: " ")
  static let quote = UInt8(ascii: "\"")
  static let plus = UInt8(ascii: "+")
  static let minus = UInt8(ascii: "-")
  static let point = UInt8(ascii: ".")
  static let zero = UInt8(ascii: "0")
  static let colon = UInt8(ascii: ":")
}
