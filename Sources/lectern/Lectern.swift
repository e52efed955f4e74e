import ArgumentParser
import Foundation
import Lessons
import Notebook

@main
struct Lectern: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lectern",
    abstract: "How machine-learning systems are designed, in Swift that runs.",
    discussion: "Without a subcommand it goes on where you stopped.\nExample: lectern learn reservoir",
    version: Installation.version,
    subcommands: [
      LearnCommand.self, ReplCommand.self, RunCommand.self, AuthorCommand.self, GradeCommand.self, ProgressCommand.self,
      GradebookCommand.self, DoctorCommand.self, KernelCommand.self, CompletionCommand.self,
    ])

  /// Parses the words of the command and does it; every way out has its exit status.
  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
      leave(.success)
    } catch let code as ExitCode {
      leave(code)
    } catch let error as NotebookError {
      report(error)
      leave(.lacking)
    } catch let error as ValidationError {
      // Of a file or a value, found while working: usage would not help.
      report(error)
      leave(.usage)
    } catch let error as LessonCatalogError {
      report(error)
      leave(.usage)
    } catch let error where exitCode(for: error) == .success {
      StandardOutput.write(fullMessage(for: error) + "\n")
      leave(.success)
    } catch let error where exitCode(for: error) == .validationFailure {
      if let unknown = UnknownSubcommand.find(in: Array(CommandLine.arguments.dropFirst())) {
        report(unknown)
      } else {
        FileHandle.standardError.write(Data((fullMessage(for: error) + "\n").utf8))
      }
      leave(.usage)
    } catch {
      report(error)
      leave(.failed)
    }
  }

  func run() throws {
    let shell = Shell()
    try shell.startWhereLeft()
    try shell.run()
    if !shell.succeeded, isatty(STDIN_FILENO) == 0 { throw ExitCode.failed }
  }

  private static func report(_ error: Any) {
    FileHandle.standardError.write(Data("lectern: \(error)\n".utf8))
  }

  private static func leave(_ code: ExitCode) -> Never {
    NotebookSession.removeFiles()
    if code == .success, StandardOutput.isLost {
      report("what was shown could not be written")
      Foundation.exit(ExitCode.lacking.rawValue)
    }
    Foundation.exit(code.rawValue)
  }
}
