import DataFrames
import Datasets
import Testing

@Suite("Spam votes")
struct SpamVoteWorldTests {
  typealias Voter = SpamVoteWorld.Voter

  private func majority(_ accuracies: [Double], together: Double = 0) throws -> Double {
    try SpamVoteWorld(voters: accuracies.map { Voter(accuracy: $0) }, together: together).majorityAccuracy()
  }

  @Test("the majority's accuracy is exact: Table 6-1 of the book and its neighbors")
  func exact() throws {
    // Binomial tails: three of 70% are right with 0.343 + 0.441.
    for (count, p, accuracy) in [
      (1, 0.7, 0.7), (2, 0.7, 0.7), (3, 0.7, 0.784), (4, 0.7, 0.784), (5, 0.7, 0.83692), (7, 0.7, 0.873964),
      (21, 0.7, 0.973610), (3, 0.4, 0.352), (5, 0.4, 0.31744), (3, 0.5, 0.5),
    ] {
      #expect(abs(try majority([Double](repeating: p, count: count)) - accuracy) < 5e-7)
    }
    #expect(abs(try majority([0.9, 0.6, 0.6]) - 0.792) < 1e-12)
    #expect(abs(try majority([0.7, 0.7, 0.5]) - 0.70) < 1e-12)
    #expect(abs(try majority([0.6, 0.7, 0.8]) - 0.788) < 1e-12)
    #expect(abs(try majority([0.7, 0.7, 0.7], together: 0.5) - 0.742) < 1e-12)
    #expect(abs(try majority([0.7, 0.7, 0.7], together: 1) - 0.7) < 1e-12)
    // One number for all: right where it is below the second largest of the three accuracies.
    #expect(abs(try majority([0.9, 0.8, 0.4], together: 1) - 0.8) < 1e-12)
    #expect(abs(try majority([0.9, 0.5], together: 1) - 0.7) < 1e-12)
  }

  @Test("when half of the messages are easy and half hard, voting is worse than one voter: 0.676")
  func difficulty() throws {
    let world = SpamVoteWorld(difficulties: [
      SpamVoteWorld.Difficulty(share: 0.5, shift: 0.3), SpamVoteWorld.Difficulty(share: 0.5, shift: -0.3),
    ])
    #expect(abs(try world.majorityAccuracy() - 0.676) < 1e-12)
  }

  @Test("a family is summed over exactly: clones that always copy vote as one")
  func families() throws {
    let clones = SpamVoteWorld(voters: (0..<3).map { _ in Voter(accuracy: 0.8, family: 1, copying: 1) })
    #expect(abs(try clones.majorityAccuracy() - 0.8) < 1e-12)
    // Two that copy with probability c and one alone, by hand: the number of the family is right with 0.8.
    let c = 0.9
    let mixed = SpamVoteWorld(voters: [
      Voter(accuracy: 0.8, family: 1, copying: c), Voter(accuracy: 0.8, family: 1, copying: c), Voter(accuracy: 0.7),
    ])
    func given(_ p: Double) -> Double { p * p + 2 * p * (1 - p) * 0.7 }
    let byHand = 0.8 * given(c + (1 - c) * 0.8) + 0.2 * given((1 - c) * 0.8)
    #expect(abs(try mixed.majorityAccuracy() - byHand) < 1e-12)
  }

  @Test("of eight voters the three most accurate are clones worth 0.80 together; the best three are worth 0.876")
  func eightVoters() throws {
    let voters = SpamVoteWorld.eightVoters.voters
    func majority(_ places: [Int]) throws -> Double {
      try SpamVoteWorld(voters: places.map { voters[$0] }).majorityAccuracy()
    }
    #expect(abs(try majority([0, 1, 2]) - 0.80) < 0.02)
    var best = 0.0
    for a in 0..<8 { for b in (a + 1)..<8 { for c in (b + 1)..<8 { best = max(best, try majority([a, b, c])) } } }
    #expect(abs(best - 0.876) < 0.01)
  }

