import Classroom
import Foundation
import GRDB

/// A folder of a test's own for a gradebook; it goes away with this value.
final class GradebookFolder {
  let url = FileManager.default.temporaryDirectory.appending(path: "lectern-gradebook-\(UUID().uuidString)")
  var file: URL { url.appending(path: "gradebook.sqlite") }

  init() throws {
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }

  func open() throws -> Gradebook { try Gradebook(at: file) }

  /// Runs SQL on the file, apart from any gradebook.
  func execute(_ sql: String) throws {
    try DatabaseQueue(path: file.path).writeWithoutTransaction { db in try db.execute(sql: sql) }
  }

  func fetchInt(_ sql: String) throws -> Int? {
    try DatabaseQueue(path: file.path).read { db in try Int.fetchOne(db, sql: sql) }
  }
}

/// 2026-03-01 12:00:00 UTC.
let noonOfMarch = Date(timeIntervalSince1970: 1_772_366_400)
let reservoirLesson = "04-training-data/04-reservoir-sampling"

/// A grade whose exercises are e0, e1, … of 2 points each.
func grade(
  _ student: String, _ scores: [Double], lesson: String = reservoirLesson, digest: String = "first",
  after seconds: Double = 0, problem: String? = nil
) -> GradedSubmission {
  GradedSubmission(
    student: student, lesson: lesson, file: "\(student).md", digest: digest,
    submitted: noonOfMarch.timeIntervalSince1970 + seconds, problem: problem,
    exercises: scores.enumerated().map { index, score in
      GradedExercise(
        id: "e\(index)", outcome: score == 2 ? .correct : score > 0 ? .partial : .wrong, score: score, possible: 2,
        message: "", seconds: 0.1)
    })
}

extension Gradebook {
  /// Adds grades without looking at what they change.
  func add(_ grades: [GradedSubmission], time: Date = noonOfMarch) throws {
    try add(plan(grades), time: time)
  }

  func score(_ student: String, lesson: String = reservoirLesson) throws -> Double? {
    try results().result(student: student, lesson: lesson)?.score
  }
}
