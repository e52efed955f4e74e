/// The chi-square distribution: the sum of squares of as many standard normal variables as it has degrees of
/// freedom.
public struct ChiSquare: ContinuousDistribution, Hashable, Codable {
  /// How many squares are summed.
  public let degreesOfFreedom: Double
  @usableFromInline let gamma: Gamma

  private enum CodingKeys: CodingKey { case degreesOfFreedom }

  /// Makes the chi-square distribution of the given degrees of freedom, which need not be whole.
  ///
  /// - Throws: ``DistributionError`` if they are not positive.
  public init(degreesOfFreedom: Double) throws(DistributionError) {
    try requirePositive(degreesOfFreedom, "degrees of freedom", of: "ChiSquare")
    self.degreesOfFreedom = degreesOfFreedom
    gamma = Gamma(uncheckedShape: degreesOfFreedom / 2, scale: 2)
  }

  /// Reads the parameters and checks them as the initializer does.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(degreesOfFreedom: container.decode(Double.self, forKey: .degreesOfFreedom))
  }

  public var mean: Double { degreesOfFreedom }

  public var variance: Double { 2 * degreesOfFreedom }

  /// Infinite at zero for fewer than 2 degrees of freedom.
  public func logDensity(_ x: Double) -> Double { gamma.logDensity(x) }

  public func cumulative(_ x: Double) -> Double { gamma.cumulative(x) }

  public func survival(_ x: Double) -> Double { gamma.survival(x) }

  public func quantile(_ probability: Double) throws(DistributionError) -> Double {
    try requireQuantileProbability(probability, of: "ChiSquare")
    return try gamma.quantile(probability)
  }

  public func upperQuantile(_ probability: Double) throws(DistributionError) -> Double {
    try requireQuantileProbability(probability, of: "ChiSquare")
    return try gamma.upperQuantile(probability)
  }

  @inlinable
  public func draw<G: RandomNumberGenerator>(using rng: inout G) -> Double {
    gamma.draw(using: &rng)
  }
}

extension ChiSquare: CustomStringConvertible {
  public var description: String { "ChiSquare(degreesOfFreedom: \(degreesOfFreedom))" }
}
