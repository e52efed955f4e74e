/// Fisher's F distribution: the ratio of two independent chi-square variables, each per degree of freedom.
public struct FisherF: ContinuousDistribution, Hashable, Codable {
  /// The degrees of freedom above the line.
  public let numerator: Double

  /// The degrees of freedom below the line.
  public let denominator: Double

  /// Makes the F distribution of the given degrees of freedom, which need not be whole.
  ///
  /// - Throws: ``DistributionError`` if either is not positive.
  public init(numerator: Double, denominator: Double) throws(DistributionError) {
    try requirePositive(numerator, "numerator degrees of freedom", of: "FisherF")
    try requirePositive(denominator, "denominator degrees of freedom", of: "FisherF")
    self.numerator = numerator
    self.denominator = denominator
  }

  /// Reads the degrees of freedom and checks them as the initializer does.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      numerator: container.decode(Double.self, forKey: .numerator),
      denominator: container.decode(Double.self, forKey: .denominator))
  }

  /// Infinite for a denominator of 2 degrees of freedom or fewer.
  public var mean: Double { denominator > 2 ? denominator / (denominator - 2) : .infinity }

  /// Infinite for a denominator of 4 degrees of freedom or fewer; not a number where the mean is infinite.
  public var variance: Double {
    guard denominator > 2 else { return .nan }
    guard denominator > 4 else { return .infinity }
    return 2 * mean * mean * (numerator + denominator - 2) / (numerator * (denominator - 4))
  }

  /// Infinite at zero for a numerator of fewer than 2 degrees of freedom.
  public func logDensity(_ x: Double) -> Double {
    if x < 0 || x == .infinity { return -.infinity }
    if x == 0 { return numerator > 2 ? -.infinity : numerator < 2 ? .infinity : 0 }
    let a = numerator / 2
    let b = denominator / 2
    let (share, rest) = shares(x)
    return logBinomialKernel(a, b, share, rest) + Portable.log(a / (a + b)) + Portable.log(b) - Portable.log(x)
  }

  public func cumulative(_ x: Double) -> Double {
    let (share, rest) = shares(x)
    return regularizedBeta(numerator / 2, denominator / 2, x: share, y: rest).lower
  }

  public func survival(_ x: Double) -> Double {
    let (share, rest) = shares(x)
    return regularizedBeta(numerator / 2, denominator / 2, x: share, y: rest).upper
  }

  public func quantile(_ probability: Double) throws(DistributionError) -> Double {
    try requireQuantileProbability(probability, of: "FisherF")
    return solve(lower: probability, upper: 1 - probability)
  }

  public func upperQuantile(_ probability: Double) throws(DistributionError) -> Double {
    try requireQuantileProbability(probability, of: "FisherF")
    return solve(lower: 1 - probability, upper: probability)
  }

  /// A random value. Expected O(1).
  @inlinable
  public func draw<G: RandomNumberGenerator>(using rng: inout G) -> Double {
    let above = logGammaDraw(shape: numerator / 2, using: &rng) - Portable.log(numerator)
    let below = logGammaDraw(shape: denominator / 2, using: &rng) - Portable.log(denominator)
    return Portable.exp(above - below)
  }

  /// The beta variable that belongs to x, and 1 less it: r/(1 + r) and 1/(1 + r) with r = x·numerator/denominator.
  private func shares(_ x: Double) -> (Double, Double) {
    let ratio = max(x, 0) * (numerator / denominator)
    if x.isNaN { return (x, x) }
    return ratio == .infinity ? (1, 0) : (ratio / (1 + ratio), 1 / (1 + ratio))
  }

  private func solve(lower: Double, upper: Double) -> Double {
    let logit = betaLogitQuantile(numerator / 2, denominator / 2, lower: lower, upper: upper)
    return Portable.exp(logit + Portable.log(denominator) - Portable.log(numerator))
  }
}
