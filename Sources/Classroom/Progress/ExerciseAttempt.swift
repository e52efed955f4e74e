public import Foundation

/// How one answer to an exercise turned out.
public enum AttemptOutcome: String, Codable, Sendable, CaseIterable {
  case correct
  case partial
  case wrong
  /// The answer did not compile, or an error came out of it.
  case error
  /// The answer used up its time.
  case timeout
  /// The answer ended the process that ran it.
  case crashed
  case unanswered
  /// The answer asked for what is not allowed.
  case refused
  /// The lesson had no key: the answer is kept to be handed in.
  case unjudged
}

/// One answer to one exercise, as it is written down.
public struct ExerciseAttempt: Codable, Sendable, Hashable {
  public var lesson: String
  public var exercise: String
  /// The seed that the exercise's numbers were drawn from; nil when it has none.
  public var seed: UInt64?
  /// What the student typed.
  public var answer: String
  public var outcome: AttemptOutcome
  /// The share of the exercise's points, 0 to 1.
  public var score: Double
  /// The known wrong answer that this one was recognized as.
  public var mistake: String?
  /// How many hints the student had seen when answering.
  public var hintsShown: Int
  /// When it was given; kept to the millisecond.
  public var time: Date

  /// A `score` outside 0 to 1 is brought to the nearer end, and one that is not a number to 0.
  public init(
    lesson: String, exercise: String, seed: UInt64? = nil, answer: String, outcome: AttemptOutcome,
    score: Double, mistake: String? = nil, hintsShown: Int = 0, time: Date = Date()
  ) {
    self.lesson = lesson
    self.exercise = exercise
    self.seed = seed
    self.answer = answer
    self.outcome = outcome
    self.score = score.isNaN ? 0 : min(max(score, 0), 1)
    self.mistake = mistake
    self.hintsShown = hintsShown
    self.time = time
  }
}

/// An attempt as the store holds it.
public struct RecordedAttempt: Codable, Sendable, Hashable {
  public var attempt: ExerciseAttempt
  /// Whether the solution for this very seed had been shown before, so that the attempt earns no points.
  public var isAfterSolution: Bool
}
