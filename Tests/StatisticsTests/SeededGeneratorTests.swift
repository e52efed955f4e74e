import Statistics
import Testing

@Suite("SeededGenerator")
struct SeededGeneratorTests {
  struct Reference: Decodable {
    struct Seeded: Decodable {
      let seed: String
      let words: [String]
    }
    struct Stream: Decodable {
      let seed: String
      let label: String
      let index: Int
      let words: [String]
    }
    let seeded: [Seeded]
    let streams: [Stream]
  }

  let reference: Reference

  init() throws {
    reference = try fixture("generators", as: Reference.self)
  }

  @Test("gives the words of xoshiro256** seeded by SplitMix64, in any process")
  func wordsOfSeeds() throws {
    #expect(reference.seeded.count == 5)
    for entry in reference.seeded {
      var rng = SeededGenerator(seed: try #require(UInt64(entry.seed, radix: 16)))
      let words = try entry.words.map { try #require(UInt64($0, radix: 16)) }
      let drawn = words.map { _ in rng.next() }
      #expect(drawn == words, "seed \(entry.seed)")
    }
  }

  @Test("derives streams as documented, in any process")
  func wordsOfStreams() throws {
    #expect(reference.streams.count == 7)
    for entry in reference.streams {
      let seed = try #require(UInt64(entry.seed, radix: 16))
      var rng = SeededGenerator(seed: seed, stream: entry.label, index: entry.index)
      let words = try entry.words.map { try #require(UInt64($0, radix: 16)) }
      let drawn = words.map { _ in rng.next() }
      #expect(drawn == words, "stream \(entry.label) \(entry.index)")
    }
  }

  @Test("numbers streams by the empty label")
  func numberedStreams() {
    for index in [-3, 0, 1, 900] {
      #expect(
        SeededGenerator(seed: 5, stream: index) == SeededGenerator(seed: 5, stream: "", index: index))
    }
  }

  @Test("gives streams that differ from each other and from the seed's own")
  func distinctStreams() {
    var states: Set<SeededGenerator> = [SeededGenerator(seed: 1)]
    for index in -500..<500 { states.insert(SeededGenerator(seed: 1, stream: index)) }
    for label in ["a", "b", "ab", "ba", "train", "test"] {
      states.insert(SeededGenerator(seed: 1, stream: label))
    }
    for seed in 2..<100 { states.insert(SeededGenerator(seed: UInt64(seed), stream: 0)) }
    #expect(states.count == 1 + 1000 + 6 + 98)
  }

  @Test("gives neighboring streams whose bits are unrelated")
  func unrelatedStreams() throws {
    // The bits in which two streams differ are as many as coin tosses would give.
    var differing = 0
    for index in 0..<100 {
      var first = SeededGenerator(seed: 9, stream: index)
      var second = SeededGenerator(seed: 9, stream: index + 1)
      for _ in 0..<100 { differing += (first.next() ^ second.next()).nonzeroBitCount }
    }
    let bits = 640_000.0
    #expect((Double(differing) - bits / 2).magnitude < 3.29 * (bits / 4).squareRoot())
  }
}
