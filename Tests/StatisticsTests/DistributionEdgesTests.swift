import Foundation
import Statistics
import Testing

@Suite("Edges of distributions")
struct DistributionEdgesTests {
  @Test("parameters that make no distribution are refused with a sentence")
  func invalidParameters() {
    func sentence(_ make: () throws -> Any) -> String? {
      do {
        _ = try make()
        return nil
      } catch {
        return "\(error)"
      }
    }
    #expect(
      sentence { try Normal(mean: 0, standardDeviation: -1) }
        == "Normal needs its standard deviation to be positive and finite, not -1.0")
    #expect(
      sentence { try Normal(mean: .nan, standardDeviation: 1) }
        == "Normal needs its mean to be finite, not nan")
    #expect(
      sentence { try Uniform(3, 3) }
        == "Uniform needs its upper bound to be above its lower bound, but 3.0 is not above 3.0")
    #expect(
      sentence { try Uniform(0, .infinity) } == "Uniform needs its upper bound to be finite, not inf")
    #expect(
      sentence { try Exponential(rate: 0) }
        == "Exponential needs its rate to be positive and finite, not 0.0")
    #expect(
      sentence { try LogNormal(logMean: 0, logStandardDeviation: 0) }
        == "LogNormal needs its log-standard deviation to be positive and finite, not 0.0")
    #expect(
      sentence { try ChiSquare(degreesOfFreedom: 0) }
        == "ChiSquare needs its degrees of freedom to be positive and finite, not 0.0")
    #expect(
      sentence { try Gamma(shape: .infinity) }
        == "Gamma needs its shape to be positive and finite, not inf")
    #expect(
      sentence { try Beta(alpha: 1, beta: -2) }
        == "Beta needs its beta to be positive and finite, not -2.0")
    #expect(
      sentence { try Poisson(mean: -3) } == "Poisson needs its mean to be positive and finite, not -3.0")
    #expect(
      sentence { try Binomial(trials: -1, probability: 0.5) }
        == "Binomial needs its number of trials to be 0 or more, not -1")
    #expect(
      sentence { try Binomial(trials: 5, probability: 50) }
        == "Binomial needs its success probability to be between 0 and 1, not 50.0")
    #expect(
      sentence { try Hypergeometric(population: 10, marked: 11, sample: 2) }
        == "Hypergeometric needs its number of marked members to be between 0 and 10, not 11")
    #expect(
      sentence { try Normal.standard.quantile(1.5) }
        == "a quantile of Normal is asked for by a probability between 0 and 1, not 1.5")
    #expect(
      sentence { try Poisson(mean: 2).quantile(1) }
        == "Poisson has no largest value, so its quantile at the far end is infinite; ask closer to it")
    #expect(
      sentence { try Poisson(mean: 2).quantile(.nan) }
        == "a quantile of Poisson is asked for by a probability between 0 and 1, not nan")
  }

  @Test("outside the support there is no density and no mass")
  func outsideSupport() throws {
    let continuous: [(any ContinuousDistribution, Double)] = [
      (try Uniform(2, 3), 1.9), (try Uniform(2, 3), 3.1), (try Exponential(rate: 2), -0.1),
      (try LogNormal(logMean: 0, logStandardDeviation: 1), 0), (try Gamma(shape: 2), -1),
      (try ChiSquare(degreesOfFreedom: 1), -1), (try Beta(alpha: 2, beta: 2), -0.1),
      (try Beta(alpha: 2, beta: 2), 1.1),
    ]
    for (distribution, x) in continuous {
      #expect(distribution.density(x) == 0)
      #expect(distribution.logDensity(x) == -.infinity)
      #expect(distribution.cumulative(x) + distribution.survival(x) == 1)
      #expect([0, 1].contains(distribution.cumulative(x)))
    }
    let discrete: [any DiscreteDistribution] = [
      try Binomial(trials: 4, probability: 0.5), try Hypergeometric(population: 9, marked: 5, sample: 6),
    ]
    for distribution in discrete {
      for k in [distribution.support.lowerBound - 1, distribution.support.upperBound + 1] {
        #expect(distribution.mass(k) == 0)
        #expect([0, 1].contains(distribution.cumulative(k)))
        #expect(distribution.cumulative(k) + distribution.survival(k) == 1)
      }
    }
    #expect(try Poisson(mean: 3).cumulative(-1) == 0)
    #expect(try Poisson(mean: 3).mass(-1) == 0)
  }

  @Test("masses sum to the cumulative probability and to 1")
  func massesSum() throws {
    let all: [any DiscreteDistribution] = [
      try Binomial(trials: 30, probability: 0.37), try Hypergeometric(population: 40, marked: 28, sample: 25),
      try Poisson(mean: 6.5), try Binomial(trials: 7, probability: 0), try Binomial(trials: 7, probability: 1),
    ]
    for distribution in all {
      var sum = 0.0
      for k in distribution.support.lowerBound...min(distribution.support.upperBound, 100) {
        sum += distribution.mass(k)
        #expect((sum - distribution.cumulative(k)).magnitude < 1e-14)
        #expect((distribution.cumulative(k) + distribution.survival(k) - 1).magnitude < 1e-15)
      }
      #expect((sum - 1).magnitude < 1e-14)
    }
  }

  @Test("densities at the ends are what their formulas tend to")
  func densitiesAtEnds() throws {
    #expect(try Gamma(shape: 0.5).density(0) == .infinity)
    #expect(relativeError(try Gamma(shape: 1, scale: 4).density(0), 0.25) < 1e-15)
    #expect(try Gamma(shape: 1.5).density(0) == 0)
    #expect(try Beta(alpha: 0.5, beta: 1).density(0) == .infinity)
    #expect(relativeError(try Beta(alpha: 1, beta: 3).density(0), 3) < 1e-15)
    #expect(relativeError(try Beta(alpha: 3, beta: 1).density(1), 3) < 1e-15)
    #expect(try Beta(alpha: 2, beta: 0.5).density(1) == .infinity)
  }

  @Test("not a number goes in, not a number comes out")
  func notANumber() throws {
    let all: [any ContinuousDistribution] = [
      Normal.standard, try Uniform(), try Exponential(rate: 1), try Gamma(shape: 2), try Gamma(shape: 0.2),
      try LogNormal(logMean: 0, logStandardDeviation: 1), try ChiSquare(degreesOfFreedom: 3),
      try Beta(alpha: 2, beta: 3),
    ]
    for distribution in all {
      #expect(distribution.cumulative(.nan).isNaN, "\(distribution)")
      #expect(distribution.survival(.nan).isNaN, "\(distribution)")
      #expect(distribution.density(.nan).isNaN, "\(distribution)")
    }
  }

  @Test("infinity is beyond everything")
  func infinity() throws {
    let all: [any ContinuousDistribution] = [
      Normal.standard, try Uniform(), try Exponential(rate: 1), try Gamma(shape: 2),
      try LogNormal(logMean: 0, logStandardDeviation: 1), try ChiSquare(degreesOfFreedom: 3),
      try Beta(alpha: 2, beta: 3),
    ]
    for distribution in all {
      #expect(distribution.cumulative(.infinity) == 1, "\(distribution)")
      #expect(distribution.survival(.infinity) == 0, "\(distribution)")
      #expect(distribution.density(.infinity) == 0, "\(distribution)")
      #expect(distribution.cumulative(-.infinity) == 0, "\(distribution)")
      #expect(distribution.survival(-.infinity) == 1, "\(distribution)")
      #expect(distribution.density(-.infinity) == 0, "\(distribution)")
    }
  }

  @Test("quantiles at the ends are the ends of the support")
  func quantilesAtEnds() throws {
    #expect(try Normal.standard.quantile(0) == -.infinity)
    #expect(try Normal.standard.quantile(1) == .infinity)
    #expect(try Normal.standard.quantile(0.5) == 0)
    #expect(try Normal.standard.upperQuantile(0) == .infinity)
    #expect(try Gamma(shape: 3).quantile(0) == 0)
    #expect(try Gamma(shape: 3).quantile(1) == .infinity)
    #expect(try Beta(alpha: 3, beta: 2).quantile(1) == 1)
    #expect(try Exponential(rate: 3).quantile(1) == .infinity)
    #expect(try LogNormal(logMean: 0, logStandardDeviation: 1).quantile(0) == 0)
    #expect(try Binomial(trials: 8, probability: 0.2).quantile(0) == 0)
    #expect(try Binomial(trials: 8, probability: 0.2).quantile(1) == 8)
    #expect(try Hypergeometric(population: 9, marked: 5, sample: 6).quantile(0) == 2)
    #expect(try Hypergeometric(population: 9, marked: 5, sample: 6).upperQuantile(0) == 5)
  }

  @Test("quantile undoes cumulative for every value of a discrete distribution")
  func discreteRoundTrip() throws {
    let binomial = try Binomial(trials: 50, probability: 0.3)
    for k in 0...35 { #expect(try binomial.quantile(binomial.cumulative(k)) == k) }
    let hypergeometric = try Hypergeometric(population: 90, marked: 30, sample: 40)
    for k in 0...25 { #expect(try hypergeometric.quantile(hypergeometric.cumulative(k)) == k) }
  }

  @Test("the upper tail of a tiny gamma shape keeps its digits")
  func tinyShape() throws {
    // Q(a, x) tends to a·E₁(x); E₁(½) = 0.559773594776160811746…
    let tail = try Gamma(shape: 1e-9).survival(0.5)
    #expect(relativeError(tail, 1e-9 * 0.559773594776160811746) < 2e-9)
  }

  @Test("a huge shape or mean is still served to ten digits", arguments: [1e8, 1e10, 1e12])
  func hugeShapes(shape: Double) throws {
    // Near the mean the gamma distribution is normal with skewness 2/√shape; Edgeworth's expansion to second order.
    let gamma = try Gamma(shape: shape)
    let x = shape + shape.squareRoot()
    let z = (x - shape) / shape.squareRoot()
    let density = exp(-0.5 * z * z) / (2 * Double.pi).squareRoot()
    let skewness = 2 / shape.squareRoot()
    let hermite2 = z * z - 1
    let hermite3 = z * z * z - 3 * z
    let hermite5 = pow(z, 5) - 10 * pow(z, 3) + 15 * z
    let edgeworth =
      Normal.standard.cumulative(z)
      - density
      * (skewness * hermite2 / 6 + 6 / shape * hermite3 / 24 + skewness * skewness * hermite5 / 72)
    #expect((gamma.cumulative(x) - edgeworth).magnitude < 10 / pow(shape, 1.5) + 1e-12)
  }

  @Test("probability(in:) does not lose a thin slice of a tail")
  func probabilityInRange() throws {
    let slice = Normal.standard.probability(in: 30...31)
    #expect(relativeError(slice, Normal.standard.survival(30) - Normal.standard.survival(31)) < 1e-12)
    #expect(slice > 0)
    #expect(relativeError(Normal.standard.probability(in: -1...1), 0.6826894921370859) < 1e-14)
  }

  @Test("the chance that a simple random sample misses a rare class is the book's example worked out")
  func missProbability() throws {
    func miss(_ population: Int, _ rare: Int) throws -> Double {
      try Hypergeometric.missProbability(population: population, rare: rare, sample: population / 100)
    }
    #expect(relativeError(try miss(10_000, 1), 0.99) < 1e-13)
    #expect((try miss(100_000, 10) - 0.9044).magnitude < 5e-5)
    #expect((try miss(1_000_000, 100) - 0.3660).magnitude < 5e-5)
    #expect((try miss(10_000_000, 1000) - 4.3e-5).magnitude < 5e-7)
    // By hand: the ten rare rows all fall into the other 99%.
    var product = 1.0
    for i in 0..<10 { product *= Double(99_000 - i) / Double(100_000 - i) }
    #expect(relativeError(try miss(100_000, 10), product) < 1e-13)
    #expect(throws: DistributionError.self) {
      try Hypergeometric.missProbability(population: 10, rare: 1, sample: 11)
    }
  }
}
