/// The power of two that brings the largest of some values near 1 in size, so that no power of a distance between them
/// leaves the range of numbers. Scaling by it costs no digits.
struct BinaryScale {
  /// What to multiply by to come near 1.
  let down: Double
  /// What to multiply by to come back.
  let up: Double

  /// 1 where the largest is zero or not finite.
  init(largest: Double) {
    // Subnormal values would need a power whose inverse is out of range.
    let exponent = largest > 0 && largest.isFinite ? max(largest.exponent, Double.leastNormalMagnitude.exponent) : 0
    down = Double(sign: .plus, exponent: -exponent, significand: 1)
    up = Double(sign: .plus, exponent: exponent, significand: 1)
  }
}
