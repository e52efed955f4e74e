import Classroom
import Foundation
import Lessons
import Notebook
import Testing

@Suite("Grading a batch")
struct GraderTests {
  private struct NoKernel: Error, CustomStringConvertible {
    var description: String { "the kernel cannot be started" }
  }

  @Test("each exercise has its outcome, score and message, in the lesson's order")
  func outcomes() throws {
    let batch = Batch()
    try batch.add(ClassLesson.answers("right"), "a.md")
    try batch.add(ClassLesson.answers("wrong", which: "bad", rate: "5"), "b.md")
    try batch.add(ClassLesson.answers("lazy", which: nil, rate: "  \n"), "c.md")
    try batch.add(ClassLesson.answers("odd", which: "neither"), "d.md")
    let result = try batch.run()
    #expect(result.grades.map(\.student) == ["lazy", "odd", "right", "wrong"])
    let right = try #require(result["right"])
    #expect(right.exercises.map(\.id) == ["which", "the-rate"])
    #expect(right.exercises.map(\.outcome) == [.correct, .correct])
    #expect(right.score == 5 && right.possible == 5)
    #expect(right.exercises.map(\.tries) == [2, nil])
    #expect(right.lesson == ClassLesson.name && right.remarks == nil && right.problem == nil)
    let wrong = try #require(result["wrong"])
    #expect(wrong.exercises.map(\.outcome) == [.wrong, .wrong])
    #expect(wrong.exercises.map(\.mistake) == ["takes-bad", "squares"])
    #expect(result["lazy"]?.exercises.map(\.outcome) == [.unanswered, .unanswered])
    #expect(result["odd"]?.exercises[0].outcome == .refused)
    #expect(result.grades.allSatisfy { $0.digest.count == 64 && $0.submitted > 1e9 && $0.edition != nil })
  }

  @Test("the numbers are those that the student saw, and without a seed the book's")
  func seeds() throws {
    let batch = Batch()
    let seed = ClassLesson.studentSeed(forNumber: 3)
    try batch.add(ClassLesson.answers("three", rate: "6", seed: seed), "a.md")
    try batch.add(ClassLesson.answers("copied", rate: "4", seed: seed), "b.md")
    try batch.add(ClassLesson.answers("book", rate: "4", seed: 0), "c.md")
    // A student may have opened the lesson from a folder of another name: the numbers come from that name.
    let other = (UInt64(1)...).first {
      ClassLesson.Numbers.n(seed: StudentSeed($0).seed(lesson: "Downloads/01-quick", exercise: "the-rate")) == 4
        && ClassLesson.Numbers.n(seed: StudentSeed($0).seed(lesson: ClassLesson.name, exercise: "the-rate")) != 4
    }
    try batch.add(ClassLesson.answers("elsewhere", rate: "8", lesson: "Downloads/01-quick", seed: other), "d.md")
    let result = try batch.run()
    #expect(result["three"]?.exercises[1].outcome == .correct)
    #expect(result["copied"]?.exercises[1].outcome == .wrong)
    #expect(result["book"]?.exercises[1].outcome == .correct)
    #expect(result["elsewhere"]?.exercises[1].outcome == .correct)
  }

