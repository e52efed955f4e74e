public import Foundation

/// One thing that was written into a gradebook.
public struct GradebookEvent: Codable, Sendable, Hashable {
  public var recorded: Date
  /// nil for what concerns everyone.
  public var student: String?
  /// nil for what concerns the whole book.
  public var lesson: String?
  /// What happened, in one line.
  public var what: String

  /// Everything in a book, in the order in which it was written.
  static func all(in records: GradebookRecords) -> [GradebookEvent] {
    let grades = records.submissions.flatMap(events)
    let overrides = records.overrides.map { override in
      let whose = override.exercise.map { "score of \($0)" } ?? "score of the whole lesson"
      let what = override.score.map { "\(whose) set to \(points($0))" } ?? "\(whose) no longer set by hand"
      return GradebookEvent(
        recorded: override.recorded, student: override.student, lesson: override.lesson,
        what: ForeignText.line("\(what): \(override.reason)"))
    }
    let dues = records.dues.map { record in
      GradebookEvent(
        recorded: record.recorded, lesson: record.lesson, what: record.due.map(\.sentence) ?? "no longer due")
    }
    let settings = records.settings.map { setting in
      GradebookEvent(
        recorded: setting.recorded,
        what: setting.name == GradebookRecords.policySetting
          ? "\(setting.value) counts" : "free late days for each student: \(setting.value)")
    }
    // The sort is stable: what was written in one moment keeps its order.
    return (settings + dues + grades + overrides).enumerated().sorted {
      ($0.element.recorded, $0.offset) < ($1.element.recorded, $1.offset)
    }.map(\.element)
  }

  private static func events(of submission: GradebookRecords.Submission) -> [GradebookEvent] {
    let name = String(submission.digest.prefix(8))
    return submission.grades.enumerated().map { index, grade in
      var what =
        index == 0
        ? "answers \(name) of \(DueTime.text(grade.submitted, in: .gmt)) UTC graded \(points(grade.score)) of \(grade.possible)"
        : "answers \(name) graded again: " + change(from: submission.grades[index - 1], to: grade)
      if let edition = grade.edition { what += ", by edition \(edition.prefix(12))" }
      if let problem = grade.problem { what += "; \(problem)" }
      return GradebookEvent(
        recorded: grade.recorded, student: submission.student, lesson: submission.lesson,
        what: ForeignText.line(what))
    }
  }

  private static func change(from old: GradebookRecords.Grade, to new: GradebookRecords.Grade) -> String {
    let before = old.exercises.reduce(into: [:]) { $0[$1.id] = $1.score }
    let changed = new.exercises.filter { before[$0.id] != $0.score }.map { exercise in
      "\(exercise.id) \(before[exercise.id].map(points) ?? "–") → \(points(exercise.score))"
    }
    let total = "\(points(old.score)) of \(old.possible) → \(points(new.score)) of \(new.possible)"
    return changed.isEmpty ? total : "\(total) (\(changed.joined(separator: ", ")))"
  }

  private static func points(_ score: Double) -> String { ReportNumber.text(score, places: 2) }
}

extension DueDate {
  /// "due 2026-03-01 23:59 Europe/Zurich, 10% off for each day late, nothing after 3 days".
  public var sentence: String {
    var words = ["due \(DueTime.text(time, in: timeZone)) \(timeZone.identifier)"]
    if penalty > 0 { words.append("\(ReportNumber.text(100 * penalty, places: 2))% off for each day late") }
    if let cutOff { words.append("nothing after \(cutOff) day\(cutOff == 1 ? "" : "s")") }
    return words.joined(separator: ", ")
  }
}

extension GradebookEvent: CustomStringConvertible {
  /// The event in one line, with the time in the zone of this computer.
  public var description: String {
    let place = [student, lesson].compactMap { $0.map(ForeignText.line) }.joined(separator: ", ")
    return "\(DueTime.text(recorded, in: .current))  \(place)\(place.isEmpty ? "" : ": ")\(what)"
  }
}
