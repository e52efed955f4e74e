import Classroom
import Foundation
import Lessons
import Notebook
import Plotting
import Terminal

/// Leads a student through one lesson: carries out what the lesson's player asks for, at the terminal, in the kernel and
/// in the student's record.
final class LessonGuide {
  /// What the guide needs of the notebook around it.
  struct Surroundings {
    var screen: Screen
    var session: () throws -> NotebookSession
    /// Nil when nothing is to be recorded.
    var progress: ProgressStore?
    var seed: UInt64
    /// Runs a cell of the lesson where the student sees it; gives whether it ran to its end.
    var runCell: (LessonCell) throws -> Bool
    /// Takes note of an exercise and its answer for the session's record.
    var note: (DocumentExercise) -> Void
    /// Offers a text to the student's next Up key.
    var offer: (String) -> Void
  }

  let lesson: Lesson
  let id: String
  private var player: LessonPlayer
  private let around: Surroundings
  private let checker: ExerciseChecker
  private var awaited: ExerciseInstance?
  private var cellsRun: Set<String> = []
  private(set) var isFinished = false

  /// - Parameter entry: where the lesson stands in the catalog.
  init(_ lesson: Lesson, id: String, around: Surroundings) throws {
    self.lesson = lesson
    self.id = id
    self.around = around
    let store = try CompiledCellStore()
    checker = ExerciseChecker(lesson: lesson) {
      let session = try around.session()
      return try NotebookSession(
        session.configuration, toolchain: session.toolchain, context: around.screen.context, store: store,
        interruptDescriptor: session.interruptDescriptor)
    }
    var attempts: [String: AttemptState] = [:]
    var position: Lessons.LessonPosition?
    if let progress = around.progress {
      position = try progress.position(lesson: id).map { .init(step: $0.place.id, visited: [$0.furthest.id]) }
      for exercise in lesson.exercises {
        attempts[exercise.id] = AttemptState(try progress.standing(lesson: id, exercise: exercise.id), of: exercise)
      }
    }
    player = LessonPlayer(lesson: lesson, position: position, attempts: attempts)
  }

  /// Whether what is typed now answers an exercise.
  var awaitsAnswer: Bool { awaited != nil && !player.isInFreePlay }

  /// Whether an answer is Swift that may take several lines.
  var awaitsCode: Bool { awaitsAnswer && awaited?.exercise.isAnsweredInSwift == true }

  var isInFreePlay: Bool { player.isInFreePlay }

  /// What stands before the cursor: the lesson's number and step, or the exercise.
  var prompt: String {
    if player.isInFreePlay { return "try> " }
    if let awaited, awaitsAnswer { return awaited.exercise.id.count > 14 ? "answer> " : "\(awaited.exercise.id)> " }
    return "\(player.place + 1)/\(lesson.steps.count)> "
  }

  /// Shows the step where the student is.
  func start() throws {
    if player.place > 0 {
      around.screen.heading("\(lesson.title)")
      around.screen.notice("You are at step \(player.place + 1) of \(lesson.steps.count).")
    }
    try carryOut(player.start())
  }

  /// Takes what the student asked for.
  func take(_ input: LessonPlayer.Input) throws {
    try carryOut(player.send(input))
  }

  // MARK: Effects

  private func carryOut(_ effects: [LessonPlayer.Effect]) throws {
    let screen = around.screen
    for effect in effects {
      switch effect {
      case .show(_, let markdown):
        awaited = nil
        screen.line()
        screen.markdown(markdown)
      case .offer(let cell):
        awaited = nil
        screen.line()
        screen.code(cell.code)
        screen.notice("Enter runs this cell.")
        around.offer(cell.code.trimmingCharacters(in: .newlines))
      case .run(let cell):
        try runEarlierCells(than: cell)
        let succeeded = try around.runCell(cell)
        if succeeded { cellsRun.insert(cell.name) }
        try carryOut(player.send(.ran(succeeded: succeeded)))
      case .prepare(let exercise):
        let instance = try checker.instance(of: exercise, seed: seed(of: exercise))
        try carryOut(player.send(.prepared(instance)))
      case .ask(let instance, let state):
        awaited = instance
        ask(instance, state)
      case .check(let instance, let answer):
        switch try checker.receive(answer, of: instance) {
        case .judged(let judgement):
          note(judgement, of: instance)
          try carryOut(player.send(.judged(judgement)))
        case .kept(let kept):
          note(kept, of: instance)
          try carryOut(player.send(.kept(kept)))
        }
      case .tell(let judgement):
        let helpFollows = effects.contains { if case .help = $0 { true } else { false } }
        tell(judgement, helpFollows: helpFollows)
      case .tellKept(let answer):
        show(answer.checks)
        answer.checks.allSatisfy(\.isPassed) ? screen.good(answer.message) : screen.notice(answer.message)
        screen.notice("Enter goes on.")
      case .help(let help): show(help)
      case .say(let sentence): screen.markdown(sentence)
      case .beginFreePlay:
        try prepareFreePlay()
        screen.notice("Try what you like; the lesson waits. `:try` again, or `:lesson`, goes back to it.")
      case .endFreePlay: screen.notice("Back in the lesson.")
      case .record(let event): record(event)
      case .finish: finish()
      }
    }
  }

