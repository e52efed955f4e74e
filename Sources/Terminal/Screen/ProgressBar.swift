internal import Glibc
internal import Plotting

/// Shows how far long work has come and the time that is left, in one row of the terminal; nothing elsewhere.
public struct ProgressBar {
  private let total: Int
  private let label: String
  private let capabilities: TerminalCapabilities
  private let output: Int32
  private let now: () -> Double
  private let start: Double
  private var lastDrawn: Double?

  /// Starts the clock. Nothing is drawn before the first ``update(_:)``.
  ///
  /// - Parameters:
  ///   - total: the number of steps, at least 1.
  ///   - label: what is being done, shown before the bar.
  ///   - now: seconds on a clock that never goes back.
  public init(
    total: Int, label: String, capabilities: TerminalCapabilities, output: Int32 = 1,
    now: @escaping () -> Double = ProgressBar.seconds
  ) {
    self.total = max(total, 1)
    self.label = label
    self.capabilities = capabilities
    self.output = output
    self.now = now
    start = now()
  }

  /// Shows that `completed` steps are done. Draws at most ten times a second.
  public mutating func update(_ completed: Int) {
    guard capabilities.outputIsTerminal else { return }
    let time = now()
    if let lastDrawn, time - lastDrawn < 0.1, completed < total { return }
    lastDrawn = time
    write("\r" + row(completed: min(max(completed, 0), total), elapsed: time - start) + "\u{1B}[K")
  }

  /// Takes the bar off the screen.
  public mutating func finish() {
    guard capabilities.outputIsTerminal, lastDrawn != nil else { return }
    lastDrawn = nil
    write("\r\u{1B}[K")
  }

  /// Seconds of the system's monotonic clock.
  public static func seconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  /// `label ━━━━━───── 45%  18/40  0:12 left`. The time left supposes that the rest goes as fast as what is done.
  private func row(completed: Int, elapsed: Double) -> String {
    var numbers = "\(completed * 100 / total)%  \(completed)/\(total)"
    if completed > 0, completed < total, elapsed >= 0.5 {
      let left = elapsed * Double(total - completed) / Double(completed)
      numbers += "  \(Self.clock(left)) left"
    }
    let columns = TerminalState.windowSize(of: output)?.columns ?? capabilities.width
    let barWidth = min(40, columns - 1 - displayWidth(label) - 2 - displayWidth(numbers))
    guard barWidth >= 5 else { return String(numbers.prefix(max(0, columns - 1))) }
    let filled = completed * barWidth / total
    let done = String(repeating: capabilities.unicode ? "━" : "#", count: filled)
    let rest = String(repeating: capabilities.unicode ? "─" : ".", count: barWidth - filled)
    let colored = TextStyle(color: 6).applied(to: done) + TextStyle.faint.applied(to: rest)
    let bar = capabilities.color ? colored : done + rest
    return "\(label) \(bar) \(numbers)"
  }

  private static func clock(_ seconds: Double) -> String {
    let whole = Int(min(seconds.rounded(.up), 359_999))
    let (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, whole % 60)
    let padded = rest < 10 ? "0\(rest)" : "\(rest)"
    return hours > 0 ? "\(hours):\(minutes < 10 ? "0" : "")\(minutes):\(padded)" : "\(minutes):\(padded)"
  }

  private func write(_ text: String) {
    var text = text
    text.withUTF8 { writeAll($0, to: output) }
  }
}
