import Classroom
import Lessons

/// Submissions as a class hands them in, and as no class should.
enum SampleGrades {
  static let lesson = "04-training-data/04-reservoir-sampling"

  /// Every outcome, partial scores, a file that could not be read, and a student who handed in twice.
  static let ordinary: [GradedSubmission] = [
    submission(
      "s042",
      [
        ("p-millionth", .correct, 2, 2, "Right: 500 of 1,000,000."),
        ("write-step", .partial, 2.5, 4, "Each element is kept, but the first ones too often."),
        ("which-bias", .wrong, 0, 1, "A share of the stream, not of the reservoir.\nThink of n = 2k."),
        ("weighted", .unanswered, 0, 3, "Not answered."),
      ]),
    submission(
      "s007",
      [
        ("p-millionth", .correct, 2, 2, "Right: 500 of 1,000,000."),
        ("write-step", .error, 0, 4, "line 3: cannot find 'reservior' in scope; did you mean 'reservoir'?"),
        ("which-bias", .timeout, 0, 1, "The code did not finish within 10 seconds."),
        ("weighted", .crashed, 0, 3, "The code was stopped by a fault: index out of range."),
      ]),
    unreadable("s013", "The file is not UTF-8: byte 17 is 0xFF.", "which-bias"),
    submission(
      "s007", file: "answers/s007-again.md",
      [
        ("p-millionth", .correct, 2, 2, "Right: 500 of 1,000,000."),
        ("write-step", .correct, 4, 4, "Right."),
        ("which-bias", .partial, 1.0 / 3, 1, "One of the three."),
        ("weighted", .refused, 0, 3, "“maybe” is not a number."),
      ]),
  ]

  /// What a student may write where a name or a message is expected.
  static let hostileTexts = [
    "quote \" and 'apostrophe'", "comma, semicolon; tab\t.", "line\nbreak\r\nand\rreturn",
    "</failure>]]><x>&amp;<![CDATA[",
    "nul \u{0}, bell \u{7}, escape \u{1B}[31mred\u{1B}[0m, delete \u{7F}", "\u{FFFE}\u{FFFF} and \u{85} and \u{2028}",
    "emoji 👩‍🔬🇨🇭 and 漢字", "=HYPERLINK(\"http://example.org\",\"grade\")", "+1", "-1+cmd|' /C calc'!A0", "@SUM(1)",
    "\t=1+1", "\r=1", "  =2+3", "＝1＋1", "=\u{301}1", "<\u{301}b>\"\u{301},\u{301}", "../../etc/passwd", "..", "", "   ",
    "\\ \\u0041 \\\"", "${jndi:ldap://x} %n %s \\(x)", "\u{202E}drow\u{202C} \u{200B}", "-rf", ".hidden",
    String(repeating: "long ", count: 100), String(repeating: "w", count: 10_240),
  ]

  /// One submission for each hostile text: as the student, as the file, as a message, and as the reason.
  static let hostile: [GradedSubmission] = hostileTexts.enumerated().map { index, text in
    var grade = submission(
      text.count > 100 ? String(text.prefix(100)) : text, file: "answers/\(text.prefix(40))",
      [
        ("first", .wrong, 0, 1, text), ("second", .crashed, 0, 1, text),
        ("third", .unanswered, 0, 1, String(text.prefix(40))), ("fourth", .correct, 1, 1, ""),
      ])
    grade.digest = String(index)
    grade.remarks = index.isMultiple(of: 4) ? [text, "second"] : nil
    grade.problem = index.isMultiple(of: 3) ? text : nil
    return grade
  }

  /// More exercises than fit on a line, with long ids.
  static let crowded: [GradedSubmission] = ["ada", "grace-with-a-name-that-takes-more-than-its-share-of-a-line", "漢字"]
    .map {
      student in
      submission(
        student,
        (1...57).map { number in
          let outcome = Judgement.Outcome.allCases[(number + student.count) % Judgement.Outcome.allCases.count]
          return ("exercise-about-something-\(number)", outcome, outcome == .correct ? 1 : 0, 1, "Message \(number).")
        })
    }

  /// What Gradescope sees: one submission at a time.
  static let single = [ordinary[0]]

  static func submission(
    _ student: String, file: String? = nil,
    _ exercises: [(id: String, outcome: Judgement.Outcome, score: Double, possible: Int, message: String)]
  ) -> GradedSubmission {
    GradedSubmission(
      student: student, lesson: lesson, file: file ?? "answers/\(student).md",
      digest: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", submitted: 1_789_000_000.25,
      exercises: exercises.enumerated().map { index, exercise in
        GradedExercise(
          id: exercise.id, outcome: exercise.outcome, score: exercise.score, possible: exercise.possible,
          message: exercise.message, seconds: Double(index) * 0.1234 + 0.05)
      })
  }

  /// As the grader reports a file that it could not read: the reason is the message of every exercise.
  static func unreadable(_ student: String, _ reason: String, _ exercises: String...) -> GradedSubmission {
    let ids = ["p-millionth", "write-step"] + exercises + ["weighted"]
    var grade = submission(student, zip(ids, [2, 4, 1, 3]).map { ($0, .refused, 0, $1, reason) })
    grade.problem = reason
    for index in grade.exercises.indices { grade.exercises[index].seconds = 0 }
    return grade
  }
}
