import Foundation
import Notebook

/// What the installed compiler's parser says about a text.
enum ParseTree {
  static let frontend = Result { try Toolchain.find().frontend }

  /// The tree as JSON, and whether the parser found nothing wrong. `name` is the file's.
  static func json(of text: String, name: String = "answer.swift") throws -> (tree: Data, isWellFormed: Bool) {
    let folder = FileManager.default.temporaryDirectory.appending(path: "lectern-shape-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: name)
    try Data(text.utf8).write(to: file)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try frontend.get())
    process.arguments = [
      "-frontend", "-dump-parse", "-dump-ast-format", "json", "-enable-bare-slash-regex", "-swift-version", "5",
      "-suppress-warnings", file.path,
    ]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let tree = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (tree, process.terminationStatus == 0)
  }
}
