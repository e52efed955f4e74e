internal import Foundation
public import Plotting

extension ClassSummary {
  /// A row for each exercise: how it turned out, how often, and the tries that it took.
  public var table: Table {
    let rows = exercises.map { exercise -> [any TableValue] in
      [
        exercise.id, exercise.right, exercise.partial, exercise.wrong, exercise.failed, exercise.unanswered,
        exercise.meanShare.map { ReportNumber.text(100 * $0, places: 0) + "%" }, exercise.medianTries,
      ]
    }
    return Table(
      heading, columns: ["exercise", "right", "partial", "wrong", "failed", "none", "points", "tries"], rows: rows
    ).showing(rows: max(2, rows.count)).note(
      "failed: did not compile, threw, took too long, crashed or was refused; tries: the median")
  }

  /// A row for each known wrong answer that was given: whose hint was earned how often.
  public var mistakeTable: Table {
    let rows = exercises.flatMap { exercise in
      exercise.mistakes.map { mistake -> [any TableValue] in
        [exercise.id, mistake.id, mistake.count, mistake.hint ?? ""]
      }
    }
    return Table(
      "Hints earned by known wrong answers", columns: ["exercise", "mistake", "students", "hint"], rows: rows
    )
    .showing(rows: max(2, rows.count))
  }

  /// Whether any known wrong answer was given.
  public var hasMistakes: Bool { exercises.contains { !$0.mistakes.isEmpty } }

  /// Bars for each exercise: how many students were right, partly right, wrong, and anything else.
  public var plot: Plot {
    let names = exercises.map { ForeignText.line($0.id) }
    return Plot(heading)
      .horizontalBars(names, exercises.map(\.right), "right")
      .horizontalBars(names, exercises.map(\.partial), "partial")
      .horizontalBars(names, exercises.map(\.wrong), "wrong")
      .horizontalBars(names, exercises.map { $0.failed + $0.unanswered }, "failed or unanswered")
      .xLabel("students")
  }

  /// "Reservoir sampling: 290 students".
  var heading: String {
    let name = ForeignText.line(title ?? lesson)
    let missing = unreadable > 0 ? ", \(unreadable) of them with a file that could not be graded" : ""
    return "\(name): \(students) student\(students == 1 ? "" : "s")\(missing)"
  }
}
