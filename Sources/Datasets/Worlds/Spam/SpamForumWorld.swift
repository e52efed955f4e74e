import DataFrames
import Statistics

/// A forum with spam: what is known stands in three tables, of users, threads and comments, which have to be joined,
/// with zones mixed, a date that does not exist and a key that is not there; and a user's past must be taken as it was
/// when the comment was written.
///
/// Every user is given to spam by a normal logit u. With z = (u − spamminess)/spamminessDeviation, a user came
/// Exp(400) × exp(−0.64 z) days before the first thread, ten years at most, has a karma of exp(5 − z/2 + N(0, 1)), and
/// is verified with the logit 0.8 − 0.6 z. A few users write most comments: each writes in proportion to
/// exp(1.2 N(0, 1)). Views of threads are log-normal(6, 1.5); a thread draws comments in proportion to the root of its
/// views, each after Exp(1) days, half of them in answer to an earlier one.
///
///     logit spam = u + viewsEffect × (log views − 6)
///
/// Spam advertises, unless it is disguised as ham. It has a link with probability 0.4, up-votes with mean 0.4 and
/// down-votes with mean 1.2, both Poisson; ham has 0.1, 2 and 0.3.
///
/// Source: Designing Machine Learning Systems, ch. 5, learned and engineered features: spam in comments.
public struct SpamForumWorld: Hashable, Codable, Sendable {
  /// The number of users.
  public var users: Int
  /// The number of threads.
  public var threads: Int
  /// The number of comments.
  public var comments: Int
  /// The number of days over which threads are begun.
  public var days: Int
  /// The mean of the users' logits of spam.
  public var spamminess: Double
  /// The standard deviation of the users' logits of spam.
  public var spamminessDeviation: Double
  /// The effect of the logarithm of the views on the logit of spam.
  public var viewsEffect: Double
  /// The share of spam whose text is one of ham.
  public var disguisedShare: Double
  /// The number of users whose date of creation does not exist.
  public var invalidDates: Int
  /// The number of comments whose thread is not in the table of threads.
  public var missingThreads: Int

  public init(
    users: Int = 1_000, threads: Int = 1_500, comments: Int = 20_000, days: Int = 90, spamminess: Double = -2.2,
    spamminessDeviation: Double = 1.6, viewsEffect: Double = 0.33, disguisedShare: Double = 0.7, invalidDates: Int = 1,
    missingThreads: Int = 1
  ) {
    self.users = users
    self.threads = threads
    self.comments = comments
    self.days = days
    self.spamminess = spamminess
    self.spamminessDeviation = spamminessDeviation
    self.viewsEffect = viewsEffect
    self.disguisedShare = disguisedShare
    self.invalidDates = invalidDates
    self.missingThreads = missingThreads
  }

  /// The shares of the users and threads whose times are in each zone of ``SpamForum/Zone``; comments are in UTC.
  public static let zoneShares = [0.5, 0.3, 0.2]

  /// The logarithm of the median of a thread's views.
  private static let logViews = 6.0
  /// Nobody came earlier than these days before the first thread.
  private static let oldestUser = 3_650.0

