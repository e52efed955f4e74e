import Foundation
import Glibc
import Notebook
import Statistics
import Testing

@Suite("Message channel")
struct MessageChannelTests {
  struct Note: Codable, Hashable {
    var id: Int
    var text: String
    var values: [Double]
    var next: [Note]?
  }

  static let notes = [
    Note(id: 1, text: "plain", values: [], next: nil),
    Note(id: -7, text: "Grüße, \"日本\" \\ \n\t\u{1} 🦉", values: [0.1, -2e300, 3e-300], next: nil),
    Note(id: 3, text: "", values: [1], next: [Note(id: 4, text: "inner", values: [2, 3], next: [])]),
  ]

  /// A channel, and the raw descriptor of its other end.
  static func ends(limit: Int = MessageChannel.defaultLimit) throws -> (MessageChannel, Int32) {
    let (channel, other) = try MessageChannel.pair(limit: limit)
    return (channel, other)
  }

  static func frame(_ body: [UInt8], length: Int? = nil) -> [UInt8] {
    withUnsafeBytes(of: UInt32(length ?? body.count).bigEndian) { Array($0) } + body
  }

  @Test("what is sent arrives unchanged and in order, in both directions")
  func roundTrip() throws {
    let (one, other) = try Self.ends()
    let two = MessageChannel(descriptor: other)
    for note in Self.notes { try one.send(note) }
    for note in Self.notes { #expect(try two.receive(Note.self) == note) }
    try two.send(Self.notes[1])
    #expect(try one.receive(Note.self) == Self.notes[1])
  }

  @Test("a message larger than the socket's buffer arrives whole")
  func largeMessage() async throws {
    let (one, other) = try Self.ends()
    let two = MessageChannel(descriptor: other)
    let text = String(repeating: "0123456789abcdef", count: 200_000)
    let sender = Task.detached { try one.send(text) }
    #expect(try two.receive(String.self, within: .seconds(60)) == text)
    try await sender.value
  }

  @Test("a message that comes byte by byte is put together, across calls that time out")
  func trickle() throws {
    let (channel, other) = try Self.ends()
    defer { close(other) }
    let body = try JSONEncoder().encode(Self.notes[1])
    for byte in Self.frame(Array(body)) {
      #expect(throws: MessageError.timedOut) { try channel.receive(Note.self, within: .zero) }
      var byte = byte
      #expect(write(other, &byte, 1) == 1)
    }
    #expect(try channel.receive(Note.self, within: .zero) == Self.notes[1])
  }

  @Test("the end of the conversation is told apart from a message cut off")
  func endOfStream() throws {
    let cases: [([UInt8], MessageError)] = [
      ([], .closed),
      ([0, 0], .cutOff(received: 2, expected: nil)),
      ([0, 0, 0, 5, 0x22, 0x61], .cutOff(received: 6, expected: 9)),
    ]
    for (bytes, error) in cases {
      let (channel, other) = try Self.ends()
      #expect(write(other, bytes, bytes.count) == bytes.count)
      close(other)
      #expect(throws: error) { try channel.receive(String.self) }
    }
  }

  @Test("sending to a process that is gone is an error, not a signal")
  func sendToNobody() throws {
    let (channel, other) = try Self.ends()
    close(other)
    #expect(throws: MessageError.closed) { try channel.send("hello") }
  }

  @Test("shutting down wakes a call that waits")
  func shutDown() async throws {
    let (channel, other) = try Self.ends()
    defer { close(other) }
    let waiting = Task.detached { try channel.receive(String.self) }
    channel.shutDown()
    await #expect(throws: MessageError.closed) { try await waiting.value }
  }

  @Test("a length above the limit is refused at once, and for good")
  func lengthLimit() throws {
    let (channel, other) = try Self.ends(limit: 100)
    defer { close(other) }
    let bytes: [UInt8] = [0xFF, 0xFF, 0xFF, 0xFF] + Self.frame(Array("1".utf8))
    #expect(write(other, bytes, bytes.count) == bytes.count)
    let error = MessageError.tooLong(length: 0xFFFF_FFFF, limit: 100)
    #expect(throws: error) { try channel.receive(Int.self) }
    #expect(throws: error) { try channel.receive(Int.self) }
    #expect(throws: MessageError.tooLong(length: 203, limit: 100)) {
      try channel.send(String(repeating: "x", count: 201))
    }
    try channel.send(String(repeating: "x", count: 98))
  }

