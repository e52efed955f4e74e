import Foundation
import Lessons
import Testing

@Suite("Releasing lessons to students")
struct EditionReleaseTests {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("release-\(UUID().uuidString)")
    .resolvingSymlinksInPath()

  /// Writes files below `folder`, by their paths.
  private func write(_ files: [String: String]) throws {
    for (path, text) in files {
      let file = folder.appendingPathComponent(path)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
  }

  private func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  private func written(_ release: EditionRelease) throws -> [String] {
    for item in release.items { try release.write(item) }
    return release.items.map { $0.path.replacing(folder.path + "/", with: "") }
  }

  @Test("several lessons keep their chapters, and pictures and data go with them")
  func several() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let linked = SampleLesson.text(
      replacing: "Then draw.",
      with:
        "![bars](pictures/bars.svg) [data](a%20b.csv) [again](pictures/bars.svg) [next](05-b.md) [notes](notes.md) [up](../other.txt)"
    )
    try write([
      "in/04-x/04-a.md": linked, "in/04-x/05-b.md": SampleLesson.text, "in/09-y/01-c.md": SampleLesson.text,
      "in/04-x/pictures/bars.svg": "<svg/>", "in/04-x/a b.csv": "1", "in/04-x/notes.md": "the answer is 7",
      "in/other.txt": "x",
    ])
    let release = try EditionRelease(
      of: ["in/04-x/04-a.md", "in/04-x/05-b.md", "in/09-y/01-c.md"].map(path), to: path("out"))
    #expect(
      try written(release) == [
        "out/04-x/04-a.md", "out/04-x/05-b.md", "out/09-y/01-c.md", "out/04-x/pictures/bars.svg", "out/04-x/a b.csv",
      ])
    #expect(try String(contentsOfFile: path("out/04-x/pictures/bars.svg"), encoding: .utf8) == "<svg/>")
    #expect(release.remarks.count == 2)
    #expect(release.remarks[0].contains("notes.md, which is not among the lessons"))
    #expect(release.remarks[1].contains("other.txt, which is outside the lesson's folder"))
    #expect(LessonDocument.parse(contentsOf: path("out/04-x/04-a.md")).lesson?.edition == .student)
    // The same again writes over what it wrote.
    _ = try written(EditionRelease(of: [path("in/04-x/04-a.md")], to: path("out")))
  }

  @Test("nothing is written among the sources, over anything that is no student's edition, or twice to one place")
  func refused() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try write([
      "in/04-x/04-a.md": SampleLesson.text, "other/04-x/04-a.md": SampleLesson.text, "taken/04-x/04-a.md": "mine",
      "in/04-x/05-b.md": SampleLesson.text,
    ])
    let one = path("in/04-x/04-a.md")
    #expect(throws: EditionReleaseError.amongSources(target: one)) { try EditionRelease(of: [one], to: path("in")) }
    try FileManager.default.createSymbolicLink(atPath: path("link"), withDestinationPath: path("in"))
    #expect(throws: EditionReleaseError.amongSources(target: one)) { try EditionRelease(of: [one], to: path("link")) }
    #expect(throws: EditionReleaseError.takesPlace(target: path("other/04-x/04-a.md"))) {
      try EditionRelease(of: [one], to: path("other"))
    }
    #expect(throws: EditionReleaseError.takesPlace(target: path("taken/04-x/04-a.md"))) {
      try EditionRelease(of: [one], to: path("taken"))
    }
    let twin = path("other/04-x/04-a.md")
    #expect(throws: EditionReleaseError.same(target: path("out/04-x/04-a.md"), one: one, other: twin)) {
      try EditionRelease(of: [one, twin], to: path("out"))
    }
    #expect(throws: EditionReleaseError.unreadable(path("none.md"))) {
      try EditionRelease(of: [path("none.md")], to: path("out"))
    }
    #expect(try EditionRelease(of: [one, one], to: path("out")).items.count == 1)
  }

  @Test("one unsound lesson stops the release before anything is written")
  func unsound() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let broken = SampleLesson.text(replacing: "right: fixed-range", with: "right: fixed-rage")
    try write(["in/04-x/04-a.md": SampleLesson.text, "in/04-x/05-b.md": broken])
    #expect(throws: StudentEditionError.self) {
      try EditionRelease(of: [path("in/04-x/04-a.md"), path("in/04-x/05-b.md")], to: path("out"))
    }
    #expect(!FileManager.default.fileExists(atPath: path("out")))
  }
}
