import Foundation

/// Grading a class, in turn with nbgrader, and what the judge and the sandbox cost.
struct GradingBenchmarks {
  private let checkout: Checkout
  private let work: URL
  private let batch: BatchGrading
  private let answers: AnswersOfAClass

  private static let students = 100
  private static let rounds = 3
  /// As many as nbgrader gets processes, at the most.
  private static let jobs = 2
  private static let lesson = "lessons/04-training-data/04-reservoir-sampling.md"

  init(_ checkout: Checkout) throws {
    self.checkout = checkout
    work = FileManager.default.temporaryDirectory.appendingPathComponent("lectern-grading-\(getpid())")
    try FileManager.default.createDirectory(at: work, withIntermediateDirectories: true)
    let lesson = checkout.root.appendingPathComponent(Self.lesson).path
    batch = BatchGrading(checkout: checkout, lesson: lesson, work: work)
    answers = AnswersOfAClass(
      try LessonAnswers(path: lesson, checkout: checkout), count: Self.students, seed: 4)
  }

  /// All rows; `tell` hears what goes on, since this takes many minutes.
  func run(tell: (String) -> Void) throws -> [Benchmark] {
    defer { try? FileManager.default.removeItem(at: work) }
    let all = try folder(of: Self.students)
    // What is prepared once and kept is there before anything is measured.
    _ = try batch.grade(try folder(of: 2), jobs: Self.jobs)
    let sandbox = try sandboxCost()
    let few = try batch.grade(try folder(of: 25), jobs: Self.jobs)

    var ours: [BatchGrading.Run] = []
    var theirs: [NotebookPeer.Run] = []
    let rows: [Benchmark]
    do {
      let peer = try NotebookPeer(checkout)
      let plan = work.appendingPathComponent("plan.json")
      try answers.writePlan(to: plan)
      for round in 1...Self.rounds {
        tell("nbgrader autograde and lectern grade, round \(round) of \(Self.rounds)")
        theirs.append(try peer.grade(plan: plan, processes: 1, in: work))
        ours.append(try batch.grade(all, jobs: Self.jobs))
      }
      tell("two of nbgrader side by side")
      let divided = try peer.grade(plan: plan, processes: Self.jobs, in: work)
      rows = [speed(ours, theirs, divided: divided, peer), agreement(ours[0], theirs[0], peer)]
    } catch let error as PythonEnvironment.Unavailable {
      while ours.count < Self.rounds { ours.append(try batch.grade(all, jobs: Self.jobs)) }
      rows = [
        Benchmark(
          name: "grading \(Self.students) answers files, \(Self.jobs) jobs", target: "5 times nbgrader",
          measured: "not compared",
          how: "\(error); Lectern alone: \(Self.rate(ours)) submissions per minute, median of \(ours.count)",
          isReached: nil)
      ]
    }
    return rows + [memory(few: few, many: ours, theirs: theirs), sandbox]
  }

  /// The answers files of the first `count` students.
  private func folder(of count: Int) throws -> URL {
    let folder = work.appendingPathComponent("answers-\(count)")
    try answers.writeAnswersFiles(into: folder, count: count)
    return folder
  }

  private static func rate(_ runs: [BatchGrading.Run]) -> String {
    String(format: "%.0f", median(runs.map(\.perMinute)))
  }

  // MARK: Rows

  private func speed(
    _ ours: [BatchGrading.Run], _ theirs: [NotebookPeer.Run], divided: NotebookPeer.Run, _ peer: NotebookPeer
  ) -> Benchmark {
    let other = median(theirs.map(\.perMinute))
    let ratio = median(ours.map(\.perMinute)) / other
    return Benchmark(
      name: "grading \(Self.students) answers files, \(Self.jobs) jobs", target: "5 times \(peer.name)",
      measured: String(format: "%.1f times", ratio),
      how: String(
        format:
          "%@ submissions per minute against %.0f of `nbgrader autograde`, medians of %d in turn; nbgrader has no jobs, "
          + "and divided by hand into %d courses at once it does %.0f",
        Self.rate(ours), other, ours.count, Self.jobs, divided.perMinute),
      isReached: ratio >= 5)
  }

  /// The points of every exercise of every student, and the mistakes that were put into the answers.
  private func agreement(_ ours: BatchGrading.Run, _ theirs: NotebookPeer.Run, _ peer: NotebookPeer) -> Benchmark {
    var equal = 0
    var all = 0
    var mistakes = 0
    var named = 0
    let grades = Dictionary(ours.grades.map { ($0.student, $0) }) { first, _ in first }
    for student in answers.students {
      let exercises = Dictionary((grades[student.student]?.exercises ?? []).map { ($0.id, $0) }) { first, _ in first }
      for (id, answer) in student.answers {
        all += 1
        if let score = exercises[id]?.score, let other = theirs.scores[student.student]?[id],
          abs(score - other) < 1e-6
        {
          equal += 1
        }
        guard let mistake = answer.mistake else { continue }
        mistakes += 1
        if exercises[id]?.mistake == mistake { named += 1 }
      }
    }
    return Benchmark(
      name: "the same points as \(peer.name)", target: "all exercises", measured: "\(equal) of \(all)",
      how: "\(mistakes) of them known wrong answers, of which Lectern names the mistake of \(named)",
      isReached: equal == all && named == mistakes)
  }

  private func memory(
    few: BatchGrading.Run, many: [BatchGrading.Run], theirs: [NotebookPeer.Run]
  ) -> Benchmark {
    let other = theirs.map(\.peakMegabytes).max().map { String(format: "; nbgrader's largest process: %.0f MB", $0) }
    let peak = median(many.map(\.megabytes))
    return Benchmark(
      name: "memory of the judge, \(Self.students) submissions against \(few.grades.count)", target: "1.1 times",
      measured: String(format: "%.2f times", peak / few.megabytes),
      how: String(
        format: "%.0f MB against %.0f MB, peaks of the processes that last for the batch, added up%@", peak,
        few.megabytes, other ?? ""),
      isReached: peak <= 1.1 * few.megabytes)
  }

  /// The same batch with and without the sandbox, in turn, one job: the exercises whose answer is code.
  private func sandboxCost() throws -> Benchmark {
    let folder = try folder(of: 25)
    let code = Set(answers.lesson.exercises.filter(\.isSwift).map(\.id))
    func times(_ run: BatchGrading.Run) -> [String: Double] {
      var times: [String: Double] = [:]
      for grade in run.grades {
        for exercise in grade.exercises where code.contains(exercise.id) {
          times[grade.student + " " + exercise.id] = exercise.seconds
        }
      }
      return times
    }
    var differences: [Double] = []
    for _ in 0..<Self.rounds {
      let inside = times(try batch.grade(folder, jobs: 1))
      let outside = times(try batch.grade(folder, jobs: 1, isSandboxed: false))
      for (answer, time) in inside {
        if let other = outside[answer] { differences.append(time - other) }
      }
    }
    let milliseconds = median(differences) * 1e3
    return Benchmark(
      name: "what the sandbox adds to an exercise", target: "60 ms",
      measured: String(format: "%.0f ms", milliseconds),
      how: "median of \(differences.count) differences, the same code with and without it, in turn",
      isReached: milliseconds < 60)
  }
}
