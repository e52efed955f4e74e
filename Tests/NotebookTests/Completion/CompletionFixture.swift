import Foundation
import Notebook

/// A client of a real service, and a context with the library's modules and two earlier cells.
///
/// The service is the executable that is built beside the tests.
struct CompletionFixture: Sendable {
  let client: CompletionClient
  let context: CompletionContext
  let library: String

  static let shared = Result { try CompletionFixture() }

  static let executable: String = {
    let bundle = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    return bundle.deletingLastPathComponent().appendingPathComponent("lectern").path
  }()

  static let command = [executable, "__complete"]

  static let products = (executable as NSString).deletingLastPathComponent

  static let firstCell = """
    /// The number of *wells* that were drilled.
    ///
    /// - Note: dry ones count too.
    let wellCount = 3
    var rng = SeededGenerator(seed: 7)
    /// Depth of one well in meters.
    func depth(of well: Int) -> Double { Double(well) * 10 }
    /// Depth of several wells.
    func depth(of wells: [Int], in unit: String) -> [Double] { [] }
    struct Well: Hashable {
      /// How deep it goes, in meters.
      var depth: Double
      var name: String?
      func deepened(by meters: Double) -> Well { self }
    }
    func _secret() {}

    """

  init() throws {
    let toolchain = try Toolchain.find()
    let directory = Self.products + "/CompletionFixture"
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    var flags = ["-swift-version", "5", "-enable-bare-slash-regex", "-I", Self.products + "/Modules", "-I", directory]
    flags += ["-module-cache-path", directory + "/cache"]
    var prefix = ["import Foundation", "import Statistics", "import Plotting"]
    let cells = [("cell1", Self.firstCell), ("cell2", "/// A second thought.\nlet wellCount = 4\n")]
    for (name, text) in cells {
      let folder = "\(directory)/\(name)"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try (prefix.joined(separator: "; ") + "\n" + text)
        .write(toFile: folder + "/main.swift", atomically: false, encoding: .utf8)
      let compiler = Process()
      compiler.executableURL = URL(fileURLWithPath: toolchain.frontend)
      compiler.arguments =
        ["-frontend", "-emit-module", "-enable-testing", "-module-name", name, folder + "/main.swift"] + flags
        + [
          "-emit-module-path", "\(directory)/\(name).swiftmodule",
          "-emit-module-doc-path", "\(directory)/\(name).swiftdoc",
        ]
      try compiler.run()
      compiler.waitUntilExit()
      guard compiler.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
    }
    prefix += ["@testable import cell1", "@testable import cell2", "@testable import let cell2.wellCount"]
    context = CompletionContext(flags: flags + ["-module-name", "cell3"], prefix: prefix)
    library = toolchain.completionLibrary
    client = CompletionClient(command: Self.command, library: library, timeout: .seconds(60))
    client.warmUp(context)
  }

  /// Completion at the `|` of `text`.
  func complete(_ text: String) -> CompletionList {
    let parts = text.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
    return client.complete(parts.joined(), cursor: parts[0].utf8.count, in: context)
  }

  func lookUp(_ name: String) throws -> SymbolLookup {
    try client.documentation(of: name, in: context, patience: .seconds(60))
  }
}
