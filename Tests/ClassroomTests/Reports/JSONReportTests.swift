import Classroom
import Foundation
import Testing

@Suite("Grades as JSON")
struct JSONReportTests {
  struct Submission: Codable, Equatable {
    var student, lesson: String
    var score: Double
    var possible: Int
    var exercises: [Exercise]
  }
  struct Exercise: Codable, Equatable {
    var id, outcome: String
    var score: Double
    var possible: Int
    var message: String
    var seconds: Double
  }

  @Test("every text comes back as it was, hostile ones included")
  func roundTrip() throws {
    let report = try GradeReport(SampleGrades.hostile).text(.json)
    let read = try JSONDecoder().decode([Submission].self, from: Data(report.utf8))
    let messages = read.flatMap { $0.exercises.map { Array($0.message.unicodeScalars) } }
    let expected = SampleGrades.hostile.sorted { ($0.student, $0.file, $0.digest) < ($1.student, $1.file, $1.digest) }
      .flatMap { $0.exercises.map { Array($0.message.unicodeScalars) } }
    #expect(messages == expected)
  }

  @Test("submissions and exercises have these keys in this order, and numbers are numbers")
  func shape() throws {
    let grade = SampleGrades.submission("s1", [("e1", .partial, 0.5, 2, "m"), ("e2", .correct, 1, 1, "")])
    #expect(
      try GradeReport([grade]).text(.json) == """
        [
          {
            "student": "s1",
            "lesson": "04-training-data/04-reservoir-sampling",
            "score": 1.5,
            "possible": 3,
            "exercises": [
              {"id": "e1", "outcome": "partial", "score": 0.5, "possible": 2, "message": "m", "seconds": 0.05},
              {"id": "e2", "outcome": "correct", "score": 1, "possible": 1, "message": "", "seconds": 0.173}
            ]
          }
        ]

        """)
  }

  @Test("submissions are sorted by student, then lesson, then file")
  func sorted() throws {
    var grades = ["b", "a"].flatMap { student in
      ["2.md", "1.md"].map { SampleGrades.submission(student, file: $0, [("e", .correct, 1, 1, $0)]) }
    }
    grades[0].lesson = "01-first/01-lesson"
    let read = try JSONDecoder().decode([Submission].self, from: Data(GradeReport(grades).text(.json).utf8))
    #expect(read.map { "\($0.student) \($0.exercises[0].message)" } == ["a 1.md", "a 2.md", "b 2.md", "b 1.md"])
  }

  @Test("a sum of thirds and tenths has no tail of digits")
  func noTails() throws {
    let grade = SampleGrades.submission("s", [("a", .partial, 0.1, 1, ""), ("b", .partial, 0.2, 1, "")])
    #expect(try GradeReport([grade]).text(.json).contains("\"score\": 0.3,"))
  }

  @Test("a score that is not a number earns nothing")
  func notANumber() throws {
    let grade = SampleGrades.submission("s", [("a", .partial, .nan, 1, ""), ("b", .partial, -.infinity, 1, "")])
    for format in ReportFormat.allCases {
      let text = try GradeReport([grade]).text(format).lowercased()
      #expect(!text.contains("nan\"") && !text.contains(" nan") && !text.contains("inf,") && !text.contains("-inf"))
    }
  }

  @Test("a submission that names no exercise still says why it could not be graded", arguments: ReportFormat.allCases)
  func reasonIsKept(format: ReportFormat) throws {
    let grade = GradedSubmission(
      student: "s", lesson: "l", file: "s.md", digest: "", submitted: 0, problem: "It has 1 GB.", exercises: [])
    #expect(try GradeReport([grade]).text(format).contains("It has 1 GB."))
  }

  @Test("what does not count in a file is remarked where the form has room", arguments: ReportFormat.allCases)
  func remarks(format: ReportFormat) throws {
    var grade = SampleGrades.single[0]
    grade.remarks = ["the lesson has no exercise “p-milion”"]
    let hasRoom = format != .json && format != .csv
    #expect(try GradeReport([grade]).text(format).contains("p-milion") == hasRoom)
  }
}
