/// Zipf's distribution over ranks 1…count: the item of rank k has a probability in proportion to 1/kˢ.
///
/// `cumulative(k)` is the share that the k most popular items take: of words, of queries, of products.
public struct Zipf: DiscreteDistribution, Hashable, Codable {
  public static let name = "Zipf"

  /// How many ranks there are.
  public let count: Int

  /// The power s of the rank; 0 makes all equally likely.
  public let exponent: Double

  private let sumOfPowers: Double
  @usableFromInline let draws: ZipfDraws

  private enum CodingKeys: CodingKey { case count, exponent }

  /// Makes Zipf's distribution over ranks 1 to `count`.
  ///
  /// - Throws: ``DistributionError`` if there is no rank, or the exponent is negative or not finite.
  public init(count: Int, exponent: Double = 1) throws(DistributionError) {
    try requireCount(count, "number of ranks", of: Self.name, from: 1, to: 1 << 53)
    guard exponent >= 0, exponent < .infinity else {
      throw .negative(parameter: "exponent", of: Self.name, value: exponent)
    }
    self.count = count
    self.exponent = exponent
    sumOfPowers = powerSum(exponent: exponent, from: 1, through: Double(count))
    draws = ZipfDraws(exponent: exponent, last: count)
  }

  /// Reads the parameters and checks them as the initializer does.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      count: container.decode(Int.self, forKey: .count),
      exponent: container.decode(Double.self, forKey: .exponent))
  }

  public var support: ClosedRange<Int> { 1...count }

  public var mean: Double { 1 + excess.mean }

  public var variance: Double { excess.square - excess.mean * excess.mean }

  public func logMass(_ k: Int) -> Double {
    support.contains(k) ? -exponent * Portable.log(Double(k)) - Portable.log(sumOfPowers) : -.infinity
  }

  public func cumulative(_ k: Int) -> Double {
    if k < 1 { return 0 }
    if k >= count { return 1 }
    return min(powerSum(exponent: exponent, from: 1, through: Double(k)) / sumOfPowers, 1)
  }

  public func survival(_ k: Int) -> Double {
    if k < 1 { return 1 }
    if k >= count { return 0 }
    return min(powerSum(exponent: exponent, from: Double(k) + 1, through: Double(count)) / sumOfPowers, 1)
  }

  @inlinable
  public func draw<G: RandomNumberGenerator>(using rng: inout G) -> Int { draws.draw(using: &rng) }

  public static func == (a: Zipf, b: Zipf) -> Bool { a.count == b.count && a.exponent == b.exponent }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(count)
    hasher.combine(exponent)
  }

  /// The means of X − 1 and (X − 1)², which lose no digits where nearly all values are 1.
  private var excess: (mean: Double, square: Double) {
    excessMoments(exponent: exponent, last: Double(count), total: sumOfPowers)
  }
}

extension Zipf: CustomStringConvertible {
  public var description: String { "Zipf(count: \(count), exponent: \(exponent))" }
}

/// E(X − 1) and E(X − 1)² for probabilities k^(−s)/total up to `last`; infinite where the sums are.
func excessMoments(exponent s: Double, last: Double, total: Double) -> (mean: Double, square: Double) {
  func sum(_ power: Double) -> Double {
    last == .infinity && s - power <= 1 ? .infinity : powerSum(exponent: s - power, from: 2, through: last) / total
  }
  let first = sum(1) - sum(0)
  return (first, sum(2) - sum(1) - first)
}
