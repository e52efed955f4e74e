internal import Glibc

/// The bytes of a file that somebody else may have made in order to harm who reads it.
struct UntrustedFile {
  var bytes: [UInt8]
  /// When it was last written, in seconds since 1970.
  var modified: Double

  /// Reads the file at `path`, if it is a regular file of at most `limit` bytes.
  ///
  /// Nothing else is opened: a pipe would wait for its writer, a device may do anything, and a link points where its
  /// maker wants.
  static func read(_ path: String, limit: UInt64) throws(AnswersProblem) -> UntrustedFile {
    guard !path.utf8.contains(0) else { throw .unreadable(reason: "its name holds a zero byte") }
    // Looked at before it is opened, because opening a device can do something, and again afterwards, because the file
    // may have been exchanged in between.
    var status = stat()
    guard lstat(path, &status) == 0 else { throw .unreadable(reason: String(cString: strerror(errno))) }
    try check(status, limit: limit)
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ELOOP { throw .symbolicLink }
      throw .unreadable(reason: String(cString: strerror(errno)))
    }
    defer { close(descriptor) }
    guard fstat(descriptor, &status) == 0 else { throw .unreadable(reason: String(cString: strerror(errno))) }
    try check(status, limit: limit)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Int(status.st_size))
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count == 0 { break }
      if count < 0 {
        if errno == EINTR { continue }
        throw .unreadable(reason: String(cString: strerror(errno)))
      }
      bytes.append(contentsOf: buffer[..<count])
      // It may grow while it is read.
      if UInt64(bytes.count) > limit { throw .tooLarge(bytes: UInt64(bytes.count)) }
    }
    return UntrustedFile(bytes: bytes, modified: seconds(status.st_mtim))
  }

  /// When what stands at `path` was last written, in seconds since 1970; 0 if that cannot be known. Follows no link.
  static func modified(_ path: String) -> Double {
    var status = stat()
    return lstat(path, &status) == 0 ? seconds(status.st_mtim) : 0
  }

  private static func check(_ status: stat, limit: UInt64) throws(AnswersProblem) {
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFLNK: throw .symbolicLink
    case S_IFDIR: throw .notAFile(kind: "a folder")
    case S_IFIFO: throw .notAFile(kind: "a pipe")
    case S_IFSOCK: throw .notAFile(kind: "a socket")
    default: throw .notAFile(kind: "a device")
    }
    if UInt64(status.st_size) > limit { throw .tooLarge(bytes: UInt64(status.st_size)) }
  }

  private static func seconds(_ time: timespec) -> Double {
    Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
