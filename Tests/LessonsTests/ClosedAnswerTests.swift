import Checks
import Lessons
import Notebook
import Testing

@Suite("Answers in numbers and letters")
struct ClosedAnswerTests {
  let lesson: Lesson
  let checker: ExerciseChecker

  init() throws {
    lesson = try #require(LessonDocument.parse(SampleLesson.bytes, path: "x.md").lesson)
    let script = ScriptedRunner.script { script in
      script.variant = { variant, expected, wrong in
        let k = variant.pick("k", from: [500, 100, 200, 1_000])
        let n = variant.pick("n", from: [1_000_000, 200_000, 5_000_000])
        expected["enters"] = Double(k) / Double(n)
        expected["first-stays"] = Double(k) / Double(n)
        wrong["first-is-favored"] = [Double(k) / Double(n), 1.0]
      }
    }
    checker = ExerciseChecker(lesson: lesson) { ScriptedRunner(script) }
  }

  private func check(_ answer: String, _ id: String, seed: UInt64 = 0) throws -> Judgement {
    let exercise = try #require(lesson.exercise(id))
    return try checker.check(answer, of: try checker.instance(of: exercise, seed: seed))
  }

  @Test("seed 0 has the book's numbers, grouped in prose and exact in code")
  func prompt() throws {
    let exercise = try #require(lesson.exercise("millionth-tweet"))
    let instance = try checker.instance(of: exercise, seed: 0)
    #expect(
      instance.prompt == """
        A reservoir of 500 slots has seen 1,000,000 tweets; in code, `n = 1000000`.

        - probability that it enters
        - probability that the first is still there
        """)
    #expect(instance.hint(1) == "Count the slots: 500.")
    #expect(instance.solution == "**Answer:** 0.0005, 0.0005\n\nIt is k/n at every moment.")
  }

  @Test(
    "numbers are readable in prose and exact in code",
    arguments: [
      (VariantValue.integer(1_000_000), "1,000,000", "1000000"), (.integer(2024), "2024", "2024"),
      (.integer(-12_345), "-12,345", "-12345"), (.number(1 / 3), "0.333333", "0.3333333333333333"),
      (.number(0.00002), "0.00002", "2e-05"), (.number(1234567.25), "1,234,570", "1234567.25"),
      (.number(500), "500", "500.0"), (.number(1e-12), "1e-12", "1e-12"), (.string("red"), "red", "red"),
      (.list([.integer(2), .integer(50_000)]), "2, 50,000", "[2, 50000]"),
      (.list([.string("F"), .string("D")]), "F, D", "[\"F\", \"D\"]"),
    ])
  func placeholders(_ value: VariantValue, _ prose: String, _ code: String) throws {
    let text = SampleLesson.text(
      replacing: "A reservoir of {{k}} slots has seen {{n}} tweets; in code, `n = {{n}}`.",
      with: "{{k}} and `{{k}}` and\n\n```swift\n{{k}}\n```")
    let lesson = try #require(LessonDocument.parse(text.utf8, path: "x.md").lesson)
    let checker = ExerciseChecker(lesson: lesson) {
      ScriptedRunner(ScriptedRunner.script { $0.variant = { variant, _, _ in variant["k"] = value } })
    }
    let exercise = try #require(lesson.exercise("millionth-tweet"))
    let prompt = try checker.instance(of: exercise, seed: 1).prompt
    #expect(prompt.hasPrefix("\(prose) and `\(code)` and\n\n```swift\n\(code)\n```\n"))
  }

  @Test(
    "numbers are taken as literals, percentages, fractions and lists",
    arguments: [
      "0.0005, 0.0005", "[0.0005, 0.0005]", "0.05%, 5e-4", "1/2000; .0005", "500/1,000,000, 1/2,000", "0.0005 0.0005",
      "(5e-4,0.05 %)",
    ])
  func literals(_ answer: String) throws {
    let judgement = try check(answer, "millionth-tweet")
    #expect(judgement.outcome == .correct)
    #expect(judgement.score == 2)
    #expect(judgement.answer == answer)
  }

  @Test(
    "a number in percent means the same with and without the sign", arguments: ["2.95", "2.95%", "2.97 %", "295/100"])
  func percent(_ answer: String) throws {
    #expect(try check(answer, "the-rate").outcome == .correct)
  }

  @Test("a relative tolerance is a share of the right number")
  func tolerance() throws {
    #expect(try check("2.9795", "the-rate").outcome == .correct)
    #expect(try check("2.98", "the-rate").outcome == .wrong)
    #expect(try check("-2.95", "the-rate").outcome == .wrong)
  }

  @Test("one part of two right gets half of the points and says which is not")
  func partial() throws {
    let judgement = try check("0.0005, 0.3", "millionth-tweet")
    #expect(judgement.outcome == .partial)
    #expect(judgement.score == 1)
    #expect(judgement.message == "Right in part. Not yet right: probability that the first is still there.")
    #expect(judgement.mistake == nil)
  }

  @Test("a known mistake earns its own hint, for every seed", arguments: UInt64(0)...20)
  func mistake(_ seed: UInt64) throws {
    let exercise = try #require(lesson.exercise("millionth-tweet"))
    let instance = try checker.instance(of: exercise, seed: seed)
    let right = try #require(instance.solution?.firstMatch(of: /Answer:\*\* ([^,]+),/)).1
    let judgement = try checker.check("\(right), 1", of: instance)
    #expect(judgement.mistake == "first-is-favored")
    #expect(judgement.hint == "The first can be thrown out, too.")
    #expect(judgement.isTry)
    #expect(try checker.check("\(right), \(right)", of: instance).outcome == .correct)
  }

  @Test("an expression is evaluated, and costs no try when it is none")
  func expression() throws {
    #expect(try check("1 - 0.8 * 0.8", "the-rate").outcome == .wrong)
    let rejected = CellOutcome(
      status: .rejected,
      diagnostics: [
        CellDiagnostic(severity: .error, line: 2, column: 1, message: "cannot find 'half' in scope", excerpt: "")
      ])
    let refusing = ExerciseChecker(lesson: lesson) {
      ScriptedRunner(ScriptedRunner.script { $0.outcomes = [("half", rejected)] })
    }
    let exercise = try #require(lesson.exercise("the-rate"))
    let judgement = try refusing.check("about half", of: try refusing.instance(of: exercise, seed: 3))
    #expect(judgement.outcome == .refused)
    #expect(!judgement.isTry)
    #expect(
      judgement.message
        == "“about half” is neither a number nor a Swift expression that gives one (cannot find 'half' in scope). "
        + "Answer with a number in %, like “0.36”, “2.5%” or “27/7”, or with a Swift expression.")
    let two = try check("[0.36]", "millionth-tweet")
    #expect(two.outcome == .refused)
    #expect(two.message.hasPrefix("“[0.36]” gives 1 number."))
  }

  @Test("an expression that never ends, or traps, is judged with a sentence")
  func stoppedExpression() throws {
    let exercise = try #require(lesson.exercise("the-rate"))
    func judged(_ outcome: CellOutcome) throws -> Judgement {
      let checker = ExerciseChecker(lesson: lesson) {
        ScriptedRunner(ScriptedRunner.script { $0.outcomes = [("forever()", outcome)] })
      }
      return try checker.check("forever()", of: try checker.instance(of: exercise, seed: 0))
    }
    let late = try judged(CellOutcome(status: .timedOut))
    #expect(late.outcome == .timeout)
    #expect(late.message == "Your expression did not finish within 10 s. Is there a loop that never ends?")
    let trapped = try judged(CellOutcome(status: .faulted, fault: CellFault(message: "index out of range")))
    #expect(trapped.outcome == .crashed)
    #expect(trapped.message == "Your expression was stopped: index out of range.")
  }

  @Test("nothing at all is unanswered and costs no try", arguments: ["", "  \n\t "])
  func nothing(_ answer: String) throws {
    for exercise in lesson.exercises {
      let judgement = try check(answer, exercise.id)
      #expect(judgement.outcome == .unanswered)
      #expect(!judgement.isTry)
    }
  }

  // MARK: Letters

  /// The letters of a choice as one student sees them.
  private func letters(_ id: String, seed: UInt64) throws -> (ExerciseInstance, [String: String]) {
    let exercise = try #require(lesson.exercise(id))
    let instance = try checker.instance(of: exercise, seed: seed)
    var marks: [String: String] = [:]
    for line in instance.prompt.split(separator: "\n") {
      if let match = line.firstMatch(of: /^- \*\*([a-z0-9]+)\*\* (.+)$/) { marks[String(match.2)] = String(match.1) }
    }
    return (instance, marks)
  }

  @Test("a choice is made by this student's letters and kept by ids", arguments: UInt64(0)...20)
  func choice(_ seed: UInt64) throws {
    let (instance, marks) = try letters("which-bug", seed: seed)
    let right = try #require(marks["It draws from 1 to N."])
    let reason = try #require(marks["The early ones are favored."])
    let judgement = try checker.check("\(right.uppercased()) \(reason)", of: instance)
    #expect(judgement.outcome == .correct)
    #expect(judgement.answer == "fixed-range early-favored")
    #expect(try checker.check("\(right)\(reason)", of: instance).outcome == .correct)
    #expect(try checker.check("early-favored, fixed-range", of: instance).outcome == .correct)
    #expect(instance.shown("fixed-range early-favored") == "\(right) \(reason)")
    let other = reason == "1" ? "2" : "1"
    let half = try checker.check("\(right) \(other)", of: instance)
    #expect(half.outcome == .partial)
    #expect(half.score == 0.5)
    #expect(half.message == "The choice is right; the reason is not.")
    let short = try #require(marks["It draws from 1 to n - 1."])
    #expect(try checker.check("\(short) \(reason)", of: instance).mistake == "mixes-them-up")
  }

  @Test("options stand in another order for other students, in the same order for the same")
  func shuffled() throws {
    let orders = try (0..<30).map { try letters("which-bug", seed: UInt64($0)).0.prompt }
    #expect(Set(orders).count > 6)
    #expect(try letters("which-bug", seed: 7).0.prompt == orders[7])
    #expect(orders.contains { !$0.contains("**a** It draws from 1 to N.") })
  }

  @Test(
    "what is no letter of a choice is refused with what is accepted",
    arguments: [
      (
        "z 1",
        "“z” is not one of them. Answer with one letter from a to c and the number of the reason from 1 to 2, like “b 2”."
      ),
      (
        "a b 1",
        "Only one can be chosen. Answer with one letter from a to c and the number of the reason from 1 to 2, like “b 2”."
      ),
      (
        "a",
        "The reason is missing. Answer with one letter from a to c and the number of the reason from 1 to 2, like “b 2”."
      ),
      (
        "1",
        "There is no letter in your answer. Answer with one letter from a to c and the number of the reason from 1 to 2, like “b 2”."
      ),
      (
        "a 3",
        "“3” is not one of them. Answer with one letter from a to c and the number of the reason from 1 to 2, like “b 2”."
      ),
      (
        "a 1 2",
        "Give one reason only. Answer with one letter from a to c and the number of the reason from 1 to 2, like “b 2”."
      ),
    ])
  func refusedChoice(_ answer: String, _ message: String) throws {
    let judgement = try check(answer, "which-bug")
    #expect(judgement.outcome == .refused)
    #expect(judgement.message == message)
  }

  @Test("an order is right only as a whole, and its distractors may be left out", arguments: UInt64(0)...20)
  func order(_ seed: UInt64) throws {
    let (instance, marks) = try letters("put-in-order", seed: seed)
    let right = try ["fill the slots", "draw a number", "replace a slot"].map { try #require(marks[$0]) }
    #expect(try checker.check(right.joined(separator: ", "), of: instance).outcome == .correct)
    #expect(try checker.check(right.joined(), of: instance).answer == "fill draw replace")
    let wrong = try checker.check("\(right[1]) \(right[0]) \(right[2])", of: instance)
    #expect(wrong.outcome == .wrong)
    #expect(wrong.mistake == "draws-first")
    #expect(
      try checker.check("\(right[0]) \(right[1])", of: instance).message
        == "There are 2 letters in your answer. Answer with 3 of the letters a to d in order, like “c b a”.")
    #expect(try checker.check("\(right[0]) \(right[0]) \(right[1])", of: instance).outcome == .refused)
  }

  @Test("a match is taken with or without numbers, and each right pair has its share", arguments: UInt64(0)...20)
  func match(_ seed: UInt64) throws {
    let (instance, marks) = try letters("pair-them", seed: seed)
    let convenience = try #require(marks["convenience"])
    let snowball = try #require(marks["snowball"])
    let stratified = try #require(marks["stratified"])
    for answer in ["1\(convenience) 2\(snowball)", "2 = \(snowball), 1 = \(convenience)", "\(convenience) \(snowball)"]
    {
      #expect(try checker.check(answer, of: instance).outcome == .correct)
    }
    #expect(
      try checker.check("1\(convenience) 2\(snowball)", of: instance).answer == "sunny=convenience followees=snowball")
    #expect(instance.shown("sunny=convenience followees=snowball") == "1\(convenience) 2\(snowball)")
    let half = try checker.check("1\(stratified) 2\(snowball)", of: instance)
    #expect(half.outcome == .partial)
    #expect(half.mistake == "calls-it-stratified")
    #expect(half.message == "1 of 2 pairs are right.")
    #expect(try checker.check("1\(convenience)", of: instance).message.hasPrefix("Each number needs a letter."))
    #expect(try checker.check("1\(convenience) 3\(snowball)", of: instance).outcome == .refused)
    #expect(try checker.check("1z 2\(snowball)", of: instance).outcome == .refused)
  }

  @Test("whatever is typed is judged or refused, never an error")
  func anything() throws {
    let odd = [
      "🦊", "a=b=c", "-----", "1 1 1 1", "NaN", "inf", "1e999", "[[", "9999999999999999999999 a", "a\u{0}b", "٣", "½",
    ]
    for exercise in lesson.exercises where exercise.id != "write-step" {
      for answer in odd {
        let judgement = try check(answer, exercise.id)
        #expect([.refused, .wrong, .partial].contains(judgement.outcome), "\(exercise.id): \(answer)")
        #expect(!judgement.message.isEmpty)
      }
    }
  }

  @Test("the variant is compiled once for many seeds, and not at all where there is none")
  func compiledOnce() throws {
    let made = Counter()
    let checker = ExerciseChecker(lesson: lesson) {
      made.add()
      return ScriptedRunner(ScriptedRunner.Script())
    }
    let rate = try #require(lesson.exercise("the-rate"))
    #expect(try checker.instances(of: rate, seeds: Array(0...20)).count == 21)
    #expect(made.count == 0)
    let tweet = try #require(lesson.exercise("millionth-tweet"))
    #expect(try checker.instances(of: tweet, seeds: Array(0...20)).count == 21)
    #expect(made.count == 1)
  }

  @Test("a variant that cannot be computed is the lesson's fault, not the student's")
  func brokenVariant() throws {
    let checker = ExerciseChecker(lesson: lesson) {
      ScriptedRunner(
        ScriptedRunner.script {
          $0.outcomes = [
            (
              "func lectern_variant",
              CellOutcome(
                status: .rejected,
                diagnostics: [
                  CellDiagnostic(severity: .error, line: 3, column: 1, message: "no such thing", excerpt: "")
                ])
            )
          ]
        })
    }
    let exercise = try #require(lesson.exercise("millionth-tweet"))
    let line = try #require(exercise.variant).line + 1
    #expect(
      throws: CheckerError.lesson(
        path: "x.md", line: line, exercise: "millionth-tweet",
        sentence: "the variant of millionth-tweet does not compile: no such thing")
    ) { try checker.instance(of: exercise, seed: 0) }
  }
}
