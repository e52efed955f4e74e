import Classroom
import Foundation
import Testing

@Suite("Lateness")
struct LatenessTests {
  private let zurich = TimeZone(identifier: "Europe/Zurich")!

  private func moment(_ text: String) throws -> Date { try Date(text, strategy: .iso8601) }

  @Test("Up to the due moment is in time, one second later is one day late, and so on by the same clock")
  func boundaries() {
    let due = DueDate(time: noonOfMarch, timeZone: .gmt)
    let day = 86_400.0
    let late = [-day, -1, 0, 0.001, 1, day - 1, day, day + 1, 2 * day, 2 * day + 1, 30 * day, 30 * day + 1]
      .map { due.lateDays(submitted: noonOfMarch.addingTimeInterval($0)) }
    #expect(late == [0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 30, 31])
  }

  @Test("A day on which clocks change is one day in the zone of the due date")
  func clockChange() throws {
    // Clocks in Zurich go forward in the night before 2026-03-29: that day has 23 hours.
    let due = DueDate(time: try moment("2026-03-28T17:00:00Z"), timeZone: zurich)
    #expect(try due.lateDays(submitted: moment("2026-03-29T16:00:00Z")) == 1)
    #expect(try due.lateDays(submitted: moment("2026-03-29T16:00:01Z")) == 2)
    let there = DueDate(time: due.time, timeZone: .gmt)
    #expect(try there.lateDays(submitted: moment("2026-03-29T16:00:01Z")) == 1)
  }

  @Test("Times that no clock shows are late or in time, and end")
  func absurd() {
    let due = DueDate(time: noonOfMarch, timeZone: .gmt)
    #expect(due.lateDays(submitted: .distantFuture) == 10_000)
    #expect(due.lateDays(submitted: .distantPast) == 0)
  }

  @Test("A date is the end of its day where the clock is; a time is that very moment")
  func reading() throws {
    let day = try #require(DueTime.read("2026-03-01", in: zurich))
    let midnight = try moment("2026-03-01T23:00:00Z")
    #expect(day.time == midnight.addingTimeInterval(-0.001))
    #expect(DueTime.text(day.time, in: zurich) == "2026-03-01 23:59")
    let due = DueDate(time: day.time, timeZone: day.timeZone)
    #expect(try due.lateDays(submitted: moment("2026-03-01T22:59:59Z")) == 0)
    #expect(try due.lateDays(submitted: moment("2026-03-01T23:00:00Z")) == 1)
    let evening = try moment("2026-03-01T17:00:00Z")
    #expect(DueTime.read("2026-03-01 18:00", in: zurich)?.time == evening)
    let inNewYork = try moment("2026-03-01T23:00:30Z")
    #expect(DueTime.read("2026-03-01T18:00:30-05:00", in: zurich)?.time == inNewYork)
    #expect(DueTime.read("2026-03-01T18:00Z", in: zurich)?.timeZone.secondsFromGMT() == 0)
    #expect(DueTime.read("2028-02-29", in: .gmt) != nil)
  }

  @Test(
    "What is no date is refused, not guessed",
    arguments: [
      "", "tomorrow", "2026-3-1", "2026-02-30", "2026-13-01", "2026-03-01 24:00", "2026-03-01 12:60", "2027-02-29",
      "2026-03-01 18", "2026-03-01T18:00+99:00", " 2026-03-01", "0000-01-01",
    ])
  func noDate(_ text: String) {
    #expect(DueTime.read(text, in: .gmt) == nil)
  }
}

@Suite("What counts in a gradebook")
struct GradebookResultTests {
  let folder: GradebookFolder
  let book: Gradebook
  private let day = 86_400.0
  private let sampling = "04-training-data/03-weighted-sampling"

  init() throws {
    folder = try GradebookFolder()
    book = try folder.open()
  }

  private func result(_ student: String = "ada", lesson: String = reservoirLesson) throws -> LessonResult {
    try #require(try book.results().result(student: student, lesson: lesson))
  }

