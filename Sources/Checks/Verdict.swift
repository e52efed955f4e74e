/// What a judge says about one set of observations.
public enum Verdict: Codable, Sendable, Hashable {
  /// As it should be.
  case correct
  /// Wrong, with the sentence that the student reads.
  case wrong(String)
  /// The known mistake with this id: its wrong answer section holds the hint.
  case mistake(String)
  /// Right in part: a share of the points between 0 and 1, and the sentence that the student reads.
  case partial(Double, String)
}
