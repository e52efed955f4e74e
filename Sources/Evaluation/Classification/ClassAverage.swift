/// How the scores of single classes become one number.
public enum ClassAverage: String, CaseIterable, Hashable, Codable, Sendable {
  /// The mean over classes: a rare class counts as much as a frequent one.
  case macro
  /// From the counts of all classes added up: every row counts the same. With one label per row the micro precision,
  /// recall and F₁ all equal the accuracy.
  case micro
  /// The mean over classes, each weighted by its rows.
  case weighted
}
