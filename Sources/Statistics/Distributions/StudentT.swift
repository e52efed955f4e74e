/// Student's t distribution: a standard normal variable over the root of an independent chi-square per degree of
/// freedom.
public struct StudentT: ContinuousDistribution, Hashable, Codable {
  /// The larger, the closer to the standard normal distribution; need not be whole.
  public let degreesOfFreedom: Double

  /// Makes the t distribution of the given degrees of freedom.
  ///
  /// - Throws: ``DistributionError`` if they are not positive.
  public init(degreesOfFreedom: Double) throws(DistributionError) {
    try requirePositive(degreesOfFreedom, "degrees of freedom", of: "StudentT")
    self.init(unchecked: degreesOfFreedom)
  }

  init(unchecked degreesOfFreedom: Double) {
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// Reads the degrees of freedom and checks them as the initializer does.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(degreesOfFreedom: container.decode(Double.self, forKey: .degreesOfFreedom))
  }

  /// Zero; not a number for 1 degree of freedom or fewer.
  public var mean: Double { degreesOfFreedom > 1 ? 0 : .nan }

  /// Infinite for 2 degrees of freedom or fewer; not a number where there is no mean.
  public var variance: Double {
    if degreesOfFreedom > 2 { return degreesOfFreedom / (degreesOfFreedom - 2) }
    return degreesOfFreedom > 1 ? .infinity : .nan
  }

  /// ln(Γ((ν + 1)/2)/(Γ(ν/2)·√(νπ))) − (ν + 1)/2·ln(1 + x²/ν).
  public func logDensity(_ x: Double) -> Double {
    let half = degreesOfFreedom / 2
    return logGammaRatio(half, 0.5) - 0.5 * (Portable.log(half) + Portable.log(twoPi))
      - (half + 0.5) * logOnePlusSquare(x)
  }

  public func cumulative(_ x: Double) -> Double {
    x < 0 ? upperTail(-x) : 1 - upperTail(x)
  }

  public func survival(_ x: Double) -> Double {
    x < 0 ? 1 - upperTail(-x) : upperTail(x)
  }

  public func quantile(_ probability: Double) throws(DistributionError) -> Double {
    try requireQuantileProbability(probability, of: "StudentT")
    return probability > 0.5 ? upperValue(1 - probability) : -upperValue(probability)
  }

  public func upperQuantile(_ probability: Double) throws(DistributionError) -> Double {
    try requireQuantileProbability(probability, of: "StudentT")
    return probability > 0.5 ? -upperValue(1 - probability) : upperValue(probability)
  }

  /// A random value. Expected O(1).
  @inlinable
  public func draw<G: RandomNumberGenerator>(using rng: inout G) -> Double {
    let normal = rng.normal()
    let logSquare = logGammaDraw(shape: degreesOfFreedom / 2, using: &rng)
    return normal * Portable.exp(0.5 * (Portable.log(degreesOfFreedom / 2) - logSquare))
  }

  /// ln(1 + x²/ν), however large x is.
  private func logOnePlusSquare(_ x: Double) -> Double {
    let ratio = x.magnitude / degreesOfFreedom.squareRoot()
    return ratio > 1e100
      ? 2 * Portable.log(x.magnitude) - Portable.log(degreesOfFreedom) : Portable.log1p(ratio * ratio)
  }

  /// P(T > t) = ½·I(ν/2, ½) at ν/(ν + t²), for t ≥ 0; far out by the first term of its series.
  private func upperTail(_ t: Double) -> Double {
    if t == .infinity { return 0 }
    let ratio = t / degreesOfFreedom.squareRoot()
    if ratio > 1e100 {
      return 0.5 * Portable.exp(-0.5 * degreesOfFreedom * logOnePlusSquare(t) - logOfTailDivisor)
    }
    let square = ratio * ratio
    return 0.5 * regularizedBeta(degreesOfFreedom / 2, 0.5, x: 1 / (1 + square), y: square / (1 + square)).lower
  }

  /// The t ≥ 0 that is exceeded with the given probability, which is at most ½.
  func upperValue(_ probability: Double) -> Double {
    if probability == 0 { return .infinity }
    if probability == 0.5 { return 0 }
    // Out there P(T > t) = ½·(t²/ν)^(−ν/2)/(ν/2·B(ν/2, ½)) to all digits.
    let farLogit = -(Portable.log(2 * probability) + logOfTailDivisor) / (degreesOfFreedom / 2)
    let logit =
      farLogit > 300
      ? farLogit
      : betaLogitQuantile(0.5, degreesOfFreedom / 2, lower: 1 - 2 * probability, upper: 2 * probability)
    return Portable.exp(0.5 * (Portable.log(degreesOfFreedom) + logit))
  }

  /// ln(ν/2·B(ν/2, ½)).
  private var logOfTailDivisor: Double {
    0.5 * Portable.log(twoPi / 2) + logGammaRatio(degreesOfFreedom / 2 + 0.5, 0.5)
  }
}
