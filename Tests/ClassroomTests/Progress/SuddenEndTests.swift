import Classroom
import Foundation
import Testing

/// The numbers of SplitMix64 (Steele, Lea, Flood 2014), for the moments of the kills.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func microseconds(upTo limit: UInt64) -> UInt32 { UInt32(next() % limit) }
}

@Suite("Progress through sudden ends", .serialized)
struct SuddenEndTests {
  let folder: ProgressFolder

  init() throws {
    folder = try ProgressFolder()
  }

  @Test("200 kills at random moments lose no acknowledged attempt and leave a sound file")
  func kills() throws {
    var rng = SplitMix(state: 2022)
    var acknowledged = 0
    for round in 0..<200 {
      let writer = try WriterProcess(folder.file.path, "\(round)")
      #expect(writer.line() == "open")
      let first = writer.line()
      usleep(rng.microseconds(upTo: 40_000))
      writer.kill()
      let acks = [first].compactMap { $0 } + writer.lines()
      #expect(writer.wait() == SIGKILL)
      #expect(acks == (0..<acks.count).map(String.init))
      #expect(try folder.integrityCheck() == ["ok"])
      let answers = try ProgressStore(at: folder.file).attempts(lesson: "lesson", exercise: "round-\(round)")
      // The last attempt may have been committed without the time to say so.
      #expect(answers.count == acks.count || answers.count == acks.count + 1)
      #expect(answers.map(\.attempt.answer) == (0..<answers.count).map { "answer \($0)" })
      acknowledged += acks.count
    }
    #expect(acknowledged >= 200)
    #expect(try folder.damagedFiles().isEmpty)
  }

  @Test("A kill while a new file is being made leaves one that opens")
  func killsWhileOpening() throws {
    var rng = SplitMix(state: 1)
    for _ in 0..<40 {
      let fresh = try ProgressFolder()
      let writer = try WriterProcess(fresh.file.path, "0")
      usleep(rng.microseconds(upTo: 25_000))
      writer.kill()
      let acks = writer.lines().dropFirst()
      _ = writer.wait()
      let store = try ProgressStore(at: fresh.file)
      #expect(store.takeNotices().isEmpty)
      #expect(try store.attempts(lesson: "lesson", exercise: "round-0").count >= acks.count)
      #expect(try fresh.integrityCheck() == ["ok"])
    }
  }

  @Test("Two programs that start and write at once both keep all they acknowledged")
  func twoWriters() throws {
    let writers = try ["a", "b"].map { try WriterProcess(folder.file.path, $0, "300") }
    for writer in writers {
      #expect(writer.lines() == ["open"] + (0..<300).map(String.init))
      #expect(writer.wait() == 0)
    }
    let store = try ProgressStore(at: folder.file)
    for round in ["a", "b"] {
      #expect(
        try store.attempts(lesson: "lesson", exercise: "round-\(round)").map(\.attempt.seed)
          == (0..<300).map { UInt64($0) })
    }
    #expect(try folder.integrityCheck() == ["ok"])
  }

  @Test("On a full disk the lesson goes on, and all of it is written once there is room")
  func fullDisk() throws {
    let writer = try WriterProcess(folder.file.path, "full", "60", "200000")
    var lines: [String] = []
    while let line = writer.line() {
      lines.append(line)
      if line.hasPrefix("tries") { break }
    }
    #expect(lines.first == "open")
    #expect(lines.last == "tries 60")
    let inMemory = lines.count { $0.hasSuffix("memory") }
    #expect((1..<60).contains(inMemory))
    #expect(lines.count { $0.contains("cannot be saved") } == 1)
    #expect(try folder.fetchInt("SELECT count(*) FROM attempt") == 60 - inMemory)

    try writer.send("room")
    #expect(
      writer.lines() == [
        "your progress is saved again, with everything since, in \(folder.file.path)", "60",
      ])
    #expect(writer.wait() == 0)
    let answers = try ProgressStore(at: folder.file).attempts(lesson: "lesson", exercise: "round-full")
    #expect(answers.map(\.attempt.answer) == (0...60).map { "answer \($0)" })
    #expect(try folder.integrityCheck() == ["ok"])
  }
}