  @Test("Latest counts the last submission, best the best of each exercise")
  func policies() throws {
    try book.add([grade("ada", [2, 0]), grade("ada", [1, 1], digest: "second", after: 60)])
    #expect(try result().exercises.map(\.score) == [1, 1])
    try book.setPolicy(.best)
    #expect(try result().exercises.map(\.score) == [2, 1])
    #expect(try book.results().policy == .best)
    #expect(try Gradebook(at: folder.file).policy() == .best)
  }

  @Test("The order of adding does not decide which is the latest")
  func orderOfAdding() throws {
    try book.add([grade("ada", [1, 1], digest: "second", after: 60), grade("ada", [2, 0])])
    #expect(try result().exercises.map(\.score) == [1, 1])
  }

  @Test("Each late day takes its share off, one second decides, and nothing goes below zero")
  func penalty() throws {
    try book.setDue(DueDate(time: noonOfMarch, timeZone: .gmt, penalty: 0.25), lesson: reservoirLesson)
    try book.add([
      grade("intime", [2, 2]), grade("second", [2, 2], after: 1), grade("day", [2, 2], after: day),
      grade("more", [2, 2], after: day + 1), grade("week", [2, 2], after: 7 * day),
    ])
    #expect(try ["intime", "second", "day", "more", "week"].map { try book.score($0) } == [4, 3, 3, 2, 0])
    #expect(try result("more").lateDays == 2)
    #expect(try result("more").exercises.map(\.graded) == [2, 2])
  }

  @Test("What comes after the cut-off does not replace what came before, and alone earns nothing")
  func cutOff() throws {
    try book.setDue(DueDate(time: noonOfMarch, timeZone: .gmt, penalty: 0, cutOff: 1), lesson: reservoirLesson)
    try book.add([
      grade("ada", [1, 0], after: day), grade("ada", [2, 2], digest: "second", after: day + 1),
      grade("bob", [2, 2], after: day + 1),
    ])
    #expect(try result().score == 1)
    #expect(try result().isTooLate == false)
    let late = try result("bob")
    #expect(late.score == 0 && late.isTooLate && late.possible == 4)
    #expect(late.exercises.map(\.graded) == [2, 2])
    try book.setPolicy(.best)
    #expect(try result().score == 1)
  }

  @Test("Free late days are each student's own and go to the lesson that was due first")
  func freeDays() throws {
    try book.setFreeDays(3)
    try book.setDue(DueDate(time: noonOfMarch, timeZone: .gmt, penalty: 0.5), lesson: reservoirLesson)
    try book.setDue(
      DueDate(time: noonOfMarch.addingTimeInterval(10 * day), timeZone: .gmt, penalty: 0.5), lesson: sampling)
    try book.add([
      grade("ada", [2], after: 2 * day), grade("ada", [2], lesson: sampling, after: 12 * day),
      grade("bob", [2], lesson: sampling, after: 12 * day),
    ])
    #expect(try result().freeDays == 2)
    #expect(try result().score == 2)
    #expect(try result(lesson: sampling).freeDays == 1)
    #expect(try result(lesson: sampling).score == 1)
    #expect(try result("bob", lesson: sampling).score == 2)
  }

  @Test("No free day is spent where it changes nothing")
  func freeDaysAreKept() throws {
    try book.setFreeDays(2)
    try book.setPolicy(.best)
    try book.setDue(DueDate(time: noonOfMarch, timeZone: .gmt, penalty: 0.5), lesson: reservoirLesson)
    try book.add([grade("ada", [2, 2]), grade("ada", [1, 0], digest: "second", after: day)])
    #expect(try result().freeDays == 0)
    try book.add([grade("bob", [0, 0], after: day)])
    #expect(try result("bob").freeDays == 0)
  }

