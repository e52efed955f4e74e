public import Notebook

/// What was made of one answer.
public struct Judgement: Codable, Sendable, Hashable {
  public enum Outcome: String, Codable, Sendable, CaseIterable {
    case correct
    /// Right in part.
    case partial
    case wrong
    /// The student's code does not compile, or throws where it should not.
    case error
    /// The student's code did not finish in time.
    case timeout
    /// The student's code was stopped by a fault, or ended its process.
    case crashed
    /// There was no answer at all.
    case unanswered
    /// What was given is not an answer of the kind that is asked for.
    case refused
  }

  /// The exercise's id.
  public var exercise: String
  public var outcome: Outcome
  public var score: Double
  /// The points that a right answer gets.
  public var possible: Int
  /// A sentence or two for the student.
  public var message: String
  /// The known mistake that the answer shows.
  public var mistake: String?
  /// The hint that this very mistake earns, in Markdown.
  public var hint: String?
  /// The answer as it is kept: by ids, so that it means the same for everyone, or as it was typed.
  public var answer: String
  /// What the compiler said about the student's code, in its own lines.
  public var diagnostics: [CellDiagnostic]
  /// What the visible checks say of code that is not right; empty where they were not asked.
  public var checks: [VisibleCheck.Result]

  public init(
    exercise: String, outcome: Outcome, score: Double = 0, possible: Int, message: String, mistake: String? = nil,
    hint: String? = nil, answer: String, diagnostics: [CellDiagnostic] = [], checks: [VisibleCheck.Result] = []
  ) {
    self.exercise = exercise
    self.outcome = outcome
    self.score = score
    self.possible = possible
    self.message = message
    self.mistake = mistake
    self.hint = hint
    self.answer = answer
    self.diagnostics = diagnostics
    self.checks = checks
  }

  /// Whether it is one of the student's tries: nothing at all, and what is no answer of the kind, are not.
  public var isTry: Bool {
    outcome != .unanswered && outcome != .refused
  }
}

/// Why answers cannot be judged, through no fault of the student's.
public enum CheckerError: Error, Hashable, CustomStringConvertible {
  /// A cell, block or judge of the lesson itself does not work.
  case lesson(path: String, line: Int, exercise: String, sentence: String)
  /// The file is a student's edition.
  case noKey(exercise: String)
  case interrupted

  public var description: String {
    switch self {
    case .lesson(let path, let line, let exercise, let sentence): "\(path):\(line): [\(exercise)] \(sentence)"
    case .noKey(let exercise):
      "this edition of the lesson has no key for “\(exercise)”: hand your answer in to have it judged"
    case .interrupted: "Stopped; the answer was not judged."
    }
  }
}

/// Why what was typed is not an answer, and what would be one.
struct AnswerRefusal: Error, Hashable {
  var sentence: String
}
