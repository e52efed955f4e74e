public import Lessons

/// What a student's record gives to hand in for one lesson: the last attempt at each exercise.
public struct HandIn: Sendable {
  public let file: AnswersFile
  /// The exercises without an answer, in the lesson's order.
  public let unanswered: [String]
  /// The exercises whose last answer was to other numbers than the student has now; they are among `unanswered`, too.
  public let outdated: [String]

  /// Gathers the answers.
  ///
  /// - Parameters:
  ///   - id: the lesson's name, by which the record knows it.
  ///   - student: the id by which the class knows the student.
  /// - Throws: ``AnswersProblem`` when one of the names is none, ``ProgressError`` when the record cannot be read.
  public init(lesson: Lesson, id: String, student: String, progress: ProgressStore) throws {
    let seed = StudentSeed(progress.studentSeed)
    var answers: [AnswersFile.Answer] = []
    var unanswered: [String] = []
    var outdated: [String] = []
    for exercise in lesson.exercises {
      let attempts = try progress.attempts(lesson: id, exercise: exercise.id)
      guard let last = attempts.last else {
        unanswered.append(exercise.id)
        continue
      }
      if let used = last.attempt.seed, used != seed.seed(lesson: id, exercise: exercise.id) {
        unanswered.append(exercise.id)
        outdated.append(exercise.id)
        continue
      }
      answers.append(
        AnswersFile.Answer(
          exercise: exercise.id, isSwift: exercise.isAnsweredInSwift, text: last.attempt.answer, tries: attempts.count))
    }
    file = AnswersFile(
      lesson: try LessonName.validated(id), student: try StudentID.validated(student), seed: seed.value,
      answers: answers)
    self.unanswered = unanswered
    self.outdated = outdated
  }

  /// The name to hand in under: "04-reservoir-sampling.s042.answers.md".
  public var fileName: String {
    let lesson = file.lesson.split(separator: "/").last.map(String.init) ?? file.lesson
    return "\(lesson).\(StudentID.inFileName(file.student)).answers.md"
  }
}

extension Exercise {
  /// Whether an answer is Swift declarations.
  public var isAnsweredInSwift: Bool {
    switch task {
    case .code, .design: true
    default: false
    }
  }
}
