internal import Foundation
internal import Lessons

/// Works out from a book's records what counts.
struct ResultCalculation {
  private let records: GradebookRecords
  private let policy: ScorePolicy
  private let dueDates: [String: DueDate]
  private var submissions: [Place: [GradebookRecords.Submission]] = [:]
  private var overrides: [Place: [String?: ScoreOverride]] = [:]
  /// The exercises of each lesson in the order and with the points of its newest grade.
  private var exercises: [String: [(id: String, possible: Int)]] = [:]

  private struct Place: Hashable {
    var student: String
    var lesson: String
  }

  init(_ records: GradebookRecords) {
    self.records = records
    policy = records.policy
    dueDates = records.dueDates
    var newest: [String: Date] = [:]
    for submission in records.submissions {
      submissions[Place(student: submission.student, lesson: submission.lesson), default: []].append(submission)
      let grade = submission.current
      if !grade.exercises.isEmpty, grade.recorded >= newest[submission.lesson] ?? .distantPast {
        newest[submission.lesson] = grade.recorded
        exercises[submission.lesson] = grade.exercises.map { ($0.id, $0.possible) }
      }
    }
    for override in records.overrides {
      let place = Place(student: override.student, lesson: override.lesson)
      overrides[place, default: [:]][override.exercise] = override.score == nil ? nil : override
    }
  }

  /// Every student's result in every lesson.
  func results() -> GradebookResults {
    let places = Set(submissions.keys).union(overrides.filter { !$0.value.isEmpty }.keys)
    let lessons = Set(places.map(\.lesson)).sorted()
    let students = Set(places.map(\.student)).sorted()
    // Free days go to the lesson that was due first.
    let byDue = lessons.sorted {
      (dueDates[$0]?.time ?? .distantFuture, $0) < (dueDates[$1]?.time ?? .distantFuture, $1)
    }
    var results: [LessonResult] = []
    for student in students {
      var freeDays = records.freeDays
      for lesson in byDue where places.contains(Place(student: student, lesson: lesson)) {
        let result = result(Place(student: student, lesson: lesson), freeDays: freeDays)
        freeDays -= result.freeDays
        results.append(result)
      }
    }
    results.sort { ($0.student, $0.lesson) < ($1.student, $1.lesson) }
    return GradebookResults(policy: policy, lessons: lessons, students: students, results: results)
  }

  /// For each student who handed in a lesson, the grade that counts, or counts most; by student.
  func countedGrades(lesson: String) -> [GradedSubmission] {
    submissions.filter { $0.key.lesson == lesson }.sorted { $0.key.student < $1.key.student }.compactMap { _, all in
      let accepted = all.filter { accepts($0) }
      let candidates = (accepted.isEmpty ? all : accepted).sorted { $0.last < $1.last }
      let counted =
        switch policy {
        case .latest: candidates.last
        case .best: candidates.max { earned($0) < earned($1) }
        }
      return counted.map { submission in
        let grade = submission.current
        return GradedSubmission(
          student: submission.student, lesson: lesson, file: grade.file, digest: submission.digest,
          submitted: submission.first.timeIntervalSince1970, problem: grade.problem,
          remarks: grade.remarks.isEmpty ? nil : grade.remarks, edition: grade.edition, exercises: grade.exercises)
      }
    }
  }

  /// The points of the lesson as its newest grade has them.
  func exercises(of lesson: String) -> [(id: String, possible: Int)] { exercises[lesson] ?? [] }

  // MARK: - One student in one lesson

  private func lateDays(_ submission: GradebookRecords.Submission) -> Int {
    dueDates[submission.lesson]?.lateDays(submitted: submission.first) ?? 0
  }

  private func accepts(_ submission: GradebookRecords.Submission) -> Bool {
    dueDates[submission.lesson]?.accepts(lateDays: lateDays(submission)) ?? true
  }

  private func earned(_ submission: GradebookRecords.Submission) -> Double {
    submission.current.score * share(submission, freeDays: 0)
  }

  /// The share of its points that a submission keeps.
  private func share(_ submission: GradebookRecords.Submission, freeDays: Int) -> Double {
    dueDates[submission.lesson]?.share(afterPaidDays: max(0, lateDays(submission) - freeDays)) ?? 1
  }

  private func result(_ place: Place, freeDays: Int) -> LessonResult {
    let all = (submissions[place] ?? []).sorted { $0.last < $1.last }
    let accepted = all.filter { accepts($0) }
    let counting = policy == .latest ? Array(accepted.suffix(1)) : accepted
    // No more free days are taken than change the score.
    var best = scores(of: counting, freeDays: 0)
    var taken = 0
    for days in Set(counting.map { min(lateDays($0), freeDays) }).sorted() where days > 0 {
      let scores = scores(of: counting, freeDays: days)
      if total(scores) > total(best) { (best, taken) = (scores, days) }
    }
    let overrides = overrides[place] ?? [:]
    var results = exerciseResults(place, counting, best)
    if accepted.isEmpty {
      // Too late: what was graded is shown, and earns nothing.
      for exercise in all.last?.current.exercises ?? [] {
        guard let index = results.firstIndex(where: { $0.exercise == exercise.id }) else { continue }
        (results[index].outcome, results[index].graded) = (exercise.outcome, exercise.score)
        (results[index].mistake, results[index].tries) = (exercise.mistake, exercise.tries)
      }
    }
    for index in results.indices {
      guard let override = overrides[results[index].exercise], let score = override.score else { continue }
      results[index].score = score
      results[index].override = override.reason
    }
    let whole = overrides[nil]
    let shown = counting.last ?? all.last
    return LessonResult(
      student: place.student, lesson: place.lesson,
      score: whole?.score ?? results.reduce(0) { $0 + $1.score },
      possible: results.reduce(0) { $0 + $1.possible }, exercises: results, submitted: shown?.last,
      lateDays: shown.map(lateDays) ?? 0, freeDays: taken, isTooLate: accepted.isEmpty && !all.isEmpty,
      problem: shown?.current.problem, remarks: shown?.current.remarks ?? [], override: whole?.reason)
  }

  private typealias Scores = [String: (score: Double, grade: GradedExercise)]

  /// For each exercise the best of the submissions; of equal ones, the later.
  private func scores(of submissions: [GradebookRecords.Submission], freeDays: Int) -> Scores {
    var scores: Scores = [:]
    for submission in submissions {
      let share = share(submission, freeDays: freeDays)
      for grade in submission.current.exercises where grade.score * share >= scores[grade.id]?.score ?? -.infinity {
        scores[grade.id] = (grade.score * share, grade)
      }
    }
    return scores
  }

  private func total(_ scores: Scores) -> Double {
    // In one order, so that the sum is the same in every process.
    scores.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value.score }
  }

  private func exerciseResults(
    _ place: Place, _ counting: [GradebookRecords.Submission], _ scores: Scores
  ) -> [ExerciseResult] {
    let own = counting.last?.current.exercises ?? []
    let list = own.isEmpty ? exercises(of: place.lesson) : own.map { ($0.id, $0.possible) }
    return list.map { id, possible in
      let found = scores[id]
      return ExerciseResult(
        exercise: id, outcome: found?.grade.outcome, score: found?.score ?? 0, graded: found?.grade.score ?? 0,
        possible: possible, mistake: found?.grade.mistake, tries: found?.grade.tries)
    }
  }
}
