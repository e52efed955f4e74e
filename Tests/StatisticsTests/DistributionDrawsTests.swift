import Statistics
import Testing

@Suite("Draws from distributions")
struct DistributionDrawsTests {
  static let continuous: [any ContinuousDistribution] = {
    do {
      return [
        try Normal(mean: -2, standardDeviation: 3), try Uniform(2, 9), try Exponential(rate: 4),
        try LogNormal(logMean: 1, logStandardDeviation: 0.6), try ChiSquare(degreesOfFreedom: 1),
        try ChiSquare(degreesOfFreedom: 7), try Gamma(shape: 0.1), try Gamma(shape: 0.8, scale: 5),
        try Gamma(shape: 1), try Gamma(shape: 3.5), try Gamma(shape: 4000, scale: 0.01),
        try Beta(alpha: 0.2, beta: 0.2), try Beta(alpha: 0.5, beta: 1), try Beta(alpha: 0.3, beta: 4),
        try Beta(alpha: 2, beta: 5), try Beta(alpha: 80, beta: 60),
      ]
    } catch {
      fatalError("\(error)")
    }
  }()

  static let discrete: [any DiscreteDistribution] = {
    do {
      return [
        try Binomial(trials: 12, probability: 0.3), try Binomial(trials: 30, probability: 0.9),
        try Binomial(trials: 25, probability: 0.4), try Binomial(trials: 21, probability: 0.5),
        try Binomial(trials: 400, probability: 0.5), try Binomial(trials: 100_000, probability: 0.02),
        try Binomial(trials: 1_000_000, probability: 0.999), try Binomial(trials: 1 << 40, probability: 1e-11),
        try Poisson(mean: 0.3), try Poisson(mean: 4), try Poisson(mean: 9.9), try Poisson(mean: 10),
        try Poisson(mean: 33.3), try Poisson(mean: 20_000),
        try Hypergeometric(population: 20, marked: 8, sample: 7),
        try Hypergeometric(population: 30, marked: 25, sample: 24),
        try Hypergeometric(population: 60, marked: 20, sample: 35),
        try Hypergeometric(population: 100, marked: 40, sample: 30),
        try Hypergeometric(population: 100, marked: 75, sample: 60),
        try Hypergeometric(population: 100_000, marked: 3000, sample: 90_000),
        try Hypergeometric(population: 1_000_000, marked: 100, sample: 10_000),
        try Hypergeometric(population: 1_000_000_000, marked: 700_000_000, sample: 1_000_000),
      ]
    } catch {
      fatalError("\(error)")
    }
  }()

  @Test("continuous draws follow the distribution", arguments: continuous.indices)
  func continuousFit(index: Int) throws {
    let distribution = Self.continuous[index]
    var rng = SeededGenerator(seed: 300, stream: index)
    // Forty classes of equal probability.
    let edges = try (1..<40).map { try distribution.quantile(Double($0) / 40) }
    var counts = Array(repeating: 0, count: 40)
    for value in distribution.draws(20_000, using: &rng) {
      counts[edges.firstIndex { value < $0 } ?? 39] += 1
    }
    #expect(try uniformityPValue(counts) > 0.001, "\(distribution): \(counts)")
    let sample = distribution.draws(1000, using: &rng)
    let test = try kolmogorov(sample, distribution)
    #expect(test.pValue > 0.001, "\(distribution): \(test)")
  }

  @Test("discrete draws follow the distribution", arguments: discrete.indices)
  func discreteFit(index: Int) throws {
    let distribution = Self.discrete[index]
    var rng = SeededGenerator(seed: 301, stream: index)
    let count = 40_000
    // Neighboring values are merged until each class expects at least 20.
    var limits: [Int] = []
    var shares: [Double] = []
    var last = 0.0
    for step in 1..<50 {
      let k = try distribution.quantile(Double(step) / 50)
      let upTo = distribution.cumulative(k)
      if upTo - last > 0.0005, 1 - upTo > 0.0005 {
        limits.append(k)
        shares.append(upTo - last)
        last = upTo
      }
    }
    shares.append(1 - last)
    var counts = Array(repeating: 0, count: shares.count)
    let values = distribution.draws(count, using: &rng)
    #expect(values.allSatisfy(distribution.support.contains))
    for value in values {
      counts[limits.firstIndex { value <= $0 } ?? limits.count] += 1
    }
    let test = try ChiSquareTest(observed: counts, probabilities: shares)
    #expect(test.warning == nil)
    #expect(test.pValue > 0.001, "\(distribution): \(counts)")
  }

