internal import Glibc
internal import Synchronization

/// Tells everything that is at work to stop, once and for all.
public final class StopSignal: Sendable {
  /// Becomes readable when everything is to stop, and stays so for everyone who looks.
  public let descriptor: Int32
  private let writing: Mutex<Int32?>
  private let interrupts: Int32?

  /// - Parameter interrupts: a descriptor that becomes readable when the user wants to stop; it is looked at, never read.
  /// - Throws: ``GradingProblem/system(reason:)`` when the system gives no pipe.
  public init(interrupts: Int32? = nil) throws(GradingProblem) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw .system(reason: String(cString: strerror(errno))) }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    descriptor = ends[0]
    self.interrupts = interrupts
    writing = Mutex(ends[1])
  }

  deinit {
    close(descriptor)
    stop()
  }

  /// Whether ``stop()`` was called, or the user wants to stop, which then is the same.
  public var isStopped: Bool {
    if writing.withLock({ $0 == nil }) { return true }
    guard let interrupts else { return false }
    var entry = pollfd(fd: interrupts, events: Int16(POLLIN), revents: 0)
    guard poll(&entry, 1, 0) > 0 else { return false }
    stop()
    return true
  }

  /// Stops everything that watches ``descriptor``; a second call does nothing.
  public func stop() {
    // A pipe whose writing end is closed is readable for ever, however many read from it.
    writing.withLock { end in
      if let end { close(end) }
      end = nil
    }
  }
}
