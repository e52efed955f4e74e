internal import Foundation
internal import GRDB
internal import Lessons

/// All that a gradebook holds, in the order in which it was written.
struct GradebookRecords {
  /// One student's answers to one lesson, with every grade that they got.
  struct Submission {
    var student: String
    var lesson: String
    var digest: String
    /// At least one, oldest first; the last one is in force.
    var grades: [Grade] = []

    /// When these very answers were first handed in: what lateness is counted from.
    var first: Date { grades.map(\.submitted).min() ?? .distantPast }
    /// When they were last handed in: what makes them the latest.
    var last: Date { grades.map(\.submitted).max() ?? .distantPast }
    var current: Grade { grades[grades.count - 1] }
  }

  struct Grade {
    var recorded: Date
    var submitted: Date
    var edition: String?
    var file: String
    var problem: String?
    var remarks: [String] = []
    var exercises: [GradedExercise] = []

    var score: Double { exercises.reduce(0) { $0 + $1.score } }
    var possible: Int { exercises.reduce(0) { $0 + $1.possible } }
  }

  struct DueRecord {
    var lesson: String
    /// nil where an earlier one was taken back.
    var due: DueDate?
    var recorded: Date
  }

  struct Setting {
    var name: String
    var value: String
    var recorded: Date
  }

  var submissions: [Submission] = []
  var overrides: [ScoreOverride] = []
  var dues: [DueRecord] = []
  var settings: [Setting] = []

  static let policySetting = "policy"
  static let freeDaysSetting = "free_days"

  var policy: ScorePolicy {
    settings.last { $0.name == Self.policySetting }.flatMap { ScorePolicy(rawValue: $0.value) } ?? .latest
  }

  /// How many late days each student may take without cost, over all lessons.
  var freeDays: Int {
    settings.last { $0.name == Self.freeDaysSetting }.flatMap { Int($0.value) } ?? 0
  }

  /// The due date in force for each lesson.
  var dueDates: [String: DueDate] {
    dues.reduce(into: [:]) { $0[$1.lesson] = $1.due }
  }

  /// Reads the whole book. Complexity: one pass over its rows.
  init(_ db: Database) throws {
    var places: [Int64: Int] = [:]
    for row in try Row.fetchAll(db, sql: "SELECT * FROM submission ORDER BY id") {
      try places[row.required("id")] = submissions.count
      try submissions.append(
        Submission(student: row.required("student"), lesson: row.required("lesson"), digest: row.required("digest")))
    }
    var exercises: [Int64: [GradedExercise]] = [:]
    for row in try Row.fetchAll(db, sql: "SELECT * FROM exercise_grade ORDER BY grade, place") {
      try exercises[row.required("grade"), default: []].append(GradedExercise(row))
    }
    for row in try Row.fetchAll(db, sql: "SELECT * FROM grade ORDER BY id") {
      let id: Int64 = try row.required("id")
      guard let place = try places[row.required("submission")] else { throw UnexpectedValue(column: "submission") }
      let remarks: String? = try row.optional("remarks")
      try submissions[place].grades.append(
        Grade(
          recorded: row.time("recorded"), submitted: row.time("submitted"), edition: row.optional("edition"),
          file: row.required("file"), problem: row.optional("problem"),
          remarks: remarks?.split(separator: "\n").map(String.init) ?? [], exercises: exercises[id] ?? []))
    }
    submissions.removeAll { $0.grades.isEmpty }
    overrides = try Row.fetchAll(db, sql: "SELECT * FROM override ORDER BY id").map { row in
      try ScoreOverride(
        student: row.required("student"), lesson: row.required("lesson"), exercise: row.optional("exercise"),
        score: row.optional("score"), reason: row.required("reason"), recorded: row.time("recorded"))
    }
    dues = try Row.fetchAll(db, sql: "SELECT * FROM due ORDER BY id").map { row in
      let stored: Int64? = try row.optional("time")
      let due = try stored.map { milliseconds in
        guard let zone = try TimeZone(identifier: row.required("time_zone")) else {
          throw UnexpectedValue(column: "time_zone")
        }
        return try DueDate(
          time: ProgressStore.date(milliseconds), timeZone: zone, penalty: row.required("penalty"),
          cutOff: row.optional("cut_off"))
      }
      return try DueRecord(lesson: row.required("lesson"), due: due, recorded: row.time("recorded"))
    }
    settings = try Row.fetchAll(db, sql: "SELECT * FROM setting ORDER BY id").map { row in
      try Setting(name: row.required("name"), value: row.required("value"), recorded: row.time("recorded"))
    }
  }
}

extension Row {
  fileprivate func time(_ column: String) throws -> Date { try ProgressStore.date(required(column)) }
}

extension GradedExercise {
  init(_ row: Row) throws {
    guard let outcome = try Judgement.Outcome(rawValue: row.required("outcome")) else {
      throw UnexpectedValue(column: "outcome")
    }
    try self.init(
      id: row.required("exercise"), outcome: outcome, score: row.required("score"), possible: row.required("possible"),
      message: row.required("message"), seconds: row.required("seconds"), mistake: row.optional("mistake"),
      tries: row.optional("tries"), shape: row.optional("shape"))
  }
}
