import DataFrames
import Datasets
import Statistics
import Testing

@Suite("Spam emails")
struct SpamEmailWorldTests {
  private func world(emails: Int) -> SpamEmailWorld {
    var world = SpamEmailWorld()
    world.votes.messages = emails
    return world
  }

  @Test("the same seed gives the same emails, another seed others; the truth is not among the columns")
  func seeds() throws {
    let first = try world(emails: 100).generate(seed: 3)
    let again = try world(emails: 100).generate(seed: 3)
    #expect(again.frame == first.frame && again.votes.frame == first.votes.frame)
    #expect(try world(emails: 100).generate(seed: 4).frame != first.frame)
    #expect(first.frame.columnNames == ["email", "text", "difficulty", "spam"])
    #expect(first.votes.frame.columnNames == ["message", "vote1", "vote2", "vote3"])
    #expect(try SpamEmailWorld().generate(seed: 1).frame.rowCount == 4_000)
  }

  @Test("labels are draws of the probabilities given the text")
  func posterior() throws {
    let emails = try world(emails: 40_000).generate(seed: 1)
    let spam = try emails.frame.array("spam", of: Bool.self)
    #expect(spam == emails.votes.isSpam)
    expectDraws(spam, of: emails.trueProbabilities, "spam")
    let difficulty = try emails.frame.array("difficulty", of: Int.self)
    #expect(difficulty == emails.votes.trueDifficulties.map { $0 + 1 })
    func bayesAccuracy(_ kind: Int) -> Double {
      let rows = difficulty.indices.filter { difficulty[$0] == kind }
      return Double(rows.count { (emails.trueProbabilities[$0] > 0.5) == spam[$0] }) / Double(rows.count)
    }
    #expect(bayesAccuracy(1) > 0.85 && bayesAccuracy(2) < bayesAccuracy(1) - 0.1 && bayesAccuracy(2) > 0.55)
  }

  @Test("texts are 20 to 40 words, every length as likely; no word is used by one class alone")
  func words() throws {
    let emails = try world(emails: 20_000).generate(seed: 2)
    let spam = try emails.frame.array("spam", of: Bool.self)
    var lengths = [Int](repeating: 0, count: 21)
    var used: [Set<Substring>] = [[], []]
    for (text, isSpam) in zip(try emails.frame.array("text", of: String.self), spam) {
      let words = text.split(separator: " ")
      lengths[words.count - 20] += 1
      used[isSpam ? 1 : 0].formUnion(words)
    }
    #expect(try ChiSquareTest(uniformityOf: lengths).pValue > 0.001)
    // Six topics of ten words and 25 words of everybody, none twice.
    #expect(used[0].count == 85 && used[0] == used[1])
  }

  @Test("by hand: without topic words nothing is known, without others everything")
  func extremes() throws {
    var world = world(emails: 200)
    world.topicShares = [0, 0]
    #expect(try world.generate(seed: 1).trueProbabilities.allSatisfy { abs($0 - 0.5) < 1e-12 })
    world.topicShares = [1, 1]
    world.strayShare = 0
    let sure = try world.generate(seed: 1)
    #expect(sure.trueProbabilities == sure.votes.isSpam.map { $0 ? 1 : 0 })
  }

  @Test(
    "the default classifiers are right about 70% of the emails and correlate, so that three gain less than 8.4 points")
  func votes() throws {
    let votes = SpamEmailWorld().votes
    #expect(abs(try votes.accuracy(of: 0) - 0.7) < 1e-12)
    // The variance of 0.9 and 0.5 over that of being right: 0.04 over 0.21.
    #expect(abs(try #require(try votes.correlation(of: 0, and: 1)) - 0.04 / 0.21) < 1e-12)
    // 0.9³ + 3 · 0.9² · 0.1 = 0.972 for the easy half, 0.5 for the other.
    #expect(abs(try votes.majorityAccuracy() - 0.736) < 1e-12)
  }

  @Test("a parameter out of its range is refused with a sentence")
  func refusals() {
    expectRefusal("the number of shares of topic words is 1; it must be 2, the number of difficulties") {
      try SpamEmailWorld(topicShares: [0.2]).generate(seed: 1)
    }
    expectRefusal("a share of topic words is 0.9; it must be in 0...0.85, what the stray words leave") {
      try SpamEmailWorld(topicShares: [0.9, 0.1]).generate(seed: 1)
    }
    expectRefusal("the share of stray words is 1.0; it must be in 0..<1") {
      try SpamEmailWorld(strayShare: 1).generate(seed: 1)
    }
  }
}
