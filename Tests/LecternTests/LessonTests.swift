import Foundation
import Testing

@Suite("A lesson in the program")
struct LessonTests {
  /// A lesson whose exercises need no compiler: quick to go through many times.
  static let text = """
    ---
    title: Quick
    chapter: 1
    source: Designing Machine Learning Systems, ch. 1
    question: Does it go on?
    objective: Go on.
    minutes: 1
    ---

    # Quick

    First words.

    ## Exercise: Which one

    ```yaml exercise=which
    kind: choice
    points: 2
    assumes: nothing
    shuffled: false
    options:
      - id: good
        text: the good one
      - id: bad
        text: the bad one
    ```

    Choose.

    ```yaml key
    right: good
    ```

    ### Hint

    Not the bad one.

    ### Wrong answer: bad

    ```text answer
    bad
    ```

    That was the bad one.

    ### Solution

    The good one is good.

    ## The end

    Last words.
    """

  static func lessonFolder(in folder: Program.Folder) throws -> [String: String] {
    let lessons = folder.url.appendingPathComponent("lessons/01-quick")
    try FileManager.default.createDirectory(at: lessons, withIntermediateDirectories: true)
    try text.write(to: lessons.appendingPathComponent("01-quick.md"), atomically: true, encoding: .utf8)
    return ["LECTERN_LESSONS": folder.path + "/lessons"]
  }

  @Test("a wrong answer earns its hint, a right one the points, and progress is kept")
  func answers() throws {
    let state = Program.Folder()
    let lessons = try Self.lessonFolder(in: state)
    let begun = try Program.run(["learn", "quick"], input: "\nb\n:hint\n", state: state, environment: lessons)
    #expect(begun.output.contains("First words."))
    #expect(begun.output.contains("That was the bad one."))
    #expect(begun.output.contains("Not the bad one."))
    #expect(begun.status == 1)
    let resumed = try Program.run(["learn"], input: "a\n\n\n", state: state, environment: lessons)
    #expect(!resumed.output.contains("First words."), "it goes on where the student stopped")
    #expect(resumed.output.contains("Right."))
    #expect(resumed.output.contains("Last words."))
    #expect(resumed.output.contains("2 of 2 points"))
    #expect(resumed.status == 0)
    let report = try Program.run(["progress"], state: state, environment: lessons).output
    #expect(report.contains("1 of 1") && report.contains("100%") && report.contains("finished"))
  }

  @Test("skip shows the solution and is remembered; :solution ends what can be earned")
  func skip() throws {
    let state = Program.Folder()
    let lessons = try Self.lessonFolder(in: state)
    let skipped = try Program.run(["learn", "1.1"], input: "\n:skip\n\n", state: state, environment: lessons)
    #expect(skipped.output.contains("The good one is good."))
    #expect(skipped.output.contains("Last words."))
    #expect(try Program.run(["progress"], state: state, environment: lessons).output.contains("0%"))
  }

  @Test("free play comes back to where the lesson was, and cannot break it")
  func freePlay() throws {
    let state = Program.Folder()
    let result = try Program.run(
      ["learn", "reservoir"],
      input: "\n:try\nlet rng = \"mine\"\nstruct Table {}\n\nrng.count\n\n:try\n\n", state: state)
    #expect(result.output.contains("4  : Int"))
    #expect(result.output.contains("What is left of 1,000 tweets"), "\(result.output)")
    #expect(result.status == 0, "\(result.output)")
  }

  @Test("killed at 200 random moments, the program loses nothing that it acknowledged")
  func kills() throws {
    let state = Program.Folder()
    let lessons = try Self.lessonFolder(in: state)
    var acknowledged = 0
    var delays = SystemRandomNumberGenerator()
    _ = try Program.run(["learn", "quick"], input: "\n", state: state, environment: lessons)
    for _ in 0..<200 {
      let process = Program.process(["learn", "quick"], state: state, environment: lessons)
      let (feed, output) = (Pipe(), Pipe())
      process.standardInput = feed
      process.standardOutput = output
      process.standardError = FileHandle.nullDevice
      try process.run()
      // Answers right and wrong in turn, as quickly as they are read.
      let answers = String(repeating: "b\na\n", count: 40)
      try? feed.fileHandleForWriting.write(contentsOf: Data(answers.utf8))
      let limit = useconds_t.random(in: 0..<100_000, using: &delays)
      usleep(30_000 + limit)
      kill(process.processIdentifier, SIGKILL)
      try? feed.fileHandleForWriting.close()
      let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      acknowledged += text.components(separatedBy: "Right.").count - 1
    }
    let database = state.path + "/lectern/progress.sqlite"
    let integrity = try Program.sqlite(database, "PRAGMA integrity_check")
    #expect(integrity == "ok")
    let kept = Int(try Program.sqlite(database, "SELECT count(*) FROM attempt") ?? "") ?? 0
    #expect(acknowledged > 0)
    #expect(kept >= acknowledged)
  }

  @Test("two terminals at once keep all that both did")
  func twoAtOnce() throws {
    let state = Program.Folder()
    let lessons = try Self.lessonFolder(in: state)
    let processes = try (0..<2).map { _ in
      let process = Program.process(["learn", "quick"], state: state, environment: lessons)
      let feed = Pipe()
      process.standardInput = feed
      process.standardOutput = FileHandle.nullDevice
      try process.run()
      try feed.fileHandleForWriting.write(contentsOf: Data(("\n" + String(repeating: "b\n", count: 30)).utf8))
      try feed.fileHandleForWriting.close()
      return process
    }
    processes.forEach { $0.waitUntilExit() }
    let database = state.path + "/lectern/progress.sqlite"
    #expect(try Program.sqlite(database, "SELECT count(*) FROM attempt") == "60")
  }

  @Test("a record from a newer version is refused with a sentence, and left as it is")
  func newerRecord() throws {
    let state = Program.Folder()
    let lessons = try Self.lessonFolder(in: state)
    _ = try Program.run(["learn", "quick"], input: "\n", state: state, environment: lessons)
    let database = state.path + "/lectern/progress.sqlite"
    _ = try Program.sqlite(database, "PRAGMA user_version = 999")
    let result = try Program.run(["progress"], state: state, environment: lessons)
    #expect(result.errors.contains("has version 999"), "\(result)")
    #expect(result.status != 0)
    #expect(try Program.sqlite(database, "PRAGMA user_version") == "999")
  }
}
