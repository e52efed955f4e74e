public import Foundation
internal import GRDB
internal import Synchronization

/// Everything a student has done, in one SQLite file.
///
/// A write that returns ``Saving/committed`` is on the disk: it outlives the death of this process at any moment,
/// and a power failure. Several processes may use one file at a time.
///
/// A disk that cannot be written never ends a lesson: the store then goes on in memory, tries the disk again with
/// every further write, and says so through ``takeNotices()``, which is to be shown after opening and after writes.
public final class ProgressStore: Sendable {
  /// Where progress is kept.
  public let file: URL
  /// Drawn once for each student: the root of the numbers in this student's exercises.
  public let studentSeed: UInt64

  private let progressFile: ProgressFile
  private let state: Mutex<State>

  private typealias Change = @Sendable (Database) throws -> Void

  private struct State {
    /// nil when the file could not be opened.
    var disk: DatabaseQueue?
    /// Set while the disk cannot be written.
    var fallback: Fallback?
    var notices: [ProgressNotice] = []
  }

  private struct Fallback {
    var memory: DatabaseQueue
    /// What is in `memory` and not on the disk, in order.
    var unsaved: [Change]
    var why: String
  }

  /// Opens the file, or makes it.
  ///
  /// An older file is brought up to date. A damaged one is renamed, and one that cannot be written leaves the
  /// store in memory: both are told by ``takeNotices()``.
  /// Throws ``ProgressError/newerVersion(file:found:known:)`` and leaves such a file untouched.
  public convenience init(at file: URL = StateDirectory.progressFile()) throws {
    try self.init(at: file, schema: .progress)
  }

  package init(at file: URL, schema: DatabaseSchema) throws {
    self.file = file
    progressFile = ProgressFile(url: file, schema: schema)
    var state = State()
    do {
      let (disk, notice) = try progressFile.open()
      state.disk = disk
      if let notice { state.notices.append(notice) }
    } catch let failure as ProgressFile.CannotWrite {
      let memory = try progressFile.copyInMemory()
      state.fallback = Fallback(memory: memory, unsaved: [], why: failure.why)
      state.notices.append(.notSaved(file: file, why: failure.why))
    }
    let seed = try (state.fallback?.memory ?? state.disk)?.read { db in
      try Self.setting("student_seed", in: db).flatMap { UInt64($0) }
    }
    guard let seed = seed ?? nil else {
      throw ProgressError.unreadable(file: file, why: "the student's seed in it is not a number")
    }
    studentSeed = seed
    self.state = Mutex(state)
  }

  // MARK: - Whether it is saved

  /// What becomes of what is written now, as far as is known.
  public var saving: Saving {
    state.withLock { state in
      if let fallback = state.fallback { .inMemory(why: fallback.why) } else { .committed }
    }
  }

  /// What the student should be told and has not been told yet, oldest first. Asking takes them away.
  public func takeNotices() -> [ProgressNotice] {
    state.withLock { state in
      let notices = state.notices
      state.notices = []
      return notices
    }
  }

  /// The value of a pragma of this store's own connection.
  package func connectionSetting(_ pragma: String) throws -> String? {
    try read { db in try String.fetchOne(db, sql: "PRAGMA \(pragma)") }
  }

  // MARK: - Writing

