import Statistics
import Testing

@Suite("KolmogorovSmirnovTest of two samples and one-sided")
struct SmirnovTests {
  struct Reference: Decodable {
    struct Entry: Decodable {
      let x: [Double]
      let y: [Double]
      let alternative: Alternative
      let method: PValueMethod
      let statistic: Double
      let pValue: Double
    }
    struct Tail: Decodable {
      let n: Int
      let m: Int
      let gap: Int
      let twoSided: Bool
      let survival: Double
    }
    struct OneSample: Decodable {
      let x: [Double]
      let alternative: Alternative
      let statistic: Double
      let pValue: Double
      let location: Double
    }
    let smirnov: [Entry]
    let smirnovTails: [Tail]
    let kolmogorov: [OneSample]
  }

  let reference: Reference

  init() throws {
    reference = try fixture("inference", as: Reference.self)
  }

  @Test("two samples agree with SciPy, exact and asymptotic, ties included")
  func agreement() throws {
    #expect(reference.smirnov.count == 36)
    var exact = WorstError()
    for entry in reference.smirnov {
      let test = try KolmogorovSmirnovTest(
        entry.x, entry.y, alternative: entry.alternative, method: entry.method)
      #expect(relativeError(test.statistic, entry.statistic) < 1e-13)
      #expect(test.method == entry.method)
      exact.add(test.pValue, entry.pValue, "\(entry.alternative) \(entry.method) \(entry.x.count), \(entry.y.count)")
    }
    #expect(exact.error < 1e-10, "\(exact)")
  }

  @Test("exact tails of two samples agree with counting paths in whole numbers")
  func tails() {
    #expect(reference.smirnovTails.count == 126)
    var worst = WorstError()
    for entry in reference.smirnovTails {
      let p = smirnovSurvival(gap: entry.gap, entry.n, entry.m, twoSided: entry.twoSided)
      worst.add(p, entry.survival, "\(entry)")
    }
    #expect(worst.error < 1e-10, "\(worst)")
  }

  @Test("one sample agrees with SciPy on either side, and names the place of the gap")
  func oneSample() throws {
    #expect(reference.kolmogorov.count == 12)
    for entry in reference.kolmogorov {
      let test = try KolmogorovSmirnovTest(entry.x, against: Normal.standard, alternative: entry.alternative)
      #expect(relativeError(test.statistic, entry.statistic) < 1e-12)
      #expect(relativeError(test.pValue, entry.pValue) < 1e-10, "\(entry.alternative) \(entry.x.count)")
      #expect(test.location == entry.location)
    }
  }

  @Test("p-values of two samples of one distribution do not fall below their level too often")
  func calibration() throws {
    var rng = SeededGenerator(seed: 720)
    var rejected = 0
    for _ in 0..<2000 {
      let x = Normal.standard.draws(20, using: &rng)
      let y = Normal.standard.draws(33, using: &rng)
      if try KolmogorovSmirnovTest(x, y).pValue <= 0.05 { rejected += 1 }
    }
    // The statistic takes few values, so the level is reached from below.
    #expect(try ProportionEstimate(successes: rejected, runs: 2000).standardErrors(above: 0.05) < 3.29)
    #expect(rejected > 50)
  }

  @Test("samples that make no test are refused, and the test shows itself in a line")
  func edges() throws {
    #expect(
      sentence { try KolmogorovSmirnovTest([1.0], [Double]()) }
        == "a Kolmogorov-Smirnov test needs at least 1 value in the second sample, not 0")
    #expect(
      try KolmogorovSmirnovTest([1.0, 2, 3, 4, 5], [3.0, 4, 5, 6, 7]).description
        == "Kolmogorov-Smirnov D = 0.4 for 5 and 5 values, p = 0.873 (exact); widest at 2")
    #expect(try KolmogorovSmirnovTest([1.0, 2], [1.0, 2]).pValue == 1)
    #expect(try KolmogorovSmirnovTest([Float(1), 2], [Float(3), 4]).statistic == 1)
  }
}
