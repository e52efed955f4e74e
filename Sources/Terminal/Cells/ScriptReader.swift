internal import Glibc

/// Reads cells from a file or a pipe.
///
/// A cell ends at the first blank line at which its text is complete, before a command then, or at the end of the input.
/// A line that begins with a colon, when no cell is begun, is a command; a blank line there means "go on", as Enter does
/// at a terminal.
public final class ScriptReader: CellReader {
  private let descriptor: Int32
  private let sendsWhenComplete: Bool
  private let isComplete: (String) -> Completeness
  private let onInvalidBytes: (Int) -> Void
  /// Whether each line is now a cell of its own, as an answer of letters or numbers is.
  public var takesSingleLines: () -> Bool = { false }
  private var bytes: [UInt8] = []
  private var start = 0
  private var atEnd = false
  /// The command before which a cell ended.
  private var waiting: String?
  private var lineNumber = 0

  /// Reads from an open descriptor, by default standard input.
  ///
  /// - Parameters:
  ///   - sendsWhenComplete: whether a cell ends at the first line with which it is complete, without a blank one: for
  ///     a terminal on which nothing can be edited.
  ///   - isComplete: whether a text can be run as it is.
  ///   - onInvalidBytes: told the number of each line (from 1) whose bytes were not UTF-8; each such byte or broken
  ///     sequence has become U+FFFD.
  public init(
    descriptor: Int32 = 0, sendsWhenComplete: Bool = false, isComplete: @escaping (String) -> Completeness,
    onInvalidBytes: @escaping (Int) -> Void = { _ in }
  ) {
    self.descriptor = descriptor
    self.sendsWhenComplete = sendsWhenComplete
    self.isComplete = isComplete
    self.onInvalidBytes = onInvalidBytes
  }

  /// The next cell or command. The prompt is not shown.
  public func next(prompt: Prompt) throws -> Input {
    guard let first = readLine() else { return .endOfInput }
    if let input = Input(singleLine: first) { return input }
    if takesSingleLines() { return .cell(first.trimmingSpaces()) }
    var lines = [first]
    if sendsWhenComplete, isComplete(first) == .complete { return .cell(first) }
    while let line = readLine() {
      let isCommand = line.first == ":" && line.dropFirst().first?.isLetter == true
      if isCommand || line.trimmingSpaces().isEmpty, isComplete(lines.joined(separator: "\n")) == .complete {
        if isCommand { waiting = line }
        break
      }
      lines.append(line)
      if sendsWhenComplete, isComplete(lines.joined(separator: "\n")) == .complete { break }
    }
    while let last = lines.last, last.trimmingSpaces().isEmpty { lines.removeLast() }
    return .cell(lines.joined(separator: "\n"))
  }

  /// The next line without its end; nil at the end of the input.
  private func readLine() -> String? {
    if let line = waiting {
      waiting = nil
      return line
    }
    var searched = start
    var end = bytes[searched...].firstIndex(of: UInt8(ascii: "\n"))
    while end == nil, !atEnd {
      searched = bytes.count
      let removed = readMore()
      searched -= removed
      end = bytes[searched...].firstIndex(of: UInt8(ascii: "\n"))
    }
    guard let stop = end ?? (start < bytes.count ? bytes.count : nil) else { return nil }
    lineNumber += 1
    var line = bytes[start..<stop]
    if line.last == UInt8(ascii: "\r") { line = line.dropLast() }
    start = min(stop + 1, bytes.count)
    if let text = String(validating: line, as: UTF8.self) { return text }
    onInvalidBytes(lineNumber)
    return String(decoding: line, as: UTF8.self)
  }

  /// Reads what comes next, and gives the number of used bytes that were dropped from the front.
  private func readMore() -> Int {
    let removed = start
    bytes.removeSubrange(..<start)
    start = 0
    var chunk = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      if count > 0 { bytes.append(contentsOf: chunk[..<count]) } else { atEnd = true }
      return removed
    }
  }
}
