/// Grades as Gradescope's autograders hand them in: `results.json`, one file for one submission
/// (Gradescope, "Autograder Specifications", output format).
///
/// Each exercise is a test with its own partial score, visible to the student. There is no total: Gradescope adds the
/// tests up, and a total that is given as well would override that sum and could contradict it. All text is declared to
/// be plain text, so that nothing in a message is shown as HTML or Markdown.
struct GradescopeReport {
  /// `results.json` for one submission, and for several `results/STUDENT.json` each.
  static func files(_ grades: [GradedSubmission]) -> [ReportFile] {
    guard grades.count != 1 else { return [ReportFile(name: "results.json", text: text(of: grades[0]))] }
    var names = ReportFileNames()
    return grades.map { ReportFile(name: "results/\(names.next(for: $0.student)).json", text: text(of: $0)) }
  }

  private static func text(of grade: GradedSubmission) -> String {
    let seconds = grade.exercises.reduce(0) { $0 + $1.seconds }
    var members: [(key: String, value: OrderedJSON)] = [
      ("execution_time", .number(ReportNumber.seconds(seconds))),
      ("visibility", .text("visible")),
      ("stdout_visibility", .text("hidden")),
      ("output_format", .text("text")),
      ("test_output_format", .text("text")),
      ("test_name_format", .text("text")),
    ]
    let output = ([grade.problem].compactMap { $0 } + (grade.remarks ?? [])).joined(separator: "\n")
    if !output.isEmpty { members.append(("output", .text(ForeignText.withoutControls(output)))) }
    members.append(("tests", .array(zip(1..., grade.exercises).map(test))))
    return OrderedJSON.object(members).rendered
  }

  private static func test(_ number: Int, _ grade: GradedExercise) -> OrderedJSON {
    .object([
      ("name", .text(ForeignText.withoutControls(grade.id))),
      ("number", .text(String(number))),
      ("status", .text(grade.outcome == .correct ? "passed" : "failed")),
      ("score", .number(ReportNumber.score(grade.score))),
      ("max_score", .integer(grade.possible)),
      ("output", .text(ForeignText.withoutControls(grade.message))),
      ("tags", .array([.text(grade.outcome.rawValue)])),
      ("visibility", .text("visible")),
    ])
  }
}
