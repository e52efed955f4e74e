internal import Foundation
internal import Lessons
internal import Spelling

/// Grades one answers file after another with one checker.
struct SubmissionGrader {
  let assignment: Assignment
  /// The shape of a code answer, see ``GradedExercise/shape``.
  let shape: @Sendable (String) -> String?

  /// A file as far as it could be read: enough to know whether it was graded before.
  struct Reading {
    var path: String
    var digest: String
    var modified: Double
    var bytes: Result<[UInt8], AnswersProblem>
  }

  /// Reads a file. Nothing that may be there is an error.
  static func read(_ file: AnswersCollection.File) -> Reading {
    let path = ForeignText.line(file.path)
    do throws(AnswersProblem) {
      if let problem = file.problem { throw problem }
      let read = try UntrustedFile.read(file.path, limit: AnswersFile.byteLimit)
      return Reading(
        path: path, digest: SHA256.hexDigest(of: read.bytes), modified: read.modified, bytes: .success(read.bytes))
    } catch {
      return Reading(
        path: path, digest: SHA256.hexDigest(of: Array("\(file.path)\0\(error)".utf8)),
        modified: UntrustedFile.modified(file.path), bytes: .failure(error))
    }
  }

  /// Grades what was read; every exercise of the lesson gets its line.
  ///
  /// - Throws: `CheckerError` for what is the lesson's fault, and what the runner throws.
  func grade(_ reading: Reading, with checker: ExerciseChecker) throws -> GradedSubmission {
    let file: AnswersFile
    do throws(AnswersProblem) {
      file = try AnswersFile(parsing: try reading.bytes.get())
    } catch {
      return refused(reading, student: StudentID.standIn(forFile: reading.path), because: "\(error)")
    }
    guard LessonName.areSame(file.lesson, assignment.name) else {
      return refused(
        reading, student: file.student,
        because: "these are answers to \(ForeignText.line(file.lesson)), not to \(assignment.name)")
    }
    return try grade(file, reading, with: checker)
  }

  private func grade(
    _ file: AnswersFile, _ reading: Reading, with checker: ExerciseChecker
  ) throws -> GradedSubmission {
    var remarks = RemarkList()
    remarks.add(file.remarks)
    let known = assignment.lesson.exercises.map(\.id)
    for answer in file.answers where !known.contains(answer.exercise) {
      remarks.add(
        "the lesson has no exercise “\(answer.exercise)”, which is answered\(didYouMean(answer.exercise, among: known))"
      )
    }
    var graded: [GradedExercise] = []
    for exercise in assignment.lesson.exercises {
      let answer = file.answer(to: exercise.id)
      if let answer, answer.isSwift != exercise.isAnsweredInSwift {
        let (is_, should) = answer.isSwift ? ("swift", "text") : ("text", "swift")
        remarks.add(
          "the answer to “\(exercise.id)” is in a block of \(is_) instead of \(should); it was graded all the same")
      }
      graded.append(try grade(exercise, answer, of: file, with: checker))
    }
    return GradedSubmission(
      student: file.student, lesson: assignment.name, file: reading.path, digest: reading.digest,
      submitted: reading.modified, remarks: remarks.all.isEmpty ? nil : remarks.all, edition: assignment.edition,
      exercises: graded)
  }

  private func grade(
    _ exercise: Exercise, _ answer: AnswersFile.Answer?, of file: AnswersFile, with checker: ExerciseChecker
  ) throws -> GradedExercise {
    guard let answer, !answer.text.allSatisfy(\.isWhitespace) else {
      return GradedExercise(
        id: exercise.id, outcome: .unanswered, score: 0, possible: exercise.points, message: "There is no answer.",
        seconds: 0, tries: answer?.tries)
    }
    let begun = ContinuousClock.now
    func graded(
      _ outcome: Judgement.Outcome, _ score: Double, _ message: String, mistake: String? = nil
    ) -> GradedExercise {
      GradedExercise(
        id: exercise.id, outcome: outcome, score: score, possible: exercise.points,
        message: Self.shown(message), seconds: (ContinuousClock.now - begun) / .seconds(1), mistake: mistake,
        tries: answer.tries, shape: exercise.isAnsweredInSwift ? shape(answer.text) : nil)
    }
    // The name in the file, because the student's numbers were drawn by it.
    let seed = StudentSeed(file.seed).seed(lesson: file.lesson, exercise: exercise.id)
    let (instance, reason) = try instance(of: exercise, seed: seed, with: checker)
    guard let instance else {
      return graded(
        .refused, 0, "The numbers of seed \(file.seed ?? 0) cannot be made: \(reason). Show this to your instructor.")
    }
    let judgement = try checker.check(answer.text, of: instance)
    return graded(judgement.outcome, judgement.score, judgement.message, mistake: judgement.mistake)
  }

  /// The exercise with the student's numbers; nil and the reason when there are none for this seed.
  ///
  /// Students choose what stands in their files: a seed for which the lesson fails must not stop the others. One that
  /// fails with the book's numbers, too, does not work at all.
  private func instance(
    of exercise: Exercise, seed: UInt64, with checker: ExerciseChecker
  ) throws -> (instance: ExerciseInstance?, reason: String) {
    do {
      return (try checker.instance(of: exercise, seed: seed), "")
    } catch CheckerError.lesson where seed != 0 {
      _ = try checker.instance(of: exercise, seed: 0)
    }
    do {
      return (try checker.instance(of: exercise, seed: seed), "")
    } catch CheckerError.lesson(_, _, _, let sentence) {
      return (nil, sentence)
    }
  }

  private func refused(_ reading: Reading, student: String, because reason: String) -> GradedSubmission {
    GradedSubmission(
      student: student, lesson: assignment.name, file: reading.path, digest: reading.digest,
      submitted: reading.modified, problem: reason, edition: assignment.edition,
      exercises: assignment.lesson.exercises.map {
        GradedExercise(
          id: $0.id, outcome: .refused, score: 0, possible: $0.points, message: reason, seconds: 0)
      })
  }

  private static let messageLimit = 2_000

  /// A message without what could play tricks on a terminal; what students write and print can be part of one.
  private static func shown(_ message: String) -> String {
    let text = message.count > messageLimit ? message.prefix(messageLimit) + " …" : message
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { ForeignText.line(String($0)) }.joined(separator: "\n")
  }
}
