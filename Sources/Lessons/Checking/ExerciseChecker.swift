internal import Checks
public import Notebook
internal import Statistics

/// Judges answers to the exercises of one lesson.
///
/// The student's code runs in a fresh runner of `makeRunner` for each answer. Variants, keys and judges run in a runner of
/// `makeJudge`, which no student's code ever enters.
public final class ExerciseChecker {
  public let lesson: Lesson
  let makeRunner: () throws -> any CellRunner
  private let trusted: TrustedRunner
  private let probeSecret: UInt64
  private let optimizesProbes: Bool
  private var records: [String: [UInt64: VariantRecord]] = [:]

  /// How many variants of one exercise are remembered.
  private static let recordLimit = 1_000
  /// How many seeds the probe of a student's try runs for.
  public static let probesPerTry = 3

  /// A checker of `lesson`; without `makeJudge`, what is trusted runs in runners of `makeRunner` as well, each its own.
  ///
  /// - Parameters:
  ///   - probeSecret: what the seeds of the probes depend on besides the student's own; a grader has one that students do
  ///     not know.
  ///   - optimizesProbes: whether to compile every probe with optimization, which pays where one serves many answers.
  public init(
    lesson: Lesson, probeSecret: UInt64 = 0, optimizesProbes: Bool = false,
    makeRunner: @escaping () throws -> any CellRunner,
    makeJudge: (() throws -> any CellRunner)? = nil
  ) {
    self.lesson = lesson
    self.probeSecret = probeSecret
    self.optimizesProbes = optimizesProbes
    self.makeRunner = makeRunner
    trusted = TrustedRunner(makeRunner: makeJudge ?? makeRunner)
  }

  // MARK: Instances

  /// The exercise for one seed.
  ///
  /// - Throws: ``CheckerError`` when its variant fails, and what the runner throws.
  public func instance(of exercise: Exercise, seed: UInt64) throws -> ExerciseInstance {
    try instances(of: exercise, seeds: [seed])[0]
  }

  /// The exercise for each of several seeds; its variant is compiled once.
  ///
  /// - Throws: ``CheckerError`` when its variant fails, and what the runner throws.
  public func instances(of exercise: Exercise, seeds: [UInt64]) throws -> [ExerciseInstance] {
    var known = records[exercise.id] ?? [:]
    if known.count > Self.recordLimit { known = [:] }
    let missing = seeds.filter { known[$0] == nil }
    if !missing.isEmpty {
      for record in try trusted.variants(of: exercise, seeds: missing, path: lesson.path) {
        known[record.seed] = record
      }
      records[exercise.id] = known
    }
    return seeds.compactMap { known[$0] }.map { ExerciseInstance(exercise, record: $0, path: lesson.path) }
  }

  // MARK: Answers

  /// Judges an answer as it was typed, or as it was kept.
  ///
  /// - Throws: ``CheckerError`` for what is not the student's fault, and what the runner throws.
  public func check(_ answer: String, of instance: ExerciseInstance) throws -> Judgement {
    let text = answer.trimmingBlankLines
    let exercise = instance.exercise
    func verdict(
      _ outcome: Judgement.Outcome, _ message: String, share: Double = 0, mistake: String? = nil, kept: String? = nil,
      diagnostics: [CellDiagnostic] = []
    ) -> Judgement {
      Judgement(
        exercise: exercise.id, outcome: outcome, score: share * Double(exercise.points), possible: exercise.points,
        message: message, mistake: mistake, hint: mistake.flatMap(instance.hint(forMistake:)), answer: kept ?? text,
        diagnostics: diagnostics)
    }
    func stopped(_ stop: Examination.Stop) -> Judgement {
      verdict(stop.outcome, stop.message, diagnostics: stop.diagnostics)
    }
    func closed(_ result: ClosedJudge.Result, kept: String) -> Judgement {
      let outcome: Judgement.Outcome = result.share >= 1 ? .correct : result.share > 0 ? .partial : .wrong
      return verdict(outcome, result.message, share: result.share, mistake: result.mistake, kept: kept)
    }

    if text.trimmingSpaces.isEmpty { return verdict(.unanswered, "There is no answer. " + instance.howToAnswer) }
    let given: GivenAnswer
    do {
      given = try instance.parse(text)
    } catch {
      return verdict(.refused, error.sentence + Self.wayToSwift(text))
    }
    let kept = given.canonical(typed: text)
    let judge = ClosedJudge(instance: instance)
    switch given {
    case .numbers(let numbers):
      return closed(try judge.judge(numbers), kept: kept)
    case .choice, .order, .match:
      return closed(try judge.judge(given), kept: kept)
    case .expression(let expression):
      guard case .number(let task) = exercise.task else { return verdict(.refused, instance.howToAnswer) }
      let shown = "“\(expression.prefix(60))”"
      let examination = Examination(instance: instance, lesson: lesson, runner: try makeRunner())
      switch try examination.evaluate(expression, count: task.parts.count) {
      case .noExpression(let reason):
        let words = expression.split { $0.isWhitespace || $0 == "," || $0 == ";" }
        if words.count > 1, words.allSatisfy({ Double($0) != nil }) {
          return verdict(.refused, "\(shown) gives \(words.count) numbers. \(instance.howToAnswer)")
        }
        let why = reason.map { " (\($0))" } ?? ""
        return verdict(
          .refused,
          "\(shown) is neither a number nor a Swift expression that gives one\(why). \(instance.howToAnswer)"
            + Self.wayToSwift(expression))
      case .stopped(let stop): return stopped(stop)
      case .numbers(let numbers):
        guard numbers.count == task.parts.count else {
          return verdict(
            .refused, "\(shown) gives \(numbers.count) number\(numbers.count == 1 ? "" : "s"). \(instance.howToAnswer)")
        }
        guard numbers.allSatisfy(\.isFinite) else {
          return verdict(.refused, "\(shown) is not a finite number. \(instance.howToAnswer)")
        }
        return closed(try judge.judge(numbers), kept: kept)
      }
    case .code(let code):
      guard instance.codeTask?.judge != nil else { throw CheckerError.noKey(exercise: exercise.id) }
      let seeds = probeSeeds(of: instance)
      switch try observe(code, of: instance, seeds: seeds) {
      case .stopped(let stop): return stopped(stop)
      case .observed(let observations):
        let replies = try replies(of: instance, to: observations, seeds: seeds)
        return judgement(replies, verdict: verdict(_:_:share:mistake:kept:diagnostics:), instance: instance)
      }
    }
  }

