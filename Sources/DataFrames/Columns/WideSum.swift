/// A sum of whole numbers in 128 bits, which the rows of no frame can overflow.
struct WideSum: BitwiseCopyable {
  private var low: UInt = 0
  private var high = 0

  @inline(__always)
  mutating func add(_ value: Int) {
    let (sum, carry) = low.addingReportingOverflow(UInt(bitPattern: value))
    low = sum
    high &+= (carry ? 1 : 0) &+ (value >> (Int.bitWidth - 1))
  }

  mutating func add(_ other: WideSum) {
    let (sum, carry) = low.addingReportingOverflow(other.low)
    low = sum
    high &+= other.high &+ (carry ? 1 : 0)
  }

  /// The sum, or nil if it does not fit in 64 bits.
  var whole: Int? {
    let sum = Int(bitPattern: low)
    return high == sum >> (Int.bitWidth - 1) ? sum : nil
  }

  /// The double next to the sum.
  var nearest: Double {
    if let whole { return Double(whole) }
    let isNegative = high < 0
    // The magnitude: of a negative sum the two's complement.
    let lower = isNegative ? 0 &- low : low
    let upper = UInt(bitPattern: isNegative ? (low == 0 ? 0 &- high : ~high) : high)
    guard upper > 0 else { return isNegative ? -Double(lower) : Double(lower) }
    // Its first 64 bits, the last of which stands for all that are cut off, are rounded once.
    let shift = UInt.bitWidth - upper.leadingZeroBitCount
    let cut = lower << (UInt.bitWidth - shift)
    let first = upper << (UInt.bitWidth - shift) | lower >> shift | (cut == 0 ? 0 : 1)
    let magnitude = Double(sign: .plus, exponent: shift, significand: Double(first))
    return isNegative ? -magnitude : magnitude
  }
}