  @Test("a file that cannot be read gets its row, every exercise refused for the reason")
  func unreadable() throws {
    let batch = Batch()
    try batch.add(ClassLesson.answers("fine"), "fine.md")
    try batch.add("hello", "=cmd|' /C calc'!A0.md")
    try batch.folder.write([0x2d, 0xff], to: "answers/bytes.md")
    let answers = batch.folder.path + "/answers/"
    #expect(mkfifo(answers + "pipe.md", 0o600) == 0)
    #expect(symlink("/etc/passwd", answers + "link.md") == 0)
    let huge = try batch.folder.write("", to: "answers/huge.md")
    #expect(truncate(huge, 1 << 30) == 0)
    try batch.add(ClassLesson.answers("../../etc/passwd"), "path.md")
    try batch.add(ClassLesson.answers("stranger", lesson: "01-first/02-other"), "other.md")
    try batch.add(ClassLesson.answers("chapter", lesson: "02-second/01-quick"), "chapter.md")
    try batch.add("", "\u{1B}[31m.md")
    let result = try batch.run()
    #expect(result.problem == nil)
    #expect(result.grades.count == 10)
    let refused = result.grades.filter { $0.problem != nil }
    #expect(
      Set(refused.map(\.student)) == [
        "_=cmd|' _C calc'!A0", "bytes", "pipe", "link", "huge", "path", "stranger", "chapter", "__31m",
      ] || refused.count == 9, "\(refused.map(\.student))")
    for grade in refused {
      #expect(grade.exercises.map(\.outcome) == [.refused, .refused], "\(grade)")
      #expect(grade.score == 0 && grade.possible == 5)
      #expect(grade.exercises.allSatisfy { $0.message == grade.problem })
      #expect(grade.digest.count == 64)
    }
    #expect(result["stranger"]?.problem?.contains("answers to 01-first/02-other, not to 01-first/01-quick") == true)
    #expect(Set(result.grades.map(\.digest)).count == 10)
    // A second run has nothing to do.
    #expect(try batch.run().graded == [])
  }

  @Test("what does not fit the lesson is said, and the rest is graded")
  func remarks() throws {
    let batch = Batch()
    try batch.add(
      ClassLesson.answers("s1", which: nil)
        + "\n```swift exercise=which\ngood\n```\n\n```text exercise=wich\nbad\n```\n",
      "a.md")
    let grade = try #require(try batch.run()["s1"])
    #expect(grade.score == 5)
    #expect(
      grade.remarks == [
        "the lesson has no exercise “wich”, which is answered; did you mean “which”?",
        "the answer to “which” is in a block of swift instead of text; it was graded all the same",
      ])
  }

  @Test("messages hold nothing that plays tricks on a terminal")
  func tameMessages() throws {
    let batch = Batch(
      script: .init(expression: { _, _ in
        CellOutcome(
          status: .faulted, fault: CellFault(message: "boom \u{1B}[2J\u{202E}\n" + String(repeating: "x", count: 9_000))
        )
      }))
    try batch.add(ClassLesson.answers("s1", rate: "boom()"), "a.md")
    let exercise = try #require(try batch.run()["s1"]?.exercises[1])
    #expect(exercise.outcome == .crashed)
    #expect(!exercise.message.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" })
    #expect(exercise.message.count < 2_100)
  }

  @Test("two files of one student are both graded")
  func twoFiles() throws {
    let batch = Batch()
    try batch.add(ClassLesson.answers("s1"), "a/x.md")
    try batch.add(ClassLesson.answers("s1", which: "bad"), "b/x.md")
    try batch.add(ClassLesson.answers("s1"), "c/x.md")
    let grades = try batch.run().grades
    #expect(grades.map(\.student) == ["s1", "s1", "s1"])
    #expect(grades.map(\.score) == [5, 3, 5])
  }

  @Test("a seed for which the lesson fails costs that exercise, and stops nobody else")
  func failingSeed() throws {
    let seed = StudentSeed(666).seed(lesson: ClassLesson.name, exercise: "the-rate")
    let batch = Batch(script: .init(fails: { $0 == seed }))
    try batch.add(ClassLesson.answers("devil", seed: 666), "a.md")
    try batch.add(ClassLesson.answers("s1"), "b.md")
    let result = try batch.run()
    #expect(result.problem == nil)
    #expect(result["devil"]?.exercises.map(\.outcome) == [.correct, .refused])
    #expect(result["devil"]?.exercises[1].message.contains("seed 666 cannot be made") == true)
    #expect(result["s1"]?.score == 5)
  }

  @Test("a lesson that does not work ends the batch with the sentence")
  func brokenLesson() throws {
    let batch = Batch(script: .init(fails: { _ in true }))
    try batch.add(ClassLesson.answers("s1"), "a.md")
    try batch.add(ClassLesson.answers("s2", seed: 5), "b.md")
    let result = try batch.run()
    guard case .lesson(let error)? = result.problem else { return #expect(Bool(false), "\(result)") }
    #expect("\(error)".contains("[the-rate]") && "\(error)".contains("division by zero"))
    #expect(result.grades.isEmpty)
  }

  @Test("a runner that fails once is made again; one that fails twice ends the batch, and nothing is lost")
  func failingRunner() throws {
    var batch = Batch(
      script: .init(expression: { text, time in
        if text.contains("always") || (text.contains("once") && time == 1) { throw NoKernel() }
        return ClassRunner.Script.number("4")
      }))
    batch.jobs = 1
    try batch.add(ClassLesson.answers("s1", rate: "once()"), "a.md")
    try batch.add(ClassLesson.answers("s2", rate: "always()"), "b.md")
    try batch.add(ClassLesson.answers("s3"), "c.md")
    let result = try batch.run()
    guard case .runner(let error)? = result.problem else { return #expect(Bool(false), "\(result)") }
    #expect(error is NoKernel)
    #expect(batch.script.count("always") == 2)
    #expect(result.grades.map(\.student) == ["s1"])
    #expect(result["s1"]?.score == 5)
  }

  @Test("a batch of 60 with 4 at a time grades each once, whatever the order", arguments: [1, 4])
  func many(jobs: Int) throws {
    var batch = Batch(
      script: .init(expression: { text, _ in
        // Some take longer, so that the order of the journal is not that of the files.
        if text.contains("slow") { usleep(5_000) }
        return ClassRunner.Script.number("4")
      }))
    batch.jobs = jobs
    for number in 0..<60 {
      try batch.add(
        ClassLesson.answers("s\(100 + number)", rate: "\(number % 3 == 0 ? "slow" : "quick")(\(number))"),
        "\(number).md")
    }
    let result = try batch.run()
    #expect(result.grades.map(\.student) == (100..<160).map { "s\($0)" })
    #expect(result.graded.count == 60)
    #expect(result.grades.allSatisfy { $0.score == 5 })
    #expect(batch.script.count("(") == 60 && batch.script.count("(7)") == 1)
  }
}
