/// The uniform distribution on an interval.
public struct Uniform: ContinuousDistribution, Hashable, Codable {
  /// The lower bound.
  public let lower: Double

  /// The upper bound.
  public let upper: Double

  /// Makes the uniform distribution on `lower ..< upper`.
  ///
  /// - Throws: ``DistributionError`` if a bound is not finite or the interval is empty.
  public init(_ lower: Double = 0, _ upper: Double = 1) throws(DistributionError) {
    try requireFinite(lower, "lower bound", of: "Uniform")
    try requireFinite(upper, "upper bound", of: "Uniform")
    guard lower < upper else { throw .emptyInterval(of: "Uniform", lower: lower, upper: upper) }
    self.lower = lower
    self.upper = upper
  }

  /// Reads the parameters and checks them as the initializer does.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      container.decode(Double.self, forKey: .lower),
      container.decode(Double.self, forKey: .upper))
  }

  public var mean: Double { lower + (upper - lower) / 2 }

  public var variance: Double { (upper - lower) * (upper - lower) / 12 }

  public func logDensity(_ x: Double) -> Double {
    if x.isNaN { return x }
    return x >= lower && x <= upper ? -Portable.log(upper - lower) : -.infinity
  }

  public func density(_ x: Double) -> Double {
    if x.isNaN { return x }
    return x >= lower && x <= upper ? 1 / (upper - lower) : 0
  }

  public func cumulative(_ x: Double) -> Double {
    if x.isNaN { return x }
    return min(max((x - lower) / (upper - lower), 0), 1)
  }

  public func survival(_ x: Double) -> Double {
    if x.isNaN { return x }
    return min(max((upper - x) / (upper - lower), 0), 1)
  }

  public func quantile(_ probability: Double) throws(DistributionError) -> Double {
    try requireQuantileProbability(probability, of: "Uniform")
    return lower + probability * (upper - lower)
  }

  public func upperQuantile(_ probability: Double) throws(DistributionError) -> Double {
    try requireQuantileProbability(probability, of: "Uniform")
    return upper - probability * (upper - lower)
  }

  @inlinable
  public func draw<G: RandomNumberGenerator>(using rng: inout G) -> Double {
    rng.uniform(lower, upper)
  }
}