  /// Makes the forum of a seed. O(comments × log comments).
  ///
  /// - Throws: ``DatasetError/invalidParameter(what:value:expected:)`` if a parameter is out of its range.
  public func generate(seed: UInt64) throws(DatasetError) -> SpamForum {
    try check()
    let members = makeMembers(seed: seed)
    let topics = makeTopics(seed: seed)
    let written = makeComments(seed: seed, members, topics)
    var faultRandom = SeededGenerator(seed: seed, stream: "faults")
    let wrongDates = Set(someRows(invalidDates, of: users, using: &faultRandom))
    let wrongKeys = someRows(missingThreads, of: comments, using: &faultRandom)

    var keys = written.map { $0.topic + 1 }
    for (place, row) in wrongKeys.enumerated() { keys[row] = threads + 1 + place }
    var faults: [SpamForum.Fault] = []
    for (row, member) in members.enumerated() {
      if wrongDates.contains(row) {
        faults.append(.init(table: .users, row: row, column: "created", kind: .invalidDate))
      }
      if member.zone != .utc { faults.append(.init(table: .users, row: row, column: "created", kind: .otherZone)) }
    }
    for (row, topic) in topics.enumerated() where topic.zone != .utc {
      faults.append(.init(table: .threads, row: row, column: "created", kind: .otherZone))
    }
    faults += wrongKeys.map { .init(table: .comments, row: $0, column: "thread", kind: .missingThread) }
    let earlier = Self.history(of: written, users: users)
    return SpamForum(
      frame: observedFrame([
        Column("comment", 1...comments), Column("time", written.map { ForumTime.text($0.minute, in: .utc) }),
        Column("user", written.map { $0.member + 1 }), Column("thread", keys),
        Column("reply_to", written.map { $0.answered.map { $0 + 1 } }), Column("text", written.map(\.text)),
        Column("links", written.map(\.links)), Column("ups", written.map(\.ups)), Column("downs", written.map(\.downs)),
        Column("spam", written.map(\.isSpam)),
      ]),
      users: observedFrame([
        Column("user", 1...users),
        Column(
          "created",
          members.enumerated().map { row, member in
            wrongDates.contains(row)
              ? ForumTime.impossibleText(member.minute, in: member.zone)
              : ForumTime.text(member.minute, in: member.zone)
          }),
        Column("karma", members.map(\.karma)), Column("verified", members.map(\.isVerified)),
      ]),
      threads: observedFrame([
        Column("thread", 1...threads), Column("user", topics.map { $0.member + 1 }),
        Column("created", topics.map { ForumTime.text($0.minute, in: $0.zone) }), Column("views", topics.map(\.views)),
        Column("ups", topics.map(\.ups)), Column("downs", topics.map(\.downs)),
      ]),
      trueFaults: faults, trueProbabilities: written.map(\.probability), trueSpamminess: members.map(\.spamminess),
      trueTimes: written.map(\.minute), trueUserTimes: members.map(\.minute), trueThreadTimes: topics.map(\.minute),
      trueThreads: written.map { $0.topic + 1 }, trueEarlierComments: earlier.comments, trueEarlierSpam: earlier.spam)
  }

  private struct Member {
    let spamminess: Double
    let minute: Int
    let zone: SpamForum.Zone
    let karma: Int
    let isVerified: Bool
    let activity: Double
  }

  private struct Topic {
    let member: Int
    let minute: Int
    let zone: SpamForum.Zone
    let views: Int
    let ups: Int
    let downs: Int
  }

  private struct Comment {
    let minute: Int
    let member: Int
    let topic: Int
    var answered: Int?
    var probability = 0.0
    var isSpam = false
    var text = ""
    var links = 0
    var ups = 0
    var downs = 0
  }

  private func makeMembers(seed: UInt64) -> [Member] {
    var rng = SeededGenerator(seed: seed, stream: "users")
    let zones = CategoryDraws(weights: Self.zoneShares)
    return (0..<users).map { _ in
      let z = rng.normal()
      let age = min(Self.oldestUser, rng.exponential(rate: 1.0 / 400) * Portable.exp(-0.64 * z))
      return Member(
        spamminess: spamminess + spamminessDeviation * z,
        minute: ForumTime.start - 1 - Int(age * Double(ForumTime.minutesPerDay)),
        zone: SpamForum.Zone.allCases[zones.draw(using: &rng)],
        karma: Int(Portable.exp(5 - 0.5 * z + rng.normal())),
        isVerified: rng.bernoulli(LogitScale.probability(0.8 - 0.6 * z)),
        activity: Portable.exp(1.2 * rng.normal()))
    }
  }

  private func makeTopics(seed: UInt64) -> [Topic] {
    var rng = SeededGenerator(seed: seed, stream: "threads")
    let zones = CategoryDraws(weights: Self.zoneShares)
    let minutes = (0..<threads).map { _ in rng.uniformInt(below: days * ForumTime.minutesPerDay) }
    return minutes.sorted().map { minute in
      let views = max(1, Portable.exp(Self.logViews + 1.5 * rng.normal()).rounded())
      return Topic(
        member: rng.uniformInt(below: users), minute: ForumTime.start + minute,
        zone: SpamForum.Zone.allCases[zones.draw(using: &rng)], views: Int(views),
        ups: Int(views * 0.02 * Portable.exp(0.5 * rng.normal())),
        downs: Int(views * 0.005 * Portable.exp(0.5 * rng.normal())))
    }
  }

