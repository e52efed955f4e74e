/// The binomial distribution: the successes among independent trials of equal chance.
public struct Binomial: DiscreteDistribution, Hashable, Codable {
  public static let name = "Binomial"
  /// How many trials there are.
  public let trials: Int

  /// The chance that a trial succeeds.
  public let probability: Double

  /// Makes the distribution of the successes in `trials` trials that each succeed with `probability`.
  ///
  /// - Throws: ``DistributionError`` if `trials` is negative or `probability` not in 0…1.
  public init(trials: Int, probability: Double) throws(DistributionError) {
    try requireCount(trials, "number of trials", of: Self.name, from: 0)
    guard probability >= 0, probability <= 1 else {
      throw .notProbability(parameter: "success probability", of: Self.name, value: probability)
    }
    self.trials = trials
    self.probability = probability
  }

  /// Reads the parameters and checks them as the initializer does.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      trials: container.decode(Int.self, forKey: .trials),
      probability: container.decode(Double.self, forKey: .probability))
  }

  public var support: ClosedRange<Int> { 0...trials }

  public var mean: Double { Double(trials) * probability }

  public var variance: Double { Double(trials) * probability * (1 - probability) }

  @inlinable
  public func logMass(_ k: Int) -> Double {
    guard k >= 0, k <= trials else { return -.infinity }
    if probability == 0 { return k == 0 ? 0 : -.infinity }
    if probability == 1 { return k == trials ? 0 : -.infinity }
    return logBinomialKernel(Double(k), Double(trials - k), probability, 1 - probability)
  }

  public func cumulative(_ k: Int) -> Double { tails(k).lower }

  public func survival(_ k: Int) -> Double { tails(k).upper }

  /// P(X ≤ k) = I₁₋ₚ(n − k, k + 1).
  private func tails(_ k: Int) -> (lower: Double, upper: Double) {
    if k < 0 { return (0, 1) }
    if k >= trials { return (1, 0) }
    return regularizedBeta(
      Double(trials - k), Double(k) + 1, x: 1 - probability, y: probability)
  }

  /// A random value. Expected O(1), whatever the number of trials.
  ///
  /// Source: Hörmann, "The Generation of Binomial Random Variates", J. Statistical Computation and Simulation
  /// 46, 1993 (transformed rejection with squeeze, BTRS); by inversion where fewer than 10 successes are expected.
  @inlinable
  public func draw<G: RandomNumberGenerator>(using rng: inout G) -> Int {
    if probability > 0.5 {
      let failures = Binomial(unchecked: trials, 1 - probability)
      return trials - failures.drawRareSuccesses(using: &rng)
    }
    return drawRareSuccesses(using: &rng)
  }

  @usableFromInline
  init(unchecked trials: Int, _ probability: Double) {
    self.trials = trials
    self.probability = probability
  }

  @inlinable
  func drawRareSuccesses<G: RandomNumberGenerator>(using rng: inout G) -> Int {
    let n = Double(trials)
    let p = probability
    if n * p < 10 { return drawByInversion(using: &rng) }
    let spread = (n * p * (1 - p)).squareRoot()
    let b = 1.15 + 2.53 * spread
    let a = -0.0873 + 0.0248 * b + 0.01 * p
    let center = n * p + 0.5
    let squeeze = 0.92 - 4.2 / b
    let scale = (2.83 + 5.1 / b) * spread
    let logMassOfMode = logMass(Int((n + 1) * p))
    while true {
      let u = rng.uniform() - 0.5
      let v = 1 - rng.uniform()
      let edge = 0.5 - u.magnitude
      let candidate = ((2 * a / edge + b) * u + center).rounded(.down)
      guard candidate >= 0, candidate <= n else { continue }
      if edge >= 0.07 && v <= squeeze { return Int(candidate) }
      let logHeight = Portable.log(v * scale / (a / (edge * edge) + b))
      if logHeight <= logMass(Int(candidate)) - logMassOfMode { return Int(candidate) }
    }
  }

  /// Walks up the masses from zero until one uniform draw is used up.
  @inlinable
  func drawByInversion<G: RandomNumberGenerator>(using rng: inout G) -> Int {
    let odds = probability / (1 - probability)
    let massOfZero = Portable.exp(Double(trials) * Portable.log1p(-probability))
    while true {
      var remaining = rng.uniform()
      var mass = massOfZero
      var k = 0
      while remaining >= mass && k < trials && mass > 0 {
        remaining -= mass
        mass *= odds * Double(trials - k) / Double(k + 1)
        k += 1
      }
      if mass > 0 { return k }
    }
  }
}
