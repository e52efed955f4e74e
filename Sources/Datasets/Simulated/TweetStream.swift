import Statistics

/// A stream of short messages that never ends: `for tweet in TweetStream(seed: 1).prefix(100_000)`.
///
/// Messages arrive at random (exponential gaps). Users post with Zipf probabilities, user i in proportion to
/// 1/i; each has a language and a home topic, on which 7 messages in 10 are; the others are on any topic.
/// Each text has one or two hashtags of its topic. O(1) memory whatever the number of messages; a copy goes
/// on from where it is.
///
/// Truth: ``userProbabilities`` and ``topicProbabilities``.
public struct TweetStream: Sequence, IteratorProtocol, Sendable {
  /// One message.
  public struct Tweet: Hashable, Codable, Sendable {
    /// Its number in the stream, from 1.
    public let id: Int
    /// Seconds since the stream began.
    public let t: Double
    /// The name of the writer.
    public let user: String
    /// What it says.
    public let text: String
    /// The language code of the text: en, es, fr or de.
    public let lang: String
    /// What it is about, one of ``TweetStream/topics``.
    public let topic: String

    /// The words of the text that begin with #, without it.
    public var hashtags: [String] {
      text.split(separator: " ").filter { $0.hasPrefix("#") }.map { String($0.dropFirst()) }
    }
  }

  /// What messages can be about.
  public static let topics = ["sports", "music", "food", "weather", "science", "politics"]

  /// The names of the users, most active first.
  public let users: [String]
  /// The probability that a message is by each user: 1/i over the sum of all.
  public let userProbabilities: [Double]
  /// The probability that a message is on each topic of ``topics``, given the home topics of this stream's
  /// users.
  public let topicProbabilities: [Double]

  private let languages: [Int]
  private let homeTopics: [Int]
  private let writers: CategoryDraws
  private let perSecond: Double
  private var rng: SeededGenerator
  private var sent = 0
  private var clock = 0.0

  /// Makes the stream. O(users).
  ///
  /// - Parameters:
  ///   - users: The number of users.
  ///   - perSecond: The mean number of messages a second.
  /// - Throws: ``DatasetError/invalidParameter(what:value:expected:)`` if `users` is below 1 or `perSecond`
  ///   is not positive.
  public init(users count: Int = 200, perSecond: Double = 50, seed: UInt64) throws(DatasetError) {
    try requireParameter(count >= 1, "the number of users", count, "1 or more")
    try requireParameter(perSecond > 0 && perSecond.isFinite, "the messages per second", perSecond, "positive")
    var people = SeededGenerator(seed: seed, stream: "users")
    let languageDraws = CategoryDraws(weights: Vocabulary.all.map(\.share))
    let topicDraws = CategoryDraws(weights: [0.28, 0.22, 0.18, 0.14, 0.10, 0.08])
    users = (1...count).map { "user\($0)" }
    languages = users.map { _ in languageDraws.draw(using: &people) }
    homeTopics = users.map { _ in topicDraws.draw(using: &people) }
    let weights = (1...count).map { 1 / Double($0) }
    let sum = weights.reduce(0, +)
    userProbabilities = weights.map { $0 / sum }
    var topicProbabilities = [Double](repeating: 0.3 / Double(Self.topics.count), count: Self.topics.count)
    for (user, topic) in homeTopics.enumerated() { topicProbabilities[topic] += 0.7 * userProbabilities[user] }
    self.topicProbabilities = topicProbabilities
    writers = CategoryDraws(weights: weights)
    self.perSecond = perSecond
    rng = SeededGenerator(seed: seed, stream: "messages")
  }

  /// The next message; there always is one.
  public mutating func next() -> Tweet? {
    sent += 1
    clock += rng.exponential(rate: perSecond)
    let user = writers.draw(using: &rng)
    let topic = rng.bernoulli(0.7) ? homeTopics[user] : rng.uniformInt(below: Self.topics.count)
    let vocabulary = Vocabulary.all[languages[user]]
    let openings = vocabulary.openings
    let subjects = vocabulary.subjects[topic]
    let tags = Vocabulary.hashtags[topic]
    let first = rng.uniformInt(below: tags.count)
    var text = openings[rng.uniformInt(below: openings.count)]
    text += " " + subjects[rng.uniformInt(below: subjects.count)]
    text += " #" + tags[first]
    if rng.bernoulli(0.4) {
      let second = (first + 1 + rng.uniformInt(below: tags.count - 1)) % tags.count
      text += " #" + tags[second]
    }
    return Tweet(
      id: sent, t: clock, user: users[user], text: text, lang: vocabulary.language, topic: Self.topics[topic])
  }
}

extension TweetStream: CustomStringConvertible {
  /// Who writes, and how many messages have come.
  public var description: String { "a stream of tweets by \(users.count) users, \(sent) so far" }
}

/// The words of one language: openings that go before any subject, and subjects for each topic.
private struct Vocabulary {
  let language: String
  let share: Double
  let openings: [String]
  let subjects: [[String]]

  /// The hashtags of each topic, the same in every language.
  static let hashtags = [
    ["football", "tennis", "cycling", "goal"],
    ["jazz", "newalbum", "livemusic", "playlist"],
    ["recipe", "streetfood", "baking", "coffee"],
    ["storm", "heatwave", "snow", "forecast"],
    ["space", "physics", "biology", "data"],
    ["election", "budget", "parliament", "reform"],
  ]

  static let all = [
    Vocabulary(
      language: "en", share: 0.6,
      openings: ["what a day for", "still thinking about", "nobody talks about", "so glad to see"],
      subjects: [
        ["the match tonight", "our team", "that last set"], ["this song", "the concert", "a great voice"],
        ["homemade bread", "spicy noodles", "my first pie"], ["the rain", "clear skies", "this cold wind"],
        ["the new telescope", "a clever experiment", "open data"], ["the vote", "the new law", "the debate"],
      ]),
    Vocabulary(
      language: "es", share: 0.2, openings: ["no dejo de pensar en", "hoy toca hablar de", "me encanta"],
      subjects: [
        ["el partido de hoy", "nuestro equipo"], ["esta canción", "el concierto"],
        ["el pan casero", "la tortilla"], ["la lluvia", "el cielo despejado"],
        ["el nuevo telescopio", "los datos abiertos"], ["la votación", "el debate"],
      ]),
    Vocabulary(
      language: "fr", share: 0.12, openings: ["je pense encore à", "on parle peu de", "vraiment content pour"],
      subjects: [
        ["ce match", "notre équipe"], ["cette chanson", "ce concert"],
        ["ce pain maison", "cette tarte"], ["cette pluie", "ce vent froid"],
        ["cette expérience", "ce télescope"], ["ce vote", "ce débat"],
      ]),
    Vocabulary(
      language: "de", share: 0.08, openings: ["ich denke noch an", "heute geht es um", "kaum einer redet über"],
      subjects: [
        ["das Spiel", "unser Team"], ["dieses Lied", "das Konzert"],
        ["dieses Brot", "den Kuchen"], ["den Regen", "den kalten Wind"],
        ["das Experiment", "offene Daten"], ["die Wahl", "die Debatte"],
      ]),
  ]
}
