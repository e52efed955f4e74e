/// Grades, ready to be written in any ``ReportFormat``.
///
/// A pure function of the grades: the same grades, in any order, give the same text to the byte. All that students can
/// choose (their names, their file's name, what their code says) is written as plain text of the form at hand.
public struct GradeReport: Sendable {
  /// Sorted by student, lesson and file.
  let grades: [GradedSubmission]
  private let unicode: Bool

  /// A report on `grades`, which may come in any order.
  ///
  /// A submission that could not be graded and names no exercise is shown with one, `submission`, that is refused for
  /// the submission's reason: so the reason is in every form.
  ///
  /// - Parameter unicode: Whether the table for the terminal may have characters outside ASCII.
  public init(_ grades: [GradedSubmission], unicode: Bool = true) {
    self.grades = grades.map(Self.withReason).sorted {
      ($0.student, $0.lesson, $0.file, $0.digest) < ($1.student, $1.lesson, $1.file, $1.digest)
    }
    self.unicode = unicode
  }

  /// The report's files: one, or for Gradescope one for each submission where there are several.
  ///
  /// - Complexity: O(*n*) in the characters written; the files are held in memory.
  public func files(_ format: ReportFormat) -> [ReportFile] {
    switch format {
    case .text: [ReportFile(name: "grades.txt", text: TextReport(grades, unicode: unicode).text)]
    case .json: [ReportFile(name: "grades.json", text: JSONReport(grades).text)]
    case .junit: [ReportFile(name: "junit.xml", text: JUnitReport(grades).text)]
    case .gradescope: GradescopeReport.files(grades)
    case .csv: [ReportFile(name: "grades.csv", text: CSVReport(grades).text)]
    }
  }

  /// The whole report as one text.
  ///
  /// - Throws: ``ReportProblem/oneResultEach(count:)`` for Gradescope and other than one submission.
  public func text(_ format: ReportFormat) throws(ReportProblem) -> String {
    let files = files(format)
    guard files.count == 1 else { throw .oneResultEach(count: files.count) }
    return files[0].text
  }

  private static func withReason(_ grade: GradedSubmission) -> GradedSubmission {
    guard let problem = grade.problem, grade.exercises.isEmpty else { return grade }
    var copy = grade
    copy.exercises = [
      GradedExercise(id: "submission", outcome: .refused, score: 0, possible: 0, message: problem, seconds: 0)
    ]
    return copy
  }
}
