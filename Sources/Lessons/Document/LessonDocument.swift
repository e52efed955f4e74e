internal import Foundation

/// What was read from one lesson file: the lesson, and everything in it that is not as it should be.
public struct LessonDocument: Sendable {
  /// Nil only when the front matter does not say what the lesson is; incomplete when there are problems.
  public var lesson: Lesson?
  /// All of them, in the order of the file.
  public var problems: [LessonProblem]

  /// Whether the lesson can be used: it was read, and no problem is an error.
  public var isSound: Bool {
    lesson != nil && !problems.contains { $0.severity == .error }
  }

  /// Reads the file at `path`. A file that cannot be read is a problem, too.
  public static func parse(contentsOf path: String) -> LessonDocument {
    guard let data = FileManager.default.contents(atPath: path) else {
      let sentence = "there is no such file, or it cannot be read"
      return LessonDocument(lesson: nil, problems: [LessonProblem(path: path, line: 1, sentence: sentence)])
    }
    return parse(data, path: path)
  }

  /// Reads a lesson from the bytes of a file that is called `path` in problems. Any bytes will do.
  public static func parse(_ bytes: some Sequence<UInt8>, path: String) -> LessonDocument {
    var parser = LessonParser(source: SourceText(bytes), path: path)
    return parser.parse()
  }
}
