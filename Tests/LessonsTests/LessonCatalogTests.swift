import Foundation
import Lessons
import Testing

@Suite("Finding lessons")
struct LessonCatalogTests {
  /// A directory with a few lessons, removed at the end.
  final class Folder {
    let root: URL

    init() throws {
      root = FileManager.default.temporaryDirectory.appendingPathComponent("lectern-lessons-\(UUID().uuidString)")
      for file in [
        "04-training-data/04-reservoir-sampling.md", "04-training-data/02-stratified-sampling.md",
        "04-training-data/05-importance-sampling.md", "05-features/01-leakage.md", "05-features/notes.md", "FORMAT.md",
      ] {
        let url = root.appendingPathComponent("lessons/" + file)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data().write(to: url)
      }
    }

    deinit { try? FileManager.default.removeItem(at: root) }

    var lessons: String { root.appendingPathComponent("lessons").path }
  }

  @Test("lessons are listed by chapter and number, and nothing else is")
  func listed() throws {
    let folder = try Folder()
    let catalog = LessonCatalog(root: folder.lessons)
    #expect(
      catalog.entries.map(\.name) == [
        "02-stratified-sampling", "04-reservoir-sampling", "05-importance-sampling", "01-leakage",
      ])
    #expect(catalog.entries.map(\.shortName) == ["4.2", "4.4", "4.5", "5.1"])
  }

  @Test(
    "what a student types finds the lesson",
    arguments: [
      "04-reservoir-sampling", "reservoir", "4.4", "4 4", "Reservoir sampling",
      "04-training-data/04-reservoir-sampling.md", "04.04",
    ])
  func found(_ typed: String) throws {
    let folder = try Folder()
    #expect(try LessonCatalog(root: folder.lessons).find(typed).name == "04-reservoir-sampling")
  }

  @Test("what finds none or several says what would be right")
  func notFound() throws {
    let folder = try Folder()
    let catalog = LessonCatalog(root: folder.lessons)
    func sentence(_ typed: String) -> String {
      do { return try catalog.find(typed).name } catch { return "\(error)" }
    }
    #expect(sentence("resevoir") == "there is no lesson “resevoir”; did you mean “04-reservoir-sampling”?")
    #expect(sentence("quantum") == "there is no lesson “quantum”; `:lessons` at the prompt lists them")
    #expect(
      sentence("sampling")
        == "“sampling” could be “02-stratified-sampling”, “04-reservoir-sampling” or “05-importance-sampling”; say more of the name"
    )
    #expect(sentence("") == "there is no lesson “”; `:lessons` at the prompt lists them")
    #expect(throws: LessonCatalogError.unknown(typed: "x", guess: nil, isEmpty: true)) {
      try LessonCatalog(root: "/nowhere").find("x")
    }
  }

  @Test("the directory is found from the executable or the current folder upward, or named")
  func located() throws {
    let folder = try Folder()
    let deep = folder.root.appendingPathComponent("build/release")
    try FileManager.default.createDirectory(at: deep, withIntermediateDirectories: true)
    let program = deep.appendingPathComponent("lectern").path
    func root(_ environment: [String: String], _ executable: String, _ current: String) throws -> String {
      try LessonCatalog.locate(environment: environment, executable: executable, currentDirectory: current).root
    }
    #expect(try root([:], program, "/").hasSuffix("lessons"))
    #expect(try root([:], "/usr/bin/true", deep.path).hasSuffix("lessons"))
    #expect(try root(["LECTERN_LESSONS": folder.lessons], "/usr/bin/true", "/") == folder.lessons)
    #expect(throws: LessonCatalogError.notFound) { try root([:], "/usr/bin/true", "/") }
    #expect(throws: LessonCatalogError.noDirectory("/nowhere")) {
      try root(["LECTERN_LESSONS": "/nowhere"], program, "/")
    }
  }
}
