/// Logarithms and exponentials built from IEEE additions, multiplications and divisions alone.
///
/// The C library's versions differ in the last bit between processors and systems; a rejection step that
/// reads such a bit would give a seed two streams. These give the same bits everywhere, so draws do too.
/// Errors stay within about two units in the last place.
@usableFromInline
package enum Portable {
  // ln 2 in two parts: the first has 21 trailing zero bits, so that its product with an exponent is exact.
  @usableFromInline static let ln2High = 0x1.62e42feep-1
  @usableFromInline static let ln2Low = 0x1.a39ef35793c76p-33

  /// The natural logarithm; not a number below zero.
  ///
  /// With x = 2ᵉ·m and s = (m − 1)/(m + 1): ln x = e·ln 2 + 2(s + s³/3 + s⁵/5 + …).
  @inlinable
  package static func log(_ x: Double) -> Double {
    guard x > 0 else { return x == 0 ? -.infinity : .nan }
    guard x < .infinity else { return x }
    if x < .leastNormalMagnitude { return log(x * 0x1p54) - 54 * (ln2High + ln2Low) }
    let bits = x.bitPattern
    let significandBits = bits & 0x000F_FFFF_FFFF_FFFF
    // Above √2 the significand is halved, to lie between √½ and √2.
    let isHigh = significandBits > 0x0006_A09E_667F_3BCD
    let significand = Double(bitPattern: significandBits | (isHigh ? 0x3FE << 52 : 0x3FF << 52))
    let exponent = Double(Int64(bits >> 52) - (isHigh ? 1022 : 1023))
    let f = significand - 1
    let s = f / (2 + f)
    let z = s * s
    var tail = 1.0 / 23
    tail = tail * z + 1.0 / 21
    tail = tail * z + 1.0 / 19
    tail = tail * z + 1.0 / 17
    tail = tail * z + 1.0 / 15
    tail = tail * z + 1.0 / 13
    tail = tail * z + 1.0 / 11
    tail = tail * z + 1.0 / 9
    tail = tail * z + 1.0 / 7
    tail = tail * z + 1.0 / 5
    tail = tail * z + 1.0 / 3
    // 2s = f − s·f, which keeps the exact f in front.
    return exponent * ln2High + (f - (s * (f - 2 * z * tail) - exponent * ln2Low))
  }

  /// ln(1 + x) without losing a small x.
  @inlinable
  package static func log1p(_ x: Double) -> Double {
    let sum = 1 + x
    if sum == 1 { return x }
    guard sum > 0, sum < .infinity else { return log(sum) }
    return log(sum) * (x / (sum - 1))
  }

  /// eˣ: with x = k·ln 2 + r, 2ᵏ times the Taylor sum of eʳ.
  @inlinable
  package static func exp(_ x: Double) -> Double {
    guard x == x else { return x }
    if x > 709.79 { return .infinity }
    if x < -745.2 { return 0 }
    let k = (x * 1.4426950408889634).rounded()
    let r = (x - k * ln2High) - k * ln2Low
    // 2ᵏ in two factors, since 2¹⁰²⁴ and 2⁻¹⁰⁷⁴ have no exponent of their own.
    let half = Int64(k) / 2
    return (1 + taylor(r)) * powerOfTwo(half) * powerOfTwo(Int64(k) - half)
  }

  @inlinable
  static func powerOfTwo(_ exponent: Int64) -> Double {
    Double(bitPattern: UInt64(exponent + 1023) << 52)
  }

  /// eˣ − 1 without losing a small x.
  @inlinable
  package static func expm1(_ x: Double) -> Double {
    x.magnitude < 0.35 ? taylor(x) : exp(x) - 1
  }

  /// 1/(1 + e⁻ˣ), without overflow.
  @inlinable
  package static func logistic(_ x: Double) -> Double {
    if x >= 0 { return 1 / (1 + exp(-x)) }
    let odds = exp(x)
    return odds / (1 + odds)
  }

  /// r + r²/2! + … + r¹⁴/14!, for |r| up to 0.35.
  @inlinable
  static func taylor(_ r: Double) -> Double {
    var sum = 1 + r / 14
    sum = 1 + r / 13 * sum
    sum = 1 + r / 12 * sum
    sum = 1 + r / 11 * sum
    sum = 1 + r / 10 * sum
    sum = 1 + r / 9 * sum
    sum = 1 + r / 8 * sum
    sum = 1 + r / 7 * sum
    sum = 1 + r / 6 * sum
    sum = 1 + r / 5 * sum
    sum = 1 + r / 4 * sum
    sum = 1 + r / 3 * sum
    return r + r * r / 2 * sum
  }
}
