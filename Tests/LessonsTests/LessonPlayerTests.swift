import Lessons
import Notebook
import Testing

@Suite("Learning a lesson")
struct LessonPlayerTests {
  let lesson: Lesson
  let checker: ExerciseChecker

  init() throws {
    lesson = try #require(LessonDocument.parse(SampleLesson.bytes, path: "x.md").lesson)
    checker = ExerciseChecker(lesson: lesson) { ScriptedRunner(ScriptedRunner.Script()) }
  }

  /// A word for each effect, short enough to compare.
  private func words(_ effects: [LessonPlayer.Effect]) -> [String] {
    effects.map { effect in
      switch effect {
      case .show(let step, _): "show \(step.id)"
      case .offer(let cell): "offer \(cell.name)"
      case .run(let cell): "run \(cell.name)"
      case .prepare(let exercise): "prepare \(exercise.id)"
      case .ask(let instance, let state): "ask \(instance.exercise.id) after \(state.tries)"
      case .check(_, let answer): "check \(answer)"
      case .tell(let judgement): "tell \(judgement.outcome.rawValue)"
      case .tellKept(let answer): "tell kept \(answer.answer)"
      case .help(.mistake(let id, _)): "hint of \(id)"
      case .help(.hint(let number, _, _)): "hint \(number)"
      case .help(.solutionOffer): "offer solution"
      case .help(.solution): "solution"
      case .say: "say"
      case .beginFreePlay: "begin free play"
      case .endFreePlay: "end free play"
      case .record(.position(let position)): "at \(position.step)"
      case .record(.attempt(let judgement)): "attempt \(judgement.outcome.rawValue)"
      case .record(.kept(let answer)): "keep \(answer.answer)"
      case .record(.hint(_, let number)): "record hint \(number)"
      case .record(.solution): "record solution"
      case .record(.skip): "record skip"
      case .record(.finished): "record finished"
      case .finish: "finish"
      }
    }
  }

  /// A player at the exercise `id`, which has been asked.
  private func player(at id: String) throws -> LessonPlayer {
    var player = LessonPlayer(lesson: lesson)
    _ = player.send(.go(id))
    let exercise = try #require(lesson.exercise(id))
    let effects = player.send(.prepared(try checker.instance(of: exercise, seed: 1)))
    #expect(words(effects) == ["ask \(id) after 0"])
    return player
  }

  private func judgement(_ id: String, _ outcome: Judgement.Outcome, mistake: String? = nil) -> Judgement {
    Judgement(
      exercise: id, outcome: outcome, score: outcome == .correct ? 1 : 0, possible: 1, message: "", mistake: mistake,
      hint: mistake, answer: "")
  }

  @Test("Enter goes through prose, runs a cell once and then goes on")
  func enter() {
    var player = LessonPlayer(lesson: lesson)
    #expect(words(player.start()) == ["show prose:reservoir-sampling"])
    #expect(words(player.send(.enter)) == ["at prose:reservoir-sampling-2", "show prose:reservoir-sampling-2"])
    _ = player.send(.enter)
    #expect(words(player.send(.enter)) == ["at cell:fill", "offer fill"])
    #expect(words(player.send(.enter)) == ["run fill"])
    #expect(words(player.send(.ran(succeeded: false))) == ["say"])
    #expect(words(player.send(.enter)) == ["run fill"])
    #expect(words(player.send(.ran(succeeded: true))) == [])
    #expect(words(player.send(.run)) == ["run fill"])
    #expect(words(player.send(.enter)) == ["at prose:after-fill", "show prose:after-fill"])
    #expect(words(player.send(.back)) == ["at cell:fill", "offer fill"])
    #expect(words(player.send(.enter)) == ["at prose:after-fill", "show prose:after-fill"])
  }

