import Checks
import Lessons
import Notebook
import Testing

@Suite("Answers in code")
struct CodeAnswerTests {
  let lesson: Lesson
  let exercise: Exercise

  init() throws {
    lesson = try #require(LessonDocument.parse(SampleLesson.bytes, path: "x.md").lesson)
    exercise = try #require(lesson.exercise("write-step"))
  }

  /// A probe that sends what the answer's text says, and a judge that knows the right list and one mistake.
  static let script = ScriptedRunner.script { script in
    script.probe = { answer, seed in
      if answer.contains("n - 1") { return [("step", "[0,1,2,3,4]")] }
      if answer.contains("lucky") { return [("step", seed.isMultiple(of: 2) ? "[1,2,3,4,5]" : "[9,9,9,9,9]")] }
      if answer.contains("silent") { return [] }
      if answer.contains("text") { return [("step", "\"[1,2,3,4,5]\"")] }
      if answer.contains("twice") { return [("step", "[1]"), ("step", "[1,2,3,4,5]")] }
      if answer.contains("throws") { return [("!threw", "\"not today\"")] }
      if answer.contains("flood") { return (0..<3_000).map { ("x\($0)", "1") } }
      if answer.contains("half") { return [("step", "[1,2,3,0,0]")] }
      if answer.contains("crash the judge") { return [("step", "[6,6,6,6,6]")] }
      return [("step", "[1,2,3,4,5]")]
    }
    script.judge = { seen, _ in
      let step = try seen.value("step", as: [Int].self, count: 5)
      if step == [1, 2, 3, 4, 5] { return .correct }
      if step[0] == 0 { return .mistake("n-minus-one") }
      if step[0] == 6 { throw CancellationError() }
      if step[2] == 3 { return .partial(0.5, "The first three are right.") }
      return .wrong("The first is \(step[0]).")
    }
  }

  private func check(
    _ answer: String, seed: UInt64 = 5, outcomes: [(piece: String, outcome: CellOutcome)] = []
  ) throws -> Judgement {
    var script = Self.script
    script.outcomes = outcomes
    let made = script
    let checker = ExerciseChecker(lesson: lesson) { ScriptedRunner(made) }
    return try checker.check(answer, of: try checker.instance(of: exercise, seed: seed))
  }

  @Test("the right code gets all points, whatever it looks like")
  func right() throws {
    let judgement = try check("func step(_ n: Int) -> Int { return n }")
    #expect(judgement.outcome == .correct)
    #expect(judgement.score == 3)
  }

  @Test("a known mistake earns its own hint")
  func mistake() throws {
    let judgement = try check("func step(_ n: Int) -> Int { n - 1 }")
    #expect(judgement.outcome == .wrong)
    #expect(judgement.mistake == "n-minus-one")
    #expect(judgement.hint == "You leave out the newest.")
  }

  @Test("what is right for some seeds only is wrong")
  func lucky() throws {
    let judgements = try (0..<20).map { try check("lucky", seed: $0).outcome }
    #expect(judgements.count { $0 == .correct } < 8)
    #expect(judgements.contains(.wrong))
  }

  @Test("a share of the points for what is right in part")
  func half() throws {
    let judgement = try check("half")
    #expect(judgement.outcome == .partial)
    #expect(judgement.score == 1.5)
    #expect(judgement.message == "The first three are right.")
  }

  @Test(
    "observations that are missing, misshapen, doubled, too many or in the judge's way are judgements with a sentence",
    arguments: [
      ("silent", Judgement.Outcome.wrong, "What your code gives cannot be right: “step” was not observed."),
      (
        "text", .wrong,
        "What your code gives cannot be right: “step” should be a list of whole numbers, and is \"[1,2,3,4,5]\"."
      ),
      ("twice", .error, "What your code sent out cannot be judged: “step” was observed twice."),
      ("throws", .error, "Your code threw an error where none was expected: not today"),
      ("flood", .error, "What your code sent out cannot be judged: there are 9000 observations."),
      ("crash the judge", .error, "What your code gives could not be judged: it throws: CancellationError()."),
    ])
  func untrusted(_ answer: String, _ outcome: Judgement.Outcome, _ message: String) throws {
    let judgement = try check(answer)
    #expect(judgement.outcome == outcome)
    #expect(judgement.message == message)
    #expect(judgement.score == 0)
  }

