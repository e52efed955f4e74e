import Statistics
import Testing

@Suite("Draws of t, F, Zipf, zeta and Dirichlet")
struct TailDrawsTests {
  @Test("t and F draws follow the distribution")
  func continuous() throws {
    let all: [any ContinuousDistribution] = [
      try StudentT(degreesOfFreedom: 0.7), try StudentT(degreesOfFreedom: 3), try StudentT(degreesOfFreedom: 200),
      try FisherF(numerator: 0.4, denominator: 0.3), try FisherF(numerator: 5, denominator: 2),
      try FisherF(numerator: 30, denominator: 70),
    ]
    for (index, distribution) in all.enumerated() {
      var rng = SeededGenerator(seed: 310, stream: index)
      let edges = try (1..<40).map { try distribution.quantile(Double($0) / 40) }
      var counts = Array(repeating: 0, count: 40)
      for value in distribution.draws(20_000, using: &rng) {
        counts[edges.firstIndex { value < $0 } ?? 39] += 1
      }
      #expect(try uniformityPValue(counts) > 0.001, "\(distribution): \(counts)")
    }
  }

  @Test("Zipf and zeta draws follow the distribution, tails included")
  func discrete() throws {
    let all: [any DiscreteDistribution] = [
      try Zipf(count: 1, exponent: 2), try Zipf(count: 12, exponent: 0), try Zipf(count: 30, exponent: 0.5),
      try Zipf(count: 100_000), try Zipf(count: 2000, exponent: 1.1), try Zipf(count: 1_000_000_000, exponent: 0.9),
      try Zipf(count: 50, exponent: 8), try Zeta(exponent: 1.2), try Zeta(exponent: 2), try Zeta(exponent: 3.7),
      try Zeta(exponent: 60),
    ]
    for (index, distribution) in all.enumerated() {
      var rng = SeededGenerator(seed: 311, stream: index)
      let values = distribution.draws(40_000, using: &rng)
      #expect(values.allSatisfy(distribution.support.contains))
      var limits: [Int] = []
      var shares: [Double] = []
      var last = 0.0
      for step in 1..<200 {
        let k = try distribution.quantile(Double(step) / 200)
        let upTo = distribution.cumulative(k)
        if upTo - last > 0.0005, distribution.survival(k) > 0.0005 {
          limits.append(k)
          shares.append(upTo - last)
          last = upTo
        }
      }
      guard !limits.isEmpty else {
        #expect(values.allSatisfy { $0 == 1 })
        continue
      }
      shares.append(1 - last)
      var counts = Array(repeating: 0, count: shares.count)
      for value in values { counts[limits.firstIndex { value <= $0 } ?? limits.count] += 1 }
      #expect(try ChiSquareTest(observed: counts, probabilities: shares).pValue > 0.001, "\(distribution)")
    }
  }

  @Test("values beyond the largest whole number are drawn as it, as often as they should be")
  func beyondWholeNumbers() throws {
    var rng = SeededGenerator(seed: 312)
    let zeta = try Zeta(exponent: 1.01)
    let beyond = zeta.draws(5000, using: &rng).count { $0 == .max }
    let share = zeta.survival(1 << 62)
    #expect(share > 0.6 && share < 0.7)
    #expect(try ProportionEstimate(successes: beyond, runs: 5000).standardErrors(above: share).magnitude < 3.29)
  }

  @Test("each Dirichlet share follows its marginal, and all sum to 1, tiny concentrations too")
  func dirichlet() throws {
    for (index, concentrations) in [[0.5, 2, 7], [1, 1, 1], [300, 200, 100]].enumerated() {
      var rng = SeededGenerator(seed: 313, stream: index)
      let dirichlet = try Dirichlet(concentrations)
      let rows = dirichlet.draws(3000, using: &rng)
      #expect(rows.allSatisfy { ($0.reduce(0, +) - 1).magnitude < 1e-15 * 4 })
      for place in 0..<3 {
        let test = try KolmogorovSmirnovTest(rows.map { $0[place] }, against: dirichlet.marginal(place))
        #expect(test.pValue > 0.001, "\(concentrations) \(place): \(test)")
      }
      #expect((try covariance(rows.map { $0[0] }, rows.map { $0[1] }) - dirichlet.covariance(0, 1)).magnitude < 0.01)
    }
    var rng = SeededGenerator(seed: 314)
    let corners = try Dirichlet(classes: 4, concentration: 1e-5).draws(2000, using: &rng)
    var counts = [0, 0, 0, 0]
    for row in corners {
      #expect(row.allSatisfy { $0 >= 0 && $0 <= 1 })
      counts[row.firstIndex(of: row.max() ?? 0) ?? 0] += 1
    }
    #expect(try uniformityPValue(counts) > 0.001)
  }

  @Test("the same seed gives the same draws, in any process")
  func goldenDraws() throws {
    var rng = SeededGenerator(seed: 315)
    var bits: [UInt64] = []
    for degrees in [0.5, 3, 40] { bits.append(try StudentT(degreesOfFreedom: degrees).draw(using: &rng).bitPattern) }
    bits.append(try FisherF(numerator: 3, denominator: 0.4).draw(using: &rng).bitPattern)
    for exponent in [0, 0.5, 1, 2.5] {
      bits.append(UInt64(try Zipf(count: 1 << 40, exponent: exponent).draw(using: &rng)))
    }
    for exponent in [1.1, 2, 9] { bits.append(UInt64(try Zeta(exponent: exponent).draw(using: &rng))) }
    bits += try Dirichlet([0.3, 1, 8]).draw(using: &rng).map(\.bitPattern)
    let digest = bits.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ $1) &* 0x0000_0100_0000_01B3 }
    #expect(digest == 9_703_281_285_367_190_318)
  }
}
