import Classroom
import Foundation
import Notebook

/// Sessions that are shut in, run by the `lectern` that was built beside the test bundle.
enum SandboxFixture {
  static let toolchain = Result { try Toolchain.find() }

  private static let products: URL = {
    var folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    for argument in CommandLine.arguments where argument.hasSuffix(".xctest") {
      folder = URL(fileURLWithPath: argument).deletingLastPathComponent()
    }
    return folder.resolvingSymlinksInPath()
  }()

  /// Cells with all rights of this process.
  static let open = NotebookSession.Configuration(
    program: products.appendingPathComponent("lectern").path, kernelArguments: ["__kernel"],
    modules: products.appendingPathComponent("Modules").path,
    prelude: ["Foundation", "Statistics", "Plotting", "CellRuntime"], memoryLimit: nil, outputDirectory: nil,
    moduleCache: products.appendingPathComponent("CellModuleCache").path)

  /// The sandbox, made once.
  static let sandbox: Result<Sandbox, any Error> = Result {
    let toolchain = try SandboxFixture.toolchain.get()
    try NotebookSession(open, toolchain: toolchain).prepare(fastCells: true)
    return try Sandbox(
      Sandbox.View(
        toolchain: toolchain, program: open.program, modules: open.modules, moduleCache: open.moduleCache,
        datasets: nil))
  }

  /// Whether there is anything to test: where namespaces are forbidden, `grade` refuses.
  static var isPossible: Bool {
    guard case .failure(let error) = sandbox, case SandboxError.refused = error else { return true }
    return false
  }

  static func session(compilerSeconds: Double = 20) throws -> NotebookSession {
    var configuration = open
    configuration.confinement = try sandbox.get()
    configuration.printLimit = 4 << 20
    configuration.compilerSeconds = compilerSeconds
    configuration.recovers = false
    return try NotebookSession(configuration, toolchain: toolchain.get())
  }

  static func trustedSession() throws -> NotebookSession {
    try NotebookSession(open, toolchain: toolchain.get())
  }
}

extension NotebookSession {
  /// Runs a text as an attacker's cell, without the rules for answers.
  func attack(_ text: String, timeLimit: Double = 10) throws -> CellOutcome {
    try run(CellSource("import Glibc\n" + text, name: "attack", timeLimit: timeLimit))
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
