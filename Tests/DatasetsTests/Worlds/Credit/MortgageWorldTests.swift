import DataFrames
import Datasets
import Statistics
import Testing

@Suite("Mortgage world")
struct MortgageWorldTests {
  @Test("the same seed gives the same applications; the arriving ones are others with the same columns")
  func seeds() throws {
    let first = try MortgageWorld(applications: 500).generate(seed: 3)
    let second = try MortgageWorld(applications: 500).generate(seed: 3)
    #expect(first.frame == second.frame && first.arriving == second.arriving)
    #expect(first.frame.columnNames == first.arriving.columnNames)
    #expect(first.frame != first.arriving)
    #expect(!first.frame.hasColumn("creditworthy"))
  }

  @Test("shares and approvals by race are those of the normal distribution of the score")
  func marginals() throws {
    let world = MortgageWorld(applications: 100_000)
    let applications = try world.generate(seed: 1)
    let race = try applications.frame.array("race", of: Int.self)
    let zip = try applications.frame.array("zip_group", of: Int.self)
    let approved = try applications.frame.array("approved", of: Bool.self)
    expectCount(race.count { $0 == 1 }, of: 100_000, probability: 0.3, "race 1")
    expectCount(race.indices.count { race[$0] == zip[$0] }, of: 100_000, probability: 0.85, "zip equals race")
    // The score has the mean −1.2 × 0.2 × race and the variance 1.2² + 1.5² + 0.7².
    let deviation = (1.2 * 1.2 + 1.5 * 1.5 + 0.7 * 0.7).squareRoot()
    for (group, mean, penalty) in [(0, 0.0, 0.0), (1, -0.24, 1.5)] {
      let rows = race.indices.filter { race[$0] == group }
      expectCount(
        rows.count { applications.isCreditworthy[$0] }, of: rows.count,
        probability: Normal.standard.cumulative(mean / deviation), "creditworthy, race \(group)")
      expectCount(
        rows.count { approved[$0] }, of: rows.count,
        probability: Normal.standard.cumulative((mean - penalty) / deviation), "approved, race \(group)")
    }
    #expect(zip.indices.allSatisfy { race[$0] == 1 || approved[$0] == applications.isCreditworthy[$0] })
    #expect(approved.indices.allSatisfy { !approved[$0] || applications.isCreditworthy[$0] })
  }

  @Test("decisions and creditworthiness are draws with the true probabilities")
  func truth() throws {
    let applications = try MortgageWorld(applications: 50_000).generate(seed: 2)
    expectDraws(applications.isCreditworthy, of: applications.trueProbabilities, "creditworthy")
    expectDraws(
      try applications.frame.array("approved", of: Bool.self), of: applications.trueApprovalProbabilities, "approved")
    expectDraws(applications.isArrivingCreditworthy, of: applications.trueArrivingProbabilities, "arriving")
  }

  @Test("without a penalty the past decided fairly")
  func fair() throws {
    let applications = try MortgageWorld(penalty: 0).generate(seed: 3)
    #expect(try applications.frame.array("approved", of: Bool.self) == applications.isCreditworthy)
  }

  @Test("a parameter out of its range is refused with a sentence")
  func refusals() {
    expectRefusal("the probability that the zip group equals the race is 1.2; it must be in 0...1") {
      try MortgageWorld(zipMatch: 1.2).generate(seed: 1)
    }
    expectRefusal("the noise is -1.0; it must be finite and not negative") {
      try MortgageWorld(noise: -1).generate(seed: 1)
    }
  }
}
