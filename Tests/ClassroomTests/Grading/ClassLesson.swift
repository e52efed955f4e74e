import Checks
import Classroom
import Foundation
import Lessons
import Notebook
import Statistics
import Synchronization

/// A small lesson, and what grades answers to it without a compiler.
enum ClassLesson {
  static let name = "01-first/01-quick"

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

    ## Exercise: Which one

    ```yaml exercise=which
    kind: choice
    points: 2
    assumes: nothing
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
    ### Wrong answer: takes-bad
    That was the bad one.
    ```text answer
    bad
    ```
    ### Solution
    The good one is good.

    ## Exercise: The rate

    ```yaml exercise=the-rate
    kind: number
    points: 3
    assumes: nothing
    ```

    How much is {{n}} and {{n}}?

    ```swift variant
    let n = variant.pick("n", from: [2, 3, 4])
    ```

    ```swift expected
    expected["answer"] = Double(n + n)
    wrong["squares"] = Double(n * n + 1)
    ```

    ```yaml key
    tolerance: 1e-9
    ```

    ### Hint
    Add.
    ### Wrong answer: squares
    Do not multiply.
    ### Solution
    Twice the number.
    """

  static let lesson = LessonDocument.parse(Array(text.utf8), path: "01-first/01-quick.md").lesson!

  static func assignment(text: String = text, terms: String = "") -> Assignment {
    Assignment(lesson: lesson, name: name, bytes: text.utf8, terms: terms)
  }

  /// A seed of a student for whom n is `n`.
  static func studentSeed(forNumber n: Int) -> UInt64 {
    (UInt64(1)...).first { Numbers.n(seed: StudentSeed($0).seed(lesson: name, exercise: "the-rate")) == n }!
  }

  /// Answers as a student hands them in.
  static func answers(
    _ student: String, which: String? = "good", rate: String? = "4", lesson: String = name, seed: UInt64? = nil
  ) -> String {
    var file = AnswersFile(lesson: lesson, student: student, seed: seed)
    if let which { file.answers.append(.init(exercise: "which", isSwift: false, text: which, tries: 2)) }
    if let rate { file.answers.append(.init(exercise: "the-rate", isSwift: false, text: rate)) }
    return file.text
  }

  /// What the variant of the lesson does.
  enum Numbers {
    static func fill(
      _ variant: inout Variant, _ expected: inout ExpectedAnswers, _ wrong: inout ExpectedAnswers,
      _ rng: inout SeededGenerator, _ seed: UInt64
    ) {
      let n = variant.pick("n", from: [2, 3, 4])
      expected["answer"] = Double(n + n)
      wrong["squares"] = Double(n * n + 1)
    }

    static func n(seed: UInt64) -> Int {
      var variant = Variant(seed: seed)
      return variant.pick("n", from: [2, 3, 4])
    }
  }
}

/// Plays the part of a kernel for answers to ``ClassLesson``.
final class ClassRunner: CellRunner, Sendable {
  /// What the runners of one batch do, and what they did.
  final class Script: Sendable {
    /// What a typed expression comes to.
    let expression: @Sendable (_ text: String, _ time: Int) throws -> CellOutcome
    /// Whether the variant fails for a seed.
    let fails: @Sendable (UInt64) -> Bool
    private let evaluated = Mutex<[String: Int]>([:])

    init(
      expression: @escaping @Sendable (String, Int) throws -> CellOutcome = { _, _ in Script.number("4") },
      fails: @escaping @Sendable (UInt64) -> Bool = { _ in false }
    ) {
      self.expression = expression
      self.fails = fails
    }

    static func number(_ json: String) -> CellOutcome {
      CellOutcome(status: .succeeded, observations: [Observation(name: "answer", json: "[\(json)]")])
    }

    /// How often an expression with this text in it was evaluated.
    func count(_ text: String) -> Int {
      evaluated.withLock { $0.filter { $0.key.contains(text) }.values.reduce(0, +) }
    }

    fileprivate func evaluate(_ text: String) throws -> CellOutcome {
      let time = evaluated.withLock { counts in
        counts[text, default: 0] += 1
        return counts[text]!
      }
      return try expression(text, time)
    }

    /// A checker whose runners follow this script.
    func checker() -> ExerciseChecker {
      ExerciseChecker(lesson: ClassLesson.lesson) { ClassRunner(self) }
    }
  }

  private let script: Script

  init(_ script: Script) {
    self.script = script
  }

  func run(_ cell: CellSource) throws -> CellOutcome {
    guard cell.name.hasPrefix("answer to") else { return CellOutcome(status: .succeeded) }
    return try script.evaluate(cell.text)
  }

  func call(_ function: String, input: String, timeLimit: Double?) throws -> CellOutcome {
    let records = VariantRun(packed: input).records(of: ClassLesson.Numbers.fill)
    if records.contains(where: { script.fails($0.seed) }) {
      return CellOutcome(status: .faulted, fault: CellFault(message: "division by zero"))
    }
    return CellOutcome(
      status: .succeeded,
      observations: try records.enumerated().map { place, record in
        Observation(name: "\(place)", json: String(decoding: try JSONEncoder().encode(record), as: UTF8.self))
      })
  }
}
