/// Grades as comma-separated values: one row for each submission, two columns for each exercise, and in the last
/// column why a submission could not be graded.
struct CSVReport {
  let text: String

  init(_ grades: [GradedSubmission]) {
    let exercises = grades.exerciseIDs
    let titles = exercises.flatMap { ["\($0) outcome", "\($0) score"] }
    var table = CSVTable(header: ["student", "lesson", "score", "possible"] + titles + ["problem"])
    for grade in grades {
      var row: [CSVField] = [
        .text(grade.student), .text(grade.lesson), .number(ReportNumber.score(grade.score)),
        .number(String(grade.possible)),
      ]
      let byID = Dictionary(grade.exercises.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
      for exercise in exercises {
        let given = byID[exercise]
        row.append(.text(given?.outcome.rawValue ?? ""))
        row.append(.number(given.map { ReportNumber.score($0.score) } ?? ""))
      }
      table.add(row + [.text(grade.problem ?? "")])
    }
    text = table.text
  }
}

extension [GradedSubmission] {
  /// The exercises of all submissions, each once, in the order in which they first occur.
  var exerciseIDs: [String] {
    var seen: Set<String> = []
    return flatMap { $0.exercises.map(\.id) }.filter { seen.insert($0).inserted }
  }
}
