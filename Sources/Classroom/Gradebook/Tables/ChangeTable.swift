public import Plotting

extension AdditionPlan {
  /// A row for each score that would be another one.
  public var changeTable: Table {
    let rows = changes.map { change -> [any TableValue] in
      [
        change.student, GradebookResults.shortTitle(change.lesson), change.exercise, Self.text(change.from),
        Self.text(change.to), change.cause.words,
      ]
    }
    return Table("Scores that change", columns: ["student", "lesson", "exercise", "from", "to", "why"], rows: rows)
      .showing(rows: max(2, rows.count))
  }

  /// "12 submissions added, 3 graded again, 285 unchanged".
  public var sentence: String {
    "\(added) submission\(added == 1 ? "" : "s") added, \(regraded) graded again, \(unchanged) unchanged"
  }

  private static func text(_ points: ScoreChange.Points?) -> String {
    points.map { "\(ReportNumber.text($0.score, places: 2)) of \($0.possible)" } ?? "–"
  }
}

extension ScoreChange.Cause {
  fileprivate var words: String {
    switch self {
    case .regraded: "graded again"
    case .handedIn: "handed in again"
    case .lateDays: "late days"
    }
  }
}
