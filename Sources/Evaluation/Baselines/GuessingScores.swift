/// What random guessing reaches on average: positive with a fixed chance, whatever the row.
///
///     GuessingScores(positiveShare: 0.1, guessedShare: 0.5).f1   // 0.1667
///
/// Exact for shares of a large number of rows; on few rows the mean F₁ is a little lower.
/// Source: *Designing Machine Learning Systems*, ch. 6, "Baselines".
public struct GuessingScores: Hashable, Codable, Sendable {
  /// The share of rows that are positive, p.
  public let positiveShare: Double
  /// The share of rows called positive, q: ½ for even guessing, p for guessing by the classes' shares, 1 for always
  /// positive.
  public let guessedShare: Double

  /// Takes both shares.
  ///
  /// - Throws: ``EvaluationError`` when one is not from 0 to 1.
  public init(positiveShare: Double, guessedShare: Double) throws {
    for (name, share) in [("the share of positives", positiveShare), ("the share guessed positive", guessedShare)]
    where !(share >= 0 && share <= 1) {
      throw EvaluationError.setting(name: name, value: share, requirement: "from 0 to 1")
    }
    self.positiveShare = positiveShare
    self.guessedShare = guessedShare
  }

  /// The expected shares of the four cells.
  public var counts: ClassCounts {
    ClassCounts(
      truePositives: positiveShare * guessedShare, falsePositives: (1 - positiveShare) * guessedShare,
      falseNegatives: positiveShare * (1 - guessedShare), trueNegatives: (1 - positiveShare) * (1 - guessedShare))
  }

  /// pq + (1 − p)(1 − q).
  public var accuracy: Double { counts.truePositives + counts.trueNegatives }
  /// p, or 0 where nothing is called positive.
  public var precision: Double { counts.precision }
  /// q, or 0 where nothing is positive.
  public var recall: Double { counts.recall }
  /// 2pq/(p + q).
  public var f1: Double { counts.f1 }
}
