import Glibc
import Synchronization

/// Standard output, written at once: what was shown is on the screen before anything else happens.
enum StandardOutput {
  private static let lost = Atomic(false)

  /// Whether something could not be written: the disk is full, say.
  static var isLost: Bool { lost.load(ordering: .relaxed) }

  static func write(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      var written = 0
      while written < bytes.count {
        let count = Glibc.write(STDOUT_FILENO, bytes.baseAddress! + written, bytes.count - written)
        if count > 0 {
          written += count
        } else if errno == EAGAIN {
          var entry = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
          poll(&entry, 1, -1)
        } else if errno != EINTR {
          lost.store(true, ordering: .relaxed)
          return
        }
      }
    }
  }
}
