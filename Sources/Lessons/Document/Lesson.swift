/// One lesson: prose, cells and exercises in order.
public struct Lesson: Sendable {
  /// Which of the two forms of a lesson a file is.
  public enum Edition: String, Codable, Sendable {
    /// With the keys, the judges and the solutions.
    case instructor
    /// Without them.
    case student
  }

  /// The file, as it was named by whoever asked.
  public var path: String
  public var title: String
  public var chapter: Int
  /// Where in the book it comes from.
  public var source: String
  /// The question that the lesson answers.
  public var question: String
  public var objective: String
  /// How long it takes.
  public var minutes: Int
  public var edition: Edition
  public var steps: [LessonStep]

  /// The file's name without its ending: "04-reservoir-sampling".
  public var name: String {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    return file.hasSuffix(".md") ? String(file.dropLast(3)) : file
  }

  /// The cells in order.
  public var cells: [LessonCell] {
    steps.compactMap { if case .cell(let cell) = $0.content { cell } else { nil } }
  }

  /// The exercises in order.
  public var exercises: [Exercise] {
    steps.compactMap { if case .exercise(let exercise) = $0.content { exercise } else { nil } }
  }

  /// The exercise with this id.
  public func exercise(_ id: String) -> Exercise? {
    exercises.first { $0.id == id }
  }

  /// The points of all exercises.
  public var points: Int { exercises.reduce(0) { $0 + $1.points } }
}

/// What a student sees at one time: some prose, a cell or an exercise.
public struct LessonStep: Sendable, Identifiable {
  public enum Content: Sendable {
    /// Markdown.
    case prose(String)
    case cell(LessonCell)
    case exercise(Exercise)
  }

  /// Stays the same when other parts of the lesson are edited: "cell:inclusion", "exercise:millionth-tweet",
  /// "prose:the-three-steps" (after the heading it stands under), "prose:after-inclusion".
  public var id: String
  /// 1-based line of the file.
  public var line: Int
  public var content: Content
}

/// A named piece of Swift that the lesson runs.
public struct LessonCell: Sendable, Hashable {
  public var name: String
  public var code: String
  /// Whether it is compiled with optimization.
  public var isFast: Bool
  /// 1-based line of the file of the first line of code.
  public var line: Int
}
