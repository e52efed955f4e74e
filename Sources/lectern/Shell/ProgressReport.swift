import Classroom
import Foundation
import Lessons
import Plotting

/// What the student has done so far, by lesson.
enum ProgressReport {
  static func show(on screen: Screen, progress: ProgressStore?) throws {
    guard let progress else { return screen.notice("Your progress is not kept this time.") }
    let catalog = try LessonCatalog.locate()
    let outlines = catalog.entries.compactMap { entry -> (LessonOutline, String)? in
      guard let lesson = LessonDocument.parse(contentsOf: entry.path).lesson else { return nil }
      let exercises = lesson.exercises.map { LessonOutline.Exercise(id: $0.id, points: Double($0.points)) }
      return (LessonOutline(id: entry.identifier, exercises: exercises), "\(entry.shortName) \(lesson.title)")
    }
    let summaries = try progress.summary(of: outlines.map(\.0))
    let rows = zip(outlines, summaries).map { outline, summary in
      [
        outline.1, "\(summary.right) of \(summary.total)", "\(summary.attempted)", "\(summary.skipped)",
        summary.percent.map { String(format: "%.0f%%", $0) } ?? "",
        summary.finished != nil ? "finished" : summary.started != nil ? "begun" : "",
      ]
    }
    screen.show(
      Table(columns: ["lesson", "right", "tried", "skipped", "score", ""], rows: rows))
  }
}
