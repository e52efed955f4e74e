import ArgumentParser
import Classroom
import Foundation
import Lessons
import Notebook
import Synchronization
import Terminal

extension ReportFormat: ExpressibleByArgument {}

struct GradeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "grade", abstract: "Grade answers that students handed in.",
    usage: "lectern grade ANSWERS... --lesson FILE [options]",
    discussion: """
      With --out, an interrupted batch can go on. --help-hidden has more limits.
      Example: lectern grade answers --lesson 04-reservoir-sampling.md --out grades
      """)

  @Argument(help: "Answers files, or folders to search for .md files.") var answers: [String]
  @Option(help: ArgumentHelp("The instructor's edition of the lesson.", valueName: "file")) var lesson: String
  @Option(help: ArgumentHelp(valueName: "form")) var format = ReportFormat.text
  @Option(help: ArgumentHelp("Where grades and report go.", valueName: "dir")) var out: String?
  @Option(help: ArgumentHelp("Files at a time (default: processors).", valueName: "n")) var jobs: Int?
  @Option(help: ArgumentHelp("Times the lesson's time limits.", valueName: "factor")) var patience = 1.0
  @Option(help: ArgumentHelp("Memory for an answer.", valueName: "MiB")) var memory = 2048
  @Option(help: ArgumentHelp("Secret of the probes (default: from the lesson).", valueName: "n"))
  var seed: UInt64?
  @Flag(help: "Answers may read and change all that you may.") var noSandbox = false
  @Option(help: ArgumentHelp("Time for compiling one answer or probe.", valueName: "s", visibility: .hidden))
  var compiling = 30.0
  @Option(help: ArgumentHelp("What an answer may print.", valueName: "MiB", visibility: .hidden)) var output = 4
  @Option(help: ArgumentHelp("Threads of an answer.", valueName: "n", visibility: .hidden)) var threads = 128
  @Option(help: ArgumentHelp("Files that an answer may write.", valueName: "MiB", visibility: .hidden))
  var scratch = 64

  func validate() throws {
    if let jobs, !(1...1024).contains(jobs) { throw ValidationError("--jobs is a whole number from 1 to 1024.") }
    guard (0.1...1000).contains(patience) else { throw ValidationError("--patience is a number from 0.1 to 1000.") }
    for (name, value, range) in [
      ("memory", memory, 64...1_048_576), ("output", output, 1...1_024), ("threads", threads, 16...4_096),
      ("scratch", scratch, 1...65_536),
    ] {
      guard range.contains(value) else {
        throw ValidationError("--\(name) is a whole number from \(range.lowerBound) to \(range.upperBound).")
      }
    }
    guard (1...600).contains(compiling) else {
      throw ValidationError("--compiling is a number of seconds from 1 to 600.")
    }
  }

  func run() throws {
    let (lesson, bytes) = try readLesson()
    let collection: AnswersCollection
    do throws(AnswersCollectionProblem) { collection = try AnswersCollection(answers) } catch {
      throw ValidationError("\(error)")
    }
    guard !collection.files.isEmpty else {
      throw ValidationError("There are no answers (files that end in .md) in \(answers.joined(separator: ", ")).")
    }
    if format == .gradescope, out == nil, collection.files.count != 1 {
      throw ValidationError("\(ReportProblem.oneResultEach(count: collection.files.count)).")
    }
    let secret = seed ?? Self.secret(from: bytes)
    let assignment = Assignment(
      lesson: lesson, name: LessonCatalog.entry(ofFile: self.lesson).identifier, bytes: bytes,
      terms: """
        seed \(secret) patience \(patience) memory \(memory) output \(output) threads \(threads) scratch \(scratch) \
        compiling \(compiling) sandbox \(!noSandbox)
        """)
    do {
      try grade(collection, by: assignment, secret: secret)
    } catch let problem as GradingProblem {
      Self.say("\(problem)")
      throw problem.exitCode
    } catch let problem as SandboxError {
      Self.say("\(problem)\n--no-sandbox grades without one: then every answer runs with all your rights.")
      throw ExitCode.lacking
    }
  }

  private var limits: GradingRunners.Limits {
    var inside = Sandbox.Limits()
    inside.memory = UInt64(memory) << 20
    inside.processes = threads
    inside.scratch = scratch << 20
    return GradingRunners.Limits(inside: inside, output: output << 20, compilerSeconds: compiling)
  }

  // MARK: The lesson

  private func readLesson() throws -> (Lesson, Data) {
    guard let bytes = FileManager.default.contents(atPath: lesson) else {
      throw ValidationError("There is no file \(lesson) that can be read.")
    }
    let document = LessonDocument.parse(bytes, path: lesson)
    guard var read = document.lesson, document.isSound else {
      document.problems.prefix(20).forEach { Self.say("\($0)") }
      throw ExitCode.failed
    }
    guard read.edition == .instructor else {
      throw ValidationError("\(lesson) is a student's edition, without keys and judges: give the instructor's edition.")
    }
    for index in read.steps.indices {
      guard case .exercise(var exercise) = read.steps[index].content else { continue }
      exercise.seconds *= patience
      read.steps[index].content = .exercise(exercise)
    }
    return (read, bytes)
  }

  /// Students do not have the instructor's edition, so they cannot know what comes of it.
  private static func secret(from bytes: Data) -> UInt64 {
    SHA256.digest(of: bytes).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }

  // MARK: The batch

  private func grade(_ collection: AnswersCollection, by assignment: Assignment, secret: UInt64) throws {
    try Interrupts.during {
      let stop = try StopSignal(interrupts: Interrupts.descriptor)
      let scratch = try out == nil ? SessionDirectory.make() : nil
      defer { scratch.map(SessionDirectory.remove) }
      let journal = try GradingJournal(
        in: out ?? scratch ?? "", edition: assignment.edition, isDurable: out != nil)
      journal.remarks.forEach(Self.say)
      let runners = try GradingRunners(
        Installation(), limits: limits, isShutIn: !noSandbox, stop: stop)
      let grader = Grader(
        assignment: assignment, jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount,
        makeChecker: { try runners.checker(of: assignment.lesson, probeSecret: secret) },
        shape: { runners.shape(of: $0) })
      let files = grader.ungraded(collection.files, journal: journal)
      let known = journal.count
      let done = Mutex(0)
      var bar = ProgressBar(
        total: files.count, label: "Grading", capabilities: .detect(output: STDERR_FILENO), output: STDERR_FILENO)
      do throws(GradingProblem) {
        try grader.grade(files, journal: journal, stop: stop, tick: { bar.update(done.withLock { $0 }) }) { _ in
          done.withLock { $0 += 1 }
        }
      } catch {
        bar.finish()
        if case .interrupted = error { Self.say(interruption(journal.count, of: collection.files.count)) }
        throw error
      }
      bar.finish()
      try report(journal.grades(), leftOut: collection.leftOut, known: known)
    }
  }

  private func interruption(_ done: Int, of total: Int) -> String {
    "\(done) of \(total) files are graded"
      + (out == nil ? "; nothing is kept without --out." : ". The same command goes on from there.")
  }

  // MARK: The report

  private func report(_ grades: [GradedSubmission], leftOut: Int, known: Int) throws {
    let report = GradeReport(grades, unicode: TerminalCapabilities.detect().unicode)
    if let out {
      for file in report.files(format) {
        let target = URL(fileURLWithPath: out).appendingPathComponent(file.name)
        do {
          try FileManager.default.createDirectory(
            at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
          try Data(file.text.utf8).write(to: target, options: .atomic)
        } catch {
          throw NotebookError.cannotWrite(path: target.path, reason: error.localizedDescription)
        }
        StandardOutput.write("Wrote \(out)/\(file.name).\n")
      }
    } else {
      StandardOutput.write(try report.text(format))
    }
    Self.say(summary(of: grades, leftOut: leftOut, known: known))
    for (student, files) in Self.repeated(in: grades) {
      Self.say(
        "\(student) handed in \(files.count) files, and all of them are graded: \(files.joined(separator: ", ")).")
    }
  }

  private func summary(of grades: [GradedSubmission], leftOut: Int, known: Int) -> String {
    var text = "\(grades.count) file\(grades.count == 1 ? "" : "s") graded"
    if known > 0 { text += ", \(known) of them before" }
    let refused = grades.count { $0.problem != nil }
    if refused > 0 {
      text += "; \(refused) could not be read or \(refused == 1 ? "is" : "are") no answers to this lesson"
    }
    if leftOut > 0 { text += "; \(leftOut) other file\(leftOut == 1 ? "" : "s") in the folders left out" }
    return text + "."
  }

  private static func repeated(in grades: [GradedSubmission]) -> [(student: String, files: [String])] {
    Dictionary(grouping: grades.filter { $0.problem == nil }, by: \.student)
      .filter { $0.value.count > 1 }
      .map { ($0.key, $0.value.map(\.file).sorted()) }
      .sorted { $0.student < $1.student }
  }

  private static func say(_ sentence: String) {
    FileHandle.standardError.write(Data((sentence + "\n").utf8))
  }
}

extension GradingProblem {
  /// What the program ends with.
  fileprivate var exitCode: ExitCode {
    switch self {
    case .lesson: .failed
    case .interrupted: ExitCode(130)
    case .runner, .journal, .system: .lacking
    }
  }
}
