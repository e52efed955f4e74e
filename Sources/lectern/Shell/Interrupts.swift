import CKernel
import Foundation
import Synchronization

/// Ctrl-C while something runs.
enum Interrupts {
  /// Becomes readable when Ctrl-C is pressed during ``during(_:)``; the same all the time.
  static let descriptor = ckernel_interrupt_descriptor()

  /// Makes Ctrl-C stop what runs instead of the program, while `body` goes on.
  static func during<Result>(_ body: () throws -> Result) rethrows -> Result {
    let isOutermost = depth.withLock { depth in
      depth += 1
      return depth == 1
    }
    if isOutermost {
      unblock()
      ckernel_catch_interrupts()
    }
    defer {
      depth.withLock { $0 -= 1 }
      if isOutermost { ckernel_release_interrupts() }
    }
    return try body()
  }

  private static let depth = Mutex(0)

  /// A program inherits what signals its parent's thread had blocked.
  private static func unblock() {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  /// Whether Ctrl-C was pressed and nothing has been stopped by it yet.
  static var isPending: Bool {
    var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&entry, 1, 0) > 0
  }
}
