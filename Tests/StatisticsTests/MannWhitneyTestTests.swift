import Statistics
import Testing

@Suite("MannWhitneyTest")
struct MannWhitneyTestTests {
  struct Reference: Decodable {
    struct Entry: Decodable {
      let x: [Double]
      let y: [Double]
      let alternative: Alternative
      let method: String
      let statistic: Double
      let pValue: Double
    }
    struct Tail: Decodable {
      let n: Int
      let m: Int
      let u: Int
      let survival: Double
    }
    let mannWhitney: [Entry]
    let mannWhitneyTails: [Tail]
  }

  let reference: Reference

  init() throws {
    reference = try fixture("inference", as: Reference.self)
  }

  @Test("exact and asymptotic tests agree with SciPy, ties and continuity included")
  func agreement() throws {
    #expect(reference.mannWhitney.count == 72)
    var worst = WorstError()
    for entry in reference.mannWhitney {
      let test = try MannWhitneyTest(
        entry.x, entry.y, alternative: entry.alternative,
        method: entry.method == "automatic" ? .automatic : .asymptotic,
        continuityCorrection: entry.method != "uncorrected")
      #expect(test.statistic == entry.statistic)
      worst.add(test.pValue, entry.pValue, "\(entry.alternative) \(entry.method) \(entry.x.count), \(entry.y.count)")
    }
    #expect(worst.error < 1e-10, "\(worst)")
  }

  @Test("exact tails agree with counting in whole numbers, down to one table in 1e35")
  func tails() {
    #expect(reference.mannWhitneyTails.count > 40)
    var worst = WorstError()
    for entry in reference.mannWhitneyTails {
      worst.add(exactMannWhitneySurvival(entry.u, entry.n, entry.m), entry.survival, "\(entry)")
      worst.add(exactMannWhitneySurvival(entry.u, entry.m, entry.n), entry.survival, "\(entry)")
    }
    #expect(worst.error < 1e-10, "\(worst)")
  }

  @Test("U as a share of pairs counts the pairs won, ties for a half")
  func superiority() throws {
    var rng = SeededGenerator(seed: 710)
    let x = (0..<40).map { _ in Double(rng.uniformInt(below: 9)) }
    let y = (0..<30).map { _ in Double(rng.uniformInt(below: 7)) }
    var won = 0.0
    for a in x { for b in y { won += a > b ? 1 : a == b ? 0.5 : 0 } }
    let test = try MannWhitneyTest(x, y)
    #expect(test.statistic == won)
    #expect(test.superiority == won / 1200)
    #expect(try MannWhitneyTest(y, x).statistic == 1200 - won)
  }

  @Test("samples that make no test are refused, and equal values make no difference")
  func edges() throws {
    #expect(
      sentence { try MannWhitneyTest([Double](), [1.0]) }
        == "a Mann-Whitney test needs at least 1 value in the first sample, not 0")
    #expect(
      sentence { try MannWhitneyTest([1.0], [.nan]) }
        == "a Mann-Whitney test needs finite numbers, but value 0 (counted from 0) of the second sample is nan")
    #expect(
      sentence { try MannWhitneyTest([1.0, 2], [2.0, 3], method: .exact) }
        == "a Mann-Whitney test has an exact p-value only where no two values are equal: ask for the asymptotic one")
    #expect(try MannWhitneyTest([3.0, 3, 3], [3.0, 3]).pValue == 1)
    #expect(
      try MannWhitneyTest([19.0, 22, 16, 29, 24], [20.0, 11, 17, 12]).description
        == "Mann-Whitney U = 17 for 5 and 4 values, p = 0.1111 (exact); the first is the larger in 85% of pairs")
  }
}
