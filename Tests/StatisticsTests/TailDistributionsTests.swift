import Foundation
import Statistics
import Testing

@Suite("t, F, Zipf, zeta and Dirichlet, and extreme shapes, against reference values")
struct TailDistributionsTests {
  struct Reference: Decodable {
    struct Entry: Decodable {
      let distribution: String
      let parameters: [Double]
      let mean: Double?
      let variance: Double?
      let points: [DistributionReferenceTests.Point]
      let quantiles: DistributionReferenceTests.Quantiles?
    }
    struct DirichletEntry: Decodable {
      let concentrations: [Double]
      let shares: [Double]
      let logDensity: Double
      let mean: [Double]
      let variance: [Double]
      let covariance: Double
    }
    let continuous: [Entry]
    let discrete: [Entry]
    let dirichlet: [DirichletEntry]
  }

  let reference: Reference

  init() throws {
    reference = try fixture("tail_distributions", as: Reference.self)
  }

  @Test("density, cumulative and survival agree to 1e-10, far tails and extreme shapes included")
  func continuousFunctions() throws {
    #expect(reference.continuous.count == 48)
    var worst: [String: WorstError] = [:]
    for entry in reference.continuous {
      let distribution = try continuous(entry)
      let label = "\(entry.distribution)\(entry.parameters)"
      if let mean = entry.mean { worst["moments", default: .init()].add(distribution.mean, mean, label) }
      if let variance = entry.variance {
        worst["moments", default: .init()].add(distribution.variance, variance, label)
      }
      for point in entry.points {
        let at = "\(label) at \(point.x)"
        worst["density", default: .init()].add(distribution.density(point.x), point.density, at)
        worst["cumulative", default: .init()].add(distribution.cumulative(point.x), point.cumulative, at)
        worst["survival", default: .init()].add(distribution.survival(point.x), point.survival, at)
        let error = (distribution.logDensity(point.x) - point.logDensity).magnitude
        #expect(error <= 1e-11 * max(1, point.logDensity.magnitude), "\(at) logDensity")
      }
    }
    for (what, worst) in worst { #expect(worst.error < 1e-10, "\(what): \(worst)") }
  }

  @Test("quantiles agree to 1e-10 from 1e-200 to 1 − 1e-12")
  func continuousQuantiles() throws {
    var worst = WorstError()
    for entry in reference.continuous where entry.distribution != "Normal" || entry.parameters[0] == 0 {
      let distribution = try continuous(entry)
      let quantiles = try #require(entry.quantiles)
      for (p, x) in quantiles.lower.map({ ($0.p, $0.x) }) {
        // 1 − 1e-12 in binary has lost digits of the tail, in the reference as here.
        worst.add(try distribution.quantile(p), x, "\(entry.distribution)\(entry.parameters) quantile \(p)")
      }
      for (p, x) in quantiles.upper.map({ ($0.p, $0.x) }) {
        worst.add(try distribution.upperQuantile(p), x, "\(entry.distribution)\(entry.parameters) upper \(p)")
      }
    }
    #expect(worst.error < 1e-10, "\(worst)")
    #expect(worst.count > 700)
  }

  @Test("mass, cumulative, survival and moments of Zipf, zeta and rare events agree to 1e-10")
  func discreteFunctions() throws {
    #expect(reference.discrete.count == 29)
    var worst: [String: WorstError] = [:]
    for entry in reference.discrete {
      let distribution = try discrete(entry)
      let label = "\(entry.distribution)\(entry.parameters)"
      if let mean = entry.mean { worst["moments", default: .init()].add(distribution.mean, mean, label) }
      if let variance = entry.variance {
        worst["moments", default: .init()].add(distribution.variance, variance, label)
      }
      for point in entry.points {
        let at = "\(label) at \(point.x)"
        worst["mass", default: .init()].add(distribution.mass(Int(point.x)), point.density, at)
        worst["cumulative", default: .init()].add(distribution.cumulative(Int(point.x)), point.cumulative, at)
        worst["survival", default: .init()].add(distribution.survival(Int(point.x)), point.survival, at)
      }
    }
    for (what, worst) in worst { #expect(worst.error < 1e-10, "\(what): \(worst)") }
  }

  @Test("quantiles of Zipf and zeta are the first value that has the probability")
  func discreteQuantiles() throws {
    for entry in reference.discrete {
      let distribution = try discrete(entry)
      for p in [1e-12, 0.025, 0.5, 0.8, 0.999] {
        let k = try distribution.quantile(p)
        #expect(distribution.cumulative(k) >= p)
        #expect(k == distribution.support.lowerBound || distribution.cumulative(k - 1) < p)
        let upper = try distribution.upperQuantile(p)
        #expect(distribution.survival(upper) <= p)
        #expect(upper == distribution.support.lowerBound || distribution.survival(upper - 1) > p)
      }
    }
  }

  @Test("Zipf's law gives the coverage of a cache: 1,000 of 100,000 items take 61.91%, 8,910 take 80%")
  func coverage() throws {
    let zipf = try Zipf(count: 100_000)
    #expect((zipf.cumulative(1000) - 0.6191).magnitude < 5e-5)
    #expect(try zipf.quantile(0.5) == 237)
    #expect(try zipf.quantile(0.8) == 8910)
    #expect(try zipf.quantile(0.9) == 29_849)
    #expect((try Zipf(count: 100_000, exponent: 1.2).cumulative(100) - 0.7076).magnitude < 5e-5)
  }

  @Test("the Dirichlet density, moments and marginals agree with 380 digits and SciPy")
  func dirichlet() throws {
    #expect(reference.dirichlet.count == 7)
    for entry in reference.dirichlet {
      let distribution = try Dirichlet(entry.concentrations)
      let log = try distribution.logDensity(entry.shares)
      #expect(
        (log - entry.logDensity).magnitude <= 1e-12 * max(1, entry.logDensity.magnitude) || log == entry.logDensity,
        "\(entry.concentrations): \(log), not \(entry.logDensity)")
      #expect(zip(distribution.mean, entry.mean).allSatisfy { relativeError($0, $1) < 1e-14 })
      #expect(zip(distribution.variance, entry.variance).allSatisfy { relativeError($0, $1) < 1e-13 })
      #expect(relativeError(try distribution.covariance(0, 1), entry.covariance) < 1e-13)
      let marginal = try distribution.marginal(0)
      #expect(relativeError(marginal.mean, entry.mean[0]) < 1e-14)
      #expect(relativeError(marginal.variance, entry.variance[0]) < 1e-13)
    }
  }

  @Test("two classes make a Dirichlet distribution a beta")
  func dirichletOfTwo() throws {
    let beta = try Beta(alpha: 2.5, beta: 4)
    let dirichlet = try Dirichlet([2.5, 4])
    for x in [0.01, 0.3, 0.999] {
      #expect((try dirichlet.logDensity([x, 1 - x]) - beta.logDensity(x)).magnitude < 1e-13)
    }
    #expect(try dirichlet.density([0, 1]) == 0)
    #expect(try Dirichlet([0.5, 1]).density([0, 1]) == .infinity)
    #expect(try dirichlet.density([-0.5, 1.5]) == 0)
  }

  @Test("parameters that make no distribution are refused with a sentence")
  func refusals() throws {
    #expect(
      sentence { try StudentT(degreesOfFreedom: 0) }
        == "StudentT needs its degrees of freedom to be positive and finite, not 0.0")
    #expect(
      sentence { try FisherF(numerator: 1, denominator: -2) }
        == "FisherF needs its denominator degrees of freedom to be positive and finite, not -2.0")
    #expect(
      sentence { try Zipf(count: 0) } == "Zipf needs its number of ranks to be between 1 and 9007199254740992, not 0")
    #expect(
      sentence { try Zipf(count: 3, exponent: -1) } == "Zipf needs its exponent to be finite and not negative, not -1.0"
    )
    #expect(sentence { try Zeta(exponent: 1) } == "Zeta needs its exponent to be finite and above 1, not 1.0")
    #expect(sentence { try Dirichlet([1]) } == "Dirichlet needs its number of classes to be 2 or more, not 1")
    #expect(
      sentence { try Dirichlet([1, 0]) }
        == "Dirichlet needs its concentration 1 (counted from 0) to be positive and finite, not 0.0")
    let dirichlet = try Dirichlet(classes: 3)
    #expect(
      sentence { try dirichlet.density([0.5, 0.5]) }
        == "Dirichlet has 3 classes, so its density is asked for by 3 shares, not 2")
    #expect(
      sentence { try dirichlet.density([0.5, 0.5, 0.5]) }
        == "Dirichlet is a distribution of shares that sum to 1, but these sum to 1.5")
    #expect(
      sentence { try dirichlet.marginal(3) } == "Dirichlet needs its class to be between 0 and 2, not 3")
  }

  @Test("at the ends and with not-a-numbers the functions say what their formulas tend to")
  func edges() throws {
    let t = try StudentT(degreesOfFreedom: 3)
    #expect(t.cumulative(.infinity) == 1 && t.survival(.infinity) == 0 && t.cumulative(-.infinity) == 0)
    #expect(t.density(.infinity) == 0 && t.cumulative(.nan).isNaN && t.density(.nan).isNaN)
    #expect(try t.quantile(0) == -.infinity && t.quantile(1) == .infinity && t.quantile(0.5) == 0)
    #expect(try StudentT(degreesOfFreedom: 1).mean.isNaN)
    #expect(try StudentT(degreesOfFreedom: 2).variance == .infinity)
    let f = try FisherF(numerator: 3, denominator: 4)
    #expect(f.cumulative(0) == 0 && f.cumulative(-1) == 0 && f.cumulative(.infinity) == 1 && f.survival(.infinity) == 0)
    #expect(f.density(0) == 0 && f.density(-1) == 0 && f.survival(.nan).isNaN && f.density(.nan).isNaN)
    #expect(try FisherF(numerator: 1, denominator: 4).density(0) == .infinity)
    #expect(try FisherF(numerator: 2, denominator: 4).density(0) == 1)
    #expect(try f.quantile(0) == 0 && f.quantile(1) == .infinity)
    let zeta = try Zeta(exponent: 1.5)
    #expect(zeta.mean == .infinity && zeta.variance.isNaN && zeta.cumulative(0) == 0 && zeta.mass(0) == 0)
    #expect(throws: DistributionError.infiniteQuantile(of: "Zeta")) { try zeta.quantile(1) }
    #expect(try Zeta(exponent: 1.0001).quantile(0.99) == .max)
  }

  private func continuous(_ entry: Reference.Entry) throws -> any ContinuousDistribution {
    let p = entry.parameters
    switch entry.distribution {
    case "StudentT": return try StudentT(degreesOfFreedom: p[0])
    case "FisherF": return try FisherF(numerator: p[0], denominator: p[1])
    case "Beta": return try Beta(alpha: p[0], beta: p[1])
    case "Gamma": return try Gamma(shape: p[0], scale: p[1])
    case "ChiSquare": return try ChiSquare(degreesOfFreedom: p[0])
    default:
      try #require(entry.distribution == "Normal")
      return try Normal(mean: p[0], standardDeviation: p[1])
    }
  }

  private func discrete(_ entry: Reference.Entry) throws -> any DiscreteDistribution {
    let p = entry.parameters
    switch entry.distribution {
    case "Zipf": return try Zipf(count: Int(p[0]), exponent: p[1])
    case "Zeta": return try Zeta(exponent: p[0])
    case "Binomial": return try Binomial(trials: Int(p[0]), probability: p[1])
    case "Poisson": return try Poisson(mean: p[0])
    default:
      try #require(entry.distribution == "Hypergeometric")
      return try Hypergeometric(population: Int(p[0]), marked: Int(p[1]), sample: Int(p[2]))
    }
  }
}

