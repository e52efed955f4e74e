public import Lessons

/// The grade of one student's answers to one lesson, with all that the reports and the gradebook are made from.
public struct GradedSubmission: Codable, Sendable, Hashable {
  /// Who handed in, as the answers file says; for a file that cannot be read, the file's name without its ending.
  public var student: String
  /// The lesson's id: "04-training-data/04-reservoir-sampling".
  public var lesson: String
  /// The answers file, as the grader named it.
  public var file: String
  /// SHA-256 of the answers file in hexadecimal digits: two grades of one digest are grades of the same answers.
  /// Of a file that cannot be read, that of its name and the reason.
  public var digest: String
  /// When the answers were handed in, in seconds since 1970: when the file was last written.
  public var submitted: Double
  /// Why the file as a whole could not be graded; nil when it could.
  public var problem: String?
  /// What in the file did not count or was not as it should be, a sentence each; nil when there is nothing to say.
  public var remarks: [String]?
  /// SHA-256 of the instructor's edition and of the limits and the seed that it was graded by: grades of one edition
  /// were made by the same measure.
  public var edition: String?
  /// One for each exercise of the lesson, in its order.
  public var exercises: [GradedExercise]

  public init(
    student: String, lesson: String, file: String, digest: String, submitted: Double, problem: String? = nil,
    remarks: [String]? = nil, edition: String? = nil, exercises: [GradedExercise]
  ) {
    self.student = student
    self.lesson = lesson
    self.file = file
    self.digest = digest
    self.submitted = submitted
    self.problem = problem
    self.remarks = remarks
    self.edition = edition
    self.exercises = exercises
  }

  /// The points reached.
  public var score: Double { exercises.reduce(0) { $0 + $1.score } }
  /// The points that right answers to everything get.
  public var possible: Int { exercises.reduce(0) { $0 + $1.possible } }
}

/// The grade of one exercise.
public struct GradedExercise: Codable, Sendable, Hashable {
  public var id: String
  public var outcome: Judgement.Outcome
  public var score: Double
  public var possible: Int
  /// A sentence or two that may be shown to the student.
  public var message: String
  /// Wall time that grading it took; it never decides anything.
  public var seconds: Double
  /// The known mistake that the answer shows, whose hint was earned.
  public var mistake: String?
  /// How many tries the student says it took; nil when the file does not say.
  public var tries: Int?
  /// What is left of a code answer when names, layout and comments are taken away, as a digest; nil for other kinds.
  public var shape: String?

  public init(
    id: String, outcome: Judgement.Outcome, score: Double, possible: Int, message: String, seconds: Double,
    mistake: String? = nil, tries: Int? = nil, shape: String? = nil
  ) {
    self.id = id
    self.outcome = outcome
    self.score = score
    self.possible = possible
    self.message = message
    self.seconds = seconds
    self.mistake = mistake
    self.tries = tries
    self.shape = shape
  }
}
