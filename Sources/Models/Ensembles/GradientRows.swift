import Kernels

/// First and second derivatives of the loss, one pair per row, as whole numbers.
///
/// Sums of whole numbers do not depend on their order, so neither the number of threads nor the order of the
/// rows changes a histogram. The first number of a pair is the gradient; the second holds the hessian above
/// `countBits` bits in which the rows are counted. n rows leave 63 − b bits to a gradient and 63 − 2b to a
/// hessian, where n < 2ᵇ: 43 and 23 for a million rows.
struct GradientRows {
  typealias Pair = SIMD2<Int64>

  let pairs: UnsafeStore<Pair>
  let countBits: Int64
  /// What one unit of a whole-number gradient and hessian stands for.
  private(set) var gradientUnit = 1.0
  private(set) var hessianUnit = 1.0
  private let gradientBits: Int
  private let hessianBits: Int

  init(rowCount: Int) {
    let bits = max(1, Int.bitWidth - rowCount.leadingZeroBitCount)
    pairs = UnsafeStore(repeating: Pair(0, 0), count: rowCount)
    countBits = Int64(bits)
    gradientBits = min(50, 62 - bits)
    hessianBits = max(8, min(50, 62 - 2 * bits))
  }

  /// Chooses units such that the largest magnitudes of gradient and hessian just fit.
  mutating func scale(largestGradient: Double, largestHessian: Double) {
    gradientUnit = Self.unit(largestGradient, bits: gradientBits)
    hessianUnit = Self.unit(largestHessian, bits: hessianBits)
  }

  private static func unit(_ largest: Double, bits: Int) -> Double {
    guard largest > 0 else { return 1 }
    // The exponent is at least one above that of the largest value.
    return Double(sign: .plus, exponent: max(Int(largest.exponent) + 1 - bits, -900), significand: 1)
  }

  /// Writes the pair of `row`, with factors that are the inverses of the units.
  @inline(__always)
  func set(
    _ row: Int, gradient: Double, hessian: Double, gradientFactor: Double, hessianFactor: Double
  ) {
    // Adding 1.5·2⁵² leaves the nearest whole number in the low bits.
    let magic = 0x1.8p52
    let origin = Int64(bitPattern: magic.bitPattern)
    let g = Int64(bitPattern: (gradient * gradientFactor + magic).bitPattern) &- origin
    let h = Int64(bitPattern: (hessian * hessianFactor + magic).bitPattern) &- origin
    pairs.base[row] = Pair(g, (h &<< countBits) | 1)
  }

  /// The sums that a cell stands for.
  @inline(__always)
  func sums(_ cell: Pair) -> GradientSums {
    GradientSums(
      gradient: Double(cell.x) * gradientUnit, hessian: Double(cell.y &>> countBits) * hessianUnit,
      count: Int(cell.y & ((1 &<< countBits) &- 1)))
  }
}

/// What a set of rows contributes to the choice of a split and to the value of a leaf.
struct GradientSums {
  var gradient: Double
  var hessian: Double
  var count: Int
}
