internal import Foundation
internal import GRDB
internal import Glibc

/// The file behind a ``ProgressStore``: how it is opened, checked, brought up to date or set aside.
struct ProgressFile: Sendable {
  let url: URL
  let schema: DatabaseSchema

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
    do {
      return try OpeningLock.hold(for: url, patience: Self.patience) { try openExamined() }
    } catch let failure as OpeningLock.Unavailable {
      throw CannotWrite(why: failure.why)
    } catch let error as DatabaseError {
      throw CannotWrite(why: error.reason)
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
      return try startAnew(queue, why: error.reason)
    }
  }

  /// What makes the file unfit for use; nil for a sound one. Throws for a newer version.
  private func defect(_ db: Database) throws -> String? {
    switch try schema.examine(db) {
    case .usable: return nil
    case .unfit(let why): return why
    case .newer(let version):
      throw ProgressError.newerVersion(file: url, found: version, known: schema.version)
    }
  }

  /// Settings of the connection, tables and the student's seed.
  private func prepare(_ queue: DatabaseQueue) throws {
    try DatabaseSchema.makeDurable(queue)
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

  private static func meansDamage(_ error: DatabaseError) -> Bool {
    switch error.resultCode {
    // SQLITE_ERROR while opening: the tables are not those of its version.
    case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_FORMAT, .SQLITE_ERROR, .SQLITE_CONSTRAINT: true
    default: false
    }
  }
}
