internal import Spelling

/// Leads a student through a lesson: takes what the student asks for and what happened, and says what to do next.
///
/// It is a value without a terminal, a clock or a compiler: the front end carries out the effects in order and reports back.
public struct LessonPlayer: Sendable {
  /// What the student asks for, and what came of an effect.
  public enum Input: Sendable {
    /// An empty line: go on, run the cell.
    case enter
    case next
    case back
    /// A step by its id, its number from 1, or the name of a cell or exercise.
    case go(String)
    /// Run the cell again.
    case run
    case answer(String)
    case hint
    case solution
    case skip
    /// Leave the lesson for trying things.
    case tryOut
    /// Come back from it.
    case comeBack

    /// The cell of `Effect.run` has run.
    case ran(succeeded: Bool)
    /// The instance that `Effect.prepare` asked for.
    case prepared(ExerciseInstance)
    /// The judgement that `Effect.check` asked for.
    case judged(Judgement)
    /// In its place, where the lesson has no keys.
    case kept(KeptAnswer)
  }

  /// What the front end has to do.
  public enum Effect: Sendable {
    /// Show Markdown.
    case show(LessonStep, String)
    /// Show a cell that Enter will run.
    case offer(LessonCell)
    /// Run a cell, show what it does, and report `ran`.
    case run(LessonCell)
    /// Make the instance of an exercise and report `prepared`.
    case prepare(Exercise)
    /// Show an exercise and take an answer.
    case ask(ExerciseInstance, AttemptState)
    /// Judge an answer and report `judged`, or `kept`.
    case check(ExerciseInstance, String)
    /// Show a judgement.
    case tell(Judgement)
    /// Show what the visible checks say of an answer, and that it is kept.
    case tellKept(KeptAnswer)
    case help(Help)
    /// Say a sentence.
    case say(String)
    /// Give the prompt to cells of the student's own until `comeBack`.
    case beginFreePlay
    case endFreePlay
    case record(ProgressEvent)
    /// The lesson is over.
    case finish
  }

  public let lesson: Lesson
  /// The place of the current step.
  public private(set) var place: Int
  public private(set) var visited: [String]
  public private(set) var attempts: [String: AttemptState]
  public private(set) var isInFreePlay = false
  private var instances: [String: ExerciseInstance] = [:]
  /// Cells that ran to their end since the player was made.
  private var ranCells: Set<String> = []

  /// A player that goes on from a stored position and stored attempts.
  public init(lesson: Lesson, position: LessonPosition? = nil, attempts: [String: AttemptState] = [:]) {
    self.lesson = lesson
    self.attempts = attempts
    visited = position?.visited ?? []
    place = position?.place(in: lesson.steps) ?? 0
  }

  /// The current step; nil in a lesson without any.
  public var step: LessonStep? {
    lesson.steps.indices.contains(place) ? lesson.steps[place] : nil
  }

  /// What is to be stored.
  public var position: LessonPosition {
    LessonPosition(step: step?.id ?? "", visited: visited)
  }

  /// Points reached so far.
  public var score: Double {
    lesson.exercises.reduce(0) { $0 + (attempts[$1.id]?.bestScore ?? 0) }
  }

  /// Shows the current step. To be called first.
  public func start() -> [Effect] {
    present()
  }

  /// Takes one input.
  public mutating func send(_ input: Input) -> [Effect] {
    switch input {
    case .enter: return isInFreePlay ? [] : enter()
    case .next: return leaveFreePlay() + move(to: place + 1)
    case .back: return leaveFreePlay() + (place > 0 ? move(to: place - 1) : [.say("This is the beginning.")])
    case .go(let target): return go(to: target)
    case .run: return run()
    case .answer(let text): return answer(text)
    case .hint: return hint()
    case .solution: return solution()
    case .skip: return skip()
    case .tryOut:
      guard !isInFreePlay else { return [.say("You are trying things already; `:lesson` goes back.")] }
      isInFreePlay = true
      return [.beginFreePlay]
    case .comeBack:
      guard isInFreePlay else { return present() }
      return leaveFreePlay() + present()
    case .ran(let succeeded): return ran(succeeded)
    case .prepared(let instance):
      instances[instance.exercise.id] = instance
      return currentExercise?.id == instance.exercise.id ? present() : []
    case .judged(let judgement): return judged(judgement)
    case .kept(let answer): return kept(answer)
    }
  }

  // MARK: Steps

  private var currentExercise: Exercise? {
    if case .exercise(let exercise)? = step?.content { exercise } else { nil }
  }

  private func present() -> [Effect] {
    guard let step else { return [.say("This lesson has no steps."), .finish] }
    switch step.content {
    case .prose(let markdown): return [.show(step, markdown)]
    case .cell(let cell): return [.offer(cell)]
    case .exercise(let exercise):
      guard let instance = instances[exercise.id] else { return [.prepare(exercise)] }
      return [.ask(instance, attempts[exercise.id] ?? AttemptState())]
    }
  }

  private mutating func enter() -> [Effect] {
    guard let step else { return [.finish] }
    switch step.content {
    case .prose: return move(to: place + 1)
    case .cell(let cell): return ranCells.contains(cell.name) ? move(to: place + 1) : [.run(cell)]
    case .exercise(let exercise):
      if attempts[exercise.id]?.isSettled == true { return move(to: place + 1) }
      guard let instance = instances[exercise.id] else { return [.prepare(exercise)] }
      return [.say(instance.howToAnswer + " `:hint` helps, `:skip` goes on.")]
    }
  }

