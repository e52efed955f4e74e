import ArgumentParser
import Classroom

struct ProgressCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "progress", abstract: "Show what you have done so far.",
    discussion: "Example:\n  lectern progress")

  func run() throws {
    try ProgressReport.show(on: Screen(), progress: try ProgressStore())
  }
}
