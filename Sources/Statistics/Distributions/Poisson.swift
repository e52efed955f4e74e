/// The Poisson distribution: the number of independent rare events when `mean` are expected.
public struct Poisson: DiscreteDistribution, Hashable, Codable {
  public static let name = "Poisson"
  public let mean: Double

  /// Makes the Poisson distribution of the given mean.
  ///
  /// - Throws: ``DistributionError`` if the mean is not positive.
  public init(mean: Double) throws(DistributionError) {
    try requirePositive(mean, "mean", of: Self.name)
    self.mean = mean
  }

  /// Reads the parameters and checks them as the initializer does.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(mean: container.decode(Double.self, forKey: .mean))
  }

  public var support: ClosedRange<Int> { 0...Int.max }

  public var variance: Double { mean }

  @inlinable
  public func logMass(_ k: Int) -> Double {
    k < 0 ? -.infinity : k == 0 ? -mean : logPoissonKernel(Double(k), mean)
  }

  /// P(X ≤ k) = Q(k + 1, mean).
  public func cumulative(_ k: Int) -> Double {
    k < 0 ? 0 : regularizedGamma(shape: Double(k) + 1, mean).upper
  }

  public func survival(_ k: Int) -> Double {
    k < 0 ? 1 : regularizedGamma(shape: Double(k) + 1, mean).lower
  }

  /// A random value. Expected O(1) for means of 10 or more, O(mean) below.
  ///
  /// Source: Hörmann, "The Transformed Rejection Method for Generating Poisson Random Variables", Insurance:
  /// Mathematics and Economics 12, 1993 (PTRS); by inversion for means below 10. Means up to 2⁵³.
  @inlinable
  public func draw<G: RandomNumberGenerator>(using rng: inout G) -> Int {
    if mean < 10 { return drawByInversion(using: &rng) }
    let b = 0.931 + 2.53 * mean.squareRoot()
    let a = -0.059 + 0.02483 * b
    let scale = 1.1239 + 1.1328 / (b - 3.4)
    let squeeze = 0.9277 - 3.6224 / (b - 2)
    while true {
      let u = rng.uniform() - 0.5
      let v = 1 - rng.uniform()
      let edge = 0.5 - u.magnitude
      let candidate = ((2 * a / edge + b) * u + mean + 0.43).rounded(.down)
      guard candidate >= 0, candidate < 0x1p62 else { continue }
      if edge >= 0.07 && v <= squeeze { return Int(candidate) }
      if edge < 0.013 && v > edge { continue }
      let logHeight = Portable.log(v * scale / (a / (edge * edge) + b))
      if logHeight <= logMass(Int(candidate)) { return Int(candidate) }
    }
  }

  /// Walks up the masses from zero until one uniform draw is used up.
  @inlinable
  func drawByInversion<G: RandomNumberGenerator>(using rng: inout G) -> Int {
    let massOfZero = Portable.exp(-mean)
    while true {
      var remaining = rng.uniform()
      var mass = massOfZero
      var k = 0
      while remaining >= mass && mass > 0 {
        remaining -= mass
        k += 1
        mass *= mean / Double(k)
      }
      if mass > 0 { return k }
    }
  }
}
