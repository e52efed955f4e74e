import ArgumentParser
import Foundation
import Lessons
import Notebook
import Terminal

struct AuthorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "author", abstract: "Write lessons: begin one, prove it, see it as a student does.",
    discussion: """
      Examples:
        lectern author new lessons/04-training-data/30-my-lesson.md
        lectern author check lessons/04-training-data/30-my-lesson.md
        lectern author preview lessons/04-training-data/30-my-lesson.md
      """,
    subcommands: [New.self, Check.self, Preview.self])

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
      let words = entry.words.replacing("-", with: " ")
      let made = title ?? (words.prefix(1).uppercased() + words.dropFirst())
      let text = LessonTemplate.text(
        title: made.isEmpty ? "A new lesson" : made, chapter: chapter ?? max(1, entry.chapter))
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
      var isSound = true
      for path in paths {
        let store = CompiledCellStore()
        let begun = ContinuousClock.now
        let findings = try Interrupts.during {
          let linter = LessonLinter {
            try NotebookSession(
              installation.sessionConfiguration, toolchain: toolchain, store: store,
              interruptDescriptor: Interrupts.descriptor)
          }
          return try linter.check(path) { what in
            if screen.terminal.outputIsTerminal { screen.write("\r\u{1B}[K\(what)") }
          }
        }
        if screen.terminal.outputIsTerminal { screen.write("\r\u{1B}[K") }
        findings.forEach { screen.line("\($0)") }
        let errors = findings.count { $0.severity == .error }
        if errors > 0 { isSound = false }
        let seconds = String(format: "%.1f s", (ContinuousClock.now - begun) / .seconds(1))
        let warnings = findings.count - errors
        let verdict =
          errors > 0
          ? "\(errors) thing\(errors == 1 ? "" : "s") to mend"
          : warnings > 0 ? "sound, with \(warnings) remark\(warnings == 1 ? "" : "s")" : "sound"
        (errors > 0 ? screen.problem : screen.good)("\(path): \(verdict) (\(seconds))")
      }
      if !isSound { throw ExitCode.failed }
    }

    private static func lessons(_ path: String) throws -> [String] {
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
      try shell.run()
    }
  }
}
