/// A gradebook as the CSV file that Canvas imports.
///
/// The first columns are Student, ID, SIS User ID, SIS Login ID and Section, in this order; then one for each
/// assignment. The second row says "Points Possible" in the first column. Canvas finds a student by the first of ID,
/// SIS User ID, SIS Login ID and name that fits, an assignment by the number in parentheses at the end of its title
/// or by the title, and leaves a score as it is where a cell is empty. It keeps two digits after the point.
///
/// Source: Canvas instructor guide, "How do I import grades in the Gradebook?", and the importer that does it,
/// `lib/gradebook_importer.rb` in instructure/canvas-lms.
struct CanvasExport {
  let text: String

  init(_ results: GradebookResults, titles: [String: String]) {
    let columns = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
    var table = CSVTable(header: columns + results.lessons.map { ForeignText.line(titles[$0] ?? $0) })
    let possible = results.lessons.map { results.possible(lesson: $0) }
    table.add(
      [.text("    Points Possible"), .text(""), .text(""), .text(""), .text("")]
        + possible.map { .number(String($0)) })
    for student in results.students {
      let name = ForeignText.line(student)
      // Canvas takes every row whose first cell says so for the row of points.
      let shown = name.utf8.contains("Points Possible".utf8) ? "" : name
      table.add(
        [.text(shown), .text(""), .text(""), .text(name), .text("")]
          + results.lessons.map { lesson in
            let score = results.result(student: student, lesson: lesson)?.score
            return .number(score.map { ReportNumber.text($0, places: 2) } ?? "")
          })
    }
    text = table.text
  }
}
