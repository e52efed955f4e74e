import Foundation
import GRDB
import PseudoTerminal

/// The built `lectern`, run as a user runs it.
enum Program {
  /// The program beside the test bundle.
  static let path: String = {
    var folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    for argument in CommandLine.arguments where argument.hasSuffix(".xctest") {
      folder = URL(fileURLWithPath: argument).deletingLastPathComponent()
    }
    return folder.appendingPathComponent("lectern").path
  }()

  /// The checkout, which has the lessons and data sets.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  struct Result {
    var output: String
    var errors: String
    var status: Int32
  }

  /// A folder for the state of one test, gone with it.
  final class Folder {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("lectern-test-\(UUID().uuidString)")
    var path: String { url.path }

    init() { try! FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(at: url) }
  }

  static func environment(_ state: Folder, _ more: [String: String] = [:]) -> [String: String] {
    [
      "XDG_STATE_HOME": state.path, "LECTERN_LESSONS": root.appendingPathComponent("lessons").path,
      "LECTERN_DATASETS": root.appendingPathComponent("datasets").path,
    ].merging(more) { $1 }
  }

  /// A process with pipes for its input and output.
  static func process(_ arguments: [String], state: Folder, environment more: [String: String] = [:]) -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment(state, more)) { $1 }
    return process
  }

  /// Runs the program to its end with `input` piped in.
  static func run(
    _ arguments: [String], input: String = "", state: Folder = Folder(), environment more: [String: String] = [:]
  ) throws -> Result {
    let process = process(arguments, state: state, environment: more)
    let (feed, output, errors) = (Pipe(), Pipe(), Pipe())
    process.standardInput = feed
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let sent = Data(input.utf8)
    Thread.detachNewThread {
      try? feed.fileHandleForWriting.write(contentsOf: sent)
      try? feed.fileHandleForWriting.close()
    }
    let text = output.fileHandleForReading.readDataToEndOfFile()
    let problems = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Result(
      output: String(decoding: text, as: UTF8.self), errors: String(decoding: problems, as: UTF8.self),
      status: process.terminationStatus)
  }

  /// Starts the program on a terminal of its own.
  static func open(
    _ arguments: [String], state: Folder, environment more: [String: String] = [:], columns: Int = 80, rows: Int = 24
  ) throws -> ProgramOnTerminal {
    try ProgramOnTerminal(
      path, arguments, environment: environment(state, more), columns: columns, rows: rows)
  }
}

extension Program {
  /// The first value that a statement gives; nil if it gives none.
  static func sqlite(_ database: String, _ statement: String) throws -> String? {
    try DatabaseQueue(path: database).writeWithoutTransaction { try String.fetchOne($0, sql: statement) }
  }
}
