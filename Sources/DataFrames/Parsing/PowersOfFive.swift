/// The first 128 bits of the powers of five from −342 to 308, worked out once with exact integers.
struct PowersOfFive: @unchecked Sendable {
  private let base: UnsafeMutablePointer<(high: UInt64, low: UInt64)>

  @inline(__always)
  subscript(exponent: Int) -> (high: UInt64, low: UInt64) { base[exponent + 342] }

  init() {
    base = .allocate(capacity: 651)
    var power = LongInteger(1)
    for exponent in 0...342 {
      if exponent > 0 { power.multiply(by: 5) }
      if exponent <= 308 { base[342 + exponent] = power.leadingBits() }
      if exponent > 0 {
        var (high, low) = power.reciprocalBits()
        // Small powers are rounded up, so that their exact multiples stay exact.
        if exponent <= 27 {
          let (sum, carry) = low.addingReportingOverflow(1)
          low = sum
          if carry { high += 1 }
        }
        base[342 - exponent] = (high, low)
      }
    }
  }
}

/// A natural number of any length, in words of 64 bits, the lowest first.
private struct LongInteger {
  private var words: [UInt64]

  init(_ value: UInt64) { words = [value] }

  private var bitCount: Int { words.count * 64 - (words.last ?? 0).leadingZeroBitCount }

  mutating func multiply(by factor: UInt64) {
    var carry: UInt64 = 0
    for index in words.indices {
      let (high, low) = words[index].multipliedFullWidth(by: factor)
      let (sum, overflow) = low.addingReportingOverflow(carry)
      words[index] = sum
      carry = high + (overflow ? 1 : 0)
    }
    if carry > 0 { words.append(carry) }
  }

  /// The 128 bits from the highest one down.
  func leadingBits() -> (high: UInt64, low: UInt64) {
    let top = bitCount
    func word(from bit: Int) -> UInt64 {
      (0..<64).reduce(into: 0) { word, index in
        let position = bit + index
        if position >= 0, words[position >> 6] >> UInt64(position & 63) & 1 == 1 { word |= 1 << UInt64(index) }
      }
    }
    return (word(from: top - 64), word(from: top - 128))
  }

  /// The first 128 bits of 1 / self: the quotient 2^(z + 127) / self, where 2^z is the power of two not below self.
  func reciprocalBits() -> (high: UInt64, low: UInt64) {
    // Self is no power of two, so z is its number of bits; the remainder of 2^z / self starts the long division.
    var rest = [UInt64](repeating: 0, count: words.count + 1)
    rest[bitCount >> 6] = 1 << UInt64(bitCount & 63)
    let divisor = words + [0]
    var high: UInt64 = 0
    var low: UInt64 = 0
    for step in 0..<128 {
      if step > 0 { Self.double(&rest) }
      high = high << 1 | low >> 63
      low <<= 1
      if Self.subtractIfPossible(&rest, divisor) { low |= 1 }
    }
    return (high, low)
  }

  private static func double(_ value: inout [UInt64]) {
    var carry: UInt64 = 0
    for index in value.indices {
      let next = value[index] >> 63
      value[index] = value[index] << 1 | carry
      carry = next
    }
  }

  private static func subtractIfPossible(_ value: inout [UInt64], _ divisor: [UInt64]) -> Bool {
    for index in value.indices.reversed() where value[index] != divisor[index] {
      guard value[index] > divisor[index] else { return false }
      break
    }
    var borrow: UInt64 = 0
    for index in value.indices {
      let (first, under) = value[index].subtractingReportingOverflow(divisor[index])
      let (second, again) = first.subtractingReportingOverflow(borrow)
      value[index] = second
      borrow = under || again ? 1 : 0
    }
    return true
  }
}
