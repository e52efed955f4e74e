/// A text, seen through a window that moves from its start to its end.
///
/// Behind the window eight more bytes can be read, and a text that does not end with a line end gets one.
final class TextWindow {
  private let reader: any ByteReader
  /// What is in memory: the bytes of the text from `start` to `end`.
  private var buffer: UnsafeMutablePointer<UInt8>
  private var capacity = 1 << 16
  private var start = 0
  private var end = 0
  private var isAtEnd = false
  private static let behind = 16

  init(_ reader: any ByteReader) {
    self.reader = reader
    buffer = LargeMemory.allocate(capacity, of: UInt8.self)
  }

  deinit { LargeMemory.free(buffer) }

  /// The number of bytes of the text that are not yet consumed, where that is known.
  var remainingCount: Int? {
    if isAtEnd { return end - start }
    return reader.remainingCount.map { end - start + $0 }
  }

  /// The bytes that have not been consumed, at least `size` of them unless the text ends before; and whether it does.
  func bytes(atLeast size: Int) throws(CSVError) -> (bytes: UnsafeBufferPointer<UInt8>, isEnd: Bool) {
    if end - start < size, !isAtEnd { try fill(size) }
    return (UnsafeBufferPointer(start: buffer + start, count: end - start), isAtEnd)
  }

  private func fill(_ size: Int) throws(CSVError) {
    if start > 0 {
      buffer.update(from: buffer + start, count: end - start)
      end -= start
      start = 0
    }
    if capacity < size + Self.behind {
      capacity = size + Self.behind
      buffer = LargeMemory.grow(buffer, to: capacity)
    }
    while end < size {
      let space = UnsafeMutableRawBufferPointer(start: buffer + end, count: capacity - Self.behind - end)
      let count = try reader.read(into: space)
      if count == 0 {
        isAtEnd = true
        if end > 0, buffer[end - 1] != Byte.lineFeed, buffer[end - 1] != Byte.carriageReturn {
          buffer[end] = Byte.lineFeed
          end += 1
        }
        return
      }
      end += count
    }
  }

  /// Moves the start of the window.
  func consume(_ count: Int) { start += count }
}
