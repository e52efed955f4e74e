import Classroom
import Foundation
import Testing

@Suite("Adding grades to a gradebook")
struct GradebookAddingTests {
  let folder: GradebookFolder
  let book: Gradebook

  init() throws {
    folder = try GradebookFolder()
    book = try folder.open()
  }

  @Test("Grades added twice are there once, however long grading took the second time")
  func twice() throws {
    try book.add([grade("ada", [2, 1]), grade("bob", [0, 0])])
    var again = grade("ada", [2, 1])
    again.exercises[0].seconds = 9
    again.file = "elsewhere/ada.md"
    let plan = try book.plan([again, grade("bob", [0, 0])])
    #expect((plan.added, plan.regraded, plan.unchanged) == (0, 0, 2))
    #expect(plan.isEmpty && plan.changes.isEmpty)
    try book.add(plan)
    #expect(try folder.fetchInt("SELECT count(*) FROM grade") == 2)
  }

  @Test("A plan says whose score changes, from what to what, and writes nothing")
  func regrading() throws {
    try book.add([grade("ada", [2, 1]), grade("bob", [0, 0])])
    let before = try book.results()
    let plan = try book.plan([grade("ada", [2, 2]), grade("bob", [0, 0]), grade("cy", [1, 1])])
    #expect((plan.added, plan.regraded, plan.unchanged) == (1, 1, 1))
    #expect(
      plan.changes == [
        ScoreChange(
          student: "ada", lesson: reservoirLesson, exercise: "e1", from: .init(score: 1, possible: 2),
          to: .init(score: 2, possible: 2), cause: .regraded)
      ])
    #expect(try book.results() == before)
    #expect(try folder.fetchInt("SELECT count(*) FROM grade") == 2)
    try book.add(plan)
    #expect(try book.score("ada") == 4)
    #expect(try folder.fetchInt("SELECT count(*) FROM grade") == 4)
  }

  @Test("Other answers of the same student change the score as handed in again")
  func handedInAgain() throws {
    try book.add([grade("ada", [2, 1])])
    let plan = try book.plan([grade("ada", [0, 1], digest: "second", after: 60)])
    #expect(plan.changes.map(\.exercise) == ["e0"])
    #expect(plan.changes.map(\.cause) == [.handedIn])
  }

  @Test("An exercise that the corrected lesson no longer has, or has anew, is shown as such")
  func otherExercises() throws {
    try book.add([grade("ada", [2, 1])])
    let fewer = try book.plan([grade("ada", [2])])
    #expect(fewer.changes.map(\.exercise) == ["e1"] && fewer.changes[0].to == nil)
    let more = try book.plan([grade("ada", [2, 1, 2])])
    #expect(more.changes.map(\.exercise) == ["e2"] && more.changes[0].from == nil)
  }

  @Test("A plan that no longer holds is refused, and nothing of it is written")
  func changedMeanwhile() throws {
    try book.add([grade("ada", [2, 1])])
    let plan = try book.plan([grade("bob", [1, 1]), grade("ada", [2, 2])])
    try book.add([grade("ada", [0, 0])])
    #expect(throws: GradebookError.changedMeanwhile) { try book.add(plan) }
    #expect(try book.results().students == ["ada"])
    #expect(try book.score("ada") == 0)
  }

  @Test("A grade of answers whose file was only touched is no later submission")
  func touched() throws {
    try book.setDue(DueDate(time: noonOfMarch, timeZone: .gmt, penalty: 0.5), lesson: reservoirLesson)
    try book.add([grade("ada", [2, 2])])
    try book.add([grade("ada", [2, 2], after: 900_000)])
    let result = try #require(try book.results().result(student: "ada", lesson: reservoirLesson))
    #expect(result.lateDays == 0 && result.score == 4)
  }

  @Test("Of several grades of the same answers in one journal the last counts, and adding it again changes nothing")
  func earlierEditions() throws {
    let journal = [grade("ada", [2, 1]), grade("bob", [1, 1]), grade("ada", [2, 2])]
    try book.add(journal)
    #expect(try book.score("ada") == 4)
    #expect(try book.plan(journal).isEmpty)
    #expect(try folder.fetchInt("SELECT count(*) FROM grade") == 2)
  }

  @Test("Remarks are kept, and a zero byte in a message makes no difference")
  func zeroBytes() throws {
    var odd = grade("a\0da", [2])
    odd.exercises[0].message = "printed \0 and more"
    odd.remarks = ["no exercise “x”", "two answers for “e0”"]
    try book.add([odd])
    #expect(try book.plan([odd]).isEmpty)
    let result = try #require(try book.results().result(student: "a\u{FFFD}da", lesson: reservoirLesson))
    #expect(result.remarks == odd.remarks)
    #expect(try book.countedGrades(lesson: reservoirLesson)[0].exercises[0].message == "printed \u{FFFD} and more")
  }

  @Test("The history tells every grade, in order, with what changed")
  func history() throws {
    var first = grade("ada", [2, 1])
    first.edition = "0123456789abcdef"
    try book.add([first], time: noonOfMarch)
    try book.add([grade("ada", [2, 2])], time: noonOfMarch.addingTimeInterval(60))
    try book.add([grade("bob", [0, 0], problem: "not UTF-8\n")], time: noonOfMarch.addingTimeInterval(120))
    #expect(
      try book.history(student: "ada").map(\.what) == [
        "answers first of 2026-03-01 12:00 UTC graded 3 of 4, by edition 0123456789ab",
        "answers first graded again: 3 of 4 → 4 of 4 (e1 1 → 2)",
      ])
    #expect(try book.history().map(\.student) == ["ada", "ada", "bob"])
    #expect(try book.history(student: "bob").map(\.what).first?.hasSuffix("; not UTF-8") == true)
  }
}