  /// Makes the names there that the lesson has shown so far, for a student who came back to it and tries something.
  func catchUp() throws {
    try forgetLostCells()
    let shown = lesson.steps.prefix(player.place).compactMap { step in
      if case .cell(let cell) = step.content, !cellsRun.contains(cell.name) { cell } else { nil }
    }
    guard !shown.isEmpty else { return }
    around.screen.notice("Running the lesson's cells up to here, so that their names are there …")
    try runQuietly(shown)
  }

  /// The lesson's cells see what earlier ones declared, so those that were passed over run first, out of sight.
  private func runEarlierCells(than cell: LessonCell) throws {
    try forgetLostCells()
    let earlier = lesson.cells.prefix { $0.name != cell.name }.filter { !cellsRun.contains($0.name) }
    guard !earlier.isEmpty else { return }
    around.screen.notice(
      "Running the \(earlier.count == 1 ? "cell" : "\(earlier.count) cells") before this one, so that its names are there …"
    )
    try runQuietly(earlier)
  }

  /// A kernel that was started again may not have brought every value back.
  private func forgetLostCells() throws {
    guard !cellsRun.isEmpty else { return }
    cellsRun.formIntersection(try around.session().lessonCells)
  }

  private func runQuietly(_ cells: [LessonCell]) throws {
    let session = try around.session()
    let show = session.onOutput
    session.onOutput = { _ in }
    defer { session.onOutput = show }
    for cell in cells where !cellsRun.contains(cell.name) {
      let outcome = try session.run(
        CellSource(cell.code, name: cell.name, displaysLastValue: false, isOfLesson: true, isFast: cell.isFast))
      guard outcome.status == .succeeded else {
        around.screen.end(of: outcome, name: cell.name)
        return
      }
      cellsRun.insert(cell.name)
    }
  }

  /// At an exercise, what its answer starts from is there to be tried, too.
  private func prepareFreePlay() throws {
    guard let awaited, let given = awaited.given else { return }
    for name in awaited.exercise.assumes where !cellsRun.contains(name) {
      guard let cell = lesson.cells.first(where: { $0.name == name }) else { continue }
      try runEarlierCells(than: cell)
      try runQuietly([cell])
    }
    let outcome = try around.session().run(CellSource(given, name: "given", displaysLastValue: false))
    if outcome.status != .succeeded { around.screen.end(of: outcome, name: "given") }
  }

  private func ask(_ instance: ExerciseInstance, _ state: AttemptState) {
    let screen = around.screen
    let exercise = instance.exercise
    screen.line()
    screen.heading("Exercise: \(exercise.title)")
    screen.notice("\(exercise.id) · \(exercise.points) point\(exercise.points == 1 ? "" : "s")")
    screen.markdown(instance.prompt)
    if let starter = instance.starter {
      screen.line()
      screen.code(starter)
      screen.notice("Up brings this to the prompt, to be completed there.")
      around.offer(starter.trimmingCharacters(in: .newlines))
    }
    if state.isSolved {
      screen.good("You have solved this one. Enter goes on; another answer is welcome.")
    } else if state.isKept {
      screen.good("You have answered this one; `:submit` hands it in. Enter goes on; another answer takes its place.")
    } else {
      let howToSend = exercise.isAnsweredInSwift ? " Alt-Enter opens a line without sending." : ""
      screen.notice(instance.howToAnswer + howToSend)
    }
  }

  private func tell(_ judgement: Judgement, helpFollows: Bool) {
    let screen = around.screen
    show(judgement.checks)
    switch judgement.outcome {
    case .correct:
      screen.good(judgement.message)
      screen.notice("Enter goes on.")
    case .partial:
      screen.hasFailed = true
      screen.problem(judgement.message)
    case .unanswered, .refused: screen.notice(judgement.message)
    default:
      screen.hasFailed = true
      screen.problem(judgement.message)
      // The message has the first error's words.
      let errors = judgement.diagnostics.filter { $0.severity == .error }
      for (index, error) in errors.prefix(5).enumerated() {
        if index > 0 { screen.line("line \(error.line): \(error.message)") }
        if !error.excerpt.isEmpty { screen.line(error.excerpt) }
      }
      if !helpFollows { screen.notice("`:hint` helps.") }
    }
  }

