import Datasets
import Statistics
import Testing

@Suite("Tweet stream")
struct TweetStreamTests {
  @Test("never ends: ids count up and time goes on at the stated rate")
  func endless() throws {
    var last = 0.0
    var expectedID = 1
    for tweet in try TweetStream(perSecond: 50, seed: 1).prefix(100_000) {
      #expect(tweet.id == expectedID && tweet.t >= last)
      expectedID += 1
      last = tweet.t
    }
    #expect(expectedID == 100_001)
    #expect(abs(last / 2000 - 1) < 0.011)
  }

  @Test("users and topics follow the stated probabilities")
  func probabilities() throws {
    let stream = try TweetStream(seed: 2)
    #expect(stream.users.count == 200)
    #expect(abs(stream.userProbabilities[0] / stream.userProbabilities[9] - 10) < 1e-9)
    #expect(abs(stream.topicProbabilities.reduce(0, +) - 1) < 1e-12)
    var users = [Int](repeating: 0, count: 200)
    var topics = [Int](repeating: 0, count: TweetStream.topics.count)
    for tweet in stream.prefix(50_000) {
      users[Int(tweet.user.dropFirst(4))! - 1] += 1
      topics[TweetStream.topics.firstIndex(of: tweet.topic)!] += 1
    }
    #expect(try ChiSquareTest(observed: users, probabilities: stream.userProbabilities).pValue > 0.001)
    #expect(try ChiSquareTest(observed: topics, probabilities: stream.topicProbabilities).pValue > 0.001)
  }

  @Test("every message has one or two hashtags of its topic, and a user keeps one language")
  func messages() throws {
    var language: [String: String] = [:]
    var tagsOfTopic: [String: Set<String>] = [:]
    var languages: Set<String> = []
    for tweet in try TweetStream(seed: 3).prefix(20_000) {
      #expect((1...2).contains(Set(tweet.hashtags).count) && Set(tweet.hashtags).count == tweet.hashtags.count)
      #expect(language[tweet.user] == nil || language[tweet.user] == tweet.lang)
      language[tweet.user] = tweet.lang
      languages.insert(tweet.lang)
      tagsOfTopic[tweet.topic, default: []].formUnion(tweet.hashtags)
    }
    #expect(languages == ["en", "es", "fr", "de"])
    #expect(tagsOfTopic.count == 6 && tagsOfTopic.values.allSatisfy { $0.count == 4 })
    #expect(Set(tagsOfTopic.values.flatMap { $0 }).count == 24)
  }

  @Test("a copy goes on by itself, and the same seed repeats the stream")
  func copies() throws {
    var stream = try TweetStream(seed: 4)
    for _ in 0..<10 { _ = stream.next() }
    var copy = stream
    let following = stream.next()
    #expect(copy.next() == following && following?.id == 11)
    #expect(Array(try TweetStream(seed: 4).prefix(20)) == Array(try TweetStream(seed: 4).prefix(20)))
    #expect(Array(try TweetStream(seed: 4).prefix(20)) != Array(try TweetStream(seed: 5).prefix(20)))
  }
}
