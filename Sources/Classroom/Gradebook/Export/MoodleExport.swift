/// A gradebook as the CSV file that Moodle imports: a column to know the student by, then one for each grade item.
///
/// Moodle asks on import what the columns are: "ID number" is to be mapped to the students' ID number (or to the user
/// name, where these are the names of students here), each other column to a grade item or to a new one. Its separator
/// is the comma, its encoding UTF-8. Moodle keeps five digits after the point. A student without answers to a lesson
/// has an empty cell there.
///
/// Source: Moodle documentation, "Grade import", sections "CSV import" and "Grade mapping".
struct MoodleExport {
  let text: String

  init(_ results: GradebookResults, titles: [String: String]) {
    var table = CSVTable(header: ["ID number"] + results.lessons.map { ForeignText.line(titles[$0] ?? $0) })
    for student in results.students {
      table.add(
        [.text(ForeignText.line(student))]
          + results.lessons.map { lesson in
            let score = results.result(student: student, lesson: lesson)?.score
            return .number(score.map { ReportNumber.text($0, places: 5) } ?? "")
          })
    }
    text = table.text
  }
}
