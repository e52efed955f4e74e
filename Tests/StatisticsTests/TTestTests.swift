import Foundation
import Statistics
import Testing

@Suite("TTest")
struct TTestTests {
  struct Reference: Decodable {
    struct Interval: Decodable {
      let confidence: Double
      let lower: Double?
      let upper: Double?
    }
    struct Entry: Decodable {
      let kind: TTest.Kind
      let x: [Double]
      let y: [Double]?
      let mean: Double
      let alternative: Alternative
      let statistic: Double
      let degreesOfFreedom: Double
      let pValue: Double
      let intervals: [Interval]
    }
    let tTests: [Entry]
  }

  @Test("one sample, pairs, Student and Welch agree with SciPy, intervals included")
  func reference() throws {
    let entries = try fixture("inference", as: Reference.self).tTests
    #expect(entries.count == 51)
    var worst: [String: WorstError] = [:]
    for entry in entries {
      let test: TTest
      switch entry.kind {
      case .oneSample: test = try TTest(entry.x, mean: entry.mean, alternative: entry.alternative)
      case .paired: test = try TTest(paired: entry.x, #require(entry.y), alternative: entry.alternative)
      case .student:
        test = try TTest(entry.x, #require(entry.y), equalVariances: true, alternative: entry.alternative)
      case .welch: test = try TTest(entry.x, #require(entry.y), alternative: entry.alternative)
      }
      #expect(test.kind == entry.kind)
      let label = "\(entry.kind) \(entry.alternative) \(entry.x.count)"
      worst["statistic", default: .init()].add(test.statistic, entry.statistic, label)
      worst["degrees", default: .init()].add(test.degreesOfFreedom, entry.degreesOfFreedom, label)
      worst["p", default: .init()].add(test.pValue, entry.pValue, label)
      for interval in entry.intervals {
        let range = try test.interval(confidence: interval.confidence)
        worst["interval", default: .init()].add(range.lowerBound, interval.lower ?? -.infinity, label)
        worst["interval", default: .init()].add(range.upperBound, interval.upper ?? .infinity, label)
      }
    }
    for (what, worst) in worst { #expect(worst.error < 1e-10, "\(what): \(worst)") }
  }

  @Test("summarized samples and other number types give the same test")
  func otherInputs() throws {
    var rng = SeededGenerator(seed: 700)
    let x = Normal.standard.draws(50, using: &rng)
    let y = Normal.standard.draws(30, using: &rng)
    let whole = try TTest(x, y)
    let summarized = try TTest(RunningMoments(x), RunningMoments(y))
    #expect(relativeError(summarized.pValue, whole.pValue) < 1e-12)
    #expect(relativeError(try TTest(RunningMoments(x), mean: 1).pValue, try TTest(x, mean: 1).pValue) < 1e-12)
    let floats = x.map { Float($0) }
    #expect(try TTest(floats, mean: 0) == TTest(floats.map { Double($0) }, mean: 0))
    #expect(try TTest(x[10...], mean: 0) == TTest(Array(x[10...]), mean: 0))
  }

  @Test("values of any size give the t and the interval that values near 1 do")
  func sizes() throws {
    let (x, y) = ([1.0, 2, 4, 3], [2.0, 3.5, 5, 6.5])
    let size = { (exponent: Int) in Double(sign: .plus, exponent: exponent, significand: 1) }
    func tests(_ size: Double) throws -> [TTest] {
      let (x, y) = (x.map { $0 * size }, y.map { $0 * size })
      return [
        try TTest(x, mean: size), try TTest(paired: x, y), try TTest(x, y), try TTest(x, y, equalVariances: true),
      ]
    }
    let near = try tests(1)
    for exponent in [-1000, -600, 600, 1000] {
      for (test, reference) in zip(try tests(size(exponent)), near) {
        #expect(test.statistic == reference.statistic && test.pValue == reference.pValue, "2^\(exponent): \(test)")
        #expect(test.standardError == reference.standardError * size(exponent), "2^\(exponent): \(test)")
      }
      let mean = try MeanEstimate(x.map { $0 * size(exponent) })
      #expect(mean.standardError == (try MeanEstimate(x).standardError) * size(exponent), "2^\(exponent)")
    }
  }

  @Test("a 95% interval covers the truth about 95% of the time, and p-values are uniform")
  func calibration() throws {
    var rng = SeededGenerator(seed: 701)
    let unequal = try Normal(mean: 0, standardDeviation: 3)
    var deciles = Array(repeating: 0, count: 10)
    var covered = 0
    for _ in 0..<2000 {
      let test = try TTest(Normal.standard.draws(8, using: &rng), unequal.draws(12, using: &rng))
      deciles[min(9, Int(test.pValue * 10))] += 1
      if try test.interval().contains(0) { covered += 1 }
    }
    #expect(try uniformityPValue(deciles) > 0.001)
    #expect(try ProportionEstimate(successes: covered, runs: 2000).standardErrors(above: 0.95).magnitude < 3.29)
  }

  @Test("a test shows itself in a line")
  func description() throws {
    #expect(
      try TTest([5.1, 4.9, 6.2, 5.8], [4.0, 4.4, 5.0]).description
        == "Welch's t = 2.462 on 4.872 degrees of freedom, p = 0.05836; difference of means 1.033, "
        + "95% interval [-0.05403, 2.121]")
    #expect(
      try TTest([5.1, 4.9, 6.2, 5.8], mean: 5, alternative: .greater).description
        == "one-sample t = 1.651 on 3 degrees of freedom, p = 0.09861; mean 5.5, 95% interval [4.787, inf]")
  }

  @Test("samples that make no test are refused with a sentence")
  func refusals() {
    #expect(
      sentence { try TTest([1.0], mean: 0) } == "a t test needs at least 2 values in the sample, not 1")
    #expect(
      sentence { try TTest([1.0, 2], [3.0]) } == "a t test needs at least 2 values in the second sample, not 1")
    #expect(
      sentence { try TTest(paired: [1.0, 2], [3.0]) }
        == "a paired t test needs two lists of equal length, but one has 2 values and the other 1")
    #expect(
      sentence { try TTest([1.0, .infinity], mean: 0) }
        == "a t test needs finite numbers, but value 1 (counted from 0) of the sample is inf")
    #expect(
      sentence { try TTest([0.1, 0.1, 0.1], mean: 0) }
        == "a t test needs values that vary: all are the same, so there is no spread to measure a difference by")
    #expect(sentence { try TTest([1.0, 2], mean: .nan) } == "a t test tests against a finite number, not nan")
    #expect(
      sentence { try TTest([1.0, 2], mean: 0).interval(confidence: 95) }
        == "a confidence must lie between 0 and 1 (0.95 is usual), not 95.0")
  }

  @Test("results survive being written and read, one-sided ones too")
  func coding() throws {
    let test = try TTest([1.0, 2, 4], mean: 0, alternative: .less)
    #expect(try JSONDecoder().decode(TTest.self, from: JSONEncoder().encode(test)) == test)
  }
}