  private mutating func move(to target: Int) -> [Effect] {
    if let step, !visited.contains(step.id), target > place { visited.append(step.id) }
    guard target < lesson.steps.count else {
      return [.record(.position(position)), .record(.finished), .finish]
    }
    place = target
    return [.record(.position(position))] + present()
  }

  private mutating func go(to target: String) -> [Effect] {
    let word = target.trimmingSpaces
    let steps = lesson.steps
    if let number = Int(word) {
      guard (1...max(1, steps.count)).contains(number), !steps.isEmpty else {
        return [.say("There are \(steps.count) steps; say a number from 1 to \(steps.count).")]
      }
      return leaveFreePlay() + move(to: number - 1)
    }
    let names = ["", "exercise:", "cell:", "prose:"].map { $0 + word }
    if let found = names.lazy.compactMap({ id in steps.firstIndex { $0.id == id } }).first {
      return leaveFreePlay() + move(to: found)
    }
    let similar = steps.indices.filter { steps[$0].id.contains(word.lowercased()) }
    if !word.isEmpty, similar.count == 1 { return leaveFreePlay() + move(to: similar[0]) }
    let known = lesson.exercises.map(\.id) + lesson.cells.map(\.name)
    let guess = nearMiss(of: word, among: known).map { " Did you mean “\($0)”?" } ?? ""
    return [.say("There is no step “\(word.prefix(60))”.\(guess)")]
  }

  private mutating func leaveFreePlay() -> [Effect] {
    guard isInFreePlay else { return [] }
    isInFreePlay = false
    return [.endFreePlay]
  }

  // MARK: Cells

  private func run() -> [Effect] {
    guard case .cell(let cell)? = step?.content else {
      return [.say("There is no cell here to run.")]
    }
    return [.run(cell)]
  }

  private mutating func ran(_ succeeded: Bool) -> [Effect] {
    guard case .cell(let cell)? = step?.content else { return [] }
    guard succeeded else {
      return [.say("The cell did not run to its end. Enter runs it again, `:next` goes on without it.")]
    }
    ranCells.insert(cell.name)
    return []
  }

  // MARK: Exercises

  private var ladder: HelpLadder? {
    guard let exercise = currentExercise, let instance = instances[exercise.id] else { return nil }
    return HelpLadder(instance, state: attempts[exercise.id] ?? AttemptState())
  }

  private static let noExercise = Effect.say("There is no exercise here.")

  private func answer(_ text: String) -> [Effect] {
    guard let exercise = currentExercise else { return [Self.noExercise] }
    guard let instance = instances[exercise.id] else { return [.prepare(exercise)] }
    return [.check(instance, text)]
  }

  private mutating func judged(_ judgement: Judgement) -> [Effect] {
    guard let instance = instances[judgement.exercise] else { return [] }
    var ladder = HelpLadder(instance, state: attempts[judgement.exercise] ?? AttemptState())
    let help = ladder.record(judgement)
    attempts[judgement.exercise] = ladder.state
    guard judgement.isTry else { return [.tell(judgement)] }
    var effects: [Effect] = [.record(.attempt(judgement)), .tell(judgement)]
    for one in help {
      if case .hint(let number, _, _) = one {
        effects.append(.record(.hint(exercise: judgement.exercise, number: number)))
      }
      effects.append(.help(one))
    }
    return effects
  }

  private mutating func kept(_ answer: KeptAnswer) -> [Effect] {
    guard let instance = instances[answer.exercise] else { return [] }
    var ladder = HelpLadder(instance, state: attempts[answer.exercise] ?? AttemptState())
    ladder.keep()
    attempts[answer.exercise] = ladder.state
    return [.record(.kept(answer)), .tellKept(answer)]
  }

  private mutating func hint() -> [Effect] {
    guard var ladder else { return [Self.noExercise] }
    let id = ladder.instance.exercise.id
    guard let help = ladder.nextHint() else {
      let rest = ladder.instance.exercise.solution == nil ? "" : " `:solution` shows the answer and why."
      return [.say("There are no more hints.\(rest)")]
    }
    attempts[id] = ladder.state
    return [.record(.hint(exercise: id, number: ladder.state.hintsShown)), .help(help)]
  }

  private mutating func solution() -> [Effect] {
    guard var ladder else { return [Self.noExercise] }
    guard let help = ladder.solution() else {
      return [.say("This edition of the lesson has no solutions.")]
    }
    let id = ladder.instance.exercise.id
    attempts[id] = ladder.state
    return [.record(.solution(exercise: id)), .help(help)]
  }

  private mutating func skip() -> [Effect] {
    guard var ladder else { return move(to: place + 1) }
    let id = ladder.instance.exercise.id
    let wasSettled = ladder.state.isSettled
    let help = ladder.skip()
    attempts[id] = ladder.state
    guard !wasSettled else { return move(to: place + 1) }
    guard let help else { return [.record(.skip(exercise: id))] + move(to: place + 1) }
    return [.record(.skip(exercise: id)), .record(.solution(exercise: id)), .help(help)]
  }
}
