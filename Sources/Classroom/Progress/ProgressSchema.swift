internal import GRDB

/// The tables of a progress file, as the steps that lead from an empty file to the present version.
///
/// A step that was released is never changed: a new version is a new step at the end.
package struct ProgressSchema: Sendable {
  /// Step *n* (from 1) is the SQL script that turns version *n* - 1 into version *n*.
  package var steps: [String]

  package init(steps: [String]) {
    self.steps = steps
  }

  /// The version that this program writes.
  package var version: Int { steps.count }

  /// "LECT": marks a database file as one of ours (`PRAGMA application_id`).
  static let applicationID = 0x4C45_4354

  /// Brings the database to ``version``; each step is one transaction together with its version number.
  func migrate(_ queue: DatabaseQueue) throws {
    var migrator = DatabaseMigrator()
    for (index, step) in steps.enumerated() {
      migrator.registerMigration("version \(index + 1)") { db in
        try db.execute(sql: step)
        try db.execute(sql: "PRAGMA application_id = \(Self.applicationID)")
        try db.execute(sql: "PRAGMA user_version = \(index + 1)")
      }
    }
    try migrator.migrate(queue)
  }

  package static let current = ProgressSchema(steps: [
    // Times are milliseconds since 1970; seeds are the 64 bits of an unsigned number.
    """
    CREATE TABLE lesson (
      id TEXT NOT NULL PRIMARY KEY,
      place_index INTEGER NOT NULL,
      place_id TEXT NOT NULL,
      furthest_index INTEGER NOT NULL,
      furthest_id TEXT NOT NULL,
      started INTEGER NOT NULL,
      finished INTEGER,
      last INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE attempt (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      lesson TEXT NOT NULL,
      exercise TEXT NOT NULL,
      seed INTEGER,
      answer TEXT NOT NULL,
      outcome TEXT NOT NULL,
      score REAL NOT NULL,
      mistake TEXT,
      hints_shown INTEGER NOT NULL,
      after_solution INTEGER NOT NULL,
      time INTEGER NOT NULL
    );
    CREATE INDEX attempt_of_exercise ON attempt (lesson, exercise, id);
    CREATE TABLE hint (
      lesson TEXT NOT NULL,
      exercise TEXT NOT NULL,
      shown INTEGER NOT NULL,
      PRIMARY KEY (lesson, exercise)
    ) WITHOUT ROWID;
    CREATE TABLE skip (
      lesson TEXT NOT NULL,
      exercise TEXT NOT NULL,
      time INTEGER NOT NULL,
      PRIMARY KEY (lesson, exercise)
    ) WITHOUT ROWID;
    CREATE TABLE solution_seen (
      lesson TEXT NOT NULL,
      exercise TEXT NOT NULL,
      seed INTEGER,
      time INTEGER NOT NULL
    );
    CREATE INDEX solution_seen_of_exercise ON solution_seen (lesson, exercise);
    CREATE TABLE setting (
      name TEXT NOT NULL PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;
    """
  ])
}