  /// All replies must agree for a pass; a known mistake says more than a plain no.
  private func judgement(
    _ replies: [TrustedRunner.Reply],
    verdict: (Judgement.Outcome, String, Double, String?, String?, [CellDiagnostic]) -> Judgement,
    instance: ExerciseInstance
  ) -> Judgement {
    var share = 1.0
    var partly: String?
    var wrong: String?
    var mistake: String?
    for reply in replies {
      switch reply {
      case .verdict(.correct): break
      case .verdict(.partial(let part, let sentence)):
        if part < share { share = part.isFinite ? max(0, part) : 0 }
        partly = partly ?? sentence
      case .verdict(.mistake(let id)):
        if mistake == nil, instance.exercise.wrongAnswer(id) != nil { mistake = id }
        wrong = wrong ?? "Not right."
      case .verdict(.wrong(let sentence)): wrong = wrong ?? sentence
      case .unreadable(let sentence): wrong = wrong ?? "What your code gives cannot be right: \(sentence)."
      case .failed(let sentence):
        return verdict(.error, "What your code gives could not be judged: \(sentence).", 0, nil, nil, [])
      }
    }
    if let wrong { return verdict(.wrong, mistake == nil ? wrong : "Not right.", 0, mistake, nil, []) }
    if let partly { return verdict(share > 0 ? .partial : .wrong, partly, share, nil, nil, []) }
    return verdict(.correct, "Right.", 1, nil, nil, [])
  }

  // MARK: Code, in its steps

  /// The seeds that the probe of a student's try runs for.
  func probeSeeds(of instance: ExerciseInstance) -> [UInt64] {
    var rng = SeededGenerator(seed: instance.seed ^ probeSecret ^ stableHash(instance.exercise.id + "/probe"))
    return (0..<Self.probesPerTry).map { _ in UInt64(rng.uniformInt(below: 1_000_000_000)) }
  }

  /// Judges the lesson's own answers to the exercises that are answered in code, so that a lesson that does not work is
  /// found before the first student's answer. What is compiled for them serves the students' answers.
  ///
  /// - Throws: ``CheckerError`` for an exercise whose own answer is not right, and what the runner throws.
  public func proveModelAnswers() throws {
    for exercise in lesson.exercises {
      guard let model = exercise.solutionAnswer else { continue }
      let instance = try instance(of: exercise, seed: 0)
      let seeds = probeSeeds(of: instance)
      let code = instance.code(model)
      let examination = Examination(
        instance: instance, lesson: lesson, runner: try makeRunner(), optimizesProbe: optimizesProbes)
      switch try examination.observe(code, isModel: true, seeds: seeds) {
      case .stopped(let stop):
        throw instance.fault("the solution is not right: \(stop.message)", in: model)
      case .observed(let observations):
        let replies = try replies(of: instance, to: observations, seeds: seeds)
        guard replies.allSatisfy({ $0 == .verdict(.correct) }) else {
          throw instance.fault("the solution is not judged right: \(replies[0])", in: model)
        }
      }
    }
  }

  /// Runs code and its probe in a fresh runner.
  func observe(
    _ code: String, of instance: ExerciseInstance, seeds: [UInt64]
  ) throws -> Examination.Result {
    let patience = max(1, Double(seeds.count) / Double(Self.probesPerTry))
    let examination = Examination(
      instance: instance, lesson: lesson, runner: try makeRunner(), patience: patience, optimizesProbe: optimizesProbes)
    return try examination.observe(code, seeds: seeds)
  }

  /// What the judge says about the observations of each seed.
  func replies(
    of instance: ExerciseInstance, to observations: [Observations], seeds: [UInt64]
  ) throws -> [TrustedRunner.Reply] {
    let cases = zip(seeds, observations).map { JudgeRun.Case(seed: $0, observations: $1) }
    return try trusted.replies(of: instance, to: cases)
  }

  /// Where Swift can be typed, for an answer that looks like it and is none.
  private static func wayToSwift(_ text: String) -> String {
    text.contains { "(={".contains($0) } ? " To run Swift, `:try` first." : ""
  }
}
