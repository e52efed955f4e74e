import Classroom
import Foundation
import Lessons
import Plotting
import Testing

@Suite("Class summary")
struct ClassSummaryTests {
  private func grade(
    _ student: String, _ outcome: Judgement.Outcome, mistake: String? = nil, tries: Int? = nil, score: Double = 0
  ) -> GradedSubmission {
    GradedSubmission(
      student: student, lesson: reservoirLesson, file: "f", digest: student, submitted: 0,
      exercises: [
        GradedExercise(
          id: "write-step", outcome: outcome, score: score, possible: 4, message: "", seconds: 0, mistake: mistake,
          tries: tries)
      ])
  }

  private var grades: [GradedSubmission] {
    [
      grade("a", .correct, tries: 1, score: 4), grade("b", .correct, tries: 2, score: 4),
      grade("c", .partial, mistake: "off-by-one", tries: 4, score: 2), grade("d", .wrong, mistake: "off-by-one"),
      grade("e", .wrong, mistake: "biased", tries: 9), grade("f", .timeout), grade("g", .crashed),
      grade("h", .refused), grade("i", .error), grade("j", .unanswered),
    ]
  }

  @Test("Outcomes, known wrong answers, points and the median of tries are counted")
  func counts() throws {
    let summary = ClassSummary(lesson: reservoirLesson, grades: grades)
    let exercise = try #require(summary.exercises.first)
    #expect(summary.students == 10 && summary.unreadable == 0)
    #expect(exercise.right == 2 && exercise.partial == 1 && exercise.wrong == 2)
    #expect(exercise.failed == 4 && exercise.unanswered == 1)
    #expect(exercise.mistakes.map(\.id) == ["off-by-one", "biased"])
    #expect(exercise.mistakes.map(\.count) == [2, 1])
    #expect(exercise.medianTries == 3)
    #expect(exercise.meanShare == 0.25)
    #expect(ClassSummary(lesson: "l", grades: Array(grades.suffix(1))).exercises[0].medianTries == nil)
    #expect(ClassSummary(lesson: "l", grades: []).exercises.isEmpty)
  }

  @Test("With the lesson at hand, exercises have titles and mistakes the first words of their hints")
  func withLesson() throws {
    let path = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../lessons/04-training-data/04-reservoir-sampling.md").standardized.path
    let lesson = try #require(LessonDocument.parse(contentsOf: path).lesson)
    let code = try #require(lesson.exercises.first { $0.task.kind == "code" })
    let mistake = try #require(code.wrongAnswers.first)
    var graded = grade("a", .wrong, mistake: mistake.id)
    graded.exercises[0].id = code.id
    let summary = ClassSummary(lesson: reservoirLesson, grades: [graded], document: lesson)
    #expect(summary.exercises.map(\.id) == lesson.exercises.map(\.id))
    let exercise = try #require(summary.exercises.first { $0.id == code.id })
    #expect(exercise.title == code.title)
    let hint = try #require(exercise.mistakes.first?.hint)
    #expect(mistake.hint.markdown.hasPrefix(hint.split(separator: " ")[0]))
    #expect(hint.split(separator: " ").count <= 10)
  }

  @Test("The table has a row for each exercise and the plot its bars")
  func tableAndPlot() {
    let summary = ClassSummary(lesson: reservoirLesson, grades: grades)
    let table = summary.table.display(in: DisplayContext(width: 100)).plain
    #expect(table.contains("write-step") && table.contains("25%"))
    let mistakes = summary.mistakeTable.display(in: DisplayContext(width: 100)).plain
    #expect(mistakes.contains("off-by-one"))
    let plot = summary.plot.display(in: DisplayContext(width: 100)).plain
    #expect(plot.contains("write-step") && plot.contains("right"))
  }

  @Test("The page stands alone: it runs nothing, loads nothing, and shows names as they are")
  func page() {
    var hostile = grade("a", .wrong, mistake: "<img src=x onerror=alert(1)>")
    hostile.lesson = "<script>alert(1)</script>"
    hostile.exercises[0].id = "<\u{301}b>&\"'"
    let page = ClassSummary(lesson: hostile.lesson, grades: [hostile]).html()
    #expect(page.hasPrefix("<!DOCTYPE html>"))
    #expect(page.contains("<svg"))
    #expect(!page.lowercased().contains("<script") && !page.contains("<img") && !page.contains("<link"))
    #expect(page.contains("&lt;script&gt;") && page.contains("&lt;img src=x onerror=alert(1)&gt;"))
    #expect(page.contains("&lt;\u{301}b&gt;&amp;&quot;&#39;"))
    #expect(!page.utf8.contains("<\u{301}b".utf8))
    for word in ["href=\"http", "src=\"http", "url(http", "@import"] { #expect(!page.contains(word)) }
  }
}