  @Test("an exercise is prepared, asked, judged and helped with, and everything is recorded")
  func exercise() throws {
    var player = try player(at: "the-rate")
    #expect(words(player.send(.enter)) == ["say"])
    #expect(words(player.send(.answer("5"))) == ["check 5"])
    #expect(words(player.send(.judged(judgement("the-rate", .refused)))) == ["tell refused"])
    #expect(
      words(player.send(.judged(judgement("the-rate", .wrong, mistake: "same-rate"))))
        == ["attempt wrong", "tell wrong", "hint of same-rate"])
    #expect(
      words(player.send(.judged(judgement("the-rate", .wrong)))) == [
        "attempt wrong", "tell wrong", "record hint 1", "hint 1",
      ])
    #expect(words(player.send(.hint)) == ["say"])
    #expect(words(player.send(.judged(judgement("the-rate", .correct)))) == ["attempt correct", "tell correct"])
    #expect(player.score == 1)
    #expect(words(player.send(.enter)) == ["at exercise:which-bug", "prepare which-bug"])
    #expect(words(player.send(.back)) == ["at exercise:the-rate", "ask the-rate after 3"])
  }

  @Test("an answer that is kept settles the exercise: Enter goes on, and another answer takes its place")
  func kept() throws {
    var player = try player(at: "the-rate")
    #expect(words(player.send(.kept(KeptAnswer(exercise: "the-rate", answer: "5")))) == ["keep 5", "tell kept 5"])
    #expect(words(player.send(.kept(KeptAnswer(exercise: "the-rate", answer: "6")))) == ["keep 6", "tell kept 6"])
    #expect(player.attempts["the-rate"]?.tries == 2)
    #expect(player.attempts["the-rate"]?.isSettled == true)
    #expect(player.score == 0)
    #expect(words(player.send(.skip)) == ["at exercise:which-bug", "prepare which-bug"])
    #expect(words(player.send(.kept(KeptAnswer(exercise: "put-in-order", answer: "x")))) == [])
    _ = player.send(.back)
    #expect(words(player.send(.enter)) == ["at exercise:which-bug", "prepare which-bug"])
  }

  @Test("skip shows the solution, is recorded once, and Enter goes on")
  func skip() throws {
    var player = try player(at: "the-rate")
    #expect(words(player.send(.skip)) == ["record skip", "record solution", "solution"])
    #expect(words(player.send(.enter)) == ["at exercise:which-bug", "prepare which-bug"])
    _ = player.send(.back)
    #expect(words(player.send(.skip)) == ["at exercise:which-bug", "prepare which-bug"])
  }

  @Test("the solution is shown on request and recorded")
  func solution() throws {
    var player = try player(at: "which-bug")
    #expect(words(player.send(.solution)) == ["record solution", "solution"])
    #expect(words(player.send(.enter)) == ["at exercise:put-in-order", "prepare put-in-order"])
  }

  @Test("free play leaves the lesson where it is, and comes back to it")
  func freePlay() throws {
    var player = try player(at: "the-rate")
    #expect(words(player.send(.tryOut)) == ["begin free play"])
    #expect(player.isInFreePlay)
    #expect(words(player.send(.enter)) == [])
    #expect(words(player.send(.tryOut)) == ["say"])
    #expect(words(player.send(.comeBack)) == ["end free play", "ask the-rate after 0"])
    _ = player.send(.tryOut)
    #expect(words(player.send(.next)) == ["end free play", "at exercise:which-bug", "prepare which-bug"])
  }

  @Test("a step is found by its number, its id or the name of a cell or exercise")
  func go() {
    var player = LessonPlayer(lesson: lesson)
    #expect(words(player.send(.go("6"))) == ["at cell:inclusion", "offer inclusion"])
    #expect(words(player.send(.go("fill"))) == ["at cell:fill", "offer fill"])
    #expect(
      words(player.send(.go("prose:what-comes-next"))) == ["at prose:what-comes-next", "show prose:what-comes-next"])
    guard case .say(let sentence)? = player.send(.go("inclusoin")).first else { return #expect(Bool(false)) }
    #expect(sentence == "There is no step “inclusoin”. Did you mean “inclusion”?")
    #expect(words(player.send(.go("99"))) == ["say"])
    #expect(words(player.send(.next)) == ["at prose:what-comes-next", "record finished", "finish"])
  }

  @Test("requests that make no sense where the student is are answered with a sentence")
  func misplaced() {
    var player = LessonPlayer(lesson: lesson)
    for input in [LessonPlayer.Input.answer("3"), .hint, .solution, .run, .back] {
      #expect(words(player.send(input)) == ["say"])
    }
    #expect(words(player.send(.judged(judgement("the-rate", .correct)))) == [])
  }

  @Test("a stored position goes on at the same step although the lesson was edited")
  func resume() throws {
    var player = LessonPlayer(lesson: lesson)
    for _ in 0..<5 { _ = player.send(.next) }
    let position = player.position
    #expect(position.step == "cell:inclusion")

    let longer = SampleLesson.text(
      replacing: "First, fill the slots.", with: "First, fill the slots.\n\n---\n\nSlowly.")
    let edited = try #require(LessonDocument.parse(longer.utf8, path: "x.md").lesson)
    #expect(LessonPlayer(lesson: edited, position: position).step?.id == "cell:inclusion")

    let shorter = SampleLesson.text(replacing: "```swift cell=inclusion fast\nlet k = slots.count\n```\n", with: "")
      .replacing("assumes: [inclusion, fill]", with: "assumes: fill")
    let cut = try #require(LessonDocument.parse(shorter.utf8, path: "x.md").lesson)
    let resumed = LessonPlayer(lesson: cut, position: position)
    #expect(resumed.step?.id == "exercise:millionth-tweet")
    #expect(LessonPlayer(lesson: cut, position: LessonPosition(step: "gone")).place == 0)
  }

  @Test("stored attempts are there again")
  func attempts() throws {
    var state = AttemptState()
    state.tries = 3
    state.bestScore = 2
    var player = LessonPlayer(lesson: lesson, attempts: ["millionth-tweet": state])
    #expect(player.score == 2)
    _ = player.send(.go("millionth-tweet"))
    let exercise = try #require(lesson.exercise("millionth-tweet"))
    #expect(
      words(player.send(.prepared(try checker.instance(of: exercise, seed: 1)))) == ["ask millionth-tweet after 3"])
  }
}
