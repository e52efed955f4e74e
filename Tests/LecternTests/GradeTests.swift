import Foundation
import Testing

@Suite("Answers are handed in and graded by the program")
struct GradeTests {
  /// A lesson with a choice, and a number that may be an expression.
  static let text = LessonTests.text.replacing(
    "## The end",
    with: """
      ## Exercise: The sum

      ```yaml exercise=sum
      kind: number
      points: 3
      assumes: nothing
      ```

      How much is 2 and 2?

      ```yaml key
      tolerance: 0
      answer: 4
      ```

      ### Hint

      Count.

      ### Wrong answer: concatenates

      ```text answer
      22
      ```

      Do not write them side by side.

      ### Solution

      Four.

      ## The end
      """)

  let folder = Program.Folder()
  var lesson: String { folder.path + "/01-first/01-quick.md" }
  var answers: String { folder.path + "/answers" }
  var out: String { folder.path + "/out" }

  init() throws {
    try FileManager.default.createDirectory(atPath: folder.path + "/01-first", withIntermediateDirectories: true)
    try FileManager.default.createDirectory(atPath: answers, withIntermediateDirectories: true)
    try Self.text.write(toFile: lesson, atomically: true, encoding: .utf8)
  }

  private func hand(in student: String, which: String = "good", sum: String = "4") throws {
    try """
    ---
    lesson: 01-first/01-quick
    student: \(student)
    ---

    ```text exercise=which
    \(which)
    ```

    ```text exercise=sum
    \(sum)
    ```
    """.write(toFile: answers + "/\(student).md", atomically: true, encoding: .utf8)
  }

  private func grade(_ more: [String] = [], environment: [String: String] = [:]) throws -> Program.Result {
    try Program.run(
      ["grade", answers, "--lesson", lesson, "--no-sandbox"] + more, environment: environment)
  }

  private func journal() throws -> [[String: Any]] {
    guard let text = try? String(contentsOfFile: out + "/graded.jsonl", encoding: .utf8) else { return [] }
    return try text.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
  }

  // MARK: Handing in

  @Test("what `:submit` writes is what `grade` reads")
  func wholeWay() throws {
    let state = Program.Folder()
    let file = answers + "/mine.md"
    let first = try Program.run(
      ["learn", lesson], input: ":next which\n:submit \(file)\nb\na\n:submit --student \"Ada L\" \(file)\n",
      state: state)
    #expect(first.output.contains("needs your student id, as in :submit --student s042"), "\(first.output)")
    #expect(first.output.contains("1 of 2 exercises, as Ada L"), "\(first.output)")
    #expect(first.output.contains("Not answered: sum."), "\(first.output)")
    #expect(try String(contentsOfFile: file, encoding: .utf8).contains("```text exercise=which tries=2\ngood\n```"))
    // The id is known from now on, and the older file is kept.
    let second = try Program.run(
      ["learn", lesson], input: ":next sum\n4\n:submit \(answers)\n:submit \(file)\n", state: state)
    #expect(second.output.contains("2 of 2 exercises, as Ada L"), "\(second.output)")
    #expect(second.output.contains("is in \(file).1."), "\(second.output)")
    #expect(FileManager.default.fileExists(atPath: answers + "/01-quick.Ada_L.answers.md"))
    let graded = try grade(["--format", "json"])
    #expect(graded.status == 0, "\(graded)")
    let rows = try #require(try JSONSerialization.jsonObject(with: Data(graded.output.utf8)) as? [[String: Any]])
    #expect(rows.count == 2)
    #expect(rows.allSatisfy { $0["score"] as? Double == 5 && $0["possible"] as? Double == 5 }, "\(graded.output)")
    #expect(graded.errors.contains("Ada L handed in 2 files"), "\(graded.errors)")
  }

