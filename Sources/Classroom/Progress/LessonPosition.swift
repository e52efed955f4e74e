public import Foundation

/// A place in a lesson: the index says how far along it is, the identifier finds it again after the lesson was edited.
public struct LessonPlace: Codable, Sendable, Hashable {
  /// 0-based.
  public var index: Int
  public var id: String

  public init(index: Int, id: String) {
    self.index = index
    self.id = id
  }
}

/// How far a student is in one lesson. Times are kept to the millisecond.
public struct LessonPosition: Codable, Sendable, Hashable {
  /// The step to go on with.
  public var place: LessonPlace
  /// The step with the greatest index that was ever reached.
  public var furthest: LessonPlace
  /// When the lesson was first opened.
  public var started: Date
  /// When its end was first reached; nil before.
  public var finished: Date?
  /// When the position last changed.
  public var last: Date
}
