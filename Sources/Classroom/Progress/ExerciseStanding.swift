/// Where a student stands with one exercise: what a prompt needs before the next try.
public struct ExerciseStanding: Codable, Sendable, Hashable {
  /// Answers given so far, whatever came of them.
  public var tries: Int
  /// Hints seen so far.
  public var hintsShown: Int
  /// The best score of the answers given before the solution was seen, 0 to 1; nil when there is none.
  public var bestScore: Double?
  /// Whether it was passed over and not solved since.
  public var isSkipped: Bool
  /// Whether the solution was shown, for whatever seed.
  public var hasSeenSolution: Bool
  /// Whether an answer was kept without a verdict, to be handed in.
  public var hasKeptAnswer: Bool

  public init(
    tries: Int, hintsShown: Int, bestScore: Double?, isSkipped: Bool, hasSeenSolution: Bool, hasKeptAnswer: Bool = false
  ) {
    self.tries = tries
    self.hintsShown = hintsShown
    self.bestScore = bestScore
    self.isSkipped = isSkipped
    self.hasSeenSolution = hasSeenSolution
    self.hasKeptAnswer = hasKeptAnswer
  }

  /// Whether an answer given before the solution was seen earned all points.
  public var isRight: Bool { bestScore == 1 }
}
