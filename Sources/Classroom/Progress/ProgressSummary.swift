public import Foundation

/// What a lesson holds for a student to earn, as the lesson document says it.
public struct LessonOutline: Sendable, Hashable {
  public struct Exercise: Sendable, Hashable {
    public var id: String
    public var points: Double

    public init(id: String, points: Double) {
      self.id = id
      self.points = points
    }
  }

  public var id: String
  public var exercises: [Exercise]

  public init(id: String, exercises: [Exercise]) {
    self.id = id
    self.exercises = exercises
  }
}

/// One row of a progress report.
public struct LessonSummary: Codable, Sendable, Hashable {
  public var lesson: String
  /// Exercises that earned all their points.
  public var right: Int
  /// Exercises with at least one answer, right ones included.
  public var attempted: Int
  /// Exercises passed over and not right since.
  public var skipped: Int
  /// Exercises in the lesson.
  public var total: Int
  /// Points earned: for each exercise, its points times the best score of an answer given before its solution was seen.
  public var score: Double
  /// Points to be had.
  public var points: Double
  public var started: Date?
  public var finished: Date?
  /// When the student last answered or moved in this lesson.
  public var last: Date?

  public init(
    lesson: String, right: Int, attempted: Int, skipped: Int, total: Int, score: Double, points: Double,
    started: Date?, finished: Date?, last: Date?
  ) {
    self.lesson = lesson
    self.right = right
    self.attempted = attempted
    self.skipped = skipped
    self.total = total
    self.score = score
    self.points = points
    self.started = started
    self.finished = finished
    self.last = last
  }

  /// `100 * score / points`; nil for a lesson without points.
  public var percent: Double? { points > 0 ? 100 * score / points : nil }
}
