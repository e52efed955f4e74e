import Foundation
import Statistics
import Testing

@Suite("Tests of proportions and of counts in two by two tables")
struct ProportionTestTests {
  struct Reference: Decodable {
    struct One: Decodable {
      let successes: Int
      let runs: Int
      let probability: Double
      let alternative: Alternative
      let pValue: Double
      let z: Double
      let scorePValue: Double
      let wilson: [Double]
      let clopperPearson: [Double]
    }
    struct Two: Decodable {
      let counts: [Int]
      let z: Double
      let pValue: Double
      let less: Double
      let greater: Double
      let interval: [Double]
      let yates: Double
      let fisher: [String: Double]
    }
    struct Fisher: Decodable {
      let table: [[Int]]
      let pValues: [String: Double]
    }
    struct McNemar: Decodable {
      let onlyFirst: Int
      let onlySecond: Int
      let exact: Double
      let correctedStatistic: Double
      let corrected: Double
      let uncorrectedStatistic: Double
      let uncorrected: Double
    }
    let proportions: [One]
    let twoProportions: [Two]
    let fisher: [Fisher]
    let mcNemar: [McNemar]
  }

  let reference: Reference

  init() throws {
    reference = try fixture("inference", as: Reference.self)
  }

  @Test("one share agrees with SciPy: exact, by score, and both intervals")
  func oneShare() throws {
    #expect(reference.proportions.count == 27)
    var worst: [String: WorstError] = [:]
    for entry in reference.proportions {
      let label = "\(entry.successes) of \(entry.runs) against \(entry.probability) \(entry.alternative)"
      let exact = try ProportionTest(
        successes: entry.successes, of: entry.runs, probability: entry.probability, alternative: entry.alternative)
      worst["exact", default: .init()].add(exact.pValue, entry.pValue, label)
      let score = try ProportionTest(
        successes: entry.successes, of: entry.runs, probability: entry.probability, method: .score,
        alternative: entry.alternative)
      worst["z", default: .init()].add(score.statistic, entry.z, label)
      worst["score", default: .init()].add(score.pValue, entry.scorePValue, label)
      let wilson = try score.interval()
      worst["Wilson", default: .init()].add(wilson.lowerBound, entry.wilson[0], label)
      worst["Wilson", default: .init()].add(wilson.upperBound, entry.wilson[1], label)
      if entry.alternative == .twoSided {
        let interval = try exact.estimate.clopperPearsonInterval()
        worst["Clopper-Pearson", default: .init()].add(interval.lowerBound, entry.clopperPearson[0], label)
        worst["Clopper-Pearson", default: .init()].add(interval.upperBound, entry.clopperPearson[1], label)
      }
    }
    for (what, worst) in worst { #expect(worst.error < 1e-10, "\(what): \(worst)") }
  }

  struct ExactInterval: Decodable {
    let successes: Int
    let runs: Int
    let alternative: Alternative
    let confidence: Double
    let lower: Double
    let upper: Double
  }

  @Test("the exact method's interval is Clopper and Pearson's, as SciPy's")
  func exactIntervals() throws {
    struct Fixture: Decodable { let intervals: [ExactInterval] }
    let entries = try fixture("proportion_intervals", as: Fixture.self).intervals
    #expect(entries.count == 780)
    var worst = WorstError()
    for entry in entries {
      let test = try ProportionTest(
        successes: entry.successes, of: entry.runs, probability: 0.5, alternative: entry.alternative)
      let interval = try test.interval(confidence: entry.confidence)
      worst.add(interval.lowerBound, entry.lower, "\(entry)")
      worst.add(interval.upperBound, entry.upper, "\(entry)")
    }
    #expect(worst.error < 1e-10, "\(worst)")
  }

  @Test("an exact p-value is below .05 just where the probability is outside of the 95% interval")
  func exactTestAgreesWithItsInterval() throws {
    for probability in [0.3, 0.5, 0.6] {
      for runs in 1..<60 {
        for successes in 0...runs {
          func test(_ alternative: Alternative) throws -> ProportionTest {
            try ProportionTest(successes: successes, of: runs, probability: probability, alternative: alternative)
          }
          let label: Comment = "\(successes) of \(runs) against \(probability)"
          let (both, less, greater) = (try test(.twoSided), try test(.less), try test(.greater))
          for one in [less, greater] {
            #expect((one.pValue < 0.05) != (try one.interval().contains(probability)), label)
          }
          // Twice the smaller tail; the p-value itself where both tails are alike.
          let twice = min(2 * min(less.pValue, greater.pValue), 1)
          #expect((twice < 0.05) != (try both.interval().contains(probability)), label)
          if probability == 0.5 { #expect(relativeError(both.pValue, twice) < 1e-10, label) }
        }
      }
    }
  }

  @Test("two shares agree with SciPy's chi-square of the table, and the interval with Newcombe's")
  func twoShares() throws {
    var worst = WorstError()
    for entry in reference.twoProportions {
      let n = entry.counts
      func test(_ alternative: Alternative) throws -> ProportionTest {
        try ProportionTest(successes: n[0], of: n[1], versus: n[2], of: n[3], alternative: alternative)
      }
      worst.add(try test(.twoSided).statistic, entry.z, "\(n) z")
      worst.add(try test(.twoSided).pValue, entry.pValue, "\(n) p")
      worst.add(try test(.less).pValue, entry.less, "\(n) less")
      worst.add(try test(.greater).pValue, entry.greater, "\(n) greater")
      let interval = try test(.twoSided).interval()
      worst.add(interval.lowerBound, entry.interval[0], "\(n) lower")
      worst.add(interval.upperBound, entry.interval[1], "\(n) upper")
      let table = [[n[0], n[1] - n[0]], [n[2], n[3] - n[2]]]
      worst.add(try ChiSquareTest(independenceOf: table).pValue, entry.pValue, "\(n) chi-square")
      worst.add(try ChiSquareTest(independenceOf: table, yatesCorrection: true).pValue, entry.yates, "\(n) Yates")
      for (side, p) in entry.fisher {
        let alternative = try #require(Alternative(rawValue: side))
        worst.add(try FisherExactTest(table, alternative: alternative).pValue, p, "\(n) Fisher \(side)")
      }
    }
    #expect(worst.error < 1e-10, "\(worst)")
    #expect(worst.count == 55)
  }

  @Test("Fisher's exact test agrees with SciPy")
  func fisher() throws {
    var worst = WorstError()
    for entry in reference.fisher {
      for (side, p) in entry.pValues {
        let alternative = try #require(Alternative(rawValue: side))
        worst.add(try FisherExactTest(entry.table, alternative: alternative).pValue, p, "\(entry.table) \(side)")
      }
    }
    #expect(worst.error < 1e-10, "\(worst)")
    #expect(worst.count == 21)
    #expect(try FisherExactTest([[8, 2], [1, 5]]).oddsRatio == 20)
  }

  @Test("McNemar's test agrees with SciPy's binomial and chi-square")
  func mcNemar() throws {
    var worst = WorstError()
    for entry in reference.mcNemar {
      func test(_ method: McNemarTest.Method) throws -> McNemarTest {
        try McNemarTest(onlyFirst: entry.onlyFirst, onlySecond: entry.onlySecond, method: method)
      }
      worst.add(try test(.exact).pValue, entry.exact, "\(entry)")
      worst.add(try test(.corrected).statistic, entry.correctedStatistic, "\(entry)")
      worst.add(try test(.corrected).pValue, entry.corrected, "\(entry)")
      worst.add(try test(.uncorrected).statistic, entry.uncorrectedStatistic, "\(entry)")
      worst.add(try test(.uncorrected).pValue, entry.uncorrected, "\(entry)")
    }
    #expect(worst.error < 1e-10, "\(worst)")
    #expect(worst.count == 35)
    #expect(try McNemarTest(onlyFirst: 0, onlySecond: 0).pValue == 1)
  }

  @Test("McNemar's test counts the rows on which just one is right")
  func mcNemarOfRows() throws {
    let first = [true, true, false, true, false]
    let second = [true, false, true, false, false]
    let test = try McNemarTest(firstIsRight: first, secondIsRight: second)
    #expect(test == (try McNemarTest(onlyFirst: 2, onlySecond: 1)))
  }

  @Test("tests show themselves in a line")
  func descriptions() throws {
    #expect(
      try ProportionTest(successes: 38, of: 200, probability: 0.25).description
        == "share 0.19 (38 of 200) against 0.25: exact, p = 0.05013, 95% Clopper-Pearson interval [0.1381, 0.2513]")
    #expect(
      try ProportionTest(successes: 12, of: 16, probability: 0.5).description
        == "share 0.75 (12 of 16) against 0.5: exact, p = 0.07681, 95% Clopper-Pearson interval [0.4762, 0.9273]")
    #expect(
      try ProportionTest(successes: 12, of: 16, probability: 0.5, method: .score).description
        == "share 0.75 (12 of 16) against 0.5: z = 2, p = 0.0455, 95% Wilson interval [0.505, 0.8982]")
    #expect(
      try ProportionTest(successes: 120, of: 1000, versus: 150, of: 1000).description
        == "shares 0.12 (120 of 1000) and 0.15 (150 of 1000): z = -1.963, p = 0.04964; "
        + "difference -0.03, 95% Newcombe interval [-0.06001, -1.378e-05]")
    #expect(
      try McNemarTest(onlyFirst: 30, onlySecond: 18).description
        == "McNemar, exact: 30 rows only the first is right on, 18 only the second, p = 0.1114")
    #expect(
      try McNemarTest(onlyFirst: 30, onlySecond: 18, method: .corrected).description
        == "McNemar, corrected: 30 rows only the first is right on, 18 only the second, "
        + "chi-square 2.521 on 1 degree of freedom, p = 0.1124")
    #expect(
      try FisherExactTest([[8, 2], [1, 5]]).description
        == "Fisher's exact test of [[8, 2], [1, 5]]: odds ratio 20, p = 0.03497")
  }

  @Test("counts that make no test are refused with a sentence")
  func refusals() {
    #expect(
      sentence { try ProportionTest(successes: 3, of: 2, probability: 0.5) }
        == "the successes of 2 runs must be between 0 and 2, not 3")
    #expect(
      sentence { try ProportionTest(successes: 1, of: 2, probability: 1) }
        == "a test of a proportion tests against a probability between 0 and 1, not 1.0")
    #expect(
      sentence { try ProportionTest(successes: 0, of: 2, versus: 0, of: 5) }
        == "a test of two proportions needs values that vary: all are the same, "
        + "so there is no spread to measure a difference by")
    #expect(
      sentence { try McNemarTest(onlyFirst: 1, onlySecond: -1) }
        == "the observed counts must not be negative, but category 1 (counted from 0) has -1")
    #expect(
      sentence { try McNemarTest(firstIsRight: [true], secondIsRight: []) }
        == "a McNemar test needs two lists of equal length, but one has 1 value and the other 0")
    #expect(
      sentence { try FisherExactTest([[1, 2, 3], [4, 5, 6]]) }
        == "Fisher's exact test needs a table of 2 rows and 2 columns, not 2 by 3")
    #expect(
      sentence { try FisherExactTest([[1, 2], [4, -5]]) }
        == "the cells of the table must not be negative, but row 1, column 1 (counted from 0) has -5")
  }
}
