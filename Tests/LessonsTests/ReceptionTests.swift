import Checks
import Foundation
import Lessons
import Notebook
import Testing

@Suite("Answers to a student's edition")
struct ReceptionTests {
  static let text = SampleLesson.text(
    replacing: "```swift probe",
    with: """
      ```swift check
      check(step(2) == 2, "step(2) is 2")
      ```

      ```swift check
      check(step(3) == 3, "step(3) is 3")
      ```

      ```swift probe
      """)

  static let script = ScriptedRunner.script { script in
    script.checks = { answer, _ in
      [
        CheckRun.Report(sentence: "step(2) is 2", isPassed: !answer.contains("n - 1")),
        CheckRun.Report(
          sentence: "step(3) is 3", isPassed: !answer.contains("n - 1"), error: answer.contains("n - 1") ? "E()" : nil),
      ]
    }
    script.probe = { answer, _ in [("step", answer.contains("n - 1") ? "[0,1,2,3,4]" : "[1,2,3,4,5]")] }
    script.judge = { seen, _ in
      try seen.value("step", as: [Int].self) == [1, 2, 3, 4, 5] ? .correct : .mistake("n-minus-one")
    }
  }

  private func receive(
    _ answer: String, _ id: String, isStudent: Bool = true, change: (inout ScriptedRunner.Script) -> Void = { _ in },
    made: ((ScriptedRunner) -> Void)? = nil
  ) throws -> Reception {
    let source = isStudent ? try StudentEdition(of: Self.text.utf8, path: "x.md").text : Self.text
    let lesson = try #require(LessonDocument.parse(source.utf8, path: "x.md").lesson)
    var script = Self.script
    change(&script)
    let final = script
    let checker = ExerciseChecker(lesson: lesson) {
      let runner = ScriptedRunner(final)
      made?(runner)
      return runner
    }
    let exercise = try #require(lesson.exercise(id))
    return try checker.receive(answer, of: try checker.instance(of: exercise, seed: 3))
  }

