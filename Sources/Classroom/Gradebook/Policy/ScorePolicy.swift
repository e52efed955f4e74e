/// Which of several submissions of one student counts.
public enum ScorePolicy: String, Codable, Sendable, CaseIterable {
  /// The last one that was not too late.
  case latest
  /// For each exercise the best, after what lateness takes off.
  case best
}
