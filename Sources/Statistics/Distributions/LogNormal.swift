/// The lognormal distribution: the exponential of a normal variable.
public struct LogNormal: ContinuousDistribution, Hashable, Codable {
  /// The distribution of the logarithm.
  public let logarithm: Normal

  /// Makes the distribution of eᶻ where z is normal with the given mean and standard deviation.
  ///
  /// - Throws: ``DistributionError`` if the mean is not finite or the standard deviation not positive.
  public init(logMean: Double, logStandardDeviation: Double) throws(DistributionError) {
    try requireFinite(logMean, "log-mean", of: "LogNormal")
    try requirePositive(logStandardDeviation, "log-standard deviation", of: "LogNormal")
    logarithm = try Normal(mean: logMean, standardDeviation: logStandardDeviation)
  }

  public var mean: Double { Portable.exp(logarithm.mean + 0.5 * logarithm.variance) }

  public var variance: Double {
    Portable.expm1(logarithm.variance) * Portable.exp(2 * logarithm.mean + logarithm.variance)
  }

  public func logDensity(_ x: Double) -> Double {
    if x <= 0 || x == .infinity { return -.infinity }
    let log = Portable.log(x)
    return logarithm.logDensity(log) - log
  }

  public func cumulative(_ x: Double) -> Double {
    x <= 0 ? 0 : logarithm.cumulative(Portable.log(x))
  }

  public func survival(_ x: Double) -> Double {
    x <= 0 ? 1 : logarithm.survival(Portable.log(x))
  }

  public func quantile(_ probability: Double) throws(DistributionError) -> Double {
    try requireQuantileProbability(probability, of: "LogNormal")
    return Portable.exp(try logarithm.quantile(probability))
  }

  public func upperQuantile(_ probability: Double) throws(DistributionError) -> Double {
    try requireQuantileProbability(probability, of: "LogNormal")
    return Portable.exp(try logarithm.upperQuantile(probability))
  }

  @inlinable
  public func draw<G: RandomNumberGenerator>(using rng: inout G) -> Double {
    Portable.exp(logarithm.draw(using: &rng))
  }
}
