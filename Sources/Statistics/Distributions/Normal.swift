internal import Foundation

/// The normal (Gaussian) distribution.
public struct Normal: ContinuousDistribution, Hashable, Codable {
  public let mean: Double
  public let standardDeviation: Double

  /// The normal distribution of mean 0 and standard deviation 1.
  public static let standard = Normal(unchecked: 0, 1)

  /// Makes the normal distribution of the given mean and standard deviation (in the same unit).
  ///
  /// - Throws: ``DistributionError`` if the mean is not finite or the standard deviation not positive.
  public init(mean: Double, standardDeviation: Double) throws(DistributionError) {
    try requireFinite(mean, "mean", of: "Normal")
    try requirePositive(standardDeviation, "standard deviation", of: "Normal")
    self.init(unchecked: mean, standardDeviation)
  }

  private init(unchecked mean: Double, _ standardDeviation: Double) {
    self.mean = mean
    self.standardDeviation = standardDeviation
  }

  /// Reads the parameters and checks them as the initializer does.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      mean: container.decode(Double.self, forKey: .mean),
      standardDeviation: container.decode(Double.self, forKey: .standardDeviation))
  }

  public var variance: Double { standardDeviation * standardDeviation }

  public func logDensity(_ x: Double) -> Double {
    let z = (x - mean) / standardDeviation
    return -0.5 * z * z - halfLogTwoPi - Portable.log(standardDeviation)
  }

  public func cumulative(_ x: Double) -> Double {
    standardNormalCumulative((x - mean) / standardDeviation)
  }

  public func survival(_ x: Double) -> Double {
    standardNormalCumulative((mean - x) / standardDeviation)
  }

  public func quantile(_ probability: Double) throws(DistributionError) -> Double {
    try requireQuantileProbability(probability, of: "Normal")
    return mean + standardDeviation * standardNormalQuantile(probability)
  }

  public func upperQuantile(_ probability: Double) throws(DistributionError) -> Double {
    try requireQuantileProbability(probability, of: "Normal")
    return mean - standardDeviation * standardNormalQuantile(probability)
  }

  @inlinable
  public func draw<G: RandomNumberGenerator>(using rng: inout G) -> Double {
    rng.normal(mean: mean, standardDeviation: standardDeviation)
  }
}

/// Φ(z), by the complementary error function of the system.
func standardNormalCumulative(_ z: Double) -> Double {
  0.5 * erfc(-z * 0.7071067811865476)
}

/// Φ⁻¹(p) for p in 0…1, −∞ and ∞ at the ends.
///
/// A rational guess (Abramowitz and Stegun 26.2.23, good to 4.5e-4), then Newton's method on erf near the middle
/// and on ln Φ in the tails.
func standardNormalQuantile(_ p: Double) -> Double {
  if p == 0.5 { return 0 }
  if p > 0.5 { return -standardNormalQuantile(1 - p) }
  guard p > 0 else { return p == 0 ? -.infinity : .nan }
  let t = (-2 * Portable.log(p)).squareRoot()
  let numerator = (0.010328 * t + 0.802853) * t + 2.515517
  let denominator = ((0.001308 * t + 0.189269) * t + 1.432788) * t + 1
  let guess = numerator / denominator - t
  if p > 0.25 {
    var z = guess
    for _ in 0..<4 {
      let distance = (p - 0.5) - 0.5 * erf(z * 0.7071067811865476)
      z += distance * Portable.exp(0.5 * z * z + halfLogTwoPi)
    }
    return z
  }
  return logConcaveQuantile(target: p, from: guess, rising: true, largestStep: 40) { z in
    (standardNormalCumulative(z), Portable.exp(-0.5 * z * z - halfLogTwoPi))
  }
}
