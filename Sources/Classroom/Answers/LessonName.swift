/// How answers name their lesson: "04-training-data/04-reservoir-sampling", the folder and the file without its ending.
public enum LessonName {
  static let byteLimit = 300

  /// The name that `text` is. It is a name to compare and never a path to open.
  ///
  /// - Throws: ``AnswersProblem/lessonName(reason:)`` when it is none.
  public static func validated(_ text: String) throws(AnswersProblem) -> String {
    let help = "it should be like “04-training-data/04-reservoir-sampling”"
    guard !text.isEmpty else { throw .lessonName(reason: "is empty; \(help)") }
    guard text.utf8.count <= byteLimit else {
      throw .lessonName(reason: "is longer than \(byteLimit) bytes; \(help)")
    }
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
        throw .lessonName(reason: "holds a character that cannot be seen; \(help)")
      default: break
      }
    }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2, !text.contains("\\"), parts.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." }) else {
      throw .lessonName(reason: "“\(ForeignText.line(String(text.prefix(60))))” is a path; \(help)")
    }
    return text
  }

  /// Whether two names mean one lesson.
  ///
  /// The files' names must be the same. So must the folders be where both are chapters (`NN-name`): a student may have
  /// opened the lesson from a folder of another name.
  public static func areSame(_ one: String, _ other: String) -> Bool {
    let (a, b) = (one.split(separator: "/"), other.split(separator: "/"))
    guard a.last == b.last else { return false }
    guard let first = a.dropLast().last, let second = b.dropLast().last else { return true }
    return first == second || !isChapter(first) || !isChapter(second)
  }

  private static func isChapter(_ folder: Substring) -> Bool {
    let digits = folder.prefix { $0.isASCII && $0.isNumber }
    return !digits.isEmpty && folder.dropFirst(digits.count).hasPrefix("-")
  }
}
