/// Exponentials and logarithms of eight numbers at once, from additions, multiplications and divisions alone.
///
/// The same bits on every processor; errors stay within a few units in the last place.
typealias Eight = SIMD8<Double>

/// eˣ for x ≤ 0: with x = k ln 2 + r, 2ᵏ times the Taylor sum of eʳ. 0 below -708, where it is less than 1e-307.
@inline(__always)
func exponential(nonpositive x: Eight) -> Eight {
  let inRange = x .> -708
  let bounded = Eight(repeating: 0).replacing(with: x, where: inRange)
  // Added to a number below 2⁵¹, it leaves the nearest integer in the last bits.
  let magic = Eight(repeating: 0x1.8p52)
  let shifted = bounded * 1.4426950408889634 + magic
  let k = shifted - magic
  let r = (bounded - k * 0x1.62e42feep-1) - k * 0x1.a39ef35793c76p-33
  var sum = r * (1.0 / 6_227_020_800) + (1.0 / 479_001_600)
  sum = sum * r + (1.0 / 39_916_800)
  sum = sum * r + (1.0 / 3_628_800)
  sum = sum * r + (1.0 / 362_880)
  sum = sum * r + (1.0 / 40_320)
  sum = sum * r + (1.0 / 5_040)
  sum = sum * r + (1.0 / 720)
  sum = sum * r + (1.0 / 120)
  sum = sum * r + (1.0 / 24)
  sum = sum * r + (1.0 / 6)
  sum = sum * r + 0.5
  sum = sum * r * r + r
  let exponent = unsafeBitCast(shifted, to: SIMD8<Int64>.self) &- unsafeBitCast(magic, to: SIMD8<Int64>.self)
  let power = unsafeBitCast((exponent &+ 1023) &<< 52, to: Eight.self)
  return Eight(repeating: 0).replacing(with: power + power * sum, where: inRange)
}

/// ln(1 + x) for 0 ≤ x ≤ 1: with s = (m - 1)/(m + 1), ln m = 2(s + s³/3 + s⁵/5 + …).
@inline(__always)
func logarithm(onePlus x: Eight) -> Eight {
  let sum = 1 + x
  // What 1 + x lost of x.
  let rest = (x - (sum - 1)) / sum
  // Above √2 it is halved, to lie between √½ and √2.
  let isHigh = sum .> 1.4142135623730951
  let m = sum.replacing(with: sum * 0.5, where: isHigh)
  let high = Eight(repeating: 0).replacing(with: Eight(repeating: 0x1.62e42fefa39efp-1), where: isHigh)
  let f = m - 1
  let s = f / (2 + f)
  let z = s * s
  var tail = z * (1.0 / 23) + (1.0 / 21)
  tail = tail * z + (1.0 / 19)
  tail = tail * z + (1.0 / 17)
  tail = tail * z + (1.0 / 15)
  tail = tail * z + (1.0 / 13)
  tail = tail * z + (1.0 / 11)
  tail = tail * z + (1.0 / 9)
  tail = tail * z + (1.0 / 7)
  tail = tail * z + (1.0 / 5)
  tail = tail * z + (1.0 / 3)
  // 2s = f - s f, which keeps the exact f in front.
  return high + ((f - s * (f - 2 * z * tail)) + rest)
}
