/// A text, seen through a window that moves from its start to its end.
///
/// Some more bytes can be read in front of the window and behind it, and a text that does not end with a line end gets
/// one.
final class TextWindow {
  private let reader: any ByteReader
  private var buffer: UnsafeMutablePointer<UInt8>
  private var capacity = 1 << 16
  /// What is in memory of the text, as places in the buffer.
  private var start = inFront
  private var end = inFront
  private var isAtEnd = false
  private static let inFront = DecimalParser.inFront
  private static let behind = RecordBatches.behind

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
    if start > Self.inFront {
      (buffer + Self.inFront).update(from: buffer + start, count: end - start)
      end -= start - Self.inFront
      start = Self.inFront
    }
    if capacity < Self.inFront + size + Self.behind {
      capacity = Self.inFront + size + Self.behind
      buffer = LargeMemory.grow(buffer, to: capacity)
    }
    while end - start < size {
      let space = UnsafeMutableRawBufferPointer(start: buffer + end, count: capacity - Self.behind - end)
      let count = try reader.read(into: space)
      if count == 0 {
        isAtEnd = true
        if end > start, buffer[end - 1] != Byte.lineFeed, buffer[end - 1] != Byte.carriageReturn {
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
