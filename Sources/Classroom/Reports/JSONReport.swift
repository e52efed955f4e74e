/// Grades as one JSON array, an object for each submission.
///
/// The reason why a submission could not be graded is the message of each of its exercises.
struct JSONReport {
  let text: String

  init(_ grades: [GradedSubmission]) {
    text = OrderedJSON.array(grades.map(Self.submission)).rendered
  }

  private static func submission(_ grade: GradedSubmission) -> OrderedJSON {
    .object([
      ("student", .text(grade.student)),
      ("lesson", .text(grade.lesson)),
      ("score", .number(ReportNumber.score(grade.score))),
      ("possible", .integer(grade.possible)),
      ("exercises", .array(grade.exercises.map(exercise))),
    ])
  }

  private static func exercise(_ grade: GradedExercise) -> OrderedJSON {
    .object([
      ("id", .text(grade.id)),
      ("outcome", .text(grade.outcome.rawValue)),
      ("score", .number(ReportNumber.score(grade.score))),
      ("possible", .integer(grade.possible)),
      ("message", .text(grade.message)),
      ("seconds", .number(ReportNumber.seconds(grade.seconds))),
    ])
  }
}