  private func show(_ checks: [VisibleCheck.Result]) {
    for check in checks {
      if check.isPassed {
        around.screen.good("✓ \(check.sentence)")
      } else {
        around.screen.hasFailed = true
        around.screen.problem("✗ \(check.sentence)" + (check.reason.map { ": \($0)" } ?? ""))
      }
    }
  }

  private func show(_ help: Help) {
    let screen = around.screen
    switch help {
    case .mistake(_, let text): screen.markdown(text)
    case .hint(let number, let count, let text):
      screen.notice("Hint \(number) of \(count)")
      screen.markdown(text)
    case .solutionOffer: screen.notice("`:solution` shows the answer and why it is right.")
    case .solution(let text):
      screen.heading("Solution")
      screen.markdown(text)
      screen.notice("Enter goes on.")
    }
  }

  private func finish() {
    isFinished = true
    awaited = nil
    let possible = lesson.exercises.reduce(0) { $0 + $1.points }
    around.screen.line()
    around.screen.heading("The end of “\(lesson.title)”.")
    if lesson.edition == .student {
      let answered = lesson.exercises.count { player.attempts[$0.id]?.isKept == true }
      around.screen.line(
        "You have answered \(answered) of \(lesson.exercises.count) exercises; `:submit` hands them in.")
    } else if possible > 0 {
      around.screen.line("You have \(Self.short(player.score)) of \(possible) points.")
    }
  }

  // MARK: The record

  private func note(_ judgement: Judgement, of instance: ExerciseInstance) {
    guard judgement.isTry else { return }
    around.note(
      DocumentExercise(
        id: judgement.exercise, prompt: instance.prompt, answer: instance.shown(judgement.answer),
        isCode: instance.exercise.isAnsweredInSwift, verdict: judgement.message,
        score: judgement.possible > 0 ? judgement.score / Double(judgement.possible) : nil))
    guard let progress = around.progress else { return }
    progress.record(
      ExerciseAttempt(
        lesson: id, exercise: judgement.exercise, seed: instance.seed, answer: judgement.answer,
        outcome: AttemptOutcome(rawValue: judgement.outcome.rawValue) ?? .error,
        score: judgement.possible > 0 ? judgement.score / Double(judgement.possible) : 0, mistake: judgement.mistake,
        hintsShown: player.attempts[judgement.exercise]?.hintsShown ?? 0))
  }

  /// An answer without a verdict.
  private func note(_ kept: KeptAnswer, of instance: ExerciseInstance) {
    around.note(
      DocumentExercise(
        id: kept.exercise, prompt: instance.prompt, answer: instance.shown(kept.answer),
        isCode: instance.exercise.isAnsweredInSwift, verdict: kept.message, score: nil))
    around.progress?.record(
      ExerciseAttempt(
        lesson: id, exercise: kept.exercise, seed: instance.seed, answer: kept.answer, outcome: .unjudged, score: 0,
        hintsShown: player.attempts[kept.exercise]?.hintsShown ?? 0))
  }

  private func record(_ event: ProgressEvent) {
    guard let progress = around.progress else { return }
    switch event {
    case .position(let position):
      let index = lesson.steps.firstIndex { $0.id == position.step } ?? 0
      progress.setPosition(lesson: id, step: LessonPlace(index: index, id: position.step))
    case .attempt, .kept: break  // recorded with its answer when it was judged
    case .hint(let exercise, let number): progress.noteHintsShown(number, lesson: id, exercise: exercise)
    case .solution(let exercise):
      guard let found = lesson.exercise(exercise) else { break }
      progress.noteSolutionSeen(lesson: id, exercise: exercise, seed: seed(of: found))
    case .skip(let exercise): progress.skip(lesson: id, exercise: exercise)
    case .finished: progress.finish(lesson: id)
    }
    for notice in progress.takeNotices() { around.screen.problem("\(notice)") }
  }

  private func seed(of exercise: Exercise) -> UInt64 {
    StudentSeed(around.seed).seed(lesson: id, exercise: exercise.id)
  }

  private static func short(_ number: Double) -> String {
    number == number.rounded() ? String(Int(number)) : String(format: "%.1f", number)
  }
}

extension AttemptState {
  /// What the student's record says of an exercise.
  init(_ standing: ExerciseStanding, of exercise: Exercise) {
    self.init()
    tries = standing.tries
    hintsShown = standing.hintsShown
    bestScore = (standing.bestScore ?? 0) * Double(exercise.points)
    isSolved = standing.isRight
    isSolutionShown = standing.hasSeenSolution
    isSkipped = standing.isSkipped
    // With a key, what was kept without one is still to be answered.
    isKept = standing.hasKeptAnswer && exercise.solution == nil
  }
}
