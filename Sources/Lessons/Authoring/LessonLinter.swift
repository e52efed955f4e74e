internal import Checks
internal import Foundation
public import Notebook

/// Proves that lessons work: what `author check` does.
public struct LessonLinter {
  /// What a step may take of a screen.
  public static let screen = (lines: 24, columns: 80)
  /// Seed 0, the book's numbers, and 20 others.
  public static let seeds: [UInt64] = Array(0...20)

  private let makeRunner: () throws -> any CellRunner

  /// A linter that runs cells, answers and judges in fresh runners of `makeRunner`.
  public init(makeRunner: @escaping () throws -> any CellRunner) {
    self.makeRunner = makeRunner
  }

  /// Checks one lesson file. `progress` is told what is being checked.
  ///
  /// - Throws: only what the runner throws when nothing can be run at all.
  public func check(_ path: String, progress: (String) -> Void = { _ in }) throws -> [LessonProblem] {
    let document = LessonDocument.parse(contentsOf: path)
    var findings = document.problems + LinkCheck(path: path).problems()
    guard let lesson = document.lesson else { return inOrder(findings) }
    findings += tallSteps(lesson)
    // What does not parse is not run: its findings would only repeat the problems.
    guard document.isSound else { return inOrder(findings) }
    progress("\(lesson.name): cells")
    findings += try cells(of: lesson)
    guard lesson.edition == .instructor else { return inOrder(findings) }
    let checker = ExerciseChecker(lesson: lesson, makeRunner: makeRunner)
    let again = ExerciseChecker(lesson: lesson, makeRunner: makeRunner)
    for exercise in lesson.exercises {
      progress("\(lesson.name): \(exercise.id)")
      var check = ExerciseLint(lesson: lesson, exercise: exercise, checker: checker)
      do {
        try check.run(again: again)
      } catch let error as CheckerError {
        guard case .lesson(let path, let line, let id, let sentence) = error else { throw error }
        check.findings.append(LessonProblem(path: path, line: line, exercise: id, sentence: sentence))
      }
      findings += check.findings
    }
    return inOrder(findings)
  }

  private func inOrder(_ findings: [LessonProblem]) -> [LessonProblem] {
    findings.enumerated().sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }.map(\.element)
  }

  /// Runs all cells in order in one session.
  private func cells(of lesson: Lesson) throws -> [LessonProblem] {
    guard !lesson.cells.isEmpty else { return [] }
    let runner = try makeRunner()
    var findings: [LessonProblem] = []
    for cell in lesson.cells {
      let outcome = try runner.run(
        CellSource(
          cell.code, name: "cell \(cell.name)", timeLimit: 120, isOfLesson: true, isFast: cell.isFast))
      if outcome.status == .interrupted { throw CheckerError.interrupted }
      guard outcome.status != .succeeded else { continue }
      let error = outcome.diagnostics.first { $0.severity == .error }
      let place = error?.line ?? outcome.fault?.line ?? 1
      let reason =
        error?.message ?? outcome.fault?.message
        ?? (outcome.status == .timedOut ? "it did not finish within 120 s" : outcome.status.rawValue)
      findings.append(
        LessonProblem(
          path: lesson.path, line: cell.line + max(0, place - 1),
          sentence: "the cell “\(cell.name)” does not run: \(reason)"))
    }
    return findings
  }

  private func tallSteps(_ lesson: Lesson) -> [LessonProblem] {
    lesson.steps.compactMap { step in
      let text: String
      let what: String
      switch step.content {
      case .prose(let markdown): (text, what) = (markdown, "this step")
      case .exercise(let exercise): (text, what) = (exercise.prompt.markdown, "the prompt of this exercise")
      case .cell(let cell): (text, what) = ("```swift\n\(cell.code)```", "this cell")
      }
      let height = MarkdownTree.height(of: text, width: Self.screen.columns)
      guard height > Self.screen.lines else { return nil }
      return LessonProblem(
        path: lesson.path, line: step.line, severity: .warning,
        sentence:
          "\(what) takes \(height) lines; a screen has \(Self.screen.lines): divide it with `---`, a heading or a cell")
    }
  }
}
