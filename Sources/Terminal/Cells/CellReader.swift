/// Something that gives what is to be done next: cells and commands, typed at a terminal or read from a file.
public protocol CellReader: AnyObject {
  /// Waits for the next thing to do.
  func next(prompt: Prompt) throws -> Input
}

/// The prompts of one cell; each may contain SGR color sequences.
public struct Prompt: Sendable, Hashable {
  /// Before the first line.
  public var first: String
  /// Before every further line of the cell; best as wide as `first`.
  public var continuation: String

  public init(_ first: String, continuation: String) {
    self.first = first
    self.continuation = continuation
  }
}

/// One thing to do.
public enum Input: Sendable, Hashable {
  /// Swift to run; empty when Enter was pressed on an empty line, which means "go on".
  case cell(String)
  /// A line that began with a colon, without the colon and the space around it.
  case command(String)
  /// There will be no more input.
  case endOfInput
  /// Ctrl-C was pressed; what had been typed is dropped (and can be recalled with Up).
  case interrupted
}

/// Whether a text can be run as it is.
public enum Completeness: Sendable, Hashable {
  case complete
  /// More must follow: a bracket, string or comment is open. The next line starts with `indent` spaces.
  case incomplete(indent: Int)
}

extension Input {
  /// What a single line says without asking whether it is complete: a command or "go on"; nil for Swift.
  init?(singleLine line: String) {
    guard !line.contains("\n") else { return nil }
    let text = line.trimmingSpaces()
    if text.isEmpty {
      self = .cell("")
    } else if text.first == ":" {
      self = .command(text.dropFirst().trimmingSpaces())
    } else {
      return nil
    }
  }
}

extension StringProtocol {
  /// Without the white space at both ends.
  func trimmingSpaces() -> String {
    guard let start = firstIndex(where: { !$0.isWhitespace }),
      let end = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[start...end])
  }
}
