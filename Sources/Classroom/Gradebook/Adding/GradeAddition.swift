internal import Foundation
internal import GRDB

/// Writes grades into a book, and finds what that changes.
struct GradeAddition {
  let db: Database
  let recorded: Date

  /// Writes the grades of a plan and returns it with what became of them.
  func write(_ plan: AdditionPlan) throws -> AdditionPlan {
    var result = AdditionPlan(plan.grades)
    let before = try ResultCalculation(GradebookRecords(db)).results()
    var handedIn: Set<[String]> = []
    var regraded: Set<[String]> = []
    for grade in plan.grades {
      let place = [grade.student, grade.lesson]
      switch try write(grade) {
      case .added:
        result.added += 1
        handedIn.insert(place)
      case .regraded:
        result.regraded += 1
        regraded.insert(place)
      case .unchanged: result.unchanged += 1
      }
    }
    guard !result.isEmpty else { return result }
    let after = try ResultCalculation(GradebookRecords(db)).results()
    for old in before.results {
      guard let new = after.result(student: old.student, lesson: old.lesson) else { continue }
      let place = [old.student, old.lesson]
      let cause: ScoreChange.Cause =
        handedIn.contains(place) ? .handedIn : regraded.contains(place) ? .regraded : .lateDays
      result.changes += changes(from: old, to: new, cause: cause)
    }
    return result
  }

  private enum Outcome { case added, regraded, unchanged }

  private func write(_ grade: GradedSubmission) throws -> Outcome {
    let key: StatementArguments = [grade.student, grade.lesson, grade.digest]
    var submission = try Int64.fetchOne(
      db, sql: "SELECT id FROM submission WHERE student = ? AND lesson = ? AND digest = ?", arguments: key)
    let isNew = submission == nil
    if submission == nil {
      try db.execute(sql: "INSERT INTO submission (student, lesson, digest) VALUES (?, ?, ?)", arguments: key)
      submission = db.lastInsertedRowID
    }
    let submitted = ProgressStore.milliseconds(Date(timeIntervalSince1970: grade.submitted))
    if !isNew, try isInForce(grade, of: submission!, submitted: submitted) { return .unchanged }
    try db.execute(
      sql: """
        INSERT INTO grade (submission, recorded, submitted, edition, file, problem, remarks)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        submission!, ProgressStore.milliseconds(recorded), submitted, grade.edition, grade.file, grade.problem,
        grade.remarks?.joined(separator: "\n"),
      ])
    let row = db.lastInsertedRowID
    for (place, exercise) in grade.exercises.enumerated() {
      try db.execute(
        sql: """
          INSERT INTO exercise_grade
            (grade, place, exercise, outcome, score, possible, message, seconds, mistake, tries, shape)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          row, place, exercise.id, exercise.outcome.rawValue, exercise.score, exercise.possible, exercise.message,
          exercise.seconds, exercise.mistake, exercise.tries, exercise.shape,
        ])
    }
    return isNew ? .added : .regraded
  }

  /// Whether the grade in force says the same: how long grading took, the file's name and the edition
  /// make no difference.
  private func isInForce(_ grade: GradedSubmission, of submission: Int64, submitted: Int64) throws -> Bool {
    guard
      let row = try Row.fetchOne(
        db, sql: "SELECT * FROM grade WHERE submission = ? ORDER BY id DESC LIMIT 1", arguments: [submission])
    else { return false }
    let problem: String? = try row.optional("problem")
    guard try row.required("submitted") == submitted, problem == grade.problem else { return false }
    let stored = try Row.fetchAll(
      db, sql: "SELECT * FROM exercise_grade WHERE grade = ? ORDER BY place",
      arguments: [try row.required("id") as Int64]
    ).map { try GradedExercise($0) }
    func timeless(_ exercise: GradedExercise) -> GradedExercise {
      var exercise = exercise
      exercise.seconds = 0
      return exercise
    }
    return stored.map(timeless) == grade.exercises.map(timeless)
  }

  private func changes(from old: LessonResult, to new: LessonResult, cause: ScoreChange.Cause) -> [ScoreChange] {
    func points(_ result: LessonResult) -> [String: ScoreChange.Points] {
      result.exercises.reduce(into: [:]) { $0[$1.exercise] = .init(score: $1.score, possible: $1.possible) }
    }
    let (from, to) = (points(old), points(new))
    let order = new.exercises.map(\.exercise) + old.exercises.map(\.exercise).filter { to[$0] == nil }
    return order.filter { from[$0] != to[$0] }.map { exercise in
      ScoreChange(
        student: old.student, lesson: old.lesson, exercise: exercise, from: from[exercise], to: to[exercise],
        cause: cause)
    }
  }
}