  @Test("code that does not compile, crashes, hangs or ends its process is a judgement with a sentence")
  func stopped() throws {
    let error = CellDiagnostic(severity: .error, line: 3, column: 1, message: "cannot find 'm' in scope", excerpt: "")
    let rejected = try check("bad", outcomes: [("bad", CellOutcome(status: .rejected, diagnostics: [error]))])
    #expect(rejected.outcome == .error)
    #expect(rejected.message == "Your code does not compile: cannot find 'm' in scope (line 3).")
    #expect(rejected.diagnostics == [error])

    let misnamed = try check("fine", outcomes: [("ProbeRun", CellOutcome(status: .rejected, diagnostics: [error]))])
    #expect(misnamed.outcome == .error)
    #expect(
      misnamed.message
        == "The check could not use your code: cannot find 'm' in scope. Are the names and types as the exercise asks?")

    let fault = CellFault(message: "index out of range", cell: "answer to write-step", line: 2)
    let crashed = try check("fine", outcomes: [("ProbeRun", CellOutcome(status: .faulted, fault: fault))])
    #expect(crashed.outcome == .crashed)
    #expect(crashed.message == "Your code was stopped when it was called: index out of range (line 2).")

    let late = try check("fine", outcomes: [("ProbeRun", CellOutcome(status: .timedOut))])
    #expect(late.outcome == .timeout)
    #expect(late.message == "Your code did not finish within 10 s. Is there a loop that never ends?")

    let died = try check(
      "fine", outcomes: [("fine", CellOutcome(status: .died, fault: CellFault(message: "out of memory")))])
    #expect(died.outcome == .crashed)
    #expect(died.message == "Your code ended the process that ran it: out of memory.")
    for judgement in [rejected, misnamed, crashed, late, died] { #expect(judgement.isTry) }
  }

  @Test(
    "it starts from the assumed cells in the lesson's order and what is given, and the judge is never in its process")
  func processes() throws {
    let checker = Recorder()
    let made = ExerciseChecker(lesson: lesson, makeRunner: { checker.student() }, makeJudge: { checker.judge() })
    _ = try made.check("func step(_ n: Int) -> Int { n }", of: try made.instance(of: exercise, seed: 1))
    _ = try made.check("func step(_ n: Int) -> Int { n - 1 }", of: try made.instance(of: exercise, seed: 1))
    #expect(
      checker.students.map(\.names)
        == Array(
          repeating: [
            "cell fill", "cell inclusion", "given of write-step", "answer to write-step", "probe of write-step",
            "lectern_probe_write_step",
          ],
          count: 2))
    // The judge is compiled once, and called for each answer.
    let judged = try #require(checker.judges.first).names
    #expect(checker.judges.count == 1 && judged.count == 3 && judged[0] == "judge of write-step")
    #expect(judged.dropFirst().allSatisfy { $0.hasPrefix("lectern_judge_write_step_") })
  }

  /// Keeps the runners that were made.
  final class Recorder {
    private(set) var students: [ScriptedRunner] = []
    private(set) var judges: [ScriptedRunner] = []

    func student() -> ScriptedRunner {
      students.append(ScriptedRunner(CodeAnswerTests.script))
      return students[students.count - 1]
    }

    func judge() -> ScriptedRunner {
      judges.append(ScriptedRunner(CodeAnswerTests.script))
      return judges[judges.count - 1]
    }
  }

  @Test("an assumed cell that does not run is the lesson's fault")
  func brokenCell() throws {
    #expect(throws: CheckerError.self) {
      try check(
        "fine", outcomes: [("var slots", CellOutcome(status: .faulted, fault: CellFault(message: "overflow", line: 1)))]
      )
    }
  }

  @Test("a student's edition has no judge, and says so")
  func studentEdition() throws {
    let text = try StudentEdition(of: SampleLesson.bytes, path: "x.md").text
    let lesson = try #require(LessonDocument.parse(text.utf8, path: "x.md").lesson)
    let checker = ExerciseChecker(lesson: lesson) { ScriptedRunner(Self.script) }
    for exercise in lesson.exercises {
      let instance = try checker.instance(of: exercise, seed: 2)
      #expect(instance.solution == nil)
      #expect(throws: CheckerError.noKey(exercise: exercise.id)) {
        try checker.check(exercise.id == "write-step" ? "fine" : kept(exercise.id), of: instance)
      }
    }
  }

  private func kept(_ id: String) -> String {
    switch id {
    case "which-bug": "fixed-range early-favored"
    case "put-in-order": "fill draw replace"
    case "pair-them": "sunny=convenience followees=snowball"
    default: "0.1, 0.2".split(separator: ",").prefix(id == "the-rate" ? 1 : 2).joined(separator: ",")
    }
  }
}
