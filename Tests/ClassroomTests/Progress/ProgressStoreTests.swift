import Classroom
import Foundation
import Testing

@Suite("Progress store")
struct ProgressStoreTests {
  let folder: ProgressFolder
  let store: ProgressStore

  init() throws {
    folder = try ProgressFolder()
    store = try ProgressStore(at: folder.file)
  }

  private func attempt(
    _ exercise: String = "e1", lesson: String = "l1", seed: UInt64? = nil, answer: String = "42",
    score: Double = 0, hints: Int = 0, after seconds: Double = 0
  ) -> ExerciseAttempt {
    ExerciseAttempt(
      lesson: lesson, exercise: exercise, seed: seed, answer: answer,
      outcome: score == 1 ? .correct : score > 0 ? .partial : .wrong, score: score, hintsShown: hints,
      time: noon.addingTimeInterval(seconds))
  }

  @Test("Every attempt comes back whole, in order, from a newly opened file")
  func attemptsComeBack() throws {
    let first = ExerciseAttempt(
      lesson: "l1", exercise: "e1", seed: .max, answer: "let a = \"é\u{0}🙂\"\n\r\n'; DROP TABLE attempt; --",
      outcome: .wrong, score: 0.25, mistake: "off-by-one", hintsShown: 2, time: noon.addingTimeInterval(0.125)
    )
    let second = ExerciseAttempt(
      lesson: "l1", exercise: "e1", answer: "", outcome: .unanswered, score: 0, time: noon)
    #expect(store.record(first) == .committed)
    #expect(store.record(second) == .committed)
    #expect(store.record(attempt("e2")) == .committed)
    let reopened = try ProgressStore(at: folder.file)
    #expect(try reopened.attempts(lesson: "l1", exercise: "e1").map(\.attempt) == [first, second])
    #expect(try reopened.attempts(lesson: "l2", exercise: "e1").isEmpty)
  }

  @Test("Every outcome comes back", arguments: AttemptOutcome.allCases)
  func outcomes(outcome: AttemptOutcome) throws {
    store.record(ExerciseAttempt(lesson: "l", exercise: "e", answer: "", outcome: outcome, score: 0))
    #expect(try store.attempts(lesson: "l", exercise: "e").first?.attempt.outcome == outcome)
  }

  @Test("A score is kept between 0 and 1, and one that is not a number counts as 0")
  func scoreBounds() {
    #expect(attempt(score: 7).score == 1)
    #expect(attempt(score: -1).score == 0)
    #expect(attempt(score: .nan).score == 0)
  }

  @Test("Going back in a lesson keeps the furthest step and the time of the start")
  func furthest() throws {
    #expect(try store.position(lesson: "l1") == nil)
    store.setPosition(lesson: "l1", step: LessonPlace(index: 4, id: "d"), time: noon)
    store.setPosition(lesson: "l1", step: LessonPlace(index: 1, id: "a"), time: noon + 60)
    let position = try #require(try store.position(lesson: "l1"))
    #expect(position.place == LessonPlace(index: 1, id: "a"))
    #expect(position.furthest == LessonPlace(index: 4, id: "d"))
    #expect(position.started == noon)
    #expect(position.last == noon + 60)
    #expect(position.finished == nil)
  }

  @Test("The first time a lesson was finished is kept")
  func finished() throws {
    store.finish(lesson: "l1", time: noon)
    #expect(try store.position(lesson: "l1") == nil)
    store.setPosition(lesson: "l1", step: LessonPlace(index: 0, id: "a"), time: noon)
    store.finish(lesson: "l1", time: noon + 1)
    store.finish(lesson: "l1", time: noon + 2)
    #expect(try store.position(lesson: "l1")?.finished == noon + 1)
  }

  @Test("The lesson to go on with is the one whose position was set last")
  func lastLesson() throws {
    #expect(try store.lastLesson() == nil)
    store.setPosition(lesson: "l1", step: LessonPlace(index: 0, id: "a"))
    store.setPosition(lesson: "l2", step: LessonPlace(index: 0, id: "a"))
    #expect(try ProgressStore(at: folder.file).lastLesson() == "l2")
  }

  @Test("The student's seed is drawn once and differs between students")
  func studentSeed() throws {
    #expect(try ProgressStore(at: folder.file).studentSeed == store.studentSeed)
    let other = try ProgressFolder()
    #expect(try ProgressStore(at: other.file).studentSeed != store.studentSeed)
  }