  @Test("discrete draws have the right tails", arguments: discrete.indices)
  func discreteTails(index: Int) throws {
    let distribution = Self.discrete[index]
    var rng = SeededGenerator(seed: 302, stream: index)
    let low = try distribution.quantile(0.004)
    let high = try distribution.upperQuantile(0.004)
    var counts = [0, 0]
    let values = distribution.draws(40_000, using: &rng)
    for value in values {
      if value < low { counts[0] += 1 }
      if value > high { counts[1] += 1 }
    }
    for (count, probability) in zip(counts, [distribution.cumulative(low - 1), distribution.survival(high)]) {
      let spread = (40_000 * probability * (1 - probability)).squareRoot()
      #expect((Double(count) - 40_000 * probability).magnitude <= 4 * spread + 1)
    }
  }

  @Test("beta draws of tiny shapes are numbers near the ends, split evenly")
  func tinyBeta() throws {
    var rng = SeededGenerator(seed: 303)
    let values = try Beta(alpha: 1e-4, beta: 1e-4).draws(2000, using: &rng)
    #expect(values.allSatisfy { $0 >= 0 && $0 <= 1 })
    let upper = values.count { $0 > 0.5 }
    #expect(try uniformityPValue([upper, 2000 - upper]) > 0.001)
    #expect(values.count { $0 > 0.01 && $0 < 0.99 } < 20)
  }

  @Test("sure things are drawn surely")
  func degenerate() throws {
    var rng = SeededGenerator(seed: 304)
    #expect(try Binomial(trials: 10, probability: 0).draws(50, using: &rng).allSatisfy { $0 == 0 })
    #expect(try Binomial(trials: 10, probability: 1).draws(50, using: &rng).allSatisfy { $0 == 10 })
    #expect(try Binomial(trials: 0, probability: 0.5).draws(50, using: &rng).allSatisfy { $0 == 0 })
    let all = try Hypergeometric(population: 9, marked: 4, sample: 9)
    #expect(all.draws(50, using: &rng).allSatisfy { $0 == 4 })
    let none = try Hypergeometric(population: 0, marked: 0, sample: 0)
    #expect(none.draws(5, using: &rng) == [0, 0, 0, 0, 0])
    #expect(all.draws(-1, using: &rng).isEmpty)
  }

  @Test("draws of a seed are those of its generator")
  func seededDraws() throws {
    var rng = SeededGenerator(seed: 640)
    let normal = try Normal(mean: 2, standardDeviation: 3)
    #expect(normal.draws(20, seed: 640) == normal.draws(20, using: &rng))
    rng = SeededGenerator(seed: 641)
    let counts = try Poisson(mean: 4)
    #expect(counts.draws(20, seed: 641) == counts.draws(20, using: &rng))
    rng = SeededGenerator(seed: 642)
    let shares = try Dirichlet(classes: 3)
    #expect(shares.draws(5, seed: 642) == shares.draws(5, using: &rng))
    #expect(normal.draws(20, seed: 1) != normal.draws(20, seed: 2) && normal.draws(-1, seed: 1).isEmpty)
  }

  @Test("the same seed gives the same draws, in any process")
  func goldenDraws() throws {
    var rng = SeededGenerator(seed: 305)
    var bits: [UInt64] = []
    for distribution in Self.continuous { bits.append(distribution.draw(using: &rng).bitPattern) }
    for distribution in Self.discrete { bits.append(UInt64(distribution.draw(using: &rng))) }
    let digest = bits.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ $1) &* 0x0000_0100_0000_01B3 }
    #expect(digest == 11_389_472_644_188_927_378)
  }

  private func kolmogorov(
    _ sample: [Double], _ distribution: some ContinuousDistribution
  ) throws -> KolmogorovSmirnovTest {
    try KolmogorovSmirnovTest(sample, against: distribution)
  }
}
