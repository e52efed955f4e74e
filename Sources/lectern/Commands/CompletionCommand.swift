import ArgumentParser
import Notebook

/// The process that answers completion; started by the notebook, not by people.
struct CompletionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: Installation.completionWord, shouldDisplay: false)

  func run() {
    CompletionService.main()
  }
}