  /// Writes one answer down.
  @discardableResult
  public func record(_ attempt: ExerciseAttempt) -> Saving {
    write { db in
      let isAfterSolution =
        try Bool.fetchOne(
          db,
          sql: "SELECT EXISTS (SELECT 1 FROM solution_seen WHERE lesson = ? AND exercise = ? AND seed IS ?)",
          arguments: [attempt.lesson, attempt.exercise, attempt.seed.map(Int64.init(bitPattern:))]) ?? false
      // SQLite's text functions end a text at a zero byte; as bytes it is kept whole.
      let answer: any DatabaseValueConvertible =
        attempt.answer.utf8.contains(0) ? Data(attempt.answer.utf8) : attempt.answer
      try db.execute(
        sql: """
          INSERT INTO attempt
            (lesson, exercise, seed, answer, outcome, score, mistake, hints_shown, after_solution, time)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          attempt.lesson, attempt.exercise, attempt.seed.map(Int64.init(bitPattern:)), answer,
          attempt.outcome.rawValue, attempt.score, attempt.mistake, attempt.hintsShown, isAfterSolution,
          Self.milliseconds(attempt.time),
        ])
    }
  }

  /// Notes where in a lesson the student is, and that this is the lesson to go on with.
  @discardableResult
  public func setPosition(lesson: String, step: LessonPlace, time: Date = Date()) -> Saving {
    write { db in
      try db.execute(
        sql: """
          INSERT INTO lesson (id, place_index, place_id, furthest_index, furthest_id, started, last)
          VALUES (:id, :index, :step, :index, :step, :time, :time)
          ON CONFLICT (id) DO UPDATE SET
            place_index = :index, place_id = :step, last = :time,
            furthest_id = CASE WHEN :index >= furthest_index THEN :step ELSE furthest_id END,
            furthest_index = max(furthest_index, :index)
          """,
        arguments: ["id": lesson, "index": step.index, "step": step.id, "time": Self.milliseconds(time)])
      try Self.set("last_lesson", to: lesson, in: db)
    }
  }

  /// Notes that the end of a lesson was reached; the first time counts. Does nothing for a lesson never opened.
  @discardableResult
  public func finish(lesson: String, time: Date = Date()) -> Saving {
    write { db in
      try db.execute(
        sql: "UPDATE lesson SET finished = coalesce(finished, :time), last = :time WHERE id = :id",
        arguments: ["id": lesson, "time": Self.milliseconds(time)])
    }
  }

  /// Notes that an exercise was passed over.
  @discardableResult
  public func skip(lesson: String, exercise: String, time: Date = Date()) -> Saving {
    write { db in
      try db.execute(
        sql: "INSERT OR REPLACE INTO skip (lesson, exercise, time) VALUES (?, ?, ?)",
        arguments: [lesson, exercise, Self.milliseconds(time)])
    }
  }

  /// Notes that the solution for one seed was shown: later answers for that seed are kept, and earn nothing.
  @discardableResult
  public func noteSolutionSeen(
    lesson: String, exercise: String, seed: UInt64? = nil, time: Date = Date()
  ) -> Saving {
    write { db in
      try db.execute(
        sql: "INSERT INTO solution_seen (lesson, exercise, seed, time) VALUES (?, ?, ?, ?)",
        arguments: [lesson, exercise, seed.map(Int64.init(bitPattern:)), Self.milliseconds(time)])
    }
  }

  /// Notes how many hints of an exercise have been shown; a smaller number than before changes nothing.
  @discardableResult
  public func noteHintsShown(_ count: Int, lesson: String, exercise: String) -> Saving {
    write { db in
      try db.execute(
        sql: """
          INSERT INTO hint (lesson, exercise, shown) VALUES (?, ?, ?)
          ON CONFLICT (lesson, exercise) DO UPDATE SET shown = max(shown, excluded.shown)
          """,
        arguments: [lesson, exercise, count])
    }
  }

  /// Notes what the student wants to be called.
  @discardableResult
  public func setStudentName(_ name: String) -> Saving {
    write { db in try Self.set("student_name", to: name, in: db) }
  }

  // MARK: - Reading

  /// What the student wants to be called; nil before ``setStudentName(_:)``.
  public func studentName() throws -> String? {
    try read { db in try Self.setting("student_name", in: db) }
  }

  /// The lesson whose position was set last; nil at first.
  public func lastLesson() throws -> String? {
    try read { db in try Self.setting("last_lesson", in: db) }
  }

  /// How far the student is in a lesson; nil for one never opened.
  public func position(lesson: String) throws -> LessonPosition? {
    try read { db in
      try Row.fetchOne(db, sql: "SELECT * FROM lesson WHERE id = ?", arguments: [lesson])
        .map { row in try LessonPosition(row) }
    }
  }

  /// Every answer given to an exercise, oldest first.
  public func attempts(lesson: String, exercise: String) throws -> [RecordedAttempt] {
    try read { db in
      try Row.fetchAll(
        db, sql: "SELECT * FROM attempt WHERE lesson = ? AND exercise = ? ORDER BY id",
        arguments: [lesson, exercise]
      ).map { row in try RecordedAttempt(row) }
    }
  }

  /// Where the student stands with an exercise.
  public func standing(lesson: String, exercise: String) throws -> ExerciseStanding {
    try read { db in
      let row = try Row.fetchOne(
        db,
        sql: """
          SELECT
            (SELECT count(*) FROM attempt WHERE lesson = :lesson AND exercise = :exercise) AS tries,
            (SELECT max(score) FROM attempt
              WHERE lesson = :lesson AND exercise = :exercise AND NOT after_solution) AS best,
            max(
              coalesce((SELECT shown FROM hint WHERE lesson = :lesson AND exercise = :exercise), 0),
              coalesce((SELECT max(hints_shown) FROM attempt
                WHERE lesson = :lesson AND exercise = :exercise), 0)) AS hints,
            EXISTS (SELECT 1 FROM skip WHERE lesson = :lesson AND exercise = :exercise) AS skipped,
            EXISTS (SELECT 1 FROM solution_seen
              WHERE lesson = :lesson AND exercise = :exercise) AS solution,
            EXISTS (SELECT 1 FROM attempt WHERE lesson = :lesson AND exercise = :exercise
              AND outcome = 'unjudged') AS kept
          """,
        arguments: ["lesson": lesson, "exercise": exercise])!
      let best: Double? = try row.optional("best")
      return try ExerciseStanding(
        tries: row.required("tries"), hintsShown: row.required("hints"), bestScore: best,
        isSkipped: row.required("skipped") && best != 1, hasSeenSolution: row.required("solution"),
        hasKeptAnswer: row.required("kept"))
    }
  }

  /// One row for each of `lessons`, in their order. Answers to exercises that a lesson no longer has do not count.
  ///
  /// Complexity: one pass over all attempts of those lessons.
  public func summary(of lessons: [LessonOutline]) throws -> [LessonSummary] {
    try read { db in try lessons.map { lesson in try Self.summary(of: lesson, in: db) } }
  }

  private static func summary(of lesson: LessonOutline, in db: Database) throws -> LessonSummary {
    let position = try Row.fetchOne(db, sql: "SELECT * FROM lesson WHERE id = ?", arguments: [lesson.id])
      .map { row in try LessonPosition(row) }
    var best: [String: Double] = [:]
    var attempted: Set<String> = []
    var last = position?.last
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT exercise, max(CASE WHEN after_solution THEN 0 ELSE score END) AS best, max(time) AS last
        FROM attempt WHERE lesson = ? GROUP BY exercise
        """,
      arguments: [lesson.id])
    for row in rows {
      let exercise: String = try row.required("exercise")
      attempted.insert(exercise)
      best[exercise] = try row.required("best")
      let time = try date(row.required("last"))
      last = max(last ?? time, time)
    }
    let skipped = try Set(
      String.fetchAll(db, sql: "SELECT exercise FROM skip WHERE lesson = ?", arguments: [lesson.id]))
    let exercises = lesson.exercises
    return LessonSummary(
      lesson: lesson.id,
      right: exercises.count { best[$0.id] == 1 },
      attempted: exercises.count { attempted.contains($0.id) },
      skipped: exercises.count { skipped.contains($0.id) && best[$0.id] != 1 },
      total: exercises.count,
      score: exercises.reduce(0) { sum, exercise in sum + exercise.points * (best[exercise.id] ?? 0) },
      points: exercises.reduce(0) { sum, exercise in sum + exercise.points },
      started: position?.started, finished: position?.finished, last: last)
  }

  // MARK: - The disk, or memory in its place

  private func write(_ change: @escaping Change) -> Saving {
    state.withLock { state in
      let unsaved = (state.fallback?.unsaved ?? []) + [change]
      let why: String
      do {
        try commit(unsaved, to: &state)
        if state.fallback != nil {
          state.fallback = nil
          state.notices.append(.savedAgain(file: file))
        }
        return .committed
      } catch let failure as ProgressFile.CannotWrite {
        why = failure.why
      } catch let error as DatabaseError {
        why = error.reason
      } catch {
        why = "\(error)"
      }
      if state.fallback == nil {
        state.notices.append(.notSaved(file: file, why: why))
      }
      keep(change, unsaved: unsaved, why: why, in: &state)
      return .inMemory(why: why)
    }
  }

  private func commit(_ changes: [Change], to state: inout State) throws {
    if state.disk == nil {
      let (disk, notice) = try progressFile.open()
      state.disk = disk
      if let notice { state.notices.append(notice) }
    }
    try state.disk?.write { db in
      for change in changes { try change(db) }
    }
  }

  private func keep(_ change: Change, unsaved: [Change], why: String, in state: inout State) {
    let memory =
      state.fallback?.memory ?? state.disk.flatMap { disk in try? progressFile.copyInMemory(of: disk) }
    do {
      // What was read from a broken file may not take the change; an empty database does.
      guard let memory, (try? memory.write(change)) != nil else {
        let empty = try progressFile.emptyInMemory()
        try empty.write { db in for change in unsaved { try change(db) } }
        state.fallback = Fallback(memory: empty, unsaved: unsaved, why: why)
        return
      }
      state.fallback = Fallback(memory: memory, unsaved: unsaved, why: why)
    } catch {
      preconditionFailure("a change that an empty database in memory refuses: \(error)")
    }
  }

  private func read<Value>(_ query: (Database) throws -> Value) throws -> Value {
    let queue = state.withLock { state in state.fallback?.memory ?? state.disk }
    guard let queue else { preconditionFailure("a store without a database") }
    do {
      return try queue.read(query)
    } catch let error as DatabaseError {
      throw ProgressError.unreadable(file: file, why: error.reason)
    } catch let error as UnexpectedValue {
      throw ProgressError.unreadable(file: file, why: "unexpected value in column \(error.column)")
    }
  }

  private static func setting(_ name: String, in db: Database) throws -> String? {
    try String.fetchOne(db, sql: "SELECT value FROM setting WHERE name = ?", arguments: [name])
  }

  private static func set(_ name: String, to value: String, in db: Database) throws {
    try db.execute(
      sql: "INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", arguments: [name, value])
  }

  static func milliseconds(_ date: Date) -> Int64 {
    Int64((date.timeIntervalSince1970 * 1000).rounded())
  }

  static func date(_ milliseconds: Int64) -> Date {
    Date(timeIntervalSince1970: Double(milliseconds) / 1000)
  }
}
