internal import Glibc

/// Writes all bytes to a descriptor, waiting where it must; gives up silently when the other end is gone.
func writeAll(_ bytes: UnsafeBufferPointer<UInt8>, to descriptor: Int32) {
  var rest = bytes[...]
  while let base = UnsafeBufferPointer(rebasing: rest).baseAddress, !rest.isEmpty {
    let count = write(descriptor, base, rest.count)
    if count > 0 {
      rest = rest.dropFirst(count)
    } else if count < 0, errno == EAGAIN {
      var poller = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      poll(&poller, 1, -1)
    } else if count == 0 || errno != EINTR {
      return
    }
  }
}
