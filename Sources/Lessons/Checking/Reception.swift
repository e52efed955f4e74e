/// What became of an answer: it was judged or, where the lesson has no keys, kept to be handed in.
public enum Reception: Sendable, Hashable {
  case judged(Judgement)
  case kept(KeptAnswer)
}

/// An answer of the right kind to an exercise of a student's edition, which cannot be judged there.
public struct KeptAnswer: Codable, Sendable, Hashable {
  /// The exercise's id.
  public var exercise: String
  /// The answer as it is kept: by ids, so that it means the same for everyone, or as it was typed.
  public var answer: String
  /// What the visible checks of a `code` or `design` exercise say.
  public var checks: [VisibleCheck.Result]

  public init(exercise: String, answer: String, checks: [VisibleCheck.Result] = []) {
    self.exercise = exercise
    self.answer = answer
    self.checks = checks
  }

  /// A sentence for the student.
  public var message: String {
    checks.allSatisfy(\.isPassed)
      ? "Your answer is kept; `:submit` hands it in."
      : "Your answer is kept, and not all checks pass. Answer again, or hand it in as it is with `:submit`."
  }
}

extension ExerciseChecker {
  /// Judges an answer where the lesson has a key, and asks the visible checks about code that runs and is not right.
  ///
  /// In a student's edition, an answer of the right kind is tried out, as far as the visible checks go, and kept; what
  /// is no answer, and code that does not run, is told as in the full edition.
  ///
  /// - Throws: ``CheckerError`` for what is not the student's fault, and what the runner throws.
  public func receive(_ answer: String, of instance: ExerciseInstance) throws -> Reception {
    do {
      var judgement = try check(answer, of: instance)
      // Code that does not compile, or never ends, would do the same again.
      let mayRun = judgement.isTry && judgement.diagnostics.isEmpty && judgement.outcome != .timeout
      if mayRun, judgement.outcome != .correct, instance.codeTask?.checks.isEmpty == false,
        case .ran(let results) = try visibleChecks(of: judgement.answer, for: instance, seeds: [instance.seed])
      {
        judgement.checks = results[0]
      }
      return .judged(judgement)
    } catch CheckerError.noKey {
      // Whatever can be said without a key has been said before the key is looked for.
      let text = answer.trimmingBlankLines
      let id = instance.exercise.id
      guard instance.codeTask != nil else {
        return .kept(KeptAnswer(exercise: id, answer: instance.kept(text) ?? text))
      }
      switch try visibleChecks(of: text, for: instance, seeds: [instance.seed]) {
      case .stopped(let stop):
        return .judged(
          Judgement(
            exercise: id, outcome: stop.outcome, possible: instance.exercise.points, message: stop.message,
            answer: text, diagnostics: stop.diagnostics))
      case .ran(let results): return .kept(KeptAnswer(exercise: id, answer: text, checks: results[0]))
      }
    }
  }

  /// What came of trying code out.
  enum TryOut {
    case stopped(Examination.Stop)
    /// The results of the visible checks, for each seed.
    case ran([[VisibleCheck.Result]])
  }

  /// Runs code and then its visible checks, in a fresh runner; without seeds the checks are only compiled.
  func visibleChecks(of code: String, for instance: ExerciseInstance, seeds: [UInt64]) throws -> TryOut {
    let runner = try makeRunner()
    let examination = Examination(instance: instance, lesson: lesson, runner: runner)
    if let stop = try examination.run(code) { return .stopped(stop) }
    // One student's try has one seed.
    let limit = instance.exercise.seconds * Double(max(1, seeds.count))
    return .ran(try VisibleCheck.run(of: instance, in: runner, seeds: seeds, timeLimit: limit))
  }
}
