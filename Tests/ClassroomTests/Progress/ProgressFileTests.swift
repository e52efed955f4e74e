import Classroom
import Foundation
import Testing

@Suite("Progress file")
struct ProgressFileTests {
  let folder: ProgressFolder

  init() throws {
    folder = try ProgressFolder()
  }

  private let attempt = ExerciseAttempt(
    lesson: "l", exercise: "e", answer: "1", outcome: .correct, score: 1, time: noon)

  /// The present schema with one more step: what the next version could be.
  private var nextSchema: DatabaseSchema {
    var schema = DatabaseSchema.progress
    schema.steps.append("ALTER TABLE attempt ADD COLUMN seconds REAL; UPDATE attempt SET seconds = 0;")
    return schema
  }

  @Test("A file of a newer version is refused with what to do, and left as it is")
  func newerVersion() throws {
    let known = DatabaseSchema.progress.version
    do {
      let newer = try ProgressStore(at: folder.file, schema: nextSchema)
      newer.record(attempt)
    }
    let error = #expect(throws: ProgressError.self) { try ProgressStore(at: folder.file) }
    #expect(error == .newerVersion(file: folder.file, found: known + 1, known: known))
    #expect(
      error?.description == """
        your progress file \(folder.file.path) has version \(known + 1), and this lectern knows versions up to \
        \(known): update lectern, or set XDG_STATE_HOME to another folder to start a progress file of its own there
        """)
    #expect(try folder.fetchInt("PRAGMA user_version") == known + 1)
    #expect(try folder.fetchInt("SELECT count(*) FROM attempt") == 1)
    #expect(try folder.damagedFiles().isEmpty)
  }

  @Test("A file of an older version is brought up to date and keeps its attempts")
  func olderVersion() throws {
    let seed = try {
      let older = try ProgressStore(at: folder.file)
      older.record(attempt)
      return older.studentSeed
    }()
    let newer = try ProgressStore(at: folder.file, schema: nextSchema)
    #expect(newer.takeNotices().isEmpty)
    #expect(newer.studentSeed == seed)
    #expect(try newer.attempts(lesson: "l", exercise: "e").map(\.attempt) == [attempt])
    #expect(try folder.fetchInt("PRAGMA user_version") == nextSchema.version)
    #expect(try folder.fetchInt("SELECT count(*) FROM attempt WHERE seconds = 0") == 1)
  }

  @Test("A step to a newer version that fails halfway leaves the older file whole, under another name")
  func failingStep() throws {
    do { try ProgressStore(at: folder.file).record(attempt) }
    var broken = DatabaseSchema.progress
    broken.steps.append("DELETE FROM attempt; INSERT INTO nowhere VALUES (1);")
    #expect(throws: (any Error).self) { try ProgressStore(at: folder.file, schema: broken) }
    let kept = try #require(try folder.damagedFiles().first)
    let copy = try ProgressStore(at: folder.url.appending(path: kept))
    #expect(try copy.attempts(lesson: "l", exercise: "e").map(\.attempt) == [attempt])
  }

  @Test("A file as version 1 wrote it opens with all that is in it")
  func versionOne() throws {
    let script = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Fixtures/Classroom/progress-version-1.sql").standardized
    try folder.execute(String(contentsOf: script, encoding: .utf8))
    let store = try ProgressStore(at: folder.file)
    #expect(store.takeNotices().isEmpty)
    #expect(store.studentSeed == 18_446_744_073_709_551_557)
    #expect(try store.lastLesson() == "04-01-sampling")
    let position = try #require(try store.position(lesson: "04-01-sampling"))
    #expect(position.place == LessonPlace(index: 3, id: "reservoir"))
    #expect(position.furthest == LessonPlace(index: 7, id: "weights"))
    #expect(position.last == Date(timeIntervalSince1970: 1_767_229_200.25))
    let attempts = try store.attempts(lesson: "04-01-sampling", exercise: "keep").map(\.attempt)
    #expect(attempts.map(\.outcome) == [.wrong, .correct])
    #expect(attempts.map(\.seed) == [.max, .max])
    #expect(attempts.first?.mistake == "off-by-one")
    #expect(store.record(attempt) == .committed)
  }

  @Test(
    "A file that is no database is renamed, never deleted, and a new one started",
    arguments: [
      Data(
        "this is not a database, and it is longer than a database's first hundred bytes are ............".utf8
      ),
      Data(repeating: 0xFF, count: 5000), Data("SQLite format 3\0 and then nothing of use".utf8),
    ])
  func notADatabase(content: Data) throws {
    try content.write(to: folder.file)
    let store = try ProgressStore(at: folder.file)
    let notices = store.takeNotices()
    guard case .setAside(let file, let renamed, _) = try #require(notices.first) else {
      Issue.record("unexpected notice \(notices)")
      return
    }
    #expect(notices.count == 1)
    #expect(file == folder.file)
    #expect(try Data(contentsOf: renamed) == content)
    #expect(notices[0].description.contains("it was kept as \(renamed.lastPathComponent)"))
    #expect(store.record(attempt) == .committed)
    #expect(try ProgressStore(at: folder.file).attempts(lesson: "l", exercise: "e").count == 1)
  }

  @Test("A file with damaged pages is renamed and a new one started")
  func damagedPages() throws {
    do {
      let store = try ProgressStore(at: folder.file)
      for _ in 0..<200 { store.record(attempt) }
    }
    try folder.execute("PRAGMA journal_mode = DELETE")
    let handle = try FileHandle(forUpdating: folder.file)
    let size = try handle.seekToEnd()
    for page in stride(from: UInt64(4096), to: size, by: 4096) {
      try handle.seek(toOffset: page)
      try handle.write(contentsOf: Data(repeating: 0x5A, count: 600))
    }
    try handle.close()
    let store = try ProgressStore(at: folder.file)
    guard case .setAside = store.takeNotices().first else {
      Issue.record("a damaged file was taken for a sound one")
      return
    }
    #expect(try folder.damagedFiles().count == 1)
    #expect(store.record(attempt) == .committed)
  }

  @Test("Two damaged files on one day are both kept")
  func twoDamagedFiles() throws {
    for byte in [UInt8(1), 2, 3] {
      for suffix in ["", "-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: folder.file.path + suffix)
      }
      try Data(repeating: byte, count: 3000).write(to: folder.file)
      _ = try ProgressStore(at: folder.file)
    }
    #expect(try folder.damagedFiles().count == 3)
  }

  @Test("A database of another program is not written into")
  func foreignDatabase() throws {
    try folder.execute("CREATE TABLE bookmark (url TEXT); INSERT INTO bookmark VALUES ('x')")
    let store = try ProgressStore(at: folder.file)
    #expect(
      store.takeNotices().map(\.description).first?.contains("it is a database of another program") == true)
    #expect(try folder.damagedFiles().count == 1)
  }

  @Test("A file that was left before its tables were made is gone on with")
  func halfMade() throws {
    try folder.execute("CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY)")
    let store = try ProgressStore(at: folder.file)
    #expect(store.takeNotices().isEmpty)
    #expect(store.record(attempt) == .committed)
  }

  @Test("A file whose tables were taken away is renamed and a new one started")
  func missingTable() throws {
    do { _ = try ProgressStore(at: folder.file) }
    try folder.execute("DROP TABLE hint")
    let store = try ProgressStore(at: folder.file)
    #expect(store.takeNotices().count == 1)
    #expect(store.noteHintsShown(1, lesson: "l", exercise: "e") == .committed)
  }

  @Test("A value that no version writes is an error with a sentence")
  func unexpectedValue() throws {
    let store = try ProgressStore(at: folder.file)
    store.record(attempt)
    try folder.execute("UPDATE attempt SET score = 'much'")
    let error = #expect(throws: ProgressError.self) { try store.attempts(lesson: "l", exercise: "e") }
    #expect(error == .unreadable(file: folder.file, why: "unexpected value in column score"))
  }

  @Test("Where no folder can be made, the lesson goes on in memory and the student is told once")
  func noFolder() throws {
    let blocked = folder.url.appending(path: "file")
    try Data().write(to: blocked)
    let store = try ProgressStore(at: blocked.appending(path: "lectern/progress.sqlite"))
    #expect(store.saving != .committed)
    let notices = store.takeNotices()
    #expect(notices.count == 1)
    #expect(notices.first?.description.contains("cannot be saved") == true)
    #expect(store.record(attempt) == store.saving)
    #expect(store.takeNotices().isEmpty)
    #expect(try store.standing(lesson: "l", exercise: "e").tries == 1)
  }

  @Test("A file that can only be read is gone on with in memory, and is written as soon as it can be")
  func readableOnly() throws {
    let seed = try {
      let store = try ProgressStore(at: folder.file)
      store.record(attempt)
      return store.studentSeed
    }()
    // A folder in the place of the lock keeps the file from being opened for writing, whoever runs the test.
    let lock = URL(filePath: folder.file.path + ".lock")
    try FileManager.default.removeItem(at: lock)
    try FileManager.default.createDirectory(at: lock, withIntermediateDirectories: false)
    let store = try ProgressStore(at: folder.file)
    #expect(store.takeNotices().count == 1)
    #expect(store.studentSeed == seed)
    #expect(store.record(attempt) != .committed)
    #expect(try store.standing(lesson: "l", exercise: "e").tries == 2)
    #expect(try folder.fetchInt("SELECT count(*) FROM attempt") == 1)

    try FileManager.default.removeItem(at: lock)
    #expect(store.record(attempt) == .committed)
    #expect(store.takeNotices() == [.savedAgain(file: folder.file)])
    #expect(try folder.fetchInt("SELECT count(*) FROM attempt") == 3)
  }

  @Test("XDG_STATE_HOME decides where the file is, unless it is relative")
  func stateDirectory() {
    let file = { (environment: [String: String]) in
      StateDirectory.progressFile(environment: environment).path
    }
    #expect(file(["XDG_STATE_HOME": "/s", "HOME": "/h"]) == "/s/lectern/progress.sqlite")
    #expect(file(["XDG_STATE_HOME": "s", "HOME": "/h"]) == "/h/.local/state/lectern/progress.sqlite")
    #expect(file(["XDG_STATE_HOME": "", "HOME": "/h"]) == "/h/.local/state/lectern/progress.sqlite")
    #expect(file(["HOME": "/h"]) == "/h/.local/state/lectern/progress.sqlite")
  }
}
