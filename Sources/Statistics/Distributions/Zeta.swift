/// The zeta distribution: Zipf's over all whole numbers from 1, with probability k^(−s)/ζ(s).
///
/// `Int.max` stands for itself and all beyond it, which matters for exponents close to 1 alone.
public struct Zeta: DiscreteDistribution, Hashable, Codable {
  public static let name = "Zeta"

  /// The power s of the value, above 1.
  public let exponent: Double

  private let sumOfPowers: Double
  @usableFromInline let draws: ZipfDraws

  private enum CodingKeys: CodingKey { case exponent }

  /// Makes the zeta distribution of the given exponent.
  ///
  /// - Throws: ``DistributionError`` if the exponent is not above 1.
  public init(exponent: Double) throws(DistributionError) {
    guard exponent > 1, exponent < .infinity else {
      throw .notAboveOne(parameter: "exponent", of: Self.name, value: exponent)
    }
    self.exponent = exponent
    sumOfPowers = powerSum(exponent: exponent, from: 1, through: .infinity)
    draws = ZipfDraws(exponent: exponent, last: .max)
  }

  /// Reads the exponent and checks it as the initializer does.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(exponent: container.decode(Double.self, forKey: .exponent))
  }

  public var support: ClosedRange<Int> { 1...Int.max }

  /// Infinite for exponents up to 2.
  public var mean: Double { exponent > 2 ? 1 + excess.mean : .infinity }

  /// Infinite for exponents up to 3; not a number where the mean is infinite.
  public var variance: Double {
    if exponent > 3 { return excess.square - excess.mean * excess.mean }
    return exponent > 2 ? .infinity : .nan
  }

  public func logMass(_ k: Int) -> Double {
    k < 1 ? -.infinity : -exponent * Portable.log(Double(k)) - Portable.log(sumOfPowers)
  }

  public func cumulative(_ k: Int) -> Double {
    if k < 1 { return 0 }
    if k == .max { return 1 }
    return min(powerSum(exponent: exponent, from: 1, through: Double(k)) / sumOfPowers, 1)
  }

  public func survival(_ k: Int) -> Double {
    if k < 1 { return 1 }
    if k == .max { return 0 }
    return min(powerSum(exponent: exponent, from: Double(k) + 1, through: .infinity) / sumOfPowers, 1)
  }

  @inlinable
  public func draw<G: RandomNumberGenerator>(using rng: inout G) -> Int { draws.draw(using: &rng) }

  public static func == (a: Zeta, b: Zeta) -> Bool { a.exponent == b.exponent }

  public func hash(into hasher: inout Hasher) { hasher.combine(exponent) }

  private var excess: (mean: Double, square: Double) {
    excessMoments(exponent: exponent, last: .infinity, total: sumOfPowers)
  }
}

extension Zeta: CustomStringConvertible {
  public var description: String { "Zeta(exponent: \(exponent))" }
}
