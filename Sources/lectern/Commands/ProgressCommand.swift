import ArgumentParser
import Classroom

struct ProgressCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "progress", abstract: "Show what you have done so far.",
    discussion: "Example:\n  lectern progress")

  func run() throws {
    let screen = Screen()
    let progress = try ProgressStore()
    for notice in progress.takeNotices() { screen.problem("\(notice)") }
    try ProgressReport.show(on: screen, progress: progress)
  }
}
