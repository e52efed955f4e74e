internal import Foundation
public import Lessons

/// What a class made of one lesson: what an instructor sees of what was understood.
public struct ClassSummary: Codable, Sendable, Hashable {
  /// A wrong answer that the lesson knows, and how often it was given.
  public struct Mistake: Codable, Sendable, Hashable {
    public var id: String
    /// The first words of the hint that it earned, where the lesson is at hand.
    public var hint: String?
    /// How many students were given that hint.
    public var count: Int
  }

  /// One exercise.
  public struct ExerciseSummary: Codable, Sendable, Hashable {
    public var id: String
    /// The exercise's title, where the lesson is at hand.
    public var title: String?
    public var right = 0
    public var partial = 0
    public var wrong = 0
    /// Errors, timeouts, crashes and refused answers.
    public var failed = 0
    public var unanswered = 0
    /// By falling number, then by id.
    public var mistakes: [Mistake] = []
    /// The median of the tries that students say they took; nil where nobody says.
    public var medianTries: Double?
    /// The mean share of the points, 0 to 1; nil where there are no points.
    public var meanShare: Double?
  }

  public var lesson: String
  /// The lesson's title, where the lesson is at hand.
  public var title: String?
  /// How many students handed in.
  public var students: Int
  /// How many of these handed in a file that could not be graded as a whole.
  public var unreadable: Int
  /// In the lesson's order.
  public var exercises: [ExerciseSummary]

  /// Counts the grades of one lesson, one for each student.
  ///
  /// - Parameter document: the lesson, for titles and hints.
  public init(lesson: String, grades: [GradedSubmission], document: Lesson? = nil) {
    self.lesson = lesson
    title = document?.title
    students = grades.count
    unreadable = grades.count { $0.problem != nil }
    var order = document?.exercises.map(\.id) ?? []
    var known = Set(order)
    var graded: [String: [GradedExercise]] = [:]
    for grade in grades {
      for exercise in grade.exercises {
        if known.insert(exercise.id).inserted { order.append(exercise.id) }
        graded[exercise.id, default: []].append(exercise)
      }
    }
    exercises = order.map { id in Self.summary(id, graded[id] ?? [], document: document?.exercise(id)) }
  }

  private static func summary(
    _ id: String, _ grades: [GradedExercise], document: Exercise?
  ) -> ExerciseSummary {
    var summary = ExerciseSummary(id: id, title: document?.title)
    var mistakes: [String: Int] = [:]
    for grade in grades {
      switch grade.outcome {
      case .correct: summary.right += 1
      case .partial: summary.partial += 1
      case .wrong: summary.wrong += 1
      case .error, .timeout, .crashed, .refused: summary.failed += 1
      case .unanswered: summary.unanswered += 1
      }
      if let mistake = grade.mistake { mistakes[mistake, default: 0] += 1 }
    }
    summary.mistakes = mistakes.map { mistake, count in
      Mistake(
        id: mistake, hint: document?.wrongAnswer(mistake).map { firstWords($0.hint.markdown) }, count: count)
    }.sorted { $0.count != $1.count ? $0.count > $1.count : $0.id < $1.id }
    summary.medianTries = median(grades.compactMap(\.tries))
    let possible = grades.reduce(0) { $0 + $1.possible }
    if possible > 0 { summary.meanShare = grades.reduce(0) { $0 + $1.score } / Double(possible) }
    return summary
  }

  private static func median(_ values: [Int]) -> Double? {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count.isMultiple(of: 2) ? Double(sorted[middle - 1] + sorted[middle]) / 2 : Double(sorted[middle])
  }

  /// The first words of a hint, in one line.
  private static func firstWords(_ markdown: String) -> String {
    // The numbers differ from student to student.
    let plain = ForeignText.line(markdown).replacing(/\{\{[^}]*\}\}/, with: "…")
    let words = plain.split(separator: " ")
    let kept = words.prefix(9).joined(separator: " ")
    return words.count > 9 ? kept + " …" : kept
  }
}