@Suite("Distributions as stored values")
struct DistributionCodingTests {
  @Test("each survives being written and read, and is checked when read")
  func coding() throws {
    func check<Value: Codable & Equatable>(_ value: Value) throws {
      #expect(try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(value)) == value)
    }
    try check(Normal(mean: 1, standardDeviation: 2))
    try check(LogNormal(logMean: 1, logStandardDeviation: 2))
    try check(Uniform(1, 2))
    try check(Exponential(rate: 3))
    try check(Gamma(shape: 2, scale: 3))
    try check(Beta(alpha: 2, beta: 3))
    try check(ChiSquare(degreesOfFreedom: 4))
    try check(StudentT(degreesOfFreedom: 4.5))
    try check(FisherF(numerator: 3, denominator: 4))
    try check(Binomial(trials: 3, probability: 0.25))
    try check(Poisson(mean: 4))
    try check(Hypergeometric(population: 10, marked: 4, sample: 3))
    try check(Zipf(count: 10, exponent: 1.5))
    try check(Zeta(exponent: 1.5))
    try check(Dirichlet([1, 2, 3]))
    #expect(throws: DistributionError.notPositive(parameter: "beta", of: "Beta", value: -3)) {
      try JSONDecoder().decode(Beta.self, from: Data(#"{"alpha": 2, "beta": -3}"#.utf8))
    }
    #expect(throws: DistributionError.self) {
      try JSONDecoder().decode(Dirichlet.self, from: Data(#"{"concentrations": [1]}"#.utf8))
    }
  }
}
