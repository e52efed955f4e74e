/// Hashes that are the same in every process.
enum Hashing {
  /// A hash of a whole number in which every bit depends on every bit of it.
  ///
  /// The output function of SplitMix64: Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators",
  /// OOPSLA 2014.
  @inline(__always)
  static func hash(_ value: UInt64) -> UInt64 {
    var z = value &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A hash of bytes, eight at a time, folded by products of 128 bits.
  @inline(__always)
  static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var state = 0x9E37_79B9_7F4A_7C15 ^ UInt64(bytes.count)
    guard let start = bytes.baseAddress else { return hash(state) }
    var p = start
    var rest = bytes.count
    while rest >= 8 {
      state = fold(state ^ DigitWords.load(p))
      p += 8
      rest -= 8
    }
    var tail: UInt64 = 0
    for index in 0..<rest { tail |= UInt64(p[index]) << UInt64(index * 8) }
    return hash(state ^ tail)
  }

  @inline(__always)
  private static func fold(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    return product.high ^ product.low
  }
}
