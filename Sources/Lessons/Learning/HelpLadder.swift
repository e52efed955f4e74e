/// One piece of help, in Markdown.
public enum Help: Sendable, Hashable {
  /// The hint that a known mistake earns.
  case mistake(id: String, String)
  /// A general hint, counted from 1.
  case hint(number: Int, of: Int, String)
  /// The solution may now be asked for.
  case solutionOffer
  /// The right answer and why it is right.
  case solution(String)
}

/// The order in which one exercise gives its help: the hint of a known mistake, the general hints one by one, and,
/// when it is asked for, the solution.
public struct HelpLadder: Sendable {
  public let instance: ExerciseInstance
  public private(set) var state: AttemptState

  /// A ladder that goes on from `state`.
  public init(_ instance: ExerciseInstance, state: AttemptState = AttemptState()) {
    self.instance = instance
    self.state = state
  }

  /// Takes note of a judgement and gives the help that it earns.
  ///
  /// A known mistake earns its own hint the first time, and again when there is nothing else left to say. Otherwise the
  /// second wrong try and each one after it earn the next general hint. When the tries are used up, the solution is
  /// offered.
  public mutating func record(_ judgement: Judgement) -> [Help] {
    guard judgement.isTry else { return [] }
    state.tries += 1
    if !state.isSolutionShown { state.bestScore = max(state.bestScore, judgement.score) }
    if judgement.outcome == .correct {
      state.isSolved = true
      return []
    }
    var help: [Help] = []
    let known = judgement.mistake.flatMap { id in judgement.hint.map { (id: id, text: $0) } }
    if let known, !state.mistakesExplained.contains(known.id) {
      state.mistakesExplained.append(known.id)
      help.append(.mistake(id: known.id, known.text))
    } else if state.tries > 1, let next = nextHint() {
      help.append(next)
    } else if let known {
      help.append(.mistake(id: known.id, known.text))
    }
    if offersSolution { help.append(.solutionOffer) }
    return help
  }

  /// Takes note of an answer that cannot be judged here and is kept.
  public mutating func keep() {
    state.tries += 1
    state.isKept = true
  }

  /// The next general hint; nil when all were shown.
  public mutating func nextHint() -> Help? {
    guard state.hintsShown < instance.hintCount else { return nil }
    state.hintsShown += 1
    return .hint(number: state.hintsShown, of: instance.hintCount, instance.hint(state.hintsShown - 1))
  }

  /// Whether the tries are used up and the solution was not shown yet.
  public var offersSolution: Bool {
    state.tries >= instance.exercise.tries && !state.isSettled && instance.exercise.solution != nil
  }

  /// Shows the solution; nil in a student's edition, which has none.
  public mutating func solution() -> Help? {
    guard let text = instance.solution else { return nil }
    state.isSolutionShown = true
    return .solution(text)
  }

  /// Gives the exercise up, which is remembered, and shows the solution where there is one.
  public mutating func skip() -> Help? {
    if !state.isSettled { state.isSkipped = true }
    return solution()
  }
}