  @Test("The student's name is kept and can be changed")
  func studentName() throws {
    #expect(try store.studentName() == nil)
    store.setStudentName("Ada")
    store.setStudentName("Åsa")
    #expect(try ProgressStore(at: folder.file).studentName() == "Åsa")
  }

  @Test("Tries and hints of an exercise are counted over every run of the program")
  func standing() throws {
    #expect(
      try store.standing(lesson: "l1", exercise: "e1")
        == ExerciseStanding(
          tries: 0, hintsShown: 0, bestScore: nil, isSkipped: false, hasSeenSolution: false))
    store.record(attempt(score: 0.5, hints: 1))
    store.noteHintsShown(3, lesson: "l1", exercise: "e1")
    store.noteHintsShown(2, lesson: "l1", exercise: "e1")
    store.record(attempt(score: 0.25))
    let standing = try ProgressStore(at: folder.file).standing(lesson: "l1", exercise: "e1")
    #expect(standing.tries == 2)
    #expect(standing.hintsShown == 3)
    #expect(standing.bestScore == 0.5)
    #expect(!standing.isRight)
  }

  @Test("An exercise that was skipped and then solved is no longer skipped")
  func skipped() throws {
    store.skip(lesson: "l1", exercise: "e1")
    store.skip(lesson: "l1", exercise: "e1")
    #expect(try store.standing(lesson: "l1", exercise: "e1").isSkipped)
    store.record(attempt(score: 1))
    #expect(try !store.standing(lesson: "l1", exercise: "e1").isSkipped)
  }

  @Test("An answer after the solution was seen is kept and earns nothing, unless it has other numbers")
  func afterSolution() throws {
    let outline = LessonOutline(id: "l1", exercises: [.init(id: "e1", points: 4)])
    store.record(attempt(seed: 1, score: 0.5))
    store.noteSolutionSeen(lesson: "l1", exercise: "e1", seed: 1)
    store.record(attempt(seed: 1, score: 1))
    #expect(try store.attempts(lesson: "l1", exercise: "e1").map(\.isAfterSolution) == [false, true])
    #expect(try store.standing(lesson: "l1", exercise: "e1").bestScore == 0.5)
    #expect(try store.standing(lesson: "l1", exercise: "e1").hasSeenSolution)
    #expect(try store.summary(of: [outline]).map(\.score) == [2])
    store.record(attempt(seed: 2, score: 1))
    #expect(try store.summary(of: [outline]).map(\.score) == [4])
  }

  @Test("The solution of an exercise without numbers of its own also ends its earning")
  func afterSolutionWithoutSeed() throws {
    store.noteSolutionSeen(lesson: "l1", exercise: "e1")
    store.record(attempt(score: 1))
    #expect(try store.attempts(lesson: "l1", exercise: "e1").map(\.isAfterSolution) == [true])
    #expect(try !store.standing(lesson: "l1", exercise: "e1").isRight)
  }

  @Test("The summary counts right, attempted and skipped exercises and the points earned")
  func summary() throws {
    let first = LessonOutline(
      id: "l1",
      exercises: [
        .init(id: "right", points: 2), .init(id: "half", points: 4), .init(id: "skipped", points: 1),
        .init(id: "untouched", points: 1),
      ])
    let second = LessonOutline(id: "l2", exercises: [])
    store.setPosition(lesson: "l1", step: LessonPlace(index: 0, id: "a"), time: noon)
    store.record(attempt("right", score: 0, after: 1))
    store.record(attempt("right", score: 1, after: 2))
    store.record(attempt("right", score: 0, after: 3))
    store.record(attempt("half", score: 0.5, after: 90))
    store.record(attempt("removed since", score: 1, after: 4))
    store.skip(lesson: "l1", exercise: "skipped")
    let summary = try store.summary(of: [first, second])
    #expect(
      summary == [
        LessonSummary(
          lesson: "l1", right: 1, attempted: 2, skipped: 1, total: 4, score: 4, points: 8, started: noon,
          finished: nil, last: noon + 90),
        LessonSummary(
          lesson: "l2", right: 0, attempted: 0, skipped: 0, total: 0, score: 0, points: 0, started: nil,
          finished: nil, last: nil),
      ])
    #expect(summary[0].percent == 50)
    #expect(summary[1].percent == nil)
  }

  @Test("A committed write is synced to the disk, not only handed to the system")
  func durability() throws {
    store.record(attempt())
    #expect(try store.connectionSetting("journal_mode") == "wal")
    #expect(try store.connectionSetting("synchronous") == "2")
  }
}
