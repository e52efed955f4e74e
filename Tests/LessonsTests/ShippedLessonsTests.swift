import Foundation
import Lessons
import Testing

@Suite("The lessons of this repository")
struct ShippedLessonsTests {
  static let catalog = LessonCatalog(
    root: URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("lessons").path)

  @Test("each can be read without problems, and its links lead somewhere", arguments: catalog.entries)
  func sound(_ entry: LessonCatalog.Entry) throws {
    let document = LessonDocument.parse(contentsOf: entry.path)
    #expect(document.problems == [])
    #expect(LinkCheck(path: entry.path).problems() == [])
    #expect(document.lesson?.chapter == entry.chapter)
  }

  @Test("each has a student's edition that can be read, too", arguments: catalog.entries)
  func studentEdition(_ entry: LessonCatalog.Entry) throws {
    let data = try Data(contentsOf: URL(fileURLWithPath: entry.path))
    let text = try StudentEdition(of: data, path: entry.path).text
    let document = LessonDocument.parse(text.utf8, path: entry.path)
    #expect(document.problems == [])
    #expect(document.lesson?.steps.count == LessonDocument.parse(data, path: entry.path).lesson?.steps.count)
  }
}
