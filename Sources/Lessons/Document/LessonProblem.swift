/// Something in a lesson that is not as it should be: where it is and what would be right.
public struct LessonProblem: Codable, Sendable, Hashable, CustomStringConvertible {
  public enum Severity: String, Codable, Sendable {
    /// The lesson must not be shipped.
    case error
    /// Worth a look.
    case warning
  }

  /// The file as it was named by whoever asked.
  public var path: String
  /// 1-based line of the file.
  public var line: Int
  /// The exercise it belongs to.
  public var exercise: String?
  public var severity: Severity
  /// What is wrong, and what would be right.
  public var sentence: String

  public init(path: String, line: Int, exercise: String? = nil, severity: Severity = .error, sentence: String) {
    self.path = path
    self.line = line
    self.exercise = exercise
    self.severity = severity
    self.sentence = sentence
  }

  /// `path:line: error: [exercise] sentence`, the form that editors jump to.
  public var description: String {
    "\(path):\(line): \(severity.rawValue): \(exercise.map { "[\($0)] " } ?? "")\(sentence)"
  }
}

/// Gathers the problems of one file.
final class ProblemList {
  /// Problems after this many are not kept: a file that is not a lesson at all has one on every line.
  static let limit = 200

  let path: String
  private let lineCount: Int
  private(set) var problems: [LessonProblem] = []

  init(path: String, lineCount: Int) {
    self.path = path
    self.lineCount = max(1, lineCount)
  }

  func report(
    _ sentence: String, line: Int, exercise: String? = nil, severity: LessonProblem.Severity = .error
  ) {
    guard problems.count < Self.limit else { return }
    let problem = LessonProblem(
      path: path, line: min(max(line, 1), lineCount), exercise: exercise, severity: severity, sentence: sentence)
    if !problems.contains(problem) { problems.append(problem) }
  }

  /// All of them in the order of the file.
  var inOrder: [LessonProblem] {
    problems.enumerated()
      .sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }
      .map(\.element)
  }
}
