import Classroom
import Foundation
import Lessons
import Synchronization

/// One way to grade a folder of answers to ``ClassLesson``.
struct Batch {
  var folder = TemporaryFolder()
  var script = ClassRunner.Script()
  var assignment = ClassLesson.assignment()
  var jobs = 2
  /// Stops the batch after so many grades.
  var stopsAfter = Int.max

  var out: String { folder.path + "/out" }

  /// Writes answers where they are found.
  func add(_ text: String, _ name: String) throws {
    try folder.write(text, to: "answers/" + name)
  }

  /// What a run came to.
  struct Result {
    /// All grades of the batch, also those of earlier runs.
    var grades: [GradedSubmission]
    /// The students who were graded now.
    var graded: [String]
    var remarks: [String]
    var problem: GradingProblem?

    subscript(student: String) -> GradedSubmission? { grades.first { $0.student == student } }
  }

  /// Grades what has no grade yet.
  func run() throws -> Result {
    let files = try AnswersCollection([folder.path + "/answers"]).files
    let journal = try GradingJournal(in: out, edition: assignment.edition)
    defer { journal.close() }
    let script = script
    let grader = Grader(
      assignment: assignment, jobs: jobs, makeChecker: { script.checker() }, shape: { _ in nil })
    let stop = try StopSignal()
    let graded = Mutex<[String]>([])
    let limit = stopsAfter
    var problem: GradingProblem?
    do throws(GradingProblem) {
      let note: @Sendable (GradedSubmission) -> Void = { grade in
        let count = graded.withLock { names in
          names.append(grade.student)
          return names.count
        }
        if count >= limit { stop.stop() }
      }
      try grader.grade(grader.ungraded(files, journal: journal), journal: journal, stop: stop, note: note)
    } catch {
      problem = error
    }
    return Result(
      grades: journal.grades(), graded: graded.withLock { $0 }, remarks: journal.remarks, problem: problem)
  }
}
