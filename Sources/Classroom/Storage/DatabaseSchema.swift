internal import GRDB

/// The tables of one of our files, as the steps that lead from an empty file to the present version.
///
/// A step that was released is never changed: a new version is a new step at the end.
package struct DatabaseSchema: Sendable {
  /// Marks a database file as one of this kind (`PRAGMA application_id`).
  package var applicationID: Int
  /// Step *n* (from 1) is the SQL script that turns version *n* - 1 into version *n*.
  package var steps: [String]

  package init(applicationID: Int, steps: [String]) {
    self.applicationID = applicationID
    self.steps = steps
  }

  /// The version that this program writes.
  package var version: Int { steps.count }

  /// What is found in a file before it is used.
  enum Finding {
    /// An empty file, or one of this kind and version or an earlier one.
    case usable
    /// The file was written by a later version of this program.
    case newer(version: Int)
    /// The reason why it is unfit for use.
    case unfit(String)
  }

  /// Looks whether a file is one of this kind, of a known version, and sound.
  func examine(_ db: Database) throws -> Finding {
    let found = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    let application = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    // A program that was killed before it had made our tables may have made the migrator's own.
    let tables =
      try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master WHERE tbl_name <> 'grdb_migrations'") ?? 0
    if application != applicationID, application != 0 || found != 0 || tables > 0 {
      return .unfit("it is a database of another program")
    }
    if found > version { return .newer(version: found) }
    let findings = try String.fetchAll(db, sql: "PRAGMA quick_check(1)")
    return findings == ["ok"] ? .usable : .unfit("it is damaged: " + findings.joined(separator: "; "))
  }

  /// Sets how a connection commits: what was acknowledged survives a power failure.
  static func makeDurable(_ queue: DatabaseQueue) throws {
    try queue.writeWithoutTransaction { db in
      // With a write-ahead log a commit is one append. FULL syncs the log at each commit, so that what was
      // acknowledged survives a power failure too; NORMAL would survive only the death of the process.
      try db.execute(sql: "PRAGMA journal_mode = WAL")
      try db.execute(sql: "PRAGMA synchronous = FULL")
    }
  }

  /// Brings the database to ``version``; each step is one transaction together with its version number.
  func migrate(_ queue: DatabaseQueue) throws {
    var migrator = DatabaseMigrator()
    for (index, step) in steps.enumerated() {
      migrator.registerMigration("version \(index + 1)") { db in
        try db.execute(sql: step)
        try db.execute(sql: "PRAGMA application_id = \(applicationID)")
        try db.execute(sql: "PRAGMA user_version = \(index + 1)")
      }
    }
    try migrator.migrate(queue)
  }
}
