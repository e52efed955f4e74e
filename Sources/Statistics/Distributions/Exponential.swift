/// The exponential distribution: the waiting time for an event that comes at a constant rate.
public struct Exponential: ContinuousDistribution, Hashable, Codable {
  /// Events per unit of time; the mean waiting time is its inverse.
  public let rate: Double

  /// Makes the exponential distribution of the given rate.
  ///
  /// - Throws: ``DistributionError`` if the rate is not positive.
  public init(rate: Double) throws(DistributionError) {
    try requirePositive(rate, "rate", of: "Exponential")
    self.rate = rate
  }

  /// Reads the parameters and checks them as the initializer does.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(rate: container.decode(Double.self, forKey: .rate))
  }

  public var mean: Double { 1 / rate }

  public var variance: Double { 1 / (rate * rate) }

  public func logDensity(_ x: Double) -> Double {
    x < 0 ? -.infinity : Portable.log(rate) - rate * x
  }

  public func density(_ x: Double) -> Double {
    x < 0 ? 0 : rate * Portable.exp(-rate * x)
  }

  public func cumulative(_ x: Double) -> Double {
    x < 0 ? 0 : -Portable.expm1(-rate * x)
  }

  public func survival(_ x: Double) -> Double {
    x < 0 ? 1 : Portable.exp(-rate * x)
  }

  public func quantile(_ probability: Double) throws(DistributionError) -> Double {
    try requireQuantileProbability(probability, of: "Exponential")
    return -Portable.log1p(-probability) / rate
  }

  public func upperQuantile(_ probability: Double) throws(DistributionError) -> Double {
    try requireQuantileProbability(probability, of: "Exponential")
    return -Portable.log(probability) / rate
  }

  @inlinable
  public func draw<G: RandomNumberGenerator>(using rng: inout G) -> Double {
    rng.exponential(rate: rate)
  }
}