  @Test("an answer of the right kind is kept by ids, whatever it is, and has no verdict")
  func closed() throws {
    #expect(try receive("2.95", "the-rate") == .kept(KeptAnswer(exercise: "the-rate", answer: "2.95")))
    #expect(try receive("9", "the-rate") == .kept(KeptAnswer(exercise: "the-rate", answer: "9")))
    #expect(
      try receive("1 - 0.8 * 0.8", "the-rate") == .kept(KeptAnswer(exercise: "the-rate", answer: "1 - 0.8 * 0.8")))
    let choice = KeptAnswer(exercise: "which-bug", answer: "short-range decay")
    #expect(try receive("short-range decay", "which-bug") == .kept(choice))
    #expect(choice.message == "Your answer is kept; `:submit` hands it in.")
  }

  @Test("what is no answer of the kind is refused as in the full edition, and is not kept")
  func refused() throws {
    for (answer, id, outcome) in [
      ("", "the-rate", Judgement.Outcome.unanswered), ("z", "which-bug", .refused),
      ("0.1", "millionth-tweet", .refused),
    ] {
      guard case .judged(let judgement) = try receive(answer, id) else {
        Issue.record("“\(answer)” was kept")
        continue
      }
      #expect(judgement.outcome == outcome)
      #expect(!judgement.isTry)
    }
  }

  @Test("code is kept with what the visible checks say of it, and no probe runs")
  func code() throws {
    var runners: [ScriptedRunner] = []
    let good = try receive("func step(_ n: Int) -> Int { n }", "write-step", made: { runners.append($0) })
    let passed = ["step(2) is 2", "step(3) is 3"].map { VisibleCheck.Result(sentence: $0, isPassed: true) }
    #expect(
      good == .kept(KeptAnswer(exercise: "write-step", answer: "func step(_ n: Int) -> Int { n }", checks: passed)))
    #expect(
      runners.last?.names == [
        "cell fill", "cell inclusion", "given of write-step", "answer to write-step", "checks of write-step",
      ])
    guard case .kept(let bad) = try receive("func step(_ n: Int) -> Int { n - 1 }", "write-step") else {
      return #expect(Bool(false))
    }
    #expect(
      bad.checks == [
        VisibleCheck.Result(sentence: "step(2) is 2", isPassed: false),
        VisibleCheck.Result(sentence: "step(3) is 3", isPassed: false, reason: "it threw E()"),
      ])
    #expect(
      bad.message
        == "Your answer is kept, and not all checks pass. Answer again, or hand it in as it is with `:submit`.")
  }

  @Test("code that does not compile is told so, with the compiler's words")
  func rejected() throws {
    let diagnostic = CellDiagnostic(
      severity: .error, line: 1, column: 1, message: "cannot find 'x' in scope", excerpt: "")
    let outcome = CellOutcome(status: .rejected, diagnostics: [diagnostic])
    guard case .judged(let judgement) = try receive("x", "write-step", change: { $0.outcomes = [("x", outcome)] })
    else {
      return #expect(Bool(false))
    }
    #expect(judgement.outcome == .error)
    #expect(judgement.message == "Your code does not compile: cannot find 'x' in scope (line 1).")
    #expect(judgement.diagnostics == [diagnostic])
  }

  @Test("checks that do not compile against the answer, or are stopped, say so")
  func stopped() throws {
    let error = CellDiagnostic(
      severity: .error, line: 9, column: 1, message: "cannot find 'step' in scope", excerpt: "")
    for (outcome, expected) in [
      (
        CellOutcome(status: .rejected, diagnostics: [error]),
        VisibleCheck.Result(
          sentence: "the names and types are as the exercise asks", isPassed: false,
          reason: "cannot find 'step' in scope")
      ),
      (
        CellOutcome(
          status: .faulted, fault: CellFault(message: "index out of range"),
          observations: [Observation(name: "0/0?", json: "\"step(2) is 2\"")]),
        VisibleCheck.Result(sentence: "step(2) is 2", isPassed: false, reason: "index out of range")
      ),
      (
        CellOutcome(status: .timedOut),
        VisibleCheck.Result(
          sentence: "your code comes to its end", isPassed: false, reason: "it did not finish within 10 s")
      ),
    ] {
      guard
        case .kept(let kept) = try receive("let a = 1", "write-step", change: { $0.outcomes = [("CheckRun", outcome)] })
      else { return #expect(Bool(false)) }
      #expect(kept.checks == [expected])
    }
  }

  @Test("with the full edition, the checks are asked about code that is not right, and about no other")
  func instructor() throws {
    guard case .judged(let wrong) = try receive("func step(_ n: Int) -> Int { n - 1 }", "write-step", isStudent: false),
      case .judged(let right) = try receive("func step(_ n: Int) -> Int { n }", "write-step", isStudent: false)
    else { return #expect(Bool(false)) }
    #expect(wrong.mistake == "n-minus-one")
    #expect(wrong.checks.map(\.isPassed) == [false, false])
    #expect(right.outcome == .correct)
    #expect(right.checks == [])
  }

  @Test("in a kernel: what passes, fails, throws and is stopped is told one by one")
  func kernel() throws {
    let checks = """
      ```swift check
      struct Broken: Error {}
      func broken() throws -> Int { throw Broken() }
      check(step(2) == 2, "passes")
      check(step(2) == 3, "fails")
      check(try broken() == 1, "throws")
      _ = try broken()
      check(true, "is never reached")
      ```

      ```swift check
      let empty: [Int] = []
      check(rng.uniform() < 1 && seed == 3 && capacity == k, "sees what is given")
      check(empty[step(0)] == 1, "is stopped")
      check(true, "comes too late")
      ```

      ```swift probe
      """
    let source = SampleLesson.text(replacing: "```swift probe", with: checks)
    let edition = try StudentEdition(of: source.utf8, path: "x.md").text
    let lesson = try #require(LessonDocument.parse(edition.utf8, path: "x.md").lesson)
    let checker = ExerciseChecker(lesson: lesson) { try LessonSession.make() }
    let instance = try checker.instance(of: try #require(lesson.exercise("write-step")), seed: 3)
    guard case .kept(let kept) = try checker.receive("func step(_ n: Int) -> Int { n }", of: instance) else {
      return #expect(Bool(false))
    }
    #expect(
      kept.checks == [
        VisibleCheck.Result(sentence: "passes", isPassed: true),
        VisibleCheck.Result(sentence: "fails", isPassed: false),
        VisibleCheck.Result(sentence: "throws", isPassed: false, reason: "it threw Broken()"),
        VisibleCheck.Result(sentence: "no error comes out of your code", isPassed: false, reason: "it threw Broken()"),
        VisibleCheck.Result(sentence: "sees what is given", isPassed: true),
        VisibleCheck.Result(sentence: "is stopped", isPassed: false, reason: "index out of range"),
      ])
    guard case .kept(let other) = try checker.receive("let other = 1", of: instance) else {
      return #expect(Bool(false))
    }
    #expect(other.checks.map(\.reason) == ["cannot find 'step' in scope"])
  }
}