  @Test("A score set by hand counts whatever the lateness, until it is taken back; all of it is history")
  func overrides() throws {
    try book.setDue(DueDate(time: noonOfMarch, timeZone: .gmt, penalty: 0.5), lesson: reservoirLesson)
    try book.add([grade("ada", [2, 0], after: 1)])
    #expect(try result().score == 1)
    try book.override(
      student: "ada", lesson: reservoirLesson, exercise: "e1", score: 2, reason: "a fair\u{1B}[31m reading",
      time: noonOfMarch.addingTimeInterval(1))
    #expect(try result().score == 3)
    #expect(try result().exercises[1].override == "a fair\u{1B}[31m reading")
    try book.override(
      student: "ada", lesson: reservoirLesson, score: 4, reason: "ill", time: noonOfMarch.addingTimeInterval(2))
    #expect(try result().score == 4)
    #expect(try result().override == "ill")
    try book.override(
      student: "ada", lesson: reservoirLesson, score: nil, reason: "well again",
      time: noonOfMarch.addingTimeInterval(3))
    #expect(try result().score == 3)
    // A new grade does not undo it.
    try book.add([grade("ada", [1, 0], after: 1)], time: noonOfMarch.addingTimeInterval(4))
    #expect(try result().score == 2.5)
    #expect(
      try book.history(student: "ada").map(\.what) == [
        "answers first of 2026-03-01 12:00 UTC graded 2 of 4", "score of e1 set to 2: a fair\u{FFFD}[31m reading",
        "score of the whole lesson set to 4: ill", "score of the whole lesson no longer set by hand: well again",
        "answers first graded again: 2 of 4 → 1 of 4 (e0 2 → 1)",
      ])
  }

  @Test("An override that says nothing, or of nobody, is refused with what may be meant")
  func badOverrides() throws {
    try book.add([grade("ada", [2, 0])])
    #expect(throws: GradebookError.noReason) {
      try book.override(student: "ada", lesson: reservoirLesson, score: 1, reason: " \n")
    }
    let nobody = #expect(throws: GradebookError.self) {
      try book.override(student: "adda", lesson: reservoirLesson, score: 1, reason: "r")
    }
    #expect(nobody?.description == "the gradebook knows no student “adda”; did you mean “ada”?")
    let nothing = #expect(throws: GradebookError.self) {
      try book.override(student: "ada", lesson: reservoirLesson, exercise: "e9", score: 1, reason: "r")
    }
    #expect(nothing?.description.contains("no exercise of \(reservoirLesson) “e9”; did you mean “e0”?") == true)
    for score in [-1.0, .nan, .infinity] {
      #expect(throws: GradebookError.self) {
        try book.override(student: "ada", lesson: reservoirLesson, score: score, reason: "r")
      }
    }
    #expect(throws: GradebookError.noOverride(student: "ada", lesson: reservoirLesson)) {
      try book.override(student: "ada", lesson: reservoirLesson, score: nil, reason: "r")
    }
    try book.override(student: "new", lesson: reservoirLesson, score: 3, reason: "on paper", isNewStudent: true)
    let paper = try result("new")
    #expect(paper.score == 3 && paper.possible == 4 && paper.submitted == nil)
  }

  @Test("A file that could not be graded has its row, with the reason")
  func unreadable() throws {
    try book.add([grade("ada", [2, 2]), grade("bob", [], problem: "not UTF-8")])
    let bob = try result("bob")
    #expect(bob.score == 0 && bob.possible == 4 && bob.problem == "not UTF-8")
  }

  @Test("A lesson is named by its id or a part of it")
  func lessonNames() throws {
    try book.add([grade("ada", [1]), grade("ada", [1], lesson: sampling)])
    #expect(try book.lesson(named: "reservoir") == reservoirLesson)
    #expect(try book.lesson(named: "Weighted Sampling") == sampling)
    #expect(throws: GradebookError.several(what: "lesson", name: "04", meant: [sampling, reservoirLesson])) {
      try book.lesson(named: "04")
    }
    #expect(throws: GradebookError.self) { try book.lesson(named: "bandits") }
  }

  @Test("The grade that counts is the one that is summed up")
  func countedGrades() throws {
    try book.add([
      grade("ada", [2, 1]), grade("ada", [1, 1], digest: "second", after: 60), grade("bob", [0, 0]),
    ])
    #expect(try book.countedGrades(lesson: reservoirLesson).map(\.digest) == ["second", "first"])
    try book.setPolicy(.best)
    #expect(try book.countedGrades(lesson: reservoirLesson).map(\.digest) == ["first", "first"])
  }
}