  @Test("a send that stops inside a message says so, and lets nothing more through")
  func sendTimeout() throws {
    let (channel, other) = try Self.ends()
    defer { close(other) }
    let long = String(repeating: "x", count: 8 << 20)
    #expect(throws: MessageError.timedOut) { try channel.send(long, within: .milliseconds(20)) }
    #expect(throws: MessageError.broken) { try channel.send("short", within: .milliseconds(20)) }
  }

  @Test("a value without a form in JSON is named, and the conversation goes on")
  func unencodable() throws {
    let (channel, other) = try Self.ends()
    defer { close(other) }
    do {
      try channel.send(["weights": [1.0, .nan]])
      Issue.record("not a number was sent")
    } catch {
      #expect("\(error)" == "a message cannot be written as JSON at weights[1]: nan has no form in JSON")
    }
    try channel.send("fine")
  }

  @Test(
    "bad JSON is reported with the position of its first wrong byte",
    arguments: [
      ("", 0, "the text ends where a value belongs"),
      ("  ", 2, "the text ends where a value belongs"),
      ("{\"id\" 1}", 6, "'1' where ':' belongs"),
      ("{\"id\":1,}", 8, "'}' where a key in quotes belongs"),
      ("{\"id\":1 \"text\":2}", 8, "'\"' where ',' or '}' belongs"),
      ("[1,2", 4, "the text ends where ',' or ']' belongs"),
      ("[01]", 2, "'1' where ',' or ']' belongs"),
      ("[1.]", 3, "']' where a digit belongs"),
      ("[-]", 2, "']' where a digit belongs"),
      ("[1e+]", 4, "']' where a digit belongs"),
      ("nul", 3, "the text ends where \"null\" belongs"),
      ("true false", 5, "'f' where the end belongs"),
      ("\"a\u{1}b\"", 2, "0x1 where a character of a string belongs"),
      ("\"\\x\"", 2, "'x' where an escaped character belongs"),
      ("\"\\u12g4\"", 5, "'g' where a hexadecimal digit belongs"),
      ("\"abc", 4, "the text ends where the closing quote of a string belongs"),
      ("{1:2}", 1, "'1' where a key in quotes belongs"),
    ])
  func malformed(text: String, position: Int, reason: String) throws {
    let (channel, other) = try Self.ends()
    defer { close(other) }
    let bytes = Self.frame(Array(text.utf8)) + Self.frame(Array("17".utf8))
    #expect(write(other, bytes, bytes.count) == bytes.count)
    #expect(throws: MessageError.malformed(position: position, length: text.utf8.count, reason: reason)) {
      try channel.receive(Note.self)
    }
    #expect(try channel.receive(Int.self) == 17)
  }

  @Test("bytes that are not UTF-8, and nesting without end, are reported with their position")
  func malformedBytes() throws {
    #expect(throws: MessageError.malformed(position: 3, length: 5, reason: "not UTF-8")) {
      try MessageChannel.decode(String.self, from: [0x22, 0x61, 0x62, 0xFF, 0x22])
    }
    let deep = [UInt8](repeating: UInt8(ascii: "["), count: 1_000_000)
    #expect(
      throws: MessageError.malformed(
        position: 256, length: 1_000_000, reason: "nested more than 256 levels deep")
    ) {
      try MessageChannel.decode([Int].self, from: deep)
    }
  }

  @Test(
    "good JSON of another form is reported with the path to the place",
    arguments: [
      ("{\"id\":1,\"values\":[]}", "", "no \"text\""),
      ("{\"id\":1,\"text\":7,\"values\":[]}", "text", "this is no String"),
      ("{\"id\":1,\"text\":\"\",\"values\":[1,true]}", "values[1]", "this is no Double"),
      ("{\"id\":null,\"text\":\"\",\"values\":[]}", "id", "null where a Int belongs"),
      ("{\"id\":1,\"text\":\"\",\"values\":[],\"next\":[{\"id\":2}]}", "next[0]", "no \"text\""),
    ])
  func unexpected(text: String, path: String, reason: String) throws {
    #expect(throws: MessageError.unexpected(path: path, reason: reason)) {
      try MessageChannel.decode(Note.self, from: Array(text.utf8))
    }
  }

  @Test("20,000 mutated streams end in a message or an error, never in a crash or a wait")
  func mutatedStreams() throws {
    var rng = SeededGenerator(seed: 2024)
    let frames = try Self.notes.map { Self.frame(Array(try JSONEncoder().encode($0))) }
    var (messages, errors) = (0, 0)
    for _ in 0..<20_000 {
      var bytes = frames.flatMap { $0 }
      for _ in 0...rng.uniformInt(below: 4) where !bytes.isEmpty {
        let place = rng.uniformInt(below: bytes.count)
        switch rng.uniformInt(below: 6) {
        case 0: bytes[place] = UInt8(rng.uniformInt(below: 256))
        case 1: bytes[place] ^= 1 << UInt8(rng.uniformInt(below: 8))
        case 2: bytes.remove(at: place)
        case 3: bytes.insert(UInt8(rng.uniformInt(below: 256)), at: place)
        case 4: bytes.removeSubrange(place...)
        default:
          let end = place + rng.uniformInt(below: bytes.count - place)
          bytes.insert(contentsOf: Array(bytes[place..<end]), at: rng.uniformInt(below: bytes.count))
        }
      }
      let (channel, other) = try Self.ends(limit: 1 << 16)
      #expect(write(other, bytes, bytes.count) == bytes.count)
      close(other)
      receiving: while true {
        do {
          _ = try channel.receive(Note.self, within: .seconds(5))
          messages += 1
        } catch {
          errors += 1
          #expect(error != .timedOut)
          switch error {
          case .malformed(let position, let length, _): #expect((0...length).contains(position))
          case .unexpected: break
          default: break receiving
          }
        }
      }
    }
    #expect(messages > 10_000)
    #expect(errors > 20_000)
  }

  @Test("the grammar accepts what the decoder accepts but for a comma too many, on 20,000 mutated texts")
  func grammarAgreesWithDecoder() {
    var rng = SeededGenerator(seed: 7)
    let seeds = [
      "{\"a\":[1,0,true,false,null,-2.5e+3],\"b\":{\"c\":\"x\\n\\u00e9\\\"y\"},\"d\":[[],{}]}",
      " [ 0.5 , \"\" , {\"k\" : -0 } ] ", "\"text\"", "-12.75E-2",
    ]
    let alphabet = Array("{}[]:,\"\\ 0123456789.eE+-truefalsnulx\n".utf8)
    for _ in 0..<20_000 {
      var bytes = Array(seeds[rng.uniformInt(below: seeds.count)].utf8)
      let place = rng.uniformInt(below: bytes.count)
      switch rng.uniformInt(below: 3) {
      case 0: bytes[place] = alphabet[rng.uniformInt(below: alphabet.count)]
      case 1: bytes.remove(at: place)
      default: bytes.insert(alphabet[rng.uniformInt(below: alphabet.count)], at: place)
      }
      let text = String(decoding: bytes, as: UTF8.self)
      if text.contains(/,\s*[\]}]/) {
        #expect(JSONGrammar.firstFault(in: bytes) != nil, "\(text)")
        continue
      }
      let decoded = (try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)) != nil
      let accepted = JSONGrammar.firstFault(in: bytes) == nil
      #expect(accepted == decoded, "\(text)")
    }
  }
}
