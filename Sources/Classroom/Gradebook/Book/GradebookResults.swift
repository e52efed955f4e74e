public import Foundation
public import Lessons
internal import Spelling

/// What one exercise counts for one student.
public struct ExerciseResult: Codable, Sendable, Hashable {
  public var exercise: String
  /// nil for an exercise that only an override is known of.
  public var outcome: Judgement.Outcome?
  /// The points that count: after lateness and overrides.
  public var score: Double
  /// The points that the grader gave.
  public var graded: Double
  public var possible: Int
  public var mistake: String?
  public var tries: Int?
  /// The reason, where the score was set by hand.
  public var override: String?
}

/// What one lesson counts for one student.
public struct LessonResult: Codable, Sendable, Hashable {
  public var student: String
  public var lesson: String
  public var score: Double
  public var possible: Int
  public var exercises: [ExerciseResult]
  /// When the answers that count were handed in; nil where there are none. Of several, the last.
  public var submitted: Date?
  /// How many days late these were.
  public var lateDays: Int
  /// How many of the student's free late days they took.
  public var freeDays: Int
  /// Whether nothing was handed in before the cut-off.
  public var isTooLate: Bool
  /// Why the answers could not be graded.
  public var problem: String?
  /// What in them did not count, or was not as it should be.
  public var remarks: [String]
  /// The reason, where the score of the lesson as a whole was set by hand.
  public var override: String?
}

/// The state of a gradebook: for each student and lesson, what counts.
public struct GradebookResults: Codable, Sendable, Hashable {
  public var policy: ScorePolicy
  /// Sorted.
  public var lessons: [String]
  /// Sorted.
  public var students: [String]
  /// By student, then by lesson; only what there is.
  public var results: [LessonResult]

  /// One student's result in one lesson. Complexity: O(log(results)).
  public func result(student: String, lesson: String) -> LessonResult? {
    var (low, high) = (0, results.count)
    while low < high {
      let middle = (low + high) / 2
      if (results[middle].student, results[middle].lesson) < (student, lesson) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    guard low < results.count, results[low].student == student, results[low].lesson == lesson else { return nil }
    return results[low]
  }

  /// The student of this very name.
  ///
  /// Throws ``GradebookError/unknown(what:name:hint:)``.
  public func student(named name: String) throws(GradebookError) -> String {
    guard students.contains(name) else {
      throw .unknown(what: "student", name: name, hint: didYouMean(name, among: students))
    }
    return name
  }
}
