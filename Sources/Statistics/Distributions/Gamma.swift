/// The gamma distribution, with density proportional to x^(shape − 1)·e^(−x/scale).
public struct Gamma: ContinuousDistribution, Hashable, Codable {
  /// The power of x in the density, plus 1.
  public let shape: Double

  /// The unit of the values: the mean is shape × scale.
  public let scale: Double

  /// Makes the gamma distribution of the given shape and scale.
  ///
  /// - Throws: ``DistributionError`` if either is not positive.
  public init(shape: Double, scale: Double = 1) throws(DistributionError) {
    try requirePositive(shape, "shape", of: "Gamma")
    try requirePositive(scale, "scale", of: "Gamma")
    self.init(uncheckedShape: shape, scale: scale)
  }

  @usableFromInline
  init(uncheckedShape shape: Double, scale: Double) {
    self.shape = shape
    self.scale = scale
  }

  /// Reads the parameters and checks them as the initializer does.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      shape: container.decode(Double.self, forKey: .shape),
      scale: container.decode(Double.self, forKey: .scale))
  }

  public var mean: Double { shape * scale }

  public var variance: Double { shape * scale * scale }

  /// Infinite at zero for shapes below 1.
  public func logDensity(_ x: Double) -> Double {
    if x < 0 || x == .infinity { return -.infinity }
    if x == 0 {
      return shape > 1 ? -.infinity : shape < 1 ? .infinity : -Portable.log(scale)
    }
    return logPoissonKernel(shape, x / scale) + Portable.log(shape) - Portable.log(x)
  }

  public func cumulative(_ x: Double) -> Double {
    regularizedGamma(shape: shape, x / scale).lower
  }

  public func survival(_ x: Double) -> Double {
    regularizedGamma(shape: shape, x / scale).upper
  }

  public func quantile(_ probability: Double) throws(DistributionError) -> Double {
    try requireQuantileProbability(probability, of: "Gamma")
    return scale * standardQuantile(lower: probability, upper: 1 - probability)
  }

  public func upperQuantile(_ probability: Double) throws(DistributionError) -> Double {
    try requireQuantileProbability(probability, of: "Gamma")
    return scale * standardQuantile(lower: 1 - probability, upper: probability)
  }

  /// A random value. Expected O(1).
  ///
  /// Source: Marsaglia and Tsang, "A Simple Method for Generating Gamma Variables", ACM TOMS 26(3), 2000; a
  /// shape below 1 is drawn as a value of shape + 1 times u^(1/shape).
  @inlinable
  public func draw<G: RandomNumberGenerator>(using rng: inout G) -> Double {
    if shape < 1 {
      let larger = marsagliaTsang(shape: shape + 1, using: &rng)
      return scale * larger * Portable.exp(Portable.log(1 - rng.uniform()) / shape)
    }
    return scale * marsagliaTsang(shape: shape, using: &rng)
  }

  /// The quantile for scale 1, solved for ln x in the smaller tail.
  private func standardQuantile(lower: Double, upper: Double) -> Double {
    if lower == 0 { return 0 }
    if upper == 0 { return .infinity }
    // Wilson and Hilferty's cube of a normal; for small values P ≈ xᵃ/Γ(a + 1).
    let z = lower < upper ? standardNormalQuantile(lower) : -standardNormalQuantile(upper)
    let root = 1 - 1 / (9 * shape) + z / (3 * shape.squareRoot())
    var start = 3 * Portable.log(root) + Portable.log(shape)
    if !(root > 0.1) {
      let logGammaOfNext =
        (shape + 0.5) * Portable.log(shape) - shape + halfLogTwoPi + stirlingCorrection(shape)
      start = (Portable.log(lower) + logGammaOfNext) / shape
    }
    let useLower = lower < upper
    let log = logConcaveQuantile(
      target: useLower ? lower : upper, from: start, rising: useLower,
      largestStep: useLower ? 50 : 1
    ) { u in
      let x = Portable.exp(u)
      let both = regularizedGamma(shape: shape, x)
      let slope = x > 0 ? shape * Portable.exp(logPoissonKernel(shape, x)) : 0
      return (useLower ? both.lower : both.upper, slope)
    }
    return Portable.exp(log)
  }
}

/// A gamma value of scale 1 for a shape of at least 1.
@inlinable
func marsagliaTsang<G: RandomNumberGenerator>(shape: Double, using rng: inout G) -> Double {
  let d = shape - 1.0 / 3
  let c = 1 / (9 * d).squareRoot()
  while true {
    let z = rng.normal()
    let root = 1 + c * z
    guard root > 0 else { continue }
    let v = root * root * root
    let u = 1 - rng.uniform()
    if Portable.log(u) < 0.5 * z * z + d - d * v + d * Portable.log(v) { return d * v }
  }
}

/// The logarithm of a gamma value of scale 1, which is finite even where the value itself rounds to zero.
@inlinable
func logGammaDraw<G: RandomNumberGenerator>(shape: Double, using rng: inout G) -> Double {
  if shape < 1 {
    return Portable.log(marsagliaTsang(shape: shape + 1, using: &rng)) + Portable.log(1 - rng.uniform()) / shape
  }
  return Portable.log(marsagliaTsang(shape: shape, using: &rng))
}
