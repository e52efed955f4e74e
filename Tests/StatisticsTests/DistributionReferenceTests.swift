import Statistics
import Testing

@Suite("Distributions against reference values")
struct DistributionReferenceTests {
  struct Reference: Decodable {
    let continuous: [Entry]
    let discrete: [Entry]
  }
  struct Entry: Decodable {
    let distribution: String
    let parameters: [Double]
    let mean: Double
    let variance: Double
    let points: [Point]
    let quantiles: Quantiles?
  }
  struct Point: Decodable {
    let x: Double
    let logDensity: Double
    let density: Double
    let cumulative: Double
    let survival: Double
  }
  struct Quantiles: Decodable {
    let lower: [Quantile]
    let upper: [Quantile]
  }
  struct Quantile: Decodable {
    let p: Double
    let x: Double
  }

  let reference: Reference

  init() throws {
    reference = try fixture("distributions", as: Reference.self)
  }

  @Test("density, cumulative and survival of continuous distributions agree to 1e-10, far tails included")
  func continuousFunctions() throws {
    #expect(reference.continuous.count == 45)
    for entry in reference.continuous {
      let distribution = try continuous(entry)
      let label = "\(entry.distribution)\(entry.parameters)"
      #expect(relativeError(distribution.mean, entry.mean) < 1e-13, "\(label) mean")
      #expect(relativeError(distribution.variance, entry.variance) < 1e-13, "\(label) variance")
      for point in entry.points {
        expectClose(distribution.density(point.x), point.density, "\(label) density \(point.x)")
        expectClose(distribution.cumulative(point.x), point.cumulative, "\(label) cumulative \(point.x)")
        expectClose(distribution.survival(point.x), point.survival, "\(label) survival \(point.x)")
        let error = (distribution.logDensity(point.x) - point.logDensity).magnitude
        #expect(error <= 1e-11 * max(1, point.logDensity.magnitude), "\(label) logDensity \(point.x)")
      }
    }
  }

  @Test("mass, cumulative and survival of discrete distributions agree to 1e-10, far tails included")
  func discreteFunctions() throws {
    #expect(reference.discrete.count == 27)
    for entry in reference.discrete {
      let distribution = try discrete(entry)
      let label = "\(entry.distribution)\(entry.parameters)"
      #expect(relativeError(distribution.mean, entry.mean) < 1e-13, "\(label) mean")
      #expect(relativeError(distribution.variance, entry.variance) < 1e-13, "\(label) variance")
      for point in entry.points {
        let k = Int(point.x)
        expectClose(distribution.mass(k), point.density, "\(label) mass \(k)")
        expectClose(distribution.cumulative(k), point.cumulative, "\(label) cumulative \(k)")
        expectClose(distribution.survival(k), point.survival, "\(label) survival \(k)")
        let error = (distribution.logMass(k) - point.logDensity).magnitude
        #expect(error <= 1e-11 * max(1, point.logDensity.magnitude), "\(label) logMass \(k)")
      }
    }
  }

  @Test("quantiles of continuous distributions agree to 1e-10, far tails included")
  func continuousQuantiles() throws {
    for entry in reference.continuous {
      let distribution = try continuous(entry)
      let label = "\(entry.distribution)\(entry.parameters)"
      // A quantile that nearly cancels against its location can only be as good as the location's last digits.
      let size = distribution.standardDeviation
      let quantiles = try #require(entry.quantiles)
      #expect(!quantiles.lower.isEmpty && !quantiles.upper.isEmpty)
      for quantile in quantiles.lower {
        let value = try distribution.quantile(quantile.p)
        let tolerance = entry.distribution == "Normal" ? 1e-15 * size : 0
        #expect(
          (value - quantile.x).magnitude <= 1e-10 * quantile.x.magnitude + tolerance,
          "\(label) quantile \(quantile.p): \(value), not \(quantile.x)")
      }
      for quantile in quantiles.upper {
        let value = try distribution.upperQuantile(quantile.p)
        let tolerance = entry.distribution == "Normal" ? 1e-15 * size : 0
        #expect(
          (value - quantile.x).magnitude <= 1e-10 * quantile.x.magnitude + tolerance,
          "\(label) upper quantile \(quantile.p): \(value), not \(quantile.x)")
      }
    }
  }

  @Test("quantiles of discrete distributions are the first value that has the probability")
  func discreteQuantiles() throws {
    for entry in reference.discrete {
      let distribution = try discrete(entry)
      let label = "\(entry.distribution)\(entry.parameters)"
      for p in [1e-12, 1e-4, 0.025, 0.3, 0.5, 0.8, 0.999] {
        let k = try distribution.quantile(p)
        #expect(distribution.cumulative(k) >= p, "\(label) quantile \(p)")
        #expect(
          k == distribution.support.lowerBound || distribution.cumulative(k - 1) < p,
          "\(label) quantile \(p)")
        let upper = try distribution.upperQuantile(p)
        #expect(distribution.survival(upper) <= p, "\(label) upper quantile \(p)")
        #expect(
          upper == distribution.support.lowerBound || distribution.survival(upper - 1) > p,
          "\(label) upper quantile \(p)")
      }
    }
  }

  private func expectClose(
    _ value: Double, _ reference: Double, _ what: String, at location: SourceLocation = #_sourceLocation
  ) {
    // Below the smallest normal number there are no ten digits to agree in.
    let isClose = relativeError(value, reference) < 1e-10 || max(value, reference) < 1e-307
    #expect(isClose, "\(what): \(value), not \(reference)", sourceLocation: location)
  }

  private func continuous(_ entry: Entry) throws -> any ContinuousDistribution {
    let p = entry.parameters
    switch entry.distribution {
    case "Normal": return try Normal(mean: p[0], standardDeviation: p[1])
    case "Uniform": return try Uniform(p[0], p[1])
    case "Exponential": return try Exponential(rate: p[0])
    case "LogNormal": return try LogNormal(logMean: p[0], logStandardDeviation: p[1])
    case "ChiSquare": return try ChiSquare(degreesOfFreedom: p[0])
    case "Gamma": return try Gamma(shape: p[0], scale: p[1])
    default:
      try #require(entry.distribution == "Beta")
      return try Beta(alpha: p[0], beta: p[1])
    }
  }

  private func discrete(_ entry: Entry) throws -> any DiscreteDistribution {
    let p = entry.parameters
    switch entry.distribution {
    case "Binomial": return try Binomial(trials: Int(p[0]), probability: p[1])
    case "Poisson": return try Poisson(mean: p[0])
    default:
      try #require(entry.distribution == "Hypergeometric")
      return try Hypergeometric(population: Int(p[0]), marked: Int(p[1]), sample: Int(p[2]))
    }
  }
}
