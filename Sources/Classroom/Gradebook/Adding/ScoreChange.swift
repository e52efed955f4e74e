/// A score that would be, or was, changed.
public struct ScoreChange: Codable, Sendable, Hashable {
  public struct Points: Codable, Sendable, Hashable {
    public var score: Double
    public var possible: Int

    public init(score: Double, possible: Int) {
      self.score = score
      self.possible = possible
    }
  }

  /// Why it changes.
  public enum Cause: String, Codable, Sendable {
    /// The same answers got another grade.
    case regraded
    /// Other answers were handed in.
    case handedIn
    /// Something else of this student's was added: free late days went elsewhere.
    case lateDays
  }

  public var student: String
  public var lesson: String
  public var exercise: String
  /// nil for an exercise that was not graded before.
  public var from: Points?
  /// nil for an exercise that the lesson no longer has.
  public var to: Points?
  public var cause: Cause

  public init(student: String, lesson: String, exercise: String, from: Points?, to: Points?, cause: Cause) {
    self.student = student
    self.lesson = lesson
    self.exercise = exercise
    self.from = from
    self.to = to
    self.cause = cause
  }
}

/// What adding grades to a book would do.
public struct AdditionPlan: Sendable {
  public let grades: [GradedSubmission]
  /// Submissions that the book does not have.
  public internal(set) var added = 0
  /// Submissions whose grade is another one than the book has.
  public internal(set) var regraded = 0
  /// Submissions that the book has with this very grade.
  public internal(set) var unchanged = 0
  /// The scores that the book has and that would be others, by student, lesson and exercise.
  public internal(set) var changes: [ScoreChange] = []

  /// Of several grades of the same answers, the last counts: a journal keeps those by earlier editions of the lesson.
  init(_ grades: [GradedSubmission]) {
    var places: [[String]: Int] = [:]
    var last: [GradedSubmission] = []
    for grade in grades.map(\.storable) {
      let key = [grade.student, grade.lesson, grade.digest]
      if let place = places[key] {
        last[place] = grade
      } else {
        places[key] = last.count
        last.append(grade)
      }
    }
    self.grades = last
  }

  /// Whether there is anything to write.
  public var isEmpty: Bool { added == 0 && regraded == 0 }
}

extension GradedSubmission {
  /// The grade without zero bytes, at which SQLite ends a text.
  fileprivate var storable: GradedSubmission {
    var grade = self
    grade.student = Self.storable(student)
    grade.lesson = Self.storable(lesson)
    grade.file = Self.storable(file)
    grade.digest = Self.storable(digest)
    grade.problem = problem.map(Self.storable)
    grade.remarks = remarks?.map(Self.storable)
    grade.edition = edition.map(Self.storable)
    grade.exercises = exercises.map { exercise in
      var exercise = exercise
      exercise.id = Self.storable(exercise.id)
      exercise.message = Self.storable(exercise.message)
      exercise.mistake = exercise.mistake.map(Self.storable)
      exercise.shape = exercise.shape.map(Self.storable)
      return exercise
    }
    return grade
  }

  private static func storable(_ text: String) -> String {
    guard text.utf8.contains(0) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == "\0" ? "\u{FFFD}" : $0 }))
  }
}
