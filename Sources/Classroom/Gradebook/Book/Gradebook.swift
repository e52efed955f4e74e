public import Foundation
internal import GRDB
internal import Lessons
internal import Spelling

/// The grades of a class, in one SQLite file: submissions and their grades, due dates, and scores set by hand.
///
/// Nothing that was written is ever changed or removed; what comes later supersedes. Every write is one transaction
/// that is on the disk when it returns, and several programs may use one file at a time.
public final class Gradebook: Sendable {
  /// The file.
  public let file: URL
  private let queue: DatabaseQueue

  /// How long to wait for another program, in seconds.
  private static let patience = 5.0

  /// Opens the file; where it is missing, makes it if `isMade`.
  ///
  /// Throws ``GradebookError/missing(file:)``, ``GradebookError/unusable(file:why:)`` and
  /// ``GradebookError/newerVersion(file:found:known:)``; none of them changes the file.
  public convenience init(at file: URL = StateDirectory.gradebookFile(), isMade: Bool = true) throws {
    try self.init(at: file, isMade: isMade, schema: .gradebook)
  }

  package init(at file: URL, isMade: Bool = true, schema: DatabaseSchema) throws {
    self.file = file
    if !isMade, !FileManager.default.fileExists(atPath: file.path) { throw GradebookError.missing(file: file) }
    do {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    } catch {
      throw GradebookError.unusable(
        file: file, why: "the folder \(file.deletingLastPathComponent().path) cannot be made")
    }
    do {
      queue = try OpeningLock.hold(for: file, patience: Self.patience) {
        var configuration = Configuration()
        configuration.busyMode = .timeout(Self.patience)
        configuration.label = "gradebook"
        let queue = try DatabaseQueue(path: file.path, configuration: configuration)
        switch try queue.read({ db in try schema.examine(db) }) {
        case .usable: break
        case .unfit(let why): throw GradebookError.unusable(file: file, why: why)
        case .newer(let version):
          throw GradebookError.newerVersion(file: file, found: version, known: schema.version)
        }
        try DatabaseSchema.makeDurable(queue)
        try schema.migrate(queue)
        return queue
      }
    } catch let failure as OpeningLock.Unavailable {
      throw GradebookError.unusable(file: file, why: failure.why)
    } catch let error as DatabaseError {
      throw GradebookError.unusable(file: file, why: error.reason)
    }
  }

  // MARK: - Grades

  /// What adding these grades would do. Writes nothing.
  public func plan(_ grades: [GradedSubmission]) throws -> AdditionPlan {
    let plan = AdditionPlan(grades)
    return try translatingErrors {
      // What is written is taken back: the same steps that add the grades say what they change.
      try queue.writeWithoutTransaction { db in
        var outcome = plan
        try db.inTransaction(.immediate) {
          outcome = try GradeAddition(db: db, recorded: Date(timeIntervalSince1970: 0)).write(plan)
          return .rollback
        }
        return outcome
      }
    }
  }

  /// Adds the grades of a plan.
  ///
  /// Throws ``GradebookError/changedMeanwhile``, having written nothing, when other scores would change than the plan
  /// says.
  public func add(_ plan: AdditionPlan, time: Date = Date()) throws {
    try write { db in
      let done = try GradeAddition(db: db, recorded: time).write(plan)
      guard done.changes == plan.changes, done.added == plan.added, done.regraded == plan.regraded else {
        throw GradebookError.changedMeanwhile
      }
    }
  }

  // MARK: - Decisions

  /// Sets a score by hand, of one exercise or of a lesson as a whole.
  ///
  /// - Parameters:
  ///   - score: the points; nil takes an earlier override back.
  ///   - isNewStudent: whether a student of whom the book has nothing is meant.
  ///
  /// Throws ``GradebookError/unknown(what:name:hint:)``, ``GradebookError/badNumber(what:value:right:)``,
  /// ``GradebookError/noReason`` and ``GradebookError/noOverride(student:lesson:)``.
  public func override(
    student: String, lesson: String, exercise: String? = nil, score: Double?, reason: String,
    isNewStudent: Bool = false, time: Date = Date()
  ) throws {
    let reason = reason.trimmingCharacters(in: .whitespacesAndNewlines)
    guard !reason.isEmpty else { throw GradebookError.noReason }
    if let score, !(score.isFinite && score >= 0) {
      throw GradebookError.badNumber(what: "a score", value: "\(score)", right: "a number of points from 0 up")
    }
    try write { db in
      let records = try GradebookRecords(db)
      let calculation = ResultCalculation(records)
      let results = calculation.results()
      if !isNewStudent { _ = try results.student(named: student) }
      let known = calculation.exercises(of: lesson).map(\.id)
      if let exercise, !known.contains(exercise) {
        throw GradebookError.unknown(
          what: "exercise of \(ForeignText.line(lesson))", name: exercise, hint: didYouMean(exercise, among: known))
      }
      if score == nil {
        let last = records.overrides.last {
          $0.student == student && $0.lesson == lesson && $0.exercise == exercise
        }
        guard last?.score != nil else { throw GradebookError.noOverride(student: student, lesson: lesson) }
      }
      try db.execute(
        sql: "INSERT INTO override (recorded, student, lesson, exercise, score, reason) VALUES (?, ?, ?, ?, ?, ?)",
        arguments: [ProgressStore.milliseconds(time), student, lesson, exercise, score, reason])
    }
  }

