import Foundation

/// The checkout that is measured and its built programs.
struct Checkout {
  let root: URL
  let program: String
  /// The program that measures.
  let benchmarks: String

  init() throws {
    benchmarks = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let products = URL(fileURLWithPath: benchmarks).deletingLastPathComponent()
    program = products.appendingPathComponent("lectern").path
    root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
  }

  /// Runs a command in a shell, in `directory`; its output, and the seconds it took.
  static func shell(_ command: String, in directory: URL, input: String = "") throws -> (
    output: String, seconds: Double, status: Int32
  ) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", command]
    process.currentDirectoryURL = directory
    let output = Pipe()
    let feed = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.standardError
    process.standardInput = feed
    let begun = ContinuousClock.now
    try process.run()
    feed.fileHandleForWriting.write(Data(input.utf8))
    try feed.fileHandleForWriting.close()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (
      String(decoding: data, as: UTF8.self), (ContinuousClock.now - begun) / .seconds(1), process.terminationStatus
    )
  }
}
