import ArgumentParser
import Foundation

struct ReplCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repl", abstract: "Open the prompt without a lesson.",
    discussion: """
      With piped input a cell ends at the first blank line at which it is complete.

      Examples:
        lectern repl
        echo 'AliasTable.self' | lectern repl
      """)

  func run() throws {
    let shell = Shell()
    if isatty(STDIN_FILENO) == 1 { shell.startFree() }
    try shell.run()
    if !shell.succeeded, isatty(STDIN_FILENO) == 0 { throw ExitCode.failed }
  }
}