@Suite("Reading the grades of a batch")
struct GradeImportTests {
  private func line(_ grade: GradedSubmission) throws -> String {
    String(decoding: try JSONEncoder().encode(grade), as: UTF8.self) + "\n"
  }

  private func read(_ text: String) -> GradeImport { GradeImport(Data(text.utf8), file: "graded.jsonl") }

  @Test("A last line that breaks off is left out and noted")
  func torn() throws {
    let whole = try line(grade("ada", [1])) + line(grade("bob", [2]))
    let journal = read(String(whole.dropLast(40)))
    #expect(journal.grades.map(\.student) == ["ada"])
    #expect(journal.isTorn && journal.problems.isEmpty)
    #expect(!read(whole).isTorn)
    #expect(read(String(whole.dropLast())).grades.count == 2)
  }

  @Test("Other bad lines are reported with their number and what is wrong")
  func badLines() throws {
    var negative = grade("eve", [1])
    negative.exercises[0].score = -1
    var twice = grade("eve", [1, 1])
    twice.exercises[1].id = "e0"
    var timeless = grade("eve", [1])
    timeless.submitted = 1e300
    let text = try """
    not JSON
    {"student": "x"}
    \(line(grade("ada", [1])))
    \(line(negative))\(line(twice))\(line(timeless))\(line(grade("", [1])))
    """
    let journal = read(text)
    #expect(journal.grades.map(\.student) == ["ada"])
    #expect(
      journal.problems.map(\.description) == [
        "graded.jsonl:1: not a grade: no JSON object",
        "graded.jsonl:2: not a grade: lesson is missing",
        "graded.jsonl:5: exercise “e0” has no score from 0 up",
        "graded.jsonl:6: exercise “e0” is in it twice",
        "graded.jsonl:7: the time of handing in, 1e+300, is not a time",
        "graded.jsonl:8: the grade names no student",
      ])
    #expect(!journal.isTorn)
  }

  @Test("Nothing to read is an error that says what to give")
  func missing() throws {
    let folder = try GradebookFolder()
    #expect(throws: GradeImportError.missing(path: "/nowhere", isFolder: false)) {
      try GradeImport(readingFrom: "/nowhere")
    }
    let error = #expect(throws: GradeImportError.self) { try GradeImport(readingFrom: folder.url.path) }
    #expect(error?.description.contains("there is no graded.jsonl in") == true)
  }
}
