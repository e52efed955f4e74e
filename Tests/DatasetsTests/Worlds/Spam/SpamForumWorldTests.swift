import DataFrames
import Datasets
import Foundation
import Statistics
import Testing

@Suite("Spam forum")
struct SpamForumWorldTests {
  /// The minutes since 1970 in UTC of `2020-10-30 02:45 PST`; nil if there is no such day.
  private func minutes(_ text: String) throws -> Int? {
    let parts = text.split(separator: " ")
    let zone = try #require(SpamForum.Zone(rawValue: String(parts[2])))
    guard let local = try? Date("\(parts[0])T\(parts[1]):00Z", strategy: .iso8601) else { return nil }
    return Int(local.timeIntervalSince1970) / 60 - 60 * zone.hours
  }

  @Test("the same seed gives the same forum, another seed others; the truth is not among the columns")
  func seeds() throws {
    let world = SpamForumWorld(users: 20, threads: 10, comments: 100)
    let first = try world.generate(seed: 3)
    let again = try world.generate(seed: 3)
    #expect(again.frame == first.frame && again.users == first.users && again.threads == first.threads)
    #expect(again.trueFaults == first.trueFaults)
    #expect(try world.generate(seed: 4).frame != first.frame)
    #expect(
      first.frame.columnNames
        == ["comment", "time", "user", "thread", "reply_to", "text", "links", "ups", "downs", "spam"])
    #expect(first.users.columnNames == ["user", "created", "karma", "verified"])
    #expect(first.threads.columnNames == ["thread", "user", "created", "views", "ups", "downs"])
  }

  @Test("the planted faults are those that a reader finds, and no others")
  func faults() throws {
    let forum = try SpamForumWorld(invalidDates: 3, missingThreads: 5).generate(seed: 1)
    var found: [SpamForum.Fault] = []
    for (table, frame) in [(SpamForum.Table.users, forum.users), (.threads, forum.threads)] {
      let times = table == .users ? forum.trueUserTimes : forum.trueThreadTimes
      for (row, text) in try frame.array("created", of: String.self).enumerated() {
        let parsed = try minutes(text)
        if parsed == nil { found.append(.init(table: table, row: row, column: "created", kind: .invalidDate)) }
        if !text.hasSuffix("UTC") { found.append(.init(table: table, row: row, column: "created", kind: .otherZone)) }
        #expect(parsed == nil || parsed == times[row])
      }
    }
    let known = Set(try forum.threads.array("thread", of: Int.self))
    for (row, thread) in try forum.frame.array("thread", of: Int.self).enumerated() {
      if known.contains(thread) {
        #expect(thread == forum.trueThreads[row])
      } else {
        found.append(.init(table: .comments, row: row, column: "thread", kind: .missingThread))
      }
    }
    #expect(found == forum.trueFaults)
    #expect(found.count { $0.kind == .invalidDate } == 3 && found.count { $0.kind == .missingThread } == 5)
    let zones = try forum.threads.array("created", of: String.self).map { $0.suffix(3) }
    for (zone, share) in zip(SpamForum.Zone.allCases, SpamForumWorld.zoneShares) {
      expectCount(zones.count { $0 == zone.rawValue }, of: 1_500, probability: share, "threads in a zone")
    }
    let standard = try SpamForumWorld().generate(seed: 1).trueFaults
    #expect(standard.count { $0.kind == .invalidDate } == 1 && standard.count { $0.kind == .missingThread } == 1)
  }

  @Test("comments are in the order of time, after their user, their thread and what they answer")
  func order() throws {
    let forum = try SpamForumWorld().generate(seed: 2)
    let times = try forum.frame.array("time", of: String.self).map { try #require(try minutes($0)) }
    #expect(times == forum.trueTimes && times == times.sorted())
    let users = try forum.frame.array("user", of: Int.self)
    let answered = Array(try forum.frame["reply_to", as: Int.self])
    for row in times.indices {
      #expect(forum.trueUserTimes[users[row] - 1] < times[row])
      #expect(forum.trueThreadTimes[forum.trueThreads[row] - 1] < times[row])
      if let reply = answered[row] {
        #expect(reply - 1 < row && forum.trueThreads[reply - 1] == forum.trueThreads[row])
      }
    }
    #expect(forum.trueThreadTimes == forum.trueThreadTimes.sorted())
    let starters = try forum.threads.array("user", of: Int.self)
    #expect(zip(starters, forum.trueThreadTimes).allSatisfy { forum.trueUserTimes[$0 - 1] < $1 })
  }

  @Test("users, views and labels are drawn as said")
  func truth() throws {
    let forum = try SpamForumWorld(users: 10_000, threads: 10_000, comments: 40_000).generate(seed: 3)
    expectMean(forum.trueSpamminess, -2.2, "spamminess")
    expectMean(forum.trueSpamminess.map { ($0 + 2.2) * ($0 + 2.2) }, 2.56, "its variance")
    let z = forum.trueSpamminess.map { ($0 + 2.2) / 1.6 }
    expectDraws(
      try forum.users.array("verified", of: Bool.self), of: z.map { Portable.logistic(0.8 - 0.6 * $0) }, "verified")
    // Karmas and ages, both rounded down, at whole numbers near their medians.
    let karmas = try forum.users.array("karma", of: Int.self)
    let middleKarmas = z.map { Portable.exp(5 - 0.5 * $0).rounded(.up) }
    expectDraws(
      zip(karmas, middleKarmas).map { Double($0) >= $1 },
      of: zip(z, middleKarmas).map { Normal.standard.cumulative(5 - 0.5 * $0 - Portable.log($1)) }, "karmas")
    let minutesBefore = forum.trueUserTimes.map { Double(18_475 * 1_440 - 1 - $0) }
    let meanAges = z.map { 400 * 1_440 * Portable.exp(-0.64 * $0) }
    let middleAges = meanAges.map { (0.7 * $0).rounded() }
    expectDraws(
      zip(minutesBefore, middleAges).map { $0 >= $1 },
      of: zip(meanAges, middleAges).map { $1 > 3_650 * 1_440 ? 0 : Portable.exp(-$1 / $0) }, "ages")
    let views = try forum.threads.array("views", of: Int.self)
    expectMean(views.map { Portable.log(Double($0)) }, 6, "log views")
    let users = try forum.frame.array("user", of: Int.self)
    for row in users.indices {
      let logit =
        forum.trueSpamminess[users[row] - 1]
        + 0.33 * (Portable.log(Double(views[forum.trueThreads[row] - 1])) - 6)
      #expect(abs(forum.trueProbabilities[row] - Portable.logistic(logit)) < 1e-12)
    }
    let spam = try forum.frame.array("spam", of: Bool.self)
    expectDraws(spam, of: forum.trueProbabilities, "spam")
    let links = try forum.frame.array("links", of: Int.self)
    let ups = try forum.frame.array("ups", of: Int.self)
    let downs = try forum.frame.array("downs", of: Int.self)
    let texts = try forum.frame.array("text", of: String.self)
    for (isSpam, link, up, down, ham) in [(true, 0.4, 0.4, 1.2, 0.7), (false, 0.1, 2, 0.3, 1)] {
      let rows = spam.indices.filter { spam[$0] == isSpam }
      expectCount(rows.count { links[$0] == 1 }, of: rows.count, probability: link, "links")
      expectMean(rows.map { Double(ups[$0]) }, up, "ups")
      expectMean(rows.map { Double(downs[$0]) }, down, "downs")
      // Ham has a comma between its opinion and its ending, advertisements have none.
      expectCount(rows.count { texts[$0].contains(", ") }, of: rows.count, probability: ham, "texts like ham")
    }
    let advertisements = texts.filter { !$0.contains(", ") }
    #expect(advertisements.contains { $0.contains("eee") } && advertisements.contains { $0.contains("0") })
  }

  @Test("a user's past is what was written in the minutes before")
  func history() throws {
    // Few minutes, so that a user often writes twice in one.
    let forum = try SpamForumWorld(users: 5, threads: 20, comments: 2_000, days: 1).generate(seed: 4)
    let users = try forum.frame.array("user", of: Int.self)
    let spam = try forum.frame.array("spam", of: Bool.self)
    var ties = 0
    for row in users.indices {
      let own = (0..<row).filter { users[$0] == users[row] }
      let before = own.filter { forum.trueTimes[$0] < forum.trueTimes[row] }
      ties += own.count - before.count
      #expect(forum.trueEarlierComments[row] == before.count)
      #expect(forum.trueEarlierSpam[row] == before.count { spam[$0] })
    }
    #expect(ties > 100)
  }

  @Test("a user's whole record, which has the comment itself and what follows, promises more than the past can keep")
  func leak() throws {
    let forum = try SpamForumWorld().generate(seed: 5)
    let users = try forum.frame.array("user", of: Int.self)
    let spam = try forum.frame.array("spam", of: Bool.self)
    let age = users.indices.map { Double(forum.trueTimes[$0] - forum.trueUserTimes[users[$0] - 1]) }
    var whole = [(comments: Double, spam: Double)](repeating: (0, 0), count: 1_000)
    for (user, isSpam) in zip(users, spam) {
      whole[user - 1].comments += 1
      whole[user - 1].spam += isSpam ? 1 : 0
    }
    func area(_ scores: [Double]) throws -> Double {
      try MannWhitneyTest(
        zip(scores, spam).filter(\.1).map(\.0), zip(scores, spam).filter { !$0.1 }.map(\.0)
      ).superiority
    }
    let past = try area(
      users.indices.map { (Double(forum.trueEarlierSpam[$0]) + 0.2) / (Double(forum.trueEarlierComments[$0]) + 1) })
    let leaking = try area(users.map { (whole[$0 - 1].spam + 0.2) / (whole[$0 - 1].comments + 1) })
    let best = try area(forum.trueProbabilities)
    #expect(past > 0.7 && past < best && leaking > past + 0.02)
    #expect(try area(age.map { -$0 }) > 0.55)
    let isAdvertisement = try forum.frame.array("text", of: String.self).map { $0.contains(", ") ? 0.0 : 1 }
    // By the disguised share, 0.3 + 0.7/2; the standard error is below √(0.3 · 0.7 / 4 / 4,000) = 0.0037.
    #expect(abs(try area(isAdvertisement) - 0.65) < 0.015)
  }

  @Test("a parameter out of its range is refused with a sentence")
  func refusals() {
    expectRefusal("the number of users is 0; it must be 1 or more") { try SpamForumWorld(users: 0).generate(seed: 1) }
    expectRefusal("the number of invalid dates is 11; it must be in 0...10") {
      try SpamForumWorld(users: 10, invalidDates: 11).generate(seed: 1)
    }
    expectRefusal("the share of disguised spam is 2.0; it must be in 0...1") {
      try SpamForumWorld(disguisedShare: 2).generate(seed: 1)
    }
  }
}