  private func makeComments(seed: UInt64, _ members: [Member], _ topics: [Topic]) -> [Comment] {
    var rng = SeededGenerator(seed: seed, stream: "comments")
    let writers = CategoryDraws(weights: members.map(\.activity))
    let places = CategoryDraws(weights: topics.map { Double($0.views).squareRoot() })
    let drawn = (0..<comments).map { _ in
      let topic = places.draw(using: &rng)
      let wait = rng.exponential(rate: 1 / Double(ForumTime.minutesPerDay))
      return Comment(minute: topics[topic].minute + 1 + Int(wait), member: writers.draw(using: &rng), topic: topic)
    }
    let order = drawn.indices.sorted { (drawn[$0].minute, $0) < (drawn[$1].minute, $1) }
    var written = order.map { drawn[$0] }
    var before = [[Int]](repeating: [], count: threads)
    let votes = (
      ham: (ups: RareCounts(mean: 2), downs: RareCounts(mean: 0.3)),
      spam: (ups: RareCounts(mean: 0.4), downs: RareCounts(mean: 1.2))
    )
    for row in written.indices {
      let (member, topic) = (written[row].member, written[row].topic)
      let logit =
        members[member].spamminess
        + viewsEffect * (Portable.log(Double(topics[topic].views)) - Self.logViews)
      let probability = LogitScale.probability(logit)
      let isSpam = rng.bernoulli(probability)
      let isDisguised = rng.bernoulli(disguisedShare)
      let means = isSpam ? votes.spam : votes.ham
      written[row].answered = rng.bernoulli(0.5) ? rng.element(of: before[topic]) : nil
      written[row].probability = probability
      written[row].isSpam = isSpam
      written[row].text = ForumText.write(looksLikeSpam: isSpam && !isDisguised, using: &rng)
      written[row].links = rng.bernoulli(isSpam ? 0.4 : 0.1) ? 1 : 0
      written[row].ups = means.ups.draw(using: &rng)
      written[row].downs = means.downs.draw(using: &rng)
      before[topic].append(row)
    }
    return written
  }

  /// What each comment's user had written in the minutes before it.
  private static func history(of written: [Comment], users: Int) -> (comments: [Int], spam: [Int]) {
    var past = [(minute: Int, comments: Int, spam: Int)](repeating: (0, 0, 0), count: users)
    var now = past
    var result = (comments: [Int](), spam: [Int]())
    for comment in written {
      let user = comment.member
      if now[user].minute < comment.minute {
        past[user] = now[user]
        now[user].minute = comment.minute
      }
      result.comments.append(past[user].comments)
      result.spam.append(past[user].spam)
      now[user].comments += 1
      now[user].spam += comment.isSpam ? 1 : 0
    }
    return result
  }

  private func someRows(_ count: Int, of rows: Int, using rng: inout some RandomNumberGenerator) -> [Int] {
    rng.shuffled(0..<rows).prefix(count).sorted()
  }

  private func check() throws(DatasetError) {
    for (what, count) in [("users", users), ("threads", threads), ("comments", comments), ("days", days)] {
      try requireParameter(count >= 1, "the number of \(what)", count, "1 or more")
    }
    try requireParameter(days <= 3_650, "the number of days", days, "at most 3650")
    try requireParameter(abs(spamminess) <= 20, "the mean logit of spam", spamminess, "in -20...20")
    try requireParameter(
      spamminessDeviation >= 0 && spamminessDeviation <= 10, "the deviation of the logits of spam",
      spamminessDeviation, "in 0...10")
    try requireParameter(abs(viewsEffect) <= 5, "the effect of the views", viewsEffect, "in -5...5")
    try requireParameter(
      disguisedShare >= 0 && disguisedShare <= 1, "the share of disguised spam", disguisedShare, "in 0...1")
    try requireParameter(
      invalidDates >= 0 && invalidDates <= users, "the number of invalid dates", invalidDates, "in 0...\(users)")
    try requireParameter(
      missingThreads >= 0 && missingThreads <= comments, "the number of missing threads", missingThreads,
      "in 0...\(comments)")
  }
}
