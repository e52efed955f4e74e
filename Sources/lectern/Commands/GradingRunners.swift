import Classroom
import Foundation
import Lessons
import Notebook
import Synchronization

/// Makes what runs answers and what judges them: answers shut in, judges outside.
struct GradingRunners: Sendable {
  /// What one answer may use up besides its time, which the lesson says.
  struct Limits: Sendable {
    var inside: Sandbox.Limits
    /// Bytes that one cell may print.
    var output: Int
    /// Seconds that compiling one cell may take.
    var compilerSeconds: Double
  }

  private let judging: NotebookSession.Configuration
  private let answering: NotebookSession.Configuration
  private let toolchain: Toolchain
  private let confinement: Sandbox?
  private let cells: CompiledCellStore
  private let stop: StopSignal
  private let shapes = AnswerShapes()
  private let proof = Proof()

  /// - Parameter isShutIn: whether answers run in the sandbox.
  /// - Throws: `NotebookError` without a toolchain, `SandboxError` without a sandbox.
  init(_ installation: Installation, limits: Limits, isShutIn: Bool, stop: StopSignal) throws {
    toolchain = try installation.findToolchain()
    self.stop = stop
    cells = try CompiledCellStore(.lesson)
    judging = installation.sessionConfiguration
    // Fills the compiler's module cache, which is read-only inside the sandbox.
    try NotebookSession(judging, toolchain: toolchain).prepare(fastCells: true)
    var answering = judging
    answering.outputDirectory = nil
    answering.printLimit = limits.output
    answering.compilerSeconds = limits.compilerSeconds
    answering.recovers = false
    answering.memoryLimit = limits.inside.memory
    if isShutIn {
      confinement = try Sandbox(installation.sandboxView(toolchain), limits: limits.inside)
    } else {
      confinement = nil
    }
    answering.confinement = confinement
    self.answering = answering
  }

  /// What judges answers to `lesson`. The first one has judged the lesson's own answers; what was compiled for them serves
  /// the others.
  ///
  /// - Parameter probeSecret: what the probes' seeds depend on, and students do not know.
  /// - Throws: `CheckerError` for a lesson that does not work, and what the runners throw.
  func checker(of lesson: Lesson, probeSecret: UInt64) throws -> ExerciseChecker {
    let checker = ExerciseChecker(lesson: lesson, probeSecret: probeSecret, optimizesProbes: true) {
      let session = try NotebookSession(
        answering, toolchain: toolchain, store: cells, interruptDescriptor: stop.descriptor)
      session.onAnswerTree = { code, tree in shapes.note(code, tree: tree) }
      return session
    } makeJudge: {
      try NotebookSession(judging, toolchain: toolchain, store: nil, interruptDescriptor: stop.descriptor)
    }
    try proof.whenNotYet { try checker.proveModelAnswers() }
    return checker
  }

  /// What is left of code that a checker has judged, without names, layout and comments; nil if the compiler could not
  /// read it.
  func shape(of code: String) -> String? {
    shapes.take(code.trimmingCharacters(in: .whitespacesAndNewlines))
  }
}

/// Whether the lesson's own answers have been judged.
private final class Proof: Sendable {
  private let isDone = Mutex(false)

  /// Does `work` unless it has been done; whoever comes meanwhile waits.
  func whenNotYet(_ work: () throws -> Void) throws {
    try isDone.withLock { isDone in
      if isDone { return }
      try work()
      isDone = true
    }
  }
}

/// The shapes of the answers that are being judged, until they are asked for.
private final class AnswerShapes: Sendable {
  /// By code, with how many ask for it: two students' answers may be the same.
  private let shapes = Mutex<[String: (shape: String, waiting: Int)]>([:])

  func note(_ code: String, tree: [UInt8]) {
    guard let shape = SyntaxShape.digest(ofTree: tree) else { return }
    let code = code.trimmingCharacters(in: .whitespacesAndNewlines)
    shapes.withLock { $0[code] = (shape, ($0[code]?.waiting ?? 0) + 1) }
  }

  func take(_ code: String) -> String? {
    shapes.withLock { shapes in
      guard let known = shapes[code] else { return nil }
      shapes[code] = known.waiting > 1 ? (known.shape, known.waiting - 1) : nil
      return known.shape
    }
  }
}