  /// Sets until when a lesson is due; nil takes an earlier date back.
  public func setDue(_ due: DueDate?, lesson: String, time: Date = Date()) throws {
    try write { db in
      try db.execute(
        sql: "INSERT INTO due (recorded, lesson, time, time_zone, penalty, cut_off) VALUES (?, ?, ?, ?, ?, ?)",
        arguments: [
          ProgressStore.milliseconds(time), lesson, due.map { ProgressStore.milliseconds($0.time) },
          due?.timeZone.identifier, due?.penalty, due?.cutOff,
        ])
    }
  }

  /// Sets which of several submissions counts.
  public func setPolicy(_ policy: ScorePolicy, time: Date = Date()) throws {
    try set(GradebookRecords.policySetting, to: policy.rawValue, time: time)
  }

  /// Sets how many late days each student may take without cost, over all lessons, in the order of their due dates.
  public func setFreeDays(_ days: Int, time: Date = Date()) throws {
    guard (0...DueDate.mostLateDays).contains(days) else {
      throw GradebookError.badNumber(what: "a number of free days", value: "\(days)", right: "a whole number from 0 up")
    }
    try set(GradebookRecords.freeDaysSetting, to: String(days), time: time)
  }

  private func set(_ name: String, to value: String, time: Date) throws {
    try write { db in
      try db.execute(
        sql: "INSERT INTO setting (recorded, name, value) VALUES (?, ?, ?)",
        arguments: [ProgressStore.milliseconds(time), name, value])
    }
  }

  // MARK: - Reading

  /// What counts, for every student and lesson.
  public func results() throws -> GradebookResults { try records { ResultCalculation($0).results() } }

  /// Which of several submissions counts.
  public func policy() throws -> ScorePolicy { try records(\.policy) }

  /// How many late days each student may take without cost.
  public func freeDays() throws -> Int { try records(\.freeDays) }

  /// The due dates in force, by lesson.
  public func dueDates() throws -> [String: DueDate] { try records(\.dueDates) }

  /// For each student who handed in a lesson, the grade that counts (of several that count, the best), by student.
  public func countedGrades(lesson: String) throws -> [GradedSubmission] {
    try records { ResultCalculation($0).countedGrades(lesson: lesson) }
  }

  /// Everything that was ever written, oldest first; of one student, or of all.
  public func history(student: String? = nil) throws -> [GradebookEvent] {
    try records { GradebookEvent.all(in: $0).filter { student == nil || $0.student == student } }
  }

  /// The lesson of the book that is meant by its id or a part of it.
  ///
  /// Throws ``GradebookError/unknown(what:name:hint:)`` and ``GradebookError/several(what:name:meant:)``.
  public func lesson(named name: String) throws -> String {
    let lessons = try records { records in
      Set(records.submissions.map(\.lesson) + records.overrides.map(\.lesson) + records.dues.map(\.lesson)).sorted()
    }
    if lessons.contains(name) { return name }
    let words = name.lowercased().replacing(" ", with: "-")
    let found = words.isEmpty ? [] : lessons.filter { $0.lowercased().contains(words) }
    if found.count > 1 { throw GradebookError.several(what: "lesson", name: name, meant: found) }
    guard let lesson = found.first else {
      let hint = nearMiss(of: name, among: lessons).map { "; did you mean “\($0)”?" }
      throw GradebookError.unknown(
        what: "lesson", name: name,
        hint: hint ?? (lessons.isEmpty ? "; it is empty" : ": it has \(listed(Array(lessons.prefix(8))))"))
    }
    return lesson
  }

  private func records<Value>(_ body: (GradebookRecords) throws -> Value) throws -> Value {
    try translatingErrors { try body(try queue.read { db in try GradebookRecords(db) }) }
  }

  private func write(_ body: (Database) throws -> Void) throws {
    try translatingErrors { try queue.write(body) }
  }

  private func translatingErrors<Value>(_ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw GradebookError.unusable(file: file, why: error.reason)
    } catch let error as UnexpectedValue {
      throw GradebookError.unusable(file: file, why: "unexpected value in column \(error.column)")
    }
  }
}

extension StateDirectory {
  /// The file that a ``Gradebook`` uses unless told otherwise: `gradebook.sqlite` in ``url(environment:)``.
  public static func gradebookFile(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> URL {
    url(environment: environment).appending(path: "gradebook.sqlite")
  }
}