  @Test("`:submit` overwrites nobody's file, and says what it needs")
  func submitRefuses() throws {
    let state = Program.Folder()
    let notes = folder.path + "/notes.md"
    try "my notes".write(toFile: notes, atomically: true, encoding: .utf8)
    let result = try Program.run(
      ["learn", lesson],
      input: """
        :submit --student ../x
        :submit --student s042
        :next which
        a
        :submit --student s042 \(notes)
        :submit --nobody
        :submit --student

        """, state: state)
    for sentence in [
      "holds “/”, and would be a path", "You have not answered any exercise", "no answers file", "no option --nobody",
      "This needs an id",
    ] { #expect(result.output.contains(sentence), "\(sentence) in \(result.output)") }
    #expect(try String(contentsOfFile: notes, encoding: .utf8) == "my notes")
    let nothing = try Program.run(["repl"], input: ":submit\n")
    #expect(nothing.output.contains("No lesson is open") && nothing.status == 1, "\(nothing.output)")
  }

  // MARK: Grading

  @Test("every format goes to standard output, or into the folder")
  func formats() throws {
    try hand(in: "s1")
    try hand(in: "s2", which: "bad", sum: "2 + 2")
    try Data([0x2d, 0xff]).write(to: URL(fileURLWithPath: answers + "/s3.md"))
    let text = try grade()
    #expect(text.status == 0 && text.output.contains("s2") && text.output.contains("not UTF-8"), "\(text)")
    #expect(text.errors.contains("3 files graded; 1 could not be read"), "\(text.errors)")
    for (format, file) in [("csv", "grades.csv"), ("junit", "junit.xml"), ("json", "grades.json")] {
      let result = try grade(["--format", format, "--out", out])
      #expect(result.status == 0, "\(result)")
      #expect(try !String(contentsOfFile: out + "/" + file, encoding: .utf8).isEmpty)
    }
    #expect(try grade(["--format", "gradescope", "--out", out]).output.split(separator: "\n").count == 3)
    // All but the first used what was graded then.
    #expect(try journal().count == 3)
    #expect(try journal().compactMap { $0["student"] as? String }.sorted() == ["s1", "s2", "s3"])
  }

  @Test("wrong words end with 2, a lesson that is not sound with 1, a machine without a toolchain with 3")
  func exitStatus() throws {
    let empty = folder.path + "/empty"
    try FileManager.default.createDirectory(atPath: empty, withIntermediateDirectories: true)
    #expect(try Program.run(["grade", empty, "--lesson", lesson]).status == 2)
    try hand(in: "s1")
    try hand(in: "s2")
    #expect(try Program.run(["grade", answers]).status == 2)
    #expect(try Program.run(["grade", answers, "--lesson", folder.path + "/none.md"]).status == 2)
    #expect(try Program.run(["grade", folder.path + "/none", "--lesson", lesson]).status == 2)
    for more in [
      ["--jobs", "0"], ["--patience", "0"], ["--memory", "1"], ["--format", "pdf"], ["--format", "gradescope"],
    ] { #expect(try grade(more).status == 2, "\(more)") }
    let student = folder.path + "/class"
    #expect(try Program.run(["author", "release", lesson, "--to", student]).status == 0)
    let released = try Program.run(["grade", answers, "--lesson", student + "/01-first/01-quick.md"])
    #expect(released.status == 2 && released.errors.contains("student's edition"), "\(released)")
    let lacking = try grade(environment: ["PATH": "/nonexistent"])
    #expect(lacking.status == 3 && lacking.errors.contains("Install Swift"), "\(lacking)")
    try Self.text.replacing("right: good", with: "right: goood").write(
      toFile: lesson, atomically: true, encoding: .utf8)
    let unsound = try grade()
    #expect(unsound.status == 1 && unsound.errors.contains("[which]"), "\(unsound)")
  }

  @Test("a batch that is interrupted goes on where it was, and grades nobody twice", arguments: [SIGINT, SIGKILL])
  func interruption(signal: Int32) throws {
    let count = 10
    for number in 0..<count { try hand(in: "s\(100 + number)", sum: "{ usleep(400_000); return 4.0 }()") }
    let words = ["grade", answers, "--lesson", lesson, "--no-sandbox", "--out", out, "--jobs", "2", "--format", "csv"]
    let state = Program.Folder()
    let process = Program.process(words, state: state)
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    while process.isRunning, try journal().count < 3 { usleep(20_000) }
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let before = try journal().count
    #expect((3..<count).contains(before), "\(said)")
    if signal == SIGINT {
      #expect(process.terminationReason == .exit && process.terminationStatus == 130)
      #expect(said.contains("\(before) of \(count) files are graded. The same command goes on from there."), "\(said)")
    }
    let second = try Program.run(words, state: state)
    #expect(second.status == 0, "\(second)")
    #expect(second.errors.contains("\(count) files graded, \(before) of them before"), "\(second.errors)")
    let rows = try journal()
    #expect(Set(rows.compactMap { $0["student"] as? String }).count == count && rows.count == count)
    let table = try String(contentsOfFile: out + "/grades.csv", encoding: .utf8)
    #expect(
      table.split(whereSeparator: \.isNewline).filter { $0.hasPrefix("s1") && $0.contains(",5,5,") }.count == count,
      "\(table)")
  }
}
