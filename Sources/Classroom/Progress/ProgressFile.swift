internal import Foundation
internal import GRDB
internal import Glibc

/// The file behind a ``ProgressStore``: how it is opened, checked, brought up to date or set aside.
struct ProgressFile: Sendable {
  let url: URL
  let schema: ProgressSchema

  /// Nothing can be written, with the reason.
  struct CannotWrite: Error {
    let why: String
  }

  /// How long to wait for another process, in seconds.
  static let patience = 5.0

  /// Opens the file for writing, making it where it is missing, bringing it up to date where it is older, and
  /// setting it aside where it is damaged.
  ///
  /// Throws ``ProgressError/newerVersion(file:found:known:)``, or ``CannotWrite`` for everything that leaves
  /// the student able to go on without saving.
  func open() throws -> (DatabaseQueue, ProgressNotice?) {
    do {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    } catch {
      throw CannotWrite(why: "the folder \(url.deletingLastPathComponent().path) cannot be made")
    }
    // Two programs that start at once must not both make the tables, or both set the file aside.
    return try withOpeningLock {
      do {
        return try openExamined()
      } catch let error as DatabaseError {
        throw CannotWrite(why: Self.reason(error))
      }
    }
  }

  private func openExamined() throws -> (DatabaseQueue, ProgressNotice?) {
    var queue: DatabaseQueue?
    do {
      let opened = try DatabaseQueue(path: url.path, configuration: Self.configuration())
      queue = opened
      if let defect = try opened.read({ db in try defect(db) }) {
        return try startAnew(opened, why: defect)
      }
      try prepare(opened)
      guard try Self.columns(of: opened).isSuperset(of: Self.columns(of: emptyInMemory())) else {
        return try startAnew(opened, why: "tables are missing in it")
      }
      return (opened, nil)
    } catch let error as DatabaseError where Self.meansDamage(error) {
      return try startAnew(queue, why: Self.reason(error))
    }
  }

  /// What makes the file unfit for use; nil for a sound one. Throws for a newer version.
  private func defect(_ db: Database) throws -> String? {
    let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    let application = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    // A program that was killed before it had made our tables may have made the migrator's own.
    let tables =
      try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master WHERE tbl_name <> 'grdb_migrations'") ?? 0
    if application != ProgressSchema.applicationID, application != 0 || version != 0 || tables > 0 {
      return "it is a database of another program"
    }
    if version > schema.version {
      throw ProgressError.newerVersion(file: url, found: version, known: schema.version)
    }
    let findings = try String.fetchAll(db, sql: "PRAGMA quick_check(1)")
    return findings == ["ok"] ? nil : "it is damaged: " + findings.joined(separator: "; ")
  }

  /// Settings of the connection, tables and the student's seed.
  private func prepare(_ queue: DatabaseQueue) throws {
    try queue.writeWithoutTransaction { db in
      // With a write-ahead log a commit is one append. FULL syncs the log at each commit, so that what was
      // acknowledged survives a power failure too; NORMAL would survive only the death of the process.
      try db.execute(sql: "PRAGMA journal_mode = WAL")
      try db.execute(sql: "PRAGMA synchronous = FULL")
    }
    try schema.migrate(queue)
    try Self.makeStudentSeed(queue)
  }

  /// "table.column" for every column.
  private static func columns(of queue: DatabaseQueue) throws -> Set<String> {
    try queue.read { db in
      try String.fetchSet(
        db,
        sql: """
          SELECT entry.name || '.' || field.name
          FROM sqlite_master AS entry, pragma_table_info(entry.name) AS field WHERE entry.type = 'table'
          """)
    }
  }

  /// Makes the student's seed unless there is one.
  private static func makeStudentSeed(_ queue: DatabaseQueue) throws {
    var entropy = SystemRandomNumberGenerator()
    let seed = entropy.next()
    try queue.write { db in
      try db.execute(
        sql: "INSERT OR IGNORE INTO setting (name, value) VALUES ('student_seed', ?)",
        arguments: [String(seed)])
    }
  }

