import Foundation

/// A running `ProgressWriter`: the executable beside the tests that writes attempts and acknowledges them.
final class WriterProcess {
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  private var buffer = Data()

  /// The tests and the executables of the package are built into one folder.
  static let executable: URL = {
    let tests = Bundle.main.executableURL!.deletingLastPathComponent()
    return tests.appending(path: "ProgressWriter")
  }()

  init(_ arguments: String...) throws {
    process.executableURL = Self.executable
    process.arguments = arguments
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    try output.fileHandleForWriting.close()
  }

  /// The next line; nil at the end of the output. A line that was cut off does not count.
  func line() -> String? {
    while true {
      if let end = buffer.firstIndex(of: 0x0A) {
        let line = String(decoding: buffer[..<end], as: UTF8.self)
        buffer = Data(buffer[(end + 1)...])
        return line
      }
      let chunk = output.fileHandleForReading.availableData
      if chunk.isEmpty { return nil }
      buffer.append(chunk)
    }
  }

  func lines() -> [String] {
    var lines: [String] = []
    while let line = line() { lines.append(line) }
    return lines
  }

  func send(_ line: String) throws {
    try input.fileHandleForWriting.write(contentsOf: Data((line + "\n").utf8))
  }

  /// The end that no program can prepare for (`SIGKILL`).
  func kill() {
    Foundation.kill(process.processIdentifier, SIGKILL)
  }

  func wait() -> Int32 {
    process.waitUntilExit()
    return process.terminationStatus
  }
}
