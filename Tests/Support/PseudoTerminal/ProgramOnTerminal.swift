import Foundation

/// A program that runs on a pseudo-terminal of its own, as in a window.
package final class ProgramOnTerminal {
  package let terminal: PseudoTerminal
  package let pid: pid_t
  private var status: Int32?

  /// Starts a program with the terminal as its controlling one, so that Ctrl-C reaches it as in real life.
  package init(
    _ program: String, _ arguments: [String], environment: [String: String] = [:], columns: Int = 80, rows: Int = 24
  ) throws {
    terminal = PseudoTerminal(columns: columns, rows: rows)
    var name = [CChar](repeating: 0, count: 128)
    guard ttyname_r(terminal.descriptor, &name, name.count) == 0 else { throw POSIXError(.ENOTTY) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // A session leader without a terminal gets the first one that it opens.
    posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    let newSession: Int16 = 0x80  // POSIX_SPAWN_SETSID, which the headers hide from Swift
    posix_spawnattr_setflags(&attributes, newSession | Int16(POSIX_SPAWN_SETSIGMASK))
    // Threads that run tests block most signals, and a program would inherit that.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    var merged = ProcessInfo.processInfo.environment
    merged["TERM"] = "xterm-256color"
    merged["LANG"] = "C.UTF-8"
    merged["NO_COLOR"] = nil
    merged.merge(environment) { $1 }
    var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] = merged.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { (words + variables).forEach { free($0) } }
    var started = pid_t()
    let code = posix_spawn(&started, program, &actions, &attributes, &words, &variables)
    guard code == 0 else { throw POSIXError(POSIXErrorCode(rawValue: code) ?? .EINVAL) }
    pid = started
  }

  deinit {
    if status == nil {
      kill(pid, SIGKILL)
      _ = waitForExit()
    }
  }

  /// Waits for the program's end; its exit status, or 128 plus the number of the signal that ended it.
  @discardableResult
  package func waitForExit() -> Int32 {
    if let status { return status }
    var code: Int32 = 0
    while waitpid(pid, &code, 0) < 0, errno == EINTR {}
    let signal = code & 0x7f
    status = signal == 0 ? (code >> 8) & 0xff : 128 + signal
    return status!
  }

  /// Types a line and Enter.
  package func enter(_ text: String) { terminal.type(text + "\r") }

  /// Waits until the screen shows `text`.
  package func shows(_ text: String) -> Bool {
    terminal.shows { $0.lines.contains { $0.contains(text) } }
  }

  /// What the screen shows, for a message.
  package var screen: String { terminal.screen.lines.joined(separator: "\n") }
}
