import Classroom
import Foundation
import GRDB
import Testing

/// A folder of a test's own for progress files; it goes away with this value.
final class ProgressFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "lectern-progress-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }

  var file: URL { url.appending(path: "progress.sqlite") }

  /// The names of the files in it that hold something set aside.
  func damagedFiles() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: url.path)
      .filter { $0.contains("damaged") && !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm") }
      .sorted()
  }

  /// Runs SQL on the file, apart from any store.
  func execute(_ sql: String) throws {
    try DatabaseQueue(path: file.path).writeWithoutTransaction { db in try db.execute(sql: sql) }
  }

  func fetchInt(_ sql: String) throws -> Int? {
    try DatabaseQueue(path: file.path).read { db in try Int.fetchOne(db, sql: sql) }
  }

  func integrityCheck() throws -> [String] {
    try DatabaseQueue(path: file.path).read { db in try String.fetchAll(db, sql: "PRAGMA integrity_check") }
  }
}

/// A moment that the store keeps exactly.
let noon = Date(timeIntervalSince1970: 1_767_268_800)
