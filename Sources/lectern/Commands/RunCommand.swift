import ArgumentParser
import Foundation
import Lessons
import Notebook

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run the cells of lessons or notebooks.",
    discussion: """
      FILE is a lesson, a Markdown file with Swift cells, or a Jupyter notebook with Swift cells.

      Examples:
        lectern run lessons/04-training-data/04-reservoir-sampling.md
        lectern run --keep-going mine.ipynb
      """)

  @Argument(help: "The files.") var files: [String]
  @Flag(name: .long, help: "Go on after a cell that fails.") var keepGoing = false

  private struct Cell {
    var text: String
    var name: String
    var isFast = false
  }

  func run() throws {
    let installation = Installation()
    let toolchain = try installation.findToolchain()
    let screen = Screen()
    for file in files {
      let name = URL(fileURLWithPath: file).lastPathComponent
      let cells = try Self.cells(of: file).map { Cell(text: $0.text, name: "\(name), \($0.name)", isFast: $0.isFast) }
      if files.count > 1 { screen.heading(file) }
      let session = try NotebookSession(
        installation.sessionConfiguration, toolchain: toolchain, context: screen.context)
      session.interruptDescriptor = Interrupts.descriptor
      session.onOutput = { screen.output($0) }
      session.onNotice = { screen.notice($0) }
      for cell in cells {
        let outcome = try Interrupts.during {
          try session.run(CellSource(cell.text, name: cell.name, isOfLesson: true, isFast: cell.isFast))
        }
        screen.end(of: outcome, name: cell.name)
        if outcome.status != .succeeded, !keepGoing { throw ExitCode.failed }
      }
    }
    if screen.hasFailed { throw ExitCode.failed }
  }

  private static func cells(of file: String) throws -> [Cell] {
    guard FileManager.default.isReadableFile(atPath: file) else {
      throw ValidationError("There is no file \(file) that can be read.")
    }
    if file.hasSuffix(".md"), let lesson = LessonDocument.parse(contentsOf: file).lesson {
      return lesson.cells.map { Cell(text: $0.code, name: $0.name, isFast: $0.isFast) }
    }
    var count = 0
    return try NotebookDocument(contentsOf: URL(fileURLWithPath: file)).items.compactMap { item in
      guard case .cell(let cell) = item else { return nil }
      count += 1
      return Cell(text: cell.source, name: "cell \(count)")
    }
  }
}
