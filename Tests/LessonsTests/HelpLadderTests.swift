import Lessons
import Notebook
import Testing

@Suite("The order of help")
struct HelpLadderTests {
  let instance: ExerciseInstance

  init() throws {
    let text = SampleLesson.text(
      replacing: "### Wrong answer: first-is-favored", with: "### Hint\nDivide.\n### Wrong answer: first-is-favored")
    let lesson = try #require(LessonDocument.parse(text.utf8, path: "x.md").lesson)
    let exercise = try #require(lesson.exercise("millionth-tweet"))
    let checker = ExerciseChecker(lesson: lesson) {
      ScriptedRunner(ScriptedRunner.script { $0.variant = { variant, _, _ in variant["k"] = 500 } })
    }
    instance = try checker.instance(of: exercise, seed: 0)
  }

  private func judgement(_ outcome: Judgement.Outcome, mistake: String? = nil, score: Double = 0) -> Judgement {
    Judgement(
      exercise: "millionth-tweet", outcome: outcome, score: score, possible: 2, message: "", mistake: mistake,
      hint: mistake.map { "hint of \($0)" }, answer: "")
  }

  @Test("a known mistake earns its hint once, then come the general hints one by one, then the solution is offered")
  func order() {
    var ladder = HelpLadder(instance)
    #expect(ladder.record(judgement(.wrong, mistake: "a")) == [.mistake(id: "a", "hint of a")])
    #expect(
      ladder.record(judgement(.wrong, mistake: "a")) == [.hint(number: 1, of: 3, "Every tweet has the same chance.")])
    #expect(ladder.record(judgement(.wrong, mistake: "b")) == [.mistake(id: "b", "hint of b")])
    #expect(ladder.record(judgement(.wrong)) == [.hint(number: 2, of: 3, "Count the slots: 500."), .solutionOffer])
    #expect(ladder.offersSolution)
    #expect(ladder.nextHint() == .hint(number: 3, of: 3, "Divide."))
    #expect(ladder.nextHint() == nil)
    #expect(ladder.record(judgement(.wrong)) == [.solutionOffer])
    guard case .solution(let text)? = ladder.solution() else { return #expect(Bool(false)) }
    #expect(text.hasSuffix("It is k/n at every moment."))
    #expect(!ladder.offersSolution)
    #expect(ladder.state.isSettled)
  }

  @Test("the first wrong try without a known mistake earns the verdict only")
  func unknownFirst() {
    var ladder = HelpLadder(instance)
    #expect(ladder.record(judgement(.wrong)) == [])
    #expect(ladder.record(judgement(.crashed)).count == 1)
  }

  @Test("empty and refused answers cost no try and earn no help", arguments: [Judgement.Outcome.unanswered, .refused])
  func noTry(_ outcome: Judgement.Outcome) {
    var ladder = HelpLadder(instance)
    for _ in 0..<10 { #expect(ladder.record(judgement(outcome)) == []) }
    #expect(ladder.state == AttemptState())
  }

  @Test("a right answer settles the exercise, and the best score counts until the solution was shown")
  func scores() {
    var ladder = HelpLadder(instance)
    _ = ladder.record(judgement(.partial, score: 1))
    _ = ladder.record(judgement(.wrong))
    #expect(ladder.state.bestScore == 1)
    _ = ladder.solution()
    _ = ladder.record(judgement(.correct, score: 2))
    #expect(ladder.state.bestScore == 1)
    #expect(ladder.state.isSolved)
    #expect(ladder.state.tries == 3)

    var other = HelpLadder(instance)
    #expect(other.record(judgement(.correct, score: 2)) == [])
    #expect(other.state.bestScore == 2)
  }

  @Test("skipping shows the solution and is remembered, unless the exercise is settled")
  func skipping() {
    var ladder = HelpLadder(instance)
    #expect(ladder.skip() != nil)
    #expect(ladder.state.isSkipped)
    var solved = HelpLadder(instance)
    _ = solved.record(judgement(.correct, score: 2))
    _ = solved.skip()
    #expect(!solved.state.isSkipped)
  }
}
