internal import Glibc

/// Shows text that is longer than the screen page by page.
///
/// Space goes on by a page, Enter by a line, `d` by half a page, `G` to the end; `q`, Escape or Ctrl-C stop. What was
/// shown stays on the terminal, to be scrolled back to. Where there is no terminal, the text is simply written.
public struct Pager {
  private let capabilities: TerminalCapabilities
  private let input: Int32
  private let output: Int32

  /// A pager that reads keys from `input` and writes to `output`.
  public init(capabilities: TerminalCapabilities, input: Int32 = 0, output: Int32 = 1) {
    self.capabilities = capabilities
    self.input = input
    self.output = output
  }

  private struct Row {
    var text: String
    /// The line of the text that the row is part of.
    var line: Int
  }

  /// Writes `text`, which may contain SGR color sequences, and stops at each screenful if there are more than one.
  public func show(_ text: String) {
    guard !text.isEmpty else { return }
    var size = TerminalState.windowSize(of: output) ?? (capabilities.width, capabilities.height)
    var rows = rows(of: text, width: size.columns)
    guard capabilities.canEdit, rows.count >= size.rows else {
      write(text.hasSuffix("\n") ? text : text + "\n")
      return
    }
    TerminalState.enter(input: input, output: output, restore: TextStyle.reset)
    TerminalState.setRaw(input: input)
    defer { TerminalState.leave() }
    var keys = KeyInput(descriptor: input)
    var shown = 0
    var wanted = size.rows - 1
    while true {
      let end = min(rows.count, shown + wanted)
      write(rows[shown..<end].map { $0.text + "\r\n" }.joined())
      shown = end
      if shown == rows.count { return }
      showStatus(shown * 100 / rows.count, columns: size.columns)
      var answer = Answer.none
      while answer == .none {
        guard let key = awaitKey(&keys) else {
          answer = .stop
          break
        }
        answer = Answer(key)
      }
      write("\r\u{1B}[K")
      if let now = TerminalState.windowSize(of: output), now != size {
        let line = shown > 0 ? rows[shown - 1].line + 1 : 0
        size = now
        rows = self.rows(of: text, width: size.columns)
        shown = rows.firstIndex { $0.line >= line } ?? rows.count
      }
      switch answer {
      case .page: wanted = max(1, size.rows - 1)
      case .half: wanted = max(1, size.rows / 2)
      case .line: wanted = 1
      case .rest: wanted = rows.count
      case .stop, .none: return
      }
    }
  }

  private enum Answer {
    case none, page, half, line, rest, stop

    init(_ key: Unicode.Scalar) {
      self =
        switch key {
        case " ", "f", "\u{6}", KeyInput.NamedKey.pageDown.scalar: .page
        case "\r", "\n", "j", KeyInput.NamedKey.down.scalar: .line
        case "d", "\u{4}": .half
        case "G", ">", KeyInput.NamedKey.end.scalar: .rest
        case "q", "Q", "\u{1B}", "\u{3}": .stop
        default: .none
        }
    }
  }

  private func rows(of text: String, width: Int) -> [Row] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines.enumerated().flatMap { number, line in
      ANSIText.rows(of: String(line), width: width).map { Row(text: $0, line: number) }
    }
  }

  private func showStatus(_ percent: Int, columns: Int) {
    let long = " \(percent)%: Space for the next page, Enter for a line, q to stop "
    let text = long.count < columns ? long : String(" \(percent)% ".prefix(max(0, columns - 1)))
    write(TextStyle(inverse: true).applied(to: text))
  }

  /// The next key; nil at the end of the input.
  private func awaitKey(_ keys: inout KeyInput) -> Unicode.Scalar? {
    while true {
      if let key = keys.nextKey() { return key }
      var pollers = [input, TerminalState.eventDescriptor].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      guard poll(&pollers, nfds_t(pollers.count), -1) >= 0 || errno == EINTR else { return nil }
      if TerminalState.events().contains(.resumed) {
        TerminalState.enter(input: input, output: output, restore: TextStyle.reset)
        TerminalState.setRaw(input: input)
      }
      if pollers[0].revents != 0, !keys.readAvailable() { return nil }
    }
  }

  private func write(_ text: String) {
    var text = text
    text.withUTF8 { writeAll($0, to: output) }
  }
}