  /// Renames the file, with its log, and opens a new one in its place.
  private func startAnew(_ damaged: DatabaseQueue?, why: String) throws -> (DatabaseQueue, ProgressNotice?) {
    let stamp = Date().formatted(
      .iso8601.year().month().day().dateSeparator(.omitted).time(includingFractionalSeconds: false)
        .timeSeparator(.omitted))
    var renamed = url.appendingPathExtension("damaged-\(stamp)")
    var copies = 1
    while FileManager.default.fileExists(atPath: renamed.path) {
      copies += 1
      renamed = url.appendingPathExtension("damaged-\(stamp)-\(copies)")
    }
    // The log first: a file that still has its name is still found by the next start.
    for suffix in ["-wal", "-shm", ""] where FileManager.default.fileExists(atPath: url.path + suffix) {
      guard rename(url.path + suffix, renamed.path + suffix) == 0 else {
        throw CannotWrite(why: "\(why), and it cannot be renamed: \(String(cString: strerror(errno)))")
      }
    }
    // Closed only now, so that closing changes nothing under the old name.
    try? damaged?.close()
    let queue = try DatabaseQueue(path: url.path, configuration: Self.configuration())
    try prepare(queue)
    return (queue, .setAside(file: url, renamed: renamed, why: why))
  }

  /// A copy in memory of what the file holds, as far as it can be read; an empty one otherwise.
  ///
  /// Throws ``ProgressError/newerVersion(file:found:known:)``.
  func copyInMemory() throws -> DatabaseQueue {
    var configuration = Self.configuration()
    configuration.readonly = true
    // On a read-only disk a log cannot be opened, and is not needed: `immutable` does without it.
    let addresses = [url.path, "file:\(url.path(percentEncoded: true))?immutable=1"]
    if FileManager.default.fileExists(atPath: url.path) {
      for address in addresses {
        guard let source = try? DatabaseQueue(path: address, configuration: configuration),
          let defect = try Self.ignoringDatabaseErrors({ try source.read { db in try defect(db) } }),
          defect == nil, let copy = try? copyInMemory(of: source)
        else { continue }
        return copy
      }
    }
    return try emptyInMemory()
  }

  /// A new database in memory.
  func emptyInMemory() throws -> DatabaseQueue {
    let empty = try DatabaseQueue()
    try schema.migrate(empty)
    try Self.makeStudentSeed(empty)
    return empty
  }

  /// A copy in memory of an open database.
  func copyInMemory(of source: DatabaseQueue) throws -> DatabaseQueue {
    let copy = try DatabaseQueue()
    try source.backup(to: copy)
    try schema.migrate(copy)
    try Self.makeStudentSeed(copy)
    return copy
  }

  private static func ignoringDatabaseErrors<Value>(_ body: () throws -> Value) throws -> Value? {
    do {
      return try body()
    } catch is DatabaseError {
      return nil
    }
  }

  private static func configuration() -> Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(patience)
    configuration.label = "progress"
    return configuration
  }

  /// Runs `body` while no other process runs it for the same file. The lock dies with the process.
  private func withOpeningLock<Value>(_ body: () throws -> Value) throws -> Value {
    let descriptor = Glibc.open(url.path + ".lock", O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw CannotWrite(why: String(cString: strerror(errno)).lowercased())
    }
    defer { close(descriptor) }
    let deadline = ContinuousClock.now + .seconds(Self.patience)
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      let error = errno
      // A file system without such locks: one program at a time is all that can be had there.
      if error == ENOLCK || error == ENOTSUP || error == ENOSYS { break }
      guard error == EWOULDBLOCK || error == EINTR, ContinuousClock.now < deadline else {
        throw CannotWrite(why: "another program keeps it locked")
      }
      usleep(5000)
    }
    return try body()
  }

  private static func meansDamage(_ error: DatabaseError) -> Bool {
    switch error.resultCode {
    // SQLITE_ERROR while opening: the tables are not those of its version.
    case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_FORMAT, .SQLITE_ERROR, .SQLITE_CONSTRAINT: true
    default: false
    }
  }

  /// The reason of a failure in the student's words.
  static func reason(_ error: DatabaseError) -> String {
    switch error.resultCode {
    case .SQLITE_FULL: "the disk is full"
    case .SQLITE_READONLY: "the file, its folder or the disk is read-only"
    case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH: "the file cannot be opened for writing"
    case .SQLITE_BUSY, .SQLITE_LOCKED: "another program keeps it locked"
    case .SQLITE_IOERR: "the disk reports an error (full, over quota, or failing)"
    case .SQLITE_CORRUPT: "it is damaged"
    case .SQLITE_NOTADB: "it is not a database"
    default: error.message ?? "SQLite reports error \(error.resultCode.rawValue)"
    }
  }
}
