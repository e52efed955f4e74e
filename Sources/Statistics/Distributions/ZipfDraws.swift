/// Draws whole numbers from 1 with probabilities in proportion to k^(−s).
///
/// Source: Hörmann and Derflinger, "Rejection-Inversion to Generate Variates from Monotone Discrete
/// Distributions", ACM TOMACS 6(3), 1996. Expected O(1), whatever the range.
@usableFromInline
struct ZipfDraws: Sendable {
  @usableFromInline let exponent: Double
  /// The largest value.
  @usableFromInline let last: Int
  /// The ends of the range that is inverted.
  @usableFromInline let lowest: Double
  @usableFromInline let highest: Double
  /// How far below a whole number a point may lie and be accepted without a look.
  @usableFromInline let margin: Double

  /// `last` of `Int.max` stands for no largest value.
  init(exponent: Double, last: Int) {
    self.exponent = exponent
    self.last = last
    lowest = Self.area(1.5, exponent) - 1
    highest = last == .max ? 1 / (exponent - 1) : Self.area(Double(last) + 0.5, exponent)
    let two = Self.area(2.5, exponent) - Portable.exp(-exponent * Portable.log(2))
    margin = 2 - Self.point(two, exponent)
  }

  /// ∫ t^(−s) dt from 1 to x.
  @inlinable
  static func area(_ x: Double, _ s: Double) -> Double { scaledExpm1(1 - s, Portable.log(x)) }

  /// The x of a given area.
  @inlinable
  static func point(_ area: Double, _ s: Double) -> Double { Portable.exp(scaledLog1p(1 - s, area)) }

  @inlinable
  func draw<G: RandomNumberGenerator>(using rng: inout G) -> Int {
    while true {
      let area = highest + rng.uniform() * (lowest - highest)
      let x = Self.point(area, exponent)
      // Beyond 2⁶² whole numbers are no longer told apart: all of them are the largest.
      guard x < 0x1p62 else { return last }
      let k = min(max((x + 0.5).rounded(.down), 1), Double(last))
      if k - x <= margin
        || area >= Self.area(k + 0.5, exponent) - Portable.exp(-exponent * Portable.log(k))
      {
        return Int(k)
      }
    }
  }
}
