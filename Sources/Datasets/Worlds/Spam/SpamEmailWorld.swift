import DataFrames
import Statistics

/// Emails, spam and ham, easy and hard, with the predictions of classifiers whose accuracies and correlations are
/// known.
///
/// The labels, the difficulties and the predictions are those of ``votes``. The text is a bag of 20 to 40 words about
/// one of three topics of spam or of ham: the less of its words come from the topic, the harder the email. Some words
/// come from a topic at random, and the others from those that everybody uses. So P(spam) given the text is exact:
/// ``SpamEmails/trueProbabilities``.
///
/// Source: Designing Machine Learning Systems, ch. 6, ensembles.
public struct SpamEmailWorld: Hashable, Codable, Sendable {
  /// The classifiers, the kinds of emails and their number.
  public var votes: SpamVoteWorld
  /// The share of words that come from the email's topic, for each of the difficulties of ``votes``.
  public var topicShares: [Double]
  /// The share of words that come from any topic, at random.
  public var strayShare: Double

  /// Three classifiers of 70%, by default right about 90% of the easy half of the emails and 50% of the hard half.
  public init(
    votes: SpamVoteWorld = SpamVoteWorld(difficulties: [
      SpamVoteWorld.Difficulty(share: 0.5, shift: 0.2), SpamVoteWorld.Difficulty(share: 0.5, shift: -0.2),
    ]), topicShares: [Double] = [0.15, 0.05], strayShare: Double = 0.15
  ) {
    self.votes = votes
    self.topicShares = topicShares
    self.strayShare = strayShare
  }

  /// Makes the emails and the predictions of a seed. O(emails × voters).
  ///
  /// - Throws: ``DatasetError/invalidParameter(what:value:expected:)`` if a parameter is out of its range.
  public func generate(seed: UInt64) throws(DatasetError) -> SpamEmails {
    try check()
    let voted = try votes.generate(seed: seed)
    let topics = EmailTopics(strayShare: strayShare)
    let shares = zip(topicShares, votes.difficulties).map { (share: $0, probability: $1.share) }
    var rng = SeededGenerator(seed: seed, stream: "texts")
    let emails = zip(voted.isSpam, voted.trueDifficulties).map { isSpam, difficulty in
      topics.write(isSpam: isSpam, topicShare: topicShares[difficulty], using: &rng)
    }
    return SpamEmails(
      frame: observedFrame([
        Column("email", 1...emails.count), Column("text", emails.map(\.text)),
        Column("difficulty", voted.trueDifficulties.map { $0 + 1 }), Column("spam", voted.isSpam),
      ]),
      votes: voted,
      trueProbabilities: emails.map { topics.spamProbability(counts: $0.counts, topicShares: shares) })
  }

  private func check() throws(DatasetError) {
    try requireParameter(
      topicShares.count == votes.difficulties.count, "the number of shares of topic words", topicShares.count,
      "\(votes.difficulties.count), the number of difficulties")
    try requireParameter(strayShare >= 0 && strayShare < 1, "the share of stray words", strayShare, "in 0..<1")
    for share in topicShares {
      try requireParameter(
        share >= 0 && share + strayShare <= 1, "a share of topic words", share,
        "in 0...\(1 - strayShare), what the stray words leave")
    }
  }
}
