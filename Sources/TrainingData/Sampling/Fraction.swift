/// An exact probability: a reduced fraction of whole numbers.
public struct Fraction: Hashable, Codable, Sendable {
  /// The number above the line.
  public let numerator: Int
  /// The number below the line, always positive.
  public let denominator: Int

  /// The fraction `numerator / denominator` in lowest terms; as in any division, the denominator must not be
  /// zero.
  public init(_ numerator: Int, _ denominator: Int) {
    precondition(denominator != 0, "the denominator of a fraction must not be zero")
    let divisor = Self.greatestCommonDivisor(numerator, denominator) * denominator.signum()
    self.numerator = numerator / divisor
    self.denominator = denominator / divisor
  }

  /// The nearest `Double`.
  public var value: Double { Double(numerator) / Double(denominator) }

  private static func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
    var (a, b) = (abs(a), abs(b))
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }

  /// The exact sum.
  ///
  /// - Throws: ``SamplingError/fractionTooLarge`` if it does not fit in 64 bits.
  func adding(_ other: Fraction) throws(SamplingError) -> Fraction {
    let common = Self.greatestCommonDivisor(denominator, other.denominator)
    let own = numerator.multipliedReportingOverflow(by: other.denominator / common)
    let others = other.numerator.multipliedReportingOverflow(by: denominator / common)
    let sum = own.partialValue.addingReportingOverflow(others.partialValue)
    let bottom = denominator.multipliedReportingOverflow(by: other.denominator / common)
    guard !own.overflow, !others.overflow, !sum.overflow, !bottom.overflow else { throw .fractionTooLarge }
    return Fraction(sum.partialValue, bottom.partialValue)
  }
}

extension Fraction: CustomStringConvertible {
  /// `1/3`, or `2` where the denominator is 1.
  public var description: String {
    denominator == 1 ? String(numerator) : "\(numerator)/\(denominator)"
  }
}
