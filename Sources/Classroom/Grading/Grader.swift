internal import Foundation
public import Lessons
internal import Synchronization

/// Grades a batch of answers files, several at a time.
///
/// Every file gets its grade in the journal, also one that cannot be read. What one submission does is its own loss: only
/// a lesson that does not work, or a machine on which nothing can be run, ends a batch.
public struct Grader: Sendable {
  public let assignment: Assignment
  /// How many files are graded at a time.
  public let jobs: Int
  private let makeChecker: @Sendable () throws -> ExerciseChecker
  private let shape: @Sendable (String) -> String?

  /// - Parameters:
  ///   - jobs: how many files are graded at a time, at least 1.
  ///   - makeChecker: makes what judges answers; called once for each job, and again after the runner has failed.
  ///   - shape: the shape of a code answer, see ``GradedExercise/shape``.
  public init(
    assignment: Assignment, jobs: Int, makeChecker: @escaping @Sendable () throws -> ExerciseChecker,
    shape: @escaping @Sendable (String) -> String?
  ) {
    self.assignment = assignment
    self.jobs = max(1, jobs)
    self.makeChecker = makeChecker
    self.shape = shape
  }

  /// The files whose present content the journal has no grade of; the grades of the others become part of the batch.
  ///
  /// Complexity: O(bytes of the files) time; one file at a time is held in memory.
  public func ungraded(_ files: [AnswersCollection.File], journal: GradingJournal) -> [AnswersCollection.File] {
    files.filter { file in
      let reading = SubmissionGrader.read(file)
      return !journal.claim(GradingJournal.Key(file: reading.path, digest: reading.digest))
    }
  }

  /// Grades files, and returns when all are graded.
  ///
  /// - Parameters:
  ///   - stop: ends the batch early.
  ///   - tick: called on this thread ten times a second.
  ///   - note: called for each grade when it is in the journal, on any thread, one at a time.
  /// - Throws: ``GradingProblem``, after all work has ended; what was graded until then is in the journal.
  public func grade(
    _ files: [AnswersCollection.File], journal: GradingJournal, stop: StopSignal, tick: () -> Void = {},
    note: @escaping @Sendable (GradedSubmission) -> Void = { _ in }
  ) throws(GradingProblem) {
    let work = Work(files: files)
    let workers = DispatchGroup()
    for _ in 0..<min(jobs, files.count) {
      workers.enter()
      let thread = Thread { [self] in
        do throws(GradingProblem) {
          try grade(from: work, journal, stop, note)
        } catch {
          work.fail(error)
          stop.stop()
        }
        workers.leave()
      }
      thread.stackSize = 16 << 20
      thread.start()
    }
    while workers.wait(timeout: .now() + .milliseconds(100)) == .timedOut {
      // Asked here, because all workers may be waiting for what is to be stopped.
      _ = stop.isStopped
      tick()
    }
    tick()
    if let problem = work.problem { throw problem }
  }

  private func grade(
    from work: Work, _ journal: GradingJournal, _ stop: StopSignal,
    _ note: @escaping @Sendable (GradedSubmission) -> Void
  ) throws(GradingProblem) {
    let grader = SubmissionGrader(assignment: assignment, shape: shape)
    var checker: ExerciseChecker?
    while let file = work.next() {
      if stop.isStopped { throw .interrupted }
      let grade = try grade(SubmissionGrader.read(file), with: grader, &checker, stop)
      // The interrupt may have reached a compiler first, and so cost the student the exercise.
      if stop.isStopped { throw .interrupted }
      try journal.append(grade)
      work.note { note(grade) }
    }
  }

  /// Grades once, and once more with a new checker if the runner failed.
  private func grade(
    _ reading: SubmissionGrader.Reading, with grader: SubmissionGrader, _ checker: inout ExerciseChecker?,
    _ stop: StopSignal
  ) throws(GradingProblem) -> GradedSubmission {
    var isSecondTry = false
    while true {
      do {
        let current = try checker ?? makeChecker()
        checker = current
        return try grader.grade(reading, with: current)
      } catch CheckerError.interrupted {
        throw .interrupted
      } catch let error as CheckerError {
        throw stop.isStopped ? .interrupted : .lesson(error)
      } catch {
        checker = nil
        if stop.isStopped { throw .interrupted }
        if isSecondTry { throw .runner(error) }
        isSecondTry = true
      }
    }
  }

  /// The files that nobody has taken yet.
  private final class Work: Sendable {
    private struct State {
      var files: ArraySlice<AnswersCollection.File>
      var problem: GradingProblem?
    }

    private let state: Mutex<State>
    private let noting = Mutex(())

    init(files: [AnswersCollection.File]) {
      state = Mutex(State(files: files[...]))
    }

    func next() -> AnswersCollection.File? {
      state.withLock { $0.files.popFirst() }
    }

    /// What went wrong first is why the others were stopped.
    func fail(_ problem: GradingProblem) {
      state.withLock { state in
        state.files = []
        if state.problem == nil { state.problem = problem }
      }
    }

    var problem: GradingProblem? { state.withLock { $0.problem } }

    func note(_ body: () -> Void) {
      noting.withLock { _ in body() }
    }
  }
}
