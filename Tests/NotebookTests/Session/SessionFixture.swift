import Foundation
import Notebook
import Plotting

/// Sessions for tests, run by the `lectern` that was built beside the test bundle.
enum SessionFixture {
  static let memoryLimit: UInt64 = 8 << 30

  static let toolchain: Toolchain = {
    do { return try Toolchain.find() } catch { fatalError("\(error)") }
  }()

  /// The folder that holds the built products.
  static let products: URL = {
    var folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    for argument in CommandLine.arguments where argument.hasSuffix(".xctest") {
      folder = URL(fileURLWithPath: argument).deletingLastPathComponent()
    }
    return folder
  }()

  static var configuration: NotebookSession.Configuration {
    NotebookSession.Configuration(
      program: products.appendingPathComponent("lectern").path, kernelArguments: ["__kernel"],
      modules: products.appendingPathComponent("Modules").path,
      prelude: ["Foundation", "Statistics", "Plotting", "CellRuntime"], memoryLimit: memoryLimit,
      outputDirectory: nil, moduleCache: products.appendingPathComponent("CellModuleCache").path)
  }

  static func session() throws -> NotebookSession {
    try NotebookSession(configuration, toolchain: toolchain)
  }
}

extension NotebookSession {
  /// Runs a text as the cell called `name`.
  @discardableResult
  func cell(_ text: String, name: String = "cell 1", timeLimit: Double? = 20) throws -> CellOutcome {
    try run(CellSource(text, name: name, timeLimit: timeLimit))
  }

  /// Runs a text and gives what its last expression showed.
  func value(_ text: String) throws -> String? {
    let outcome = try cell(text)
    guard outcome.status == .succeeded, case .display(let bundle, _)? = outcome.outputs.last else { return nil }
    return bundle.plain
  }
}

extension CellOutcome {
  /// All that was printed.
  var printed: String {
    outputs.reduce(into: "") { text, output in
      if case .text(let piece, _) = output { text += piece }
    }
  }
}
