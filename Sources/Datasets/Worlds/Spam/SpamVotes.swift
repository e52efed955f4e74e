import DataFrames

/// Messages with the votes of the classifiers, and, apart, what is true.
public struct SpamVotes: ObservedTable {
  /// One row a message: `message` (from 1), `vote1`, `vote2`, …: true for spam.
  public let frame: DataFrame
  /// Truth: whether each message is spam.
  public let isSpam: [Bool]
  /// Truth: the position of each message's kind among the world's difficulties.
  public let trueDifficulties: [Int]
}
