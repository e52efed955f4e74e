import DataFrames

/// A forum in three tables as they were exported, faults included, and, apart, what is true.
public struct SpamForum: ObservedTable {
  /// The zones in which times are written, without daylight saving.
  public enum Zone: String, CaseIterable, Codable, Sendable {
    case utc = "UTC"
    case pacific = "PST"
    case centralEuropean = "CET"

    /// The hours to add to UTC.
    public var hours: Int {
      switch self {
      case .utc: 0
      case .pacific: -8
      case .centralEuropean: 1
      }
    }
  }

  /// One of the tables.
  public enum Table: String, CaseIterable, Codable, Sendable {
    case users, threads, comments
  }

  /// What is wrong with a value.
  public enum FaultKind: String, CaseIterable, Codable, Sendable {
    /// A day that no month has.
    case invalidDate
    /// A thread that is not in the table of threads.
    case missingThread
    /// A time in another zone than UTC.
    case otherZone
  }

  /// A value with a planted fault.
  public struct Fault: Hashable, Codable, Sendable {
    /// Its table.
    public let table: Table
    /// Its row, from 0.
    public let row: Int
    /// Its column.
    public let column: String
    /// What is wrong.
    public let kind: FaultKind

    public init(table: Table, row: Int, column: String, kind: FaultKind) {
      self.table = table
      self.row = row
      self.column = column
      self.kind = kind
    }
  }

  /// One row a comment, oldest first: `comment` (from 1), `time`, `user`, `thread`, `reply_to` (an earlier comment of
  /// the thread, or null), `text`, `links` (0 or 1), `ups`, `downs`, `spam`, the label. The votes are those at the
  /// export, long after the comment.
  public let frame: DataFrame
  /// One row a user: `user` (from 1), `created`, `karma`, `verified`.
  public let users: DataFrame
  /// One row a thread, oldest first: `thread` (from 1), `user`, who began it, `created`, `views`, `ups`, `downs`.
  public let threads: DataFrame
  /// Truth: every planted fault, the users' first, then the threads' and the comments', in the order of their rows.
  public let trueFaults: [Fault]
  /// Truth: the probability that each comment is spam, given its user and its thread, before it is written.
  public let trueProbabilities: [Double]
  /// Truth: how much each user is given to spam, in logits.
  public let trueSpamminess: [Double]
  /// Truth: when each comment was written, in minutes since 1970 in UTC.
  public let trueTimes: [Int]
  /// Truth: when each user came, in minutes since 1970 in UTC.
  public let trueUserTimes: [Int]
  /// Truth: when each thread was begun, in minutes since 1970 in UTC.
  public let trueThreadTimes: [Int]
  /// Truth: the thread of each comment, from 1.
  public let trueThreads: [Int]
  /// Truth: how many comments the user of each comment had written before; one of the same minute is not before.
  public let trueEarlierComments: [Int]
  /// Truth: how many of them were spam.
  public let trueEarlierSpam: [Int]
}
