/// Where a student is in a lesson, in a form that survives an edited lesson.
public struct LessonPosition: Codable, Sendable, Hashable {
  /// The id of the current step.
  public var step: String
  /// The ids of the steps that were left behind, in the order in which they were.
  public var visited: [String]

  public init(step: String, visited: [String] = []) {
    self.step = step
    self.visited = visited
  }

  /// The place of the current step in `steps`; if it is gone, the place after the furthest that was visited.
  func place(in steps: [LessonStep]) -> Int {
    if let place = steps.firstIndex(where: { $0.id == step }) { return place }
    let furthest = steps.lastIndex { visited.contains($0.id) }
    return min(furthest.map { $0 + 1 } ?? 0, max(0, steps.count - 1))
  }
}

/// Something that a student's record keeps.
public enum ProgressEvent: Codable, Sendable, Hashable {
  case position(LessonPosition)
  /// An answer was judged.
  case attempt(Judgement)
  /// An answer was kept without a verdict, to be handed in.
  case kept(KeptAnswer)
  /// The general hint with this number was shown.
  case hint(exercise: String, number: Int)
  case solution(exercise: String)
  case skip(exercise: String)
  /// The last step was left.
  case finished
}