  @Test(
    "the votes have their accuracies, and their majority the exact one",
    arguments: [
      SpamVoteWorld(messages: 40_000), SpamVoteWorld(together: 0.5, messages: 40_000),
      SpamVoteWorld(
        difficulties: [
          SpamVoteWorld.Difficulty(share: 0.5, shift: 0.3), SpamVoteWorld.Difficulty(share: 0.5, shift: -0.3),
        ], messages: 40_000),
      SpamVoteWorld(voters: SpamVoteWorld.eightVoters.voters, messages: 40_000),
    ])
  func votes(world: SpamVoteWorld) throws {
    let votes = try world.generate(seed: 12)
    #expect(try world.generate(seed: 12).frame == votes.frame)
    let columns = try world.voters.indices.map { try votes.frame.array("vote\($0 + 1)", of: Bool.self) }
    for (voter, column) in zip(world.voters, columns) {
      let right = zip(column, votes.isSpam).count { $0 == $1 }
      expectCount(right, of: 40_000, probability: voter.accuracy, "a voter")
    }
    let isRight = columns.map { column in zip(column, votes.isSpam).map { $0 == $1 ? 1.0 : 0 } }
    for (a, b) in [(0, 1), (0, 2), (1, 2)] {
      let (p, q) = (try world.accuracy(of: a), try world.accuracy(of: b))
      let correlation = try #require(try world.correlation(of: a, and: b))
      expectMean(
        zip(isRight[a], isRight[b]).map { ($0 - p) * ($1 - q) },
        correlation * (p * (1 - p) * q * (1 - q)).squareRoot(), "two voters")
    }
    guard world.voters.count == 3 else { return }
    let right = votes.isSpam.indices.count { message in
      columns.count { $0[message] == votes.isSpam[message] } >= 2
    }
    expectCount(right, of: 40_000, probability: try world.majorityAccuracy(), "the majority")
    expectCount(votes.isSpam.count { $0 }, of: 40_000, probability: 0.5, "spam")
  }

  @Test("accuracies and correlations are exact: together, by difficulty, in a family, and of different accuracies")
  func correlations() throws {
    func expectCorrelation(_ world: SpamVoteWorld, _ expected: Double?, of first: Int = 0, and second: Int = 1) throws {
      let correlation = try world.correlation(of: first, and: second)
      #expect((correlation == nil) == (expected == nil))
      if let correlation, let expected { #expect(abs(correlation - expected) < 1e-12) }
    }
    try expectCorrelation(SpamVoteWorld(), 0)
    try expectCorrelation(SpamVoteWorld(), 1, of: 2, and: 2)
    try expectCorrelation(SpamVoteWorld(together: 0.5), 0.5)
    try expectCorrelation(.eightVoters, 0.81)
    try expectCorrelation(.eightVoters, 0, of: 0, and: 3)
    // Right with 0.8 and 0.5 by one number: both with 0.5; the covariance is 0.1, the deviations 0.4 and 0.5.
    try expectCorrelation(SpamVoteWorld(voters: [Voter(accuracy: 0.8), Voter(accuracy: 0.5)], together: 1), 0.5)
    // Accuracies of 1 and 0.4: the variance of the accuracy is 0.09, that of being right 0.21.
    let unequal = SpamVoteWorld(difficulties: [
      SpamVoteWorld.Difficulty(share: 0.5, shift: 0.3), SpamVoteWorld.Difficulty(share: 0.5, shift: -0.3),
    ])
    try expectCorrelation(unequal, 0.09 / 0.21)
    try expectCorrelation(unequal, 1, of: 1, and: 1)
    try expectCorrelation(SpamVoteWorld(voters: [Voter(accuracy: 1), Voter(accuracy: 0.5)]), nil)
    // What is above 1 is kept at 1: 0.9 + 0.3 for half of the messages.
    let clamped = SpamVoteWorld(voters: [Voter(accuracy: 0.9)], difficulties: unequal.difficulties)
    #expect(abs(try clamped.accuracy(of: 0) - 0.8) < 1e-12)
  }

  @Test("a parameter out of its range is refused with a sentence")
  func refusals() {
    expectRefusal("the copying of voter 2 is 0.5; it must be 0 for a voter without a family") {
      try SpamVoteWorld(voters: [Voter(accuracy: 0.7), Voter(accuracy: 0.7, copying: 0.5)]).generate(seed: 1)
    }
    expectRefusal("the probability of voting together is 2.0; it must be in 0...1") {
      try SpamVoteWorld(together: 2).majorityAccuracy()
    }
    expectRefusal("the position of a voter is 3; it must be in 0...2") {
      try SpamVoteWorld().correlation(of: 0, and: 3) ?? 0
    }
  }
}
