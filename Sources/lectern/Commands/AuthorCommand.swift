import ArgumentParser
import Foundation
import Lessons
import Notebook
import Synchronization

struct AuthorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "author", abstract: "Write lessons, see them, prove them.",
    discussion: """
      Examples:
        lectern author new lessons/04-training-data/30-my-lesson.md
        lectern author check lessons/04-training-data/30-my-lesson.md
        lectern author preview lessons/04-training-data/30-my-lesson.md
      """,
    subcommands: [New.self, Check.self, Preview.self, Release.self])

  struct New: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write a small lesson that passes its own check.",
      discussion: "Example:\n  lectern author new lessons/04-training-data/30-my-lesson.md --title 'My lesson'")

    @Argument(help: "The file to write: NN-chapter-name/NN-lesson-name.md.") var file: String
    @Option(help: "The lesson's title; from the file's name without it.") var title: String?
    @Option(help: "The chapter; from the folder's name without it.") var chapter: Int?

    func run() throws {
      let entry = LessonCatalog.entry(ofFile: file)
      guard file.hasSuffix(".md") else {
        throw ValidationError("A lesson is a Markdown file: give it a name that ends in .md, not \(file).")
      }
      guard !FileManager.default.fileExists(atPath: file) else {
        throw ValidationError("\(file) is there already; nothing was written.")
      }
      if let chapter, !(0...99).contains(chapter) {
        throw ValidationError("A chapter is a whole number from 0 (the front matter) to 99, not \(chapter).")
      }
      let words = entry.words.replacing("-", with: " ")
      let made = title ?? (words.prefix(1).uppercased() + words.dropFirst())
      let text = LessonTemplate.text(
        title: made.isEmpty ? "A new lesson" : made, chapter: chapter ?? entry.chapter)
      do {
        try FileManager.default.createDirectory(
          at: URL(fileURLWithPath: file).deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(toFile: file, atomically: true, encoding: .utf8)
      } catch {
        throw NotebookError.cannotWrite(path: file, reason: error.localizedDescription)
      }
      StandardOutput.write(
        "Wrote \(file). `lectern author check \(file)` proves it; `lectern author preview \(file)` shows it.\n")
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Prove lessons: cells, solutions, wrong answers, variants, links.",
      discussion: """
        Every cell must run, every solution pass and every wrong answer fail with its own hint, for seed 0 and 20 more.

        Example:
          lectern author check lessons/04-training-data/*.md
        """)

    @Argument(help: "Lesson files, or folders of them.") var files: [String]

    func run() throws {
      let installation = Installation()
      let toolchain = try installation.findToolchain()
      let screen = Screen()
      let paths = try files.flatMap(Self.lessons)
      let results = Mutex<[Int: Result<Proof, any Error>]>([:])
      // A proof is mostly waiting for compilers and kernels, which are processes of their own.
      DispatchQueue.concurrentPerform(iterations: paths.count) { index in
        let result = Result { try Self.prove(paths[index], installation, toolchain) }
        results.withLock { $0[index] = result }
      }
      var isSound = true
      for (index, path) in paths.enumerated() {
        guard let proof = try results.withLock({ $0[index] })?.get() else { continue }
        proof.findings.forEach { screen.line("\($0)") }
        let errors = proof.findings.count { $0.severity == .error }
        if errors > 0 { isSound = false }
        let warnings = proof.findings.count - errors
        let verdict =
          errors > 0
          ? "\(errors) thing\(errors == 1 ? "" : "s") to mend"
          : warnings > 0 ? "sound, with \(warnings) remark\(warnings == 1 ? "" : "s")" : "sound"
        (errors > 0 ? screen.problem : screen.good)("\(path): \(verdict) (\(String(format: "%.1f s", proof.seconds)))")
      }
      if !isSound { throw ExitCode.failed }
    }

    private struct Proof {
      var findings: [LessonProblem]
      var seconds: Double
    }

    private static func prove(_ path: String, _ installation: Installation, _ toolchain: Toolchain) throws -> Proof {
      let store = try CompiledCellStore()
      let begun = ContinuousClock.now
      let linter = LessonLinter {
        try NotebookSession(installation.sessionConfiguration, toolchain: toolchain, store: store)
      }
      let showsProgress = isatty(STDOUT_FILENO) == 1
      let findings = try linter.check(path) { what in
        if showsProgress { StandardOutput.write("\r\u{1B}[K\(what) …") }
      }
      if showsProgress { StandardOutput.write("\r\u{1B}[K") }
      return Proof(findings: findings, seconds: (ContinuousClock.now - begun) / .seconds(1))
    }

    /// The lesson files that a path means: itself, or those in the folder that it is.
    static func lessons(_ path: String) throws -> [String] {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
        throw ValidationError("There is no file or folder \(path).")
      }
      guard isFolder.boolValue else { return [path] }
      let inside = LessonCatalog(root: path).entries.map(\.path)
      let direct = try FileManager.default.contentsOfDirectory(atPath: path).filter {
        $0.hasSuffix(".md") && $0.first?.isNumber == true
      }.sorted().map { "\(path)/\($0)" }
      let found = inside + direct
      guard !found.isEmpty else { throw ValidationError("There are no lessons (NN-name.md) in \(path).") }
      return found
    }
  }

  struct Preview: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show a lesson as a student sees it; nothing is recorded.",
      discussion: "Example:\n  lectern author preview lessons/04-training-data/30-my-lesson.md")

    @Argument(help: "The lesson.") var file: String

    func run() throws {
      guard FileManager.default.fileExists(atPath: file) else { throw ValidationError("There is no file \(file).") }
      let shell = Shell(keepsProgress: false)
      try shell.startLesson(file)
      guard shell.succeeded else { throw ExitCode.failed }
      try shell.run()
      if !shell.succeeded, isatty(STDIN_FILENO) == 0 { throw ExitCode.failed }
    }
  }

  struct Release: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write the student's edition: no keys, probes, judges or solutions.",
      discussion: """
        The folders of the chapters are kept, and pictures and data that a lesson shows or links to go with it.
        Nothing is written unless every lesson can be; `lectern author check` proves them first.

        Example:
          lectern author release lessons/04-training-data --to class/lessons
        """)

    @Argument(help: "Lesson files, or folders of them.") var files: [String]
    @Option(help: "The folder to write to.") var to: String

    func run() throws {
      let release = try EditionRelease(of: files.flatMap(Check.lessons), to: to)
      for item in release.items {
        try release.write(item)
        switch item.content {
        case .lesson(let edition):
          StandardOutput.write("Wrote \(item.path). Left out: \(edition.omissions.description).\n")
        case .copy: StandardOutput.write("Wrote \(item.path).\n")
        }
      }
      release.remarks.forEach { StandardOutput.write("Note: \($0).\n") }
    }
  }
}
