import DataFrames

/// Emails with the predictions of classifiers, and, apart, what is true.
public struct SpamEmails: ObservedTable {
  /// One row an email: `email` (from 1), `text` (words in lower case), `difficulty` (from 1), `spam`, the label.
  public let frame: DataFrame
  /// The classifiers' predictions for the same emails in the same order, with their frame of `message`, which is the
  /// number of the email, `vote1`, `vote2`, ….
  public let votes: SpamVotes
  /// Truth: the probability that each email is spam, given its text.
  public let trueProbabilities: [Double]
}
