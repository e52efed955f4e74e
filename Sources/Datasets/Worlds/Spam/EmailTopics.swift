import Statistics

/// Emails as bags of words: each has a topic, of spam or of ham, and each of its words comes from the topic, from any
/// topic, or from none.
///
/// With the share t of words of the topic and the share s of stray words, a word is one of the topic's with probability
/// t, one of a topic chosen at random with probability s, and otherwise one that everybody uses.
struct EmailTopics {
  /// The topics of spam, then as many of ham, each of as many words; no word is in two lists.
  private static let topics = [
    ["winner", "prize", "claim", "lottery", "cash", "bonus", "jackpot", "selected", "congratulations", "gift"],
    ["pills", "pharmacy", "weight", "doctor", "cure", "natural", "dose", "herbal", "slim", "miracle"],
    ["account", "verify", "password", "suspended", "login", "bank", "urgent", "security", "confirm", "card"],
    ["meeting", "report", "deadline", "project", "budget", "agenda", "draft", "client", "slides", "review"],
    ["dinner", "birthday", "kids", "grandma", "weekend", "garden", "school", "photos", "cousin", "cake"],
    ["train", "flight", "hotel", "ticket", "luggage", "museum", "platform", "passport", "beach", "map"],
  ]
  private static let usual = [
    "the", "you", "please", "today", "we", "for", "and", "new", "here", "now", "your", "this", "send", "time", "see",
    "about", "with", "more", "day", "just", "get", "from", "can", "have", "soon",
  ]
  private static let topicsOfClass = topics.count / 2
  private static let lengths = 20...40

  /// The share of stray words.
  let strayShare: Double

  /// One email's words, joined by spaces, and how many of them are of each topic.
  func write(
    isSpam: Bool, topicShare: Double, using rng: inout some RandomNumberGenerator
  ) -> (text: String, counts: [Int]) {
    let own = rng.uniformInt(below: Self.topicsOfClass) + (isSpam ? 0 : Self.topicsOfClass)
    var counts = [Int](repeating: 0, count: Self.topics.count)
    let length = Self.lengths.lowerBound + rng.uniformInt(below: Self.lengths.count)
    let words = (0..<length).map { _ in
      let u = rng.uniform()
      guard u < topicShare + strayShare else { return Self.usual[rng.uniformInt(below: Self.usual.count)] }
      let topic = u < topicShare ? own : rng.uniformInt(below: Self.topics.count)
      counts[topic] += 1
      return Self.topics[topic][rng.uniformInt(below: Self.topics[topic].count)]
    }
    // The words of no topic say nothing about the class, but something about the share of the topic's words.
    return (words.joined(separator: " "), counts + [length - counts.reduce(0, +)])
  }

  /// P(spam | words) for the counts of the words of each topic and of none, when half of the emails are spam and each
  /// share of the topic's words has its probability.
  ///
  /// A word of the email's topic has the probability (t + s/6)/10, one of another topic (s/6)/10, one that everybody
  /// uses (1 − t − s)/25; the sum is over the topics and the shares t.
  func spamProbability(counts: [Int], topicShares: [(share: Double, probability: Double)]) -> Double {
    let stray = strayShare / Double(Self.topics.count)
    let ofTopics = counts.dropLast().reduce(0, +)
    var terms: [(isSpam: Bool, log: Double)] = []
    for (share, probability) in topicShares where probability > 0 {
      for topic in Self.topics.indices {
        let log =
          Portable.log(probability) + Self.logPower(share + stray, counts[topic])
          + Self.logPower(stray, ofTopics - counts[topic])
          + Self.logPower(1 - share - strayShare, counts[Self.topics.count])
        terms.append((topic < Self.topicsOfClass, log))
      }
    }
    let largest = terms.map(\.log).max() ?? 0
    var spam = 0.0
    var all = 0.0
    for term in terms {
      let mass = Portable.exp(term.log - largest)
      all += mass
      if term.isSpam { spam += mass }
    }
    return spam / all
  }

  /// ln(pᵏ), with 0⁰ = 1.
  private static func logPower(_ p: Double, _ k: Int) -> Double { k == 0 ? 0 : Double(k) * Portable.log(p) }
}
