public import Plotting

extension GradebookResults {
  /// A row for each student, a column for each lesson, and the sum.
  public func overview() -> Table {
    let titles = lessons.map(Self.shortTitle)
    let rows = students.map { student -> [any TableValue] in
      let own = lessons.map { result(student: student, lesson: $0) }
      return [student] + own.map { $0.map(Self.cell) ?? "" } + [own.reduce(0) { $0 + ($1?.score ?? 0) }]
    }
    return Table("What counts: \(policy.rawValue)", columns: ["student"] + titles + ["sum"], rows: rows)
      .showing(rows: max(2, rows.count))
      .note("* set by hand, L late, ! could not be graded")
  }

  /// A row for each exercise of each lesson of one student.
  public func table(student: String) -> Table {
    let rows = results.filter { $0.student == student }.flatMap { result -> [[any TableValue]] in
      let exercises = result.exercises.map { exercise -> [any TableValue] in
        [
          Self.shortTitle(result.lesson), exercise.exercise, exercise.outcome?.rawValue ?? "",
          Self.points(exercise.score),
          exercise.possible,
          exercise.override.map { "set by hand: \($0)" }
            ?? (exercise.score != exercise.graded ? "graded \(Self.points(exercise.graded))" : ""),
        ]
      }
      return exercises + [
        [
          Self.shortTitle(result.lesson), "all", "", Self.points(result.score), result.possible,
          Self.remarks(on: result),
        ]
      ]
    }
    return Table(student, columns: ["lesson", "exercise", "outcome", "score", "of", "remark"], rows: rows)
      .showing(rows: max(2, rows.count))
  }

  /// A row for each student, a column for each exercise of one lesson.
  public func table(lesson: String) -> Table {
    let own = results.filter { $0.lesson == lesson }
    var seen: Set<String> = []
    let exercises = own.flatMap { $0.exercises.map(\.exercise) }.filter { seen.insert($0).inserted }
    let rows = own.map { result -> [any TableValue] in
      let scores = result.exercises.reduce(into: [:]) { $0[$1.exercise] = $1 }
      let cells = exercises.map { id in
        scores[id].map { Self.points($0.score) + ($0.override == nil ? "" : "*") } ?? ""
      }
      return [result.student, Self.points(result.score), result.possible] + cells + [Self.remarks(on: result)]
    }
    let numbers = exercises.indices.map { "\($0 + 1)" }
    let table = Table(lesson, columns: ["student", "score", "of"] + numbers + ["remark"], rows: rows)
      .showing(rows: max(2, rows.count))
    return exercises.enumerated().reduce(table) { $0.note("\($1.offset + 1) \($1.element)") }
  }

  private static func cell(_ result: LessonResult) -> String {
    let isByHand = result.override != nil || result.exercises.contains { $0.override != nil }
    return points(result.score) + (isByHand ? "*" : "") + (result.lateDays > 0 ? "L" : "")
      + (result.problem != nil ? "!" : "")
  }

  private static func remarks(on result: LessonResult) -> String {
    var remarks: [String] = []
    if let reason = result.override { remarks.append("set by hand: \(reason)") }
    if result.lateDays > 0 {
      let free = result.freeDays > 0 ? ", \(result.freeDays) free" : ""
      remarks.append("\(result.lateDays) day\(result.lateDays == 1 ? "" : "s") late\(free)")
    }
    if result.isTooLate { remarks.append("after the cut-off") }
    if let problem = result.problem { remarks.append(problem) }
    return (remarks + result.remarks).joined(separator: "; ")
  }

  private static func points(_ score: Double) -> String { ReportNumber.text(score, places: 2) }

  /// "04-reservoir-sampling" of "04-training-data/04-reservoir-sampling".
  static func shortTitle(_ lesson: String) -> String {
    lesson.split(separator: "/").last.map(String.init) ?? lesson
  }
}
