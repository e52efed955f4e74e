public import Foundation

/// A score that the instructor set by hand, as the book keeps it.
public struct ScoreOverride: Codable, Sendable, Hashable {
  public var student: String
  public var lesson: String
  /// The exercise; nil for the lesson as a whole.
  public var exercise: String?
  /// The points, which lateness does not change; nil where an earlier one was taken back.
  public var score: Double?
  public var reason: String
  public var recorded: Date
}
