import Classroom
import Plotting
import Testing

@Suite("Grades for the terminal")
struct TextReportTests {
  @Test("no line is wider than 80 columns, and none has a control character", arguments: [true, false])
  func fits(unicode: Bool) throws {
    for sample in ReferenceReportTests.samples {
      for line in try GradeReport(sample.grades, unicode: unicode).text(.text).split(separator: "\n") {
        #expect(displayWidth(line) <= 80, "\(line)")
        #expect(line.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
      }
    }
  }

  @Test("a row for each submission: score, points, a mark for each exercise; then the reasons")
  func shape() throws {
    #expect(
      try GradeReport([SampleGrades.ordinary[0], SampleGrades.ordinary[2]], unicode: false).text(.text) == """
        04-training-data/04-reservoir-sampling
        student  score  of  1-4
        ------------------------
        s013       0    10  RRRR
        s042       4.5  10  +~x.

        Exercises: 1 p-millionth, 2 write-step, 3 which-bias, 4 weighted
        Marks: + correct, ~ partial, x wrong, E error, T timeout, C crashed,
          . unanswered, R refused

        Could not be graded:
        s013 (answers/s013.md): The file is not UTF-8: byte 17 is 0xFF.

        """)
  }

  @Test("every mark of 57 exercises is shown")
  func manyExercises() throws {
    let text = try GradeReport(SampleGrades.crowded).text(.text)
    for title in ["1-10", "31-40", "41-50", "51-57"] { #expect(text.contains(title)) }
    let marks = text.split(separator: "\n").filter { $0.hasPrefix("ada ") }
      .flatMap { $0.split(separator: " ").filter { $0.count >= 7 && $0.allSatisfy { "+~xETC.R".contains($0) } } }
    #expect(marks.joined().count == 57)
  }

  @Test("a student's two files are told apart")
  func twice() throws {
    let text = try GradeReport(SampleGrades.ordinary).text(.text)
    #expect(text.contains("s007 (answers/s007.md)") && text.contains("s007 (answers/s007-again.md)"))
  }

  @Test("no submissions are said to be none")
  func none() throws {
    #expect(try GradeReport([]).text(.text) == "No submissions.\n")
  }
}
