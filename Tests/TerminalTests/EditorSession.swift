import Foundation
import PseudoTerminal
import Terminal

/// An editor that runs in a thread of its own at one end of a pseudo-terminal, until its input ends.
final class EditorSession: @unchecked Sendable {
  let terminal: PseudoTerminal
  private let lock = NSLock()
  private var lockedInputs: [Input] = []
  private var hasEnded = false

  init(
    columns: Int = 60, rows: Int = 20, prompt: Prompt = Prompt("1> ", continuation: " > "), color: Bool = false,
    historyPath: String? = nil, on terminal: PseudoTerminal? = nil,
    setUp: @escaping @Sendable (LineEditor) -> Void = { _ in }
  ) {
    self.terminal = terminal ?? PseudoTerminal(columns: columns, rows: rows)
    _ = Self.environment
    Thread.detachNewThread { [self, terminal = self.terminal] in
      let editor = LineEditor(
        input: terminal.descriptor, output: terminal.descriptor, color: color, history: History(path: historyPath),
        isComplete: bracketsBalance)!
      setUp(editor)
      while true {
        let input = try! editor.next(prompt: prompt)
        lock.withLock { lockedInputs.append(input) }
        if input == .endOfInput { break }
      }
      lock.withLock { hasEnded = true }
    }
    _ = self.terminal.shows { $0.isPasteBracketed && $0.lines.last?.isEmpty == false }
  }

  /// Where the editor looks for the user's settings: the ones of whoever runs the tests must not matter.
  static let settingsPath = NSTemporaryDirectory() + "lectern-editrc-\(getpid())"
  private static let environment: Void = {
    setenv("EDITRC", settingsPath, 1)
    setenv("TERM", "xterm", 1)
  }()

  private var inputs: [Input] { lock.withLock { lockedInputs } }

  /// The inputs so far, once there are `count` of them.
  func inputs(_ count: Int) -> [Input] {
    _ = wait { inputs.count >= count }
    return inputs
  }

  /// Types when the editor awaits keys: between cells, the terminal itself would act on control characters.
  func type(_ text: String) {
    _ = wait { terminal.isWaitingForKeys }
    terminal.type(text)
  }

  /// Drops what is being typed and ends the input.
  func end() {
    let count = inputs.count
    type("\u{3}")
    _ = inputs(count + 1)
    type("\u{4}")
    let ended = wait { lock.withLock { hasEnded } }
    precondition(ended, "the editor did not end with its input")
  }
}

/// Complete when all brackets are closed; two spaces of indent for each open one.
@Sendable func bracketsBalance(_ text: String) -> Completeness {
  let depth = text.reduce(0) { "([{".contains($1) ? $0 + 1 : ")]}".contains($1) ? $0 - 1 : $0 }
  return depth > 0 ? .incomplete(indent: 2 * depth) : .complete
}
