/// The beta distribution on 0…1, with density proportional to x^(alpha − 1)·(1 − x)^(beta − 1).
public struct Beta: ContinuousDistribution, Hashable, Codable {
  /// The shape at 0: the larger, the less mass there.
  public let alpha: Double

  /// The shape at 1.
  public let beta: Double

  /// Makes the beta distribution of the two shapes: a prior that has seen `alpha` successes, `beta` failures.
  ///
  /// - Throws: ``DistributionError`` if either is not positive.
  public init(alpha: Double, beta: Double) throws(DistributionError) {
    try requirePositive(alpha, "alpha", of: "Beta")
    try requirePositive(beta, "beta", of: "Beta")
    self.alpha = alpha
    self.beta = beta
  }

  /// Reads the parameters and checks them as the initializer does.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      alpha: container.decode(Double.self, forKey: .alpha),
      beta: container.decode(Double.self, forKey: .beta))
  }

  public var mean: Double { alpha / (alpha + beta) }

  public var variance: Double {
    let sum = alpha + beta
    return (alpha / sum) * (beta / sum) / (sum + 1)
  }

  /// Infinite at an end whose shape is below 1.
  public func logDensity(_ x: Double) -> Double {
    if x < 0 || x > 1 { return -.infinity }
    if x == 0 { return alpha > 1 ? -.infinity : alpha < 1 ? .infinity : Portable.log(beta) }
    if x == 1 { return beta > 1 ? -.infinity : beta < 1 ? .infinity : Portable.log(alpha) }
    let y = 1 - x
    return logBinomialKernel(alpha, beta, x, y) + Portable.log(alpha / (alpha + beta))
      + Portable.log(beta) - Portable.log(x) - Portable.log(y)
  }

  public func cumulative(_ x: Double) -> Double {
    regularizedBeta(alpha, beta, x: x, y: 1 - x).lower
  }

  public func survival(_ x: Double) -> Double {
    regularizedBeta(alpha, beta, x: x, y: 1 - x).upper
  }

  public func quantile(_ probability: Double) throws(DistributionError) -> Double {
    try requireQuantileProbability(probability, of: "Beta")
    return solve(lower: probability, upper: 1 - probability)
  }

  public func upperQuantile(_ probability: Double) throws(DistributionError) -> Double {
    try requireQuantileProbability(probability, of: "Beta")
    return solve(lower: 1 - probability, upper: probability)
  }

  /// A random value. Expected O(1).
  ///
  /// Source: the share of one of two gamma values; for shapes up to 1, Jöhnk, "Erzeugung von betaverteilten und
  /// gammaverteilten Zufallszahlen", Metrika 8, 1964, in logarithms so that tiny shapes do not vanish.
  @inlinable
  public func draw<G: RandomNumberGenerator>(using rng: inout G) -> Double {
    if alpha > 1 || beta > 1 {
      let first = Gamma(uncheckedShape: alpha, scale: 1).draw(using: &rng)
      let second = Gamma(uncheckedShape: beta, scale: 1).draw(using: &rng)
      return first / (first + second)
    }
    while true {
      let logX = Portable.log(1 - rng.uniform()) / alpha
      let logY = Portable.log(1 - rng.uniform()) / beta
      let largest = max(logX, logY)
      let x = Portable.exp(logX - largest)
      let sum = x + Portable.exp(logY - largest)
      if largest + Portable.log(sum) <= 0 { return x / sum }
    }
  }

  private func solve(lower: Double, upper: Double) -> Double {
    if lower == 0 { return 0 }
    if upper == 0 { return 1 }
    return 1 / (1 + Portable.exp(-betaLogitQuantile(alpha, beta, lower: lower, upper: upper)))
  }
}

/// ln(x/(1 − x)) at the beta quantile x with the given tails, −∞ and ∞ at the ends.
///
/// Solved in the smaller tail, where both tails are log-concave in that unknown.
func betaLogitQuantile(_ alpha: Double, _ beta: Double, lower: Double, upper: Double) -> Double {
  if lower == 0 { return -.infinity }
  if upper == 0 { return .infinity }
  let useLower = lower < upper
  return logConcaveQuantile(
    target: useLower ? lower : upper, from: Portable.log(alpha) - Portable.log(beta), rising: useLower,
    largestStep: 50
  ) { u in
    let x = 1 / (1 + Portable.exp(-u))
    let y = 1 / (1 + Portable.exp(u))
    guard x > 0, y > 0 else { return (useLower == (x > 0) ? 1 : 0, 0) }
    let both = regularizedBeta(alpha, beta, x: x, y: y)
    let slope = Portable.exp(logBinomialKernel(alpha, beta, x, y)) * alpha / (alpha + beta) * beta
    return (useLower ? both.lower : both.upper, slope)
  }
}
