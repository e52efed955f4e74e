internal import Foundation
internal import Glibc

/// Makes the sentence and finds the line of what stopped a cell.
struct FaultDescription {
  /// The name that diagnostics use for each module's cell.
  let cellNames: [String: String]
  /// Where this session keeps the objects of its cells; what the kernel says of that is not relied on.
  let compiler: CellCompiler
  let memoryLimit: UInt64?

  /// What the runtime wrote on standard error when it gave up.
  struct RuntimeMessage {
    var text: String

    /// The last "Fatal error" in `errors`, and `errors` without that line.
    static func take(from errors: inout String) -> RuntimeMessage? {
      for marker in ["Fatal error", "Precondition failed", "Assertion failed"] {
        guard let found = errors.range(of: marker, options: .backwards) else { continue }
        let lineStart =
          errors[..<found.lowerBound].lastIndex(of: "\n").map { errors.index(after: $0) } ?? errors.startIndex
        let lineEnd = errors[found.upperBound...].firstIndex(of: "\n") ?? errors.endIndex
        var text = errors[found.upperBound..<lineEnd]
        if text.hasPrefix(": ") { text = text.dropFirst(2) }
        let message = text.isEmpty ? marker.lowercased() : String(text)
        // What follows is the runtime's own dump of its stack.
        errors.removeSubrange(lineStart...)
        return RuntimeMessage(text: message)
      }
      return nil
    }
  }

  func fault(for end: CellEnd, runtimeMessage: RuntimeMessage?) -> CellFault {
    let place = self.place(of: end.frames)
    let sentence = sentence(for: end, runtimeMessage: runtimeMessage, inlined: place.reason)
    return CellFault(message: String(sentence.prefix(2_000)), cell: place.cell, line: place.line)
  }

  private func sentence(for end: CellEnd, runtimeMessage: RuntimeMessage?, inlined: String?) -> String {
    switch end.kind {
    case .completed: return ""
    case .interrupted: return "interrupted"
    case .unloadable: return "the cell could not be loaded: \(end.message)"
    case .thrown: return "uncaught error: \(end.message)"
    case .exited:
      return "exit(\(end.exitStatus)) was called, which ends only the cell"
    case .signal: break
    }
    if end.isStackOverflow { return "infinite recursion: the stack is used up" }
    if let text = runtimeMessage?.text {
      switch text {
      case "Index out of range", "Array index is out of range": return "index out of range"
      case "Unexpectedly found nil while unwrapping an Optional value":
        return "a value that is nil was unwrapped with !"
      case let text where text.hasPrefix("Unexpectedly found nil"):
        return "a value that is nil was unwrapped: \(text.prefix(1).lowercased() + text.dropFirst())"
      case let text where text.hasPrefix("failed to allocate "):
        return memorySentence(text)
      default: return text
      }
    }
    if let inlined { return inlined }
    switch end.signal {
    case SIGABRT: return "abort() was called"
    case SIGSEGV, SIGBUS:
      return end.address < 0x10000
        ? "a null pointer was used (address 0x\(String(end.address, radix: 16)))"
        : "memory at 0x\(String(end.address, radix: 16)) that is not the program's was used"
    case SIGFPE: return "an arithmetic fault"
    case SIGILL, SIGTRAP: return "a runtime check failed"
    default: return "stopped by signal \(end.signal)"
    }
  }

  /// The runtime's "failed to allocate N bytes …" in units that people read.
  private func memorySentence(_ text: String) -> String {
    let bytes = text.split(separator: " ").lazy.compactMap { Double($0) }.first ?? 0
    let asked = String(format: "%.1f GiB", bytes / 0x1p30)
    guard let memoryLimit else { return "no memory left: \(asked) more were asked for" }
    return "no memory left: \(asked) more were asked for, and a cell may use \(memoryLimit >> 30) GiB in all"
  }

  private func place(of frames: [CellEnd.Frame]) -> (cell: String?, line: Int?, reason: String?) {
    var reason: String?
    for frame in frames.prefix(12) {
      let module = frame.object.split(separator: "/").last.map { $0.dropLast(3) } ?? ""
      guard let name = cellNames[String(module)] else { continue }
      guard
        let result = try? ChildProcess.run(
          compiler.shutIn([
            compiler.toolchain.symbolizer, "--obj=\(compiler.directory)/\(module).so", "--inlining",
            "--functions=short", "--output-style=GNU", "0x" + String(frame.offset, radix: 16),
          ]), timeLimit: 5), result.status == 0
      else { return (name, nil, nil) }
      let lines = String(decoding: result.output, as: UTF8.self).split(separator: "\n")
      // Pairs of lines: the function, then its place; inlined functions first.
      for pair in stride(from: 0, to: lines.count - 1, by: 2) {
        if reason == nil, let found = lines[pair].range(of: "Swift runtime failure: ") {
          reason = Self.plain(lines[pair][found.upperBound...])
        }
        let parts = lines[pair + 1].split(separator: ":")
        guard parts.count >= 2, let line = Int(parts[parts.count - 1].prefix { $0.isNumber }) ?? Int(parts[1]),
          line > 0,
          parts[0].hasSuffix(name)
        else { continue }
        return (name, line, reason)
      }
    }
    let first = frames.first.flatMap { $0.object.split(separator: "/").last.map { String($0.dropLast(3)) } }
    return (first.flatMap { cellNames[$0] }, nil, reason)
  }

  /// The compiler's names of the checks that it builds in, as sentences.
  private static func plain(_ check: Substring) -> String {
    switch check {
    case "arithmetic overflow":
      "integer overflow: the result does not fit (&+, &- and &* wrap around instead)"
    case "Division by zero", "division by zero": "division by zero"
    case "Unexpectedly found nil while unwrapping an Optional value": "a value that is nil was unwrapped"
    default: String(check)
    }
  }
}
