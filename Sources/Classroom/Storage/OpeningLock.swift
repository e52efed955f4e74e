internal import Foundation
internal import Glibc

/// Keeps two programs that start at once from making the tables of one file both, or setting it aside both.
enum OpeningLock {
  /// The lock cannot be had, with the reason.
  struct Unavailable: Error {
    let why: String
  }

  /// Runs `body` while no other process runs it for the same file. The lock dies with the process.
  ///
  /// Throws ``Unavailable`` after `patience` seconds, and what `body` throws.
  static func hold<Value>(for file: URL, patience: Double, _ body: () throws -> Value) throws -> Value {
    let descriptor = Glibc.open(file.path + ".lock", O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw Unavailable(why: String(cString: strerror(errno)).lowercased())
    }
    defer { close(descriptor) }
    let deadline = ContinuousClock.now + .seconds(patience)
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      let error = errno
      // A file system without such locks: one program at a time is all that can be had there.
      if error == ENOLCK || error == ENOTSUP || error == ENOSYS { break }
      guard error == EWOULDBLOCK || error == EINTR, ContinuousClock.now < deadline else {
        throw Unavailable(why: "another program keeps it locked")
      }
      usleep(5000)
    }
    return try body()
  }
}
