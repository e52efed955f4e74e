import Statistics
import Testing

@Suite("ChiSquareTest")
struct ChiSquareTestTests {
  struct Reference: Decodable {
    struct Goodness: Decodable {
      let observed: [Int]
      let probabilities: [Double]
      let estimatedParameters: Int
      let statistic: Double
      let pValue: Double
    }
    struct Independence: Decodable {
      let table: [[Int]]
      let statistic: Double
      let pValue: Double
      let degreesOfFreedom: Int
      let expected: [Double]
    }
    let goodnessOfFit: [Goodness]
    let independence: [Independence]
  }

  let reference: Reference

  init() throws {
    reference = try fixture("tests_and_summaries", as: Reference.self)
  }

  @Test("goodness of fit agrees with SciPy, by probabilities and by expected counts")
  func goodnessOfFit() throws {
    #expect(reference.goodnessOfFit.count == 6)
    for entry in reference.goodnessOfFit {
      let test = try ChiSquareTest(
        observed: entry.observed, probabilities: entry.probabilities,
        estimatedParameters: entry.estimatedParameters)
      #expect(relativeError(test.statistic, entry.statistic) < 1e-12)
      #expect(relativeError(test.pValue, entry.pValue) < 1e-10)
      #expect(test.degreesOfFreedom == entry.observed.count - 1 - entry.estimatedParameters)
      let total = Double(entry.observed.reduce(0, +))
      let byCounts = try ChiSquareTest(
        observed: entry.observed, expected: entry.probabilities.map { $0 * total },
        estimatedParameters: entry.estimatedParameters)
      #expect(relativeError(byCounts.pValue, entry.pValue) < 1e-10)
    }
  }

  @Test("independence agrees with SciPy")
  func independence() throws {
    #expect(reference.independence.count == 4)
    for entry in reference.independence {
      let test = try ChiSquareTest(independenceOf: entry.table)
      #expect(relativeError(test.statistic, entry.statistic) < 1e-12)
      #expect(relativeError(test.pValue, entry.pValue) < 1e-10)
      #expect(test.degreesOfFreedom == entry.degreesOfFreedom)
      #expect(zip(test.expected, entry.expected).allSatisfy { relativeError($0, $1) < 1e-14 })
    }
  }

  @Test("equal counts fit equal chances perfectly")
  func perfectFit() throws {
    let test = try ChiSquareTest(uniformityOf: [50, 50, 50, 50])
    #expect(test.statistic == 0)
    #expect(test.pValue == 1)
    #expect(test.degreesOfFreedom == 3)
    #expect(test.warning == nil)
  }

  @Test("small expected counts are named and warned of")
  func smallExpectations() throws {
    let test = try ChiSquareTest(observed: [3, 96, 1], probabilities: [0.04, 0.94, 0.02])
    #expect(test.smallExpectations == [0, 2])
    #expect(
      test.warning
        == "2 of 3 expected counts are below 5 (the least is 2.0): "
        + "the p-value is rough; merge categories or observe more")
    #expect(test.description.contains("the p-value is rough"))
  }

  @Test("p-values of true hypotheses are themselves uniform")
  func calibration() throws {
    var rng = SeededGenerator(seed: 400)
    var deciles = Array(repeating: 0, count: 10)
    for _ in 0..<2000 {
      var counts = Array(repeating: 0, count: 10)
      for _ in 0..<1000 { counts[rng.uniformInt(below: 10)] += 1 }
      deciles[min(9, Int(try ChiSquareTest(uniformityOf: counts).pValue * 10))] += 1
    }
    #expect(try ChiSquareTest(uniformityOf: deciles).pValue > 0.001)
  }

  @Test("lists that make no test are refused with a sentence")
  func refusals() {
    func sentence(_ make: () throws -> ChiSquareTest) -> String? {
      do {
        _ = try make()
        return nil
      } catch {
        return "\(error)"
      }
    }
    #expect(
      sentence { try ChiSquareTest(observed: [5], probabilities: [1]) }
        == "a chi-square test compares at least 2 categories, not 1")
    #expect(
      sentence { try ChiSquareTest(uniformityOf: []) }
        == "a chi-square test compares at least 2 categories, not 0")
    #expect(
      sentence { try ChiSquareTest(observed: [5, 5], probabilities: [0.2, 0.3, 0.5]) }
        == "a chi-square test needs one expectation for each category, but there are 3 for 2 observed counts")
    #expect(
      sentence { try ChiSquareTest(observed: [5, -1], probabilities: [0.5, 0.5]) }
        == "the observed counts must not be negative, but category 1 (counted from 0) has -1")
    #expect(
      sentence { try ChiSquareTest(observed: [0, 0], probabilities: [0.5, 0.5]) }
        == "the observed counts are all zero: there is nothing to test")
    #expect(
      sentence { try ChiSquareTest(observed: [5, 0], probabilities: [1, 0]) }
        == "category 1 (counted from 0) is expected with 0.0, which must be positive and finite: "
        + "leave out a category that cannot occur, or merge it with another")
    #expect(
      sentence { try ChiSquareTest(observed: [5, 5], probabilities: [0.5, 0.4]) }
        == "the expected probabilities must sum to 1, not 0.9")
    #expect(
      sentence { try ChiSquareTest(observed: [5, 5], expected: [5, 6]) }
        == "the expected counts sum to 11.0, but 10 were observed: the totals must agree")
    #expect(
      sentence {
        try ChiSquareTest(observed: [5, 5], probabilities: [0.5, 0.5], estimatedParameters: 1)
      } == "2 categories less 1 and less 1 estimated parameter leave no degree of freedom")
    #expect(
      sentence {
        try ChiSquareTest(observed: [5, 5], probabilities: [0.5, 0.5], estimatedParameters: -1)
      } == "the number of estimated parameters must not be negative, and is -1")
    #expect(
      sentence { try ChiSquareTest(independenceOf: [[1, 2]]) }
        == "a test of independence needs a table of at least 2 rows and 2 columns, not 1 by 2")
    #expect(
      sentence { try ChiSquareTest(independenceOf: []) }
        == "a test of independence needs a table of at least 2 rows and 2 columns, not 0 by 0")
    #expect(
      sentence { try ChiSquareTest(independenceOf: [[1, 2], [3]]) }
        == "row 1 (counted from 0) of the table has 1 cell, but the first has 2")
    #expect(
      sentence { try ChiSquareTest(independenceOf: [[1, 2], [3, -4]]) }
        == "the cells of the table must not be negative, but row 1, column 1 (counted from 0) has -4")
    #expect(
      sentence { try ChiSquareTest(independenceOf: [[1, 0], [3, 0]]) }
        == "column 1 (counted from 0) of the table has no observations: leave it out")
    #expect(
      sentence { try ChiSquareTest(independenceOf: [[0, 0], [3, 2]]) }
        == "row 0 (counted from 0) of the table has no observations: leave it out")
  }
}
