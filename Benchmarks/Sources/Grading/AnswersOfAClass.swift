import Checks
import Foundation
import Statistics

/// Answers of a class of students to one lesson: right ones and known wrong ones, mixed by a seed.
struct AnswersOfAClass {
  struct Student: Encodable {
    var student: String
    /// By exercise.
    var answers: [String: LessonAnswers.Answer]
  }

  let lesson: LessonAnswers
  let students: [Student]

  /// Of `count` students, each of whom has an exercise right with probability 0.6, and else one of its known mistakes.
  init(_ lesson: LessonAnswers, count: Int, seed: UInt64) {
    var rng = SeededGenerator(seed: seed)
    self.lesson = lesson
    students = (1...count).map { number in
      var answers: [String: LessonAnswers.Answer] = [:]
      for exercise in lesson.exercises {
        let isRight = rng.uniform() < 0.6 || exercise.wrong.isEmpty
        answers[exercise.id] =
          isRight ? exercise.right : exercise.wrong[rng.uniformInt(below: exercise.wrong.count)]
      }
      return Student(student: String(format: "s%03d", number), answers: answers)
    }
  }

  /// Writes the answers file of each of the first `count` students into `folder`, which is made.
  func writeAnswersFiles(into folder: URL, count: Int) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for student in students.prefix(count) {
      var text = "---\nlesson: \(lesson.lesson)\nstudent: \(student.student)\n---\n"
      for exercise in lesson.exercises {
        guard let answer = student.answers[exercise.id] else { continue }
        text += "\n```\(exercise.isSwift ? "swift" : "text") exercise=\(exercise.id)\n\(answer.text)\n```\n"
      }
      try text.write(
        to: folder.appendingPathComponent(student.student + ".md"), atomically: true, encoding: .utf8)
    }
  }

  /// Writes the same answers and the lesson's numbers as the JSON that `Benchmarks/Grading/peer.py` reads.
  func writePlan(to file: URL) throws {
    struct Plan: Encodable {
      var values: [String: [String: Value]]
      var right: [String: LessonAnswers.Answer]
      var students: [Student]
    }
    let exercises = lesson.exercises
    let plan = Plan(
      values: Dictionary(uniqueKeysWithValues: exercises.map { ($0.id, $0.values.mapValues(Value.init)) }),
      right: Dictionary(uniqueKeysWithValues: exercises.map { ($0.id, $0.right) }), students: students)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    try encoder.encode(plan).write(to: file)
  }

  /// A number, string or list that is encoded as just that.
  private struct Value: Encodable {
    var value: VariantValue

    init(_ value: VariantValue) { self.value = value }

    func encode(to encoder: any Encoder) throws {
      switch value {
      case .integer(let number): try number.encode(to: encoder)
      case .number(let number): try number.encode(to: encoder)
      case .string(let text): try text.encode(to: encoder)
      case .list(let items): try items.map(Value.init).encode(to: encoder)
      }
    }
  }
}
