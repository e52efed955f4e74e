import Classroom
import Datasets
import Foundation
import Notebook

/// Where this program's own parts are.
struct Installation {
  /// This program's file.
  let program: String
  /// Folder of the library's compiled interfaces.
  let modules: String
  /// Folder of the student's state.
  let state: URL

  static let version = "0.1.0"

  /// What every cell can use without importing it.
  static let prelude = [
    "Foundation", "Statistics", "LinearAlgebra", "DataFrames", "Datasets", "TrainingData", "Models", "Evaluation",
    "Plotting", "CellRuntime",
  ]

  /// How long Tab may wait: after a new cell, completion reads all modules again, which takes most of a second.
  static let completionPatience = Duration.milliseconds(1500)

  static let kernelWord = "__kernel"
  static let completionWord = "__complete"

  init() {
    let link = "/proc/self/exe"
    program = (try? FileManager.default.destinationOfSymbolicLink(atPath: link)) ?? CommandLine.arguments[0]
    modules = (program as NSString).deletingLastPathComponent + "/Modules"
    state = StateDirectory.url()
  }

  /// Half of the machine's memory: what a kernel may map.
  static var memoryLimit: UInt64 { ProcessInfo.processInfo.physicalMemory / 2 }

  /// What a session of cells needs to know of this installation.
  var sessionConfiguration: NotebookSession.Configuration {
    NotebookSession.Configuration(
      program: program, kernelArguments: [Self.kernelWord], modules: modules, prelude: Self.prelude,
      memoryLimit: Self.memoryLimit, outputDirectory: state.appendingPathComponent("output").path,
      moduleCache: (program as NSString).deletingLastPathComponent + "/CellModuleCache")
  }

  /// Folder of the data sets; nil if there is none.
  var datasets: String? { DatasetFolder.root }

  /// What the sandbox shows of this machine.
  func sandboxView(_ toolchain: Toolchain) -> Sandbox.View {
    Sandbox.View(
      toolchain: toolchain, program: program, modules: modules, moduleCache: sessionConfiguration.moduleCache,
      datasets: datasets)
  }

  /// The compiler that built this program, as its modules record it; nil if that cannot be read.
  var builtWith: String? {
    guard let bytes = FileManager.default.contents(atPath: modules + "/Statistics.swiftmodule"),
      let found = bytes.range(of: Data("/Swift version ".utf8))
    else { return nil }
    let text = bytes[(found.lowerBound + 1)...].prefix { $0 >= 0x20 && $0 < 0x7f }
    return String(decoding: text, as: UTF8.self)
  }

  /// Finds the toolchain and makes sure that it can read the library's modules.
  ///
  /// - Throws: `NotebookError`.
  func findToolchain() throws -> Toolchain {
    let toolchain = try Toolchain.find()
    if let builtWith, !toolchain.version.hasPrefix(builtWith), !builtWith.hasPrefix(toolchain.version) {
      throw NotebookError.versionMismatch(built: builtWith, installed: toolchain.version)
    }
    return toolchain
  }
}
