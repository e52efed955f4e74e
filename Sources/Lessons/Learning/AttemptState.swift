/// How far a student has come with one exercise.
public struct AttemptState: Codable, Sendable, Hashable {
  /// Answers that were judged or kept; empty and refused ones are not among them.
  public var tries = 0
  /// General hints that were shown.
  public var hintsShown = 0
  /// Known mistakes whose hint was shown.
  public var mistakesExplained: [String] = []
  /// The most points that an answer got before the solution was shown.
  public var bestScore = 0.0
  public var isSolved = false
  public var isSolutionShown = false
  public var isSkipped = false
  /// Whether an answer was kept to be handed in: the edition has no key.
  public var isKept = false

  public init() {}

  /// Whether there is nothing left to do: solved, kept to be handed in, skipped, or the solution was shown.
  public var isSettled: Bool { isSolved || isSolutionShown || isSkipped || isKept }
}
