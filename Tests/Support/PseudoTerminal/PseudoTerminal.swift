import Foundation

/// A pseudo-terminal: the code under test has the one end, a screen and a keyboard are at the other.
package final class PseudoTerminal: @unchecked Sendable {
  /// What the code under test reads and writes.
  package let descriptor: Int32
  private let keyboard: Int32
  private let lock = NSLock()
  private var lockedScreen: VirtualScreen
  private var lockedBytes: [UInt8] = []

  package init(columns: Int = 60, rows: Int = 20) {
    var ends: (keyboard: Int32, program: Int32) = (-1, -1)
    precondition(openpty(&ends.keyboard, &ends.program, nil, nil, nil) == 0)
    keyboard = ends.keyboard
    descriptor = ends.program
    lockedScreen = VirtualScreen(columns: columns, rows: rows)
    setSize(columns: columns, rows: rows)
    Thread.detachNewThread { [self] in watch() }
  }

  private func watch() {
    var chunk = [UInt8](repeating: 0, count: 65536)
    var rest: [UInt8] = []
    while true {
      let count = read(keyboard, &chunk, chunk.count)
      guard count > 0 else { return }
      rest += chunk[..<count]
      // A character may come in two reads.
      var whole = rest.count
      while whole > 0, rest.count - whole < 3, String(validating: rest[..<whole], as: UTF8.self) == nil { whole -= 1 }
      lock.withLock {
        lockedBytes += chunk[..<count]
        lockedScreen.write(String(decoding: rest[..<whole], as: UTF8.self))
      }
      rest.removeSubrange(..<whole)
    }
  }

  package var screen: VirtualScreen { lock.withLock { lockedScreen } }
  /// Everything that the code under test has written.
  package var written: String { String(decoding: lock.withLock { lockedBytes }, as: UTF8.self) }

  /// Types; `\r` is Enter.
  package func type(_ text: String) { type(Array(text.utf8)) }

  package func type(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(keyboard, $0.baseAddress!, $0.count) }
      precondition(count > 0)
      rest = rest.dropFirst(count)
    }
  }

  package func paste(_ text: String) { type("\u{1B}[200~" + text + "\u{1B}[201~") }

  /// Changes the window's size and says so, as a terminal does.
  package func resize(columns: Int, rows: Int) {
    lock.withLock { lockedScreen.resize(columns: columns, rows: rows) }
    setSize(columns: columns, rows: rows)
    kill(getpid(), SIGWINCH)
  }

  private func setSize(columns: Int, rows: Int) {
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(keyboard, UInt(TIOCSWINSZ), &size)
  }

  /// The settings of the terminal.
  package var settings: [UInt32] {
    var settings = termios()
    tcgetattr(descriptor, &settings)
    return [settings.c_iflag, settings.c_oflag, settings.c_cflag, settings.c_lflag]
  }

  package var isWaitingForKeys: Bool { settings[3] & UInt32(ICANON) == 0 }

  /// Waits until the screen is as wanted, with no drawing under way; false if it does not come to that.
  package func shows(_ isAsWanted: (VirtualScreen) -> Bool) -> Bool {
    wait {
      let screen = screen
      return !screen.isCursorHidden && isAsWanted(screen)
    }
  }

  /// Waits until the last lines of the screen are these.
  package func shows(_ lines: String...) -> Bool {
    shows { Array($0.lines.suffix(lines.count)) == lines }
  }
}

/// Waits for something that other threads bring about; false if they do not within the time of a slow machine.
package func wait(_ isSo: () -> Bool) -> Bool {
  for _ in 0..<4000 {
    if isSo() { return true }
    usleep(2500)
  }
  return isSo()
}
