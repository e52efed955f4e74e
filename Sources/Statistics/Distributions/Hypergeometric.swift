/// The hypergeometric distribution: the marked members in a sample drawn without replacement.
public struct Hypergeometric: DiscreteDistribution, Hashable, Codable {
  public static let name = "Hypergeometric"
  /// How many members there are in all.
  public let population: Int
  /// How many of them are marked.
  public let marked: Int
  /// How many are drawn.
  public let sample: Int

  /// Makes the distribution of the marked members among `sample` drawn from `population`, of whom `marked` are
  /// marked.
  ///
  /// - Throws: ``DistributionError`` if a count is negative or exceeds the population.
  public init(population: Int, marked: Int, sample: Int) throws(DistributionError) {
    try requireCount(population, "population", of: Self.name, from: 0)
    try requireCount(marked, "number of marked members", of: Self.name, from: 0, to: population)
    try requireCount(sample, "sample size", of: Self.name, from: 0, to: population)
    self.population = population
    self.marked = marked
    self.sample = sample
  }

  /// The probability that a simple random sample of `sample` rows out of `population` holds none of the `rare`
  /// ones.
  ///
  /// For a class of 0.01% and a sample of 1% it is .990 for one rare row in ten thousand, and .366 for a hundred
  /// in a million. See "Designing Machine Learning Systems", ch. 4, simple random sampling.
  ///
  /// - Throws: ``DistributionError`` if a count is negative or exceeds the population.
  public static func missProbability(
    population: Int, rare: Int, sample: Int
  ) throws(DistributionError) -> Double {
    try Hypergeometric(population: population, marked: rare, sample: sample).mass(0)
  }

  /// Reads the parameters and checks them as the initializer does.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      population: container.decode(Int.self, forKey: .population),
      marked: container.decode(Int.self, forKey: .marked),
      sample: container.decode(Int.self, forKey: .sample))
  }

  public var support: ClosedRange<Int> {
    max(0, sample - (population - marked))...min(sample, marked)
  }

  public var mean: Double {
    population == 0 ? 0 : Double(sample) * (Double(marked) / Double(population))
  }

  public var variance: Double {
    guard population > 1 else { return 0 }
    let size = Double(population)
    return mean * (Double(population - marked) / size) * (Double(population - sample) / (size - 1))
  }

  /// The mass as three binomial terms, which keeps every digit for large populations.
  ///
  /// Source: Loader, "Fast and Accurate Computation of Binomial Probabilities", 2000.
  @inlinable
  public func logMass(_ k: Int) -> Double {
    guard support.contains(k) else { return -.infinity }
    guard sample > 0, sample < population else { return 0 }
    let share = Double(sample) / Double(population)
    let rest = Double(population - sample) / Double(population)
    let unmarked = sample - k
    return logBinomialKernel(Double(k), Double(marked - k), share, rest)
      + logBinomialKernel(Double(unmarked), Double(population - marked - unmarked), share, rest)
      - logBinomialKernel(Double(sample), Double(population - sample), share, rest)
  }

  public func cumulative(_ k: Int) -> Double {
    if k < support.lowerBound { return 0 }
    if k >= support.upperBound { return 1 }
    return Double(k) < mean ? massAtOrBelow(k) : 1 - massAtOrAbove(k + 1)
  }

  public func survival(_ k: Int) -> Double {
    if k < support.lowerBound { return 1 }
    if k >= support.upperBound { return 0 }
    return Double(k) < mean ? 1 - massAtOrBelow(k) : massAtOrAbove(k + 1)
  }

  /// Sums the masses downward from k until they no longer count. O(σ).
  private func massAtOrBelow(_ k: Int) -> Double {
    var term = 1.0
    var sum = 1.0
    var j = k
    while j > support.lowerBound && term > sum * 0x1p-54 {
      term *=
        Double(j) / Double(marked - j + 1)
        * (Double(population - marked - sample + j) / Double(sample - j + 1))
      sum += term
      j -= 1
    }
    return min(mass(k) * sum, 1)
  }

  /// Sums the masses upward from k until they no longer count. O(σ).
  private func massAtOrAbove(_ k: Int) -> Double {
    var term = 1.0
    var sum = 1.0
    var j = k
    while j < support.upperBound && term > sum * 0x1p-54 {
      j += 1
      term *=
        Double(marked - j + 1) / Double(j)
        * (Double(sample - j + 1) / Double(population - marked - sample + j))
      sum += term
    }
    return min(mass(k) * sum, 1)
  }

  /// A random value. Expected O(1).
  ///
  /// Source: Stadlober, "The Ratio of Uniforms Approach for Generating Discrete Random Variates", J.
  /// Computational and Applied Mathematics 31, 1990; an urn is played where at most 16 draws decide.
  @inlinable
  public func draw<G: RandomNumberGenerator>(using rng: inout G) -> Int {
    // Marked and sampled members may be exchanged, and either replaced by its complement.
    let fewMarked = min(marked, population - marked)
    let fewSampled = min(sample, population - sample)
    var k: Int
    if min(fewMarked, fewSampled) <= 16 {
      k = Hypergeometric.playUrn(
        population: population, marked: max(fewMarked, fewSampled), draws: min(fewMarked, fewSampled),
        using: &rng)
    } else {
      let reduced = Hypergeometric(unchecked: population, fewMarked, fewSampled)
      k = reduced.drawByRatioOfUniforms(using: &rng)
    }
    if sample > population - sample { k = fewMarked - k }
    if marked > population - marked { k = sample - k }
    return k
  }

  @usableFromInline
  init(unchecked population: Int, _ marked: Int, _ sample: Int) {
    self.population = population
    self.marked = marked
    self.sample = sample
  }

  @inlinable
  static func playUrn<G: RandomNumberGenerator>(
    population: Int, marked: Int, draws: Int, using rng: inout G
  ) -> Int {
    var markedLeft = marked
    for drawn in 0..<draws where rng.uniformInt(below: population - drawn) < markedLeft {
      markedLeft -= 1
    }
    return marked - markedLeft
  }

  @inlinable
  func drawByRatioOfUniforms<G: RandomNumberGenerator>(using rng: inout G) -> Int {
    let center = mean + 0.5
    // 2√(2/e) and 3 − 2√(3/e): the width of the hat in standard deviations, and its constant part.
    let width = 1.7155277699214135 * (variance + 0.5).squareRoot() + 0.8989161620588988
    let mode = Int((Double(marked) + 1) * ((Double(sample) + 1) / (Double(population) + 2)))
    let logMassOfMode = logMass(mode)
    while true {
      let u = 1 - rng.uniform()
      let v = rng.uniform()
      let candidate = (center + width * (v - 0.5) / u).rounded(.down)
      guard candidate >= 0, candidate <= Double(min(sample, marked)) else { continue }
      if 2 * Portable.log(u) <= logMass(Int(candidate)) - logMassOfMode { return Int(candidate) }
    }
  }
}
