import ArgumentParser
import Foundation

struct LearnCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "learn", abstract: "Begin a lesson, or go on with it.",
    discussion: """
      LESSON is a name or a part of one, a number like 4.4, or a file. Without it, you go on where you stopped.

      Examples:
        lectern learn reservoir
        lectern learn 4.2
      """)

  @Argument(help: "The lesson.") var lesson: String?
  @Flag(name: .long, help: "Keep nothing in your record.") var withoutRecord = false

  func run() throws {
    let shell = Shell(keepsProgress: !withoutRecord)
    try shell.startLesson(lesson)
    try shell.run()
    if !shell.succeeded, isatty(STDIN_FILENO) == 0 { throw ExitCode.failed }
  }
}
