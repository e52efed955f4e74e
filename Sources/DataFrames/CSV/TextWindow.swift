internal import Foundation

/// A text, seen through a window that moves from its start to its end.
///
/// Behind the window eight more bytes can be read, and a text that does not end with a line end gets one.
protocol TextWindow: AnyObject {
  /// The bytes that have not been consumed, at least `size` of them unless the text ends before; and whether it does.
  func bytes(atLeast size: Int) throws(CSVError) -> (bytes: UnsafeBufferPointer<UInt8>, isEnd: Bool)
  /// Moves the start of the window.
  func consume(_ count: Int)
  /// The number of bytes of the whole text, where that is known.
  var totalCount: Int? { get }
}

/// A file that the system maps into memory: nothing is copied, and what has been consumed takes no memory.
///
/// The file must not be cut short while it is read.
final class MappedWindow: TextWindow {
  private let base: UnsafeMutableRawPointer
  private let mappedCount: Int
  private let count: Int
  private var position: Int
  private var released = 0
  private static let page = 65_536

  init?(_ file: FileReader, size: Int, skipping start: Int) {
    // A page without a file behind it follows, for the bytes behind the end.
    mappedCount = (size / Self.page + 2) * Self.page
    guard
      let reserved = mmap(nil, mappedCount, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
      reserved != MAP_FAILED
    else { return nil }
    base = reserved
    guard
      size == 0
        || mmap(base, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_FIXED, file.descriptor, 0) == base
    else {
      munmap(base, mappedCount)
      return nil
    }
    madvise(base, size, Int32(MADV_SEQUENTIAL))
    position = start
    let bytes = base.assumingMemoryBound(to: UInt8.self)
    if size > start, bytes[size - 1] != Byte.lineFeed, bytes[size - 1] != Byte.carriageReturn {
      bytes[size] = Byte.lineFeed
      count = size + 1
    } else {
      count = size
    }
  }

  deinit { munmap(base, mappedCount) }

  var totalCount: Int? { count }

  func bytes(atLeast size: Int) throws(CSVError) -> (bytes: UnsafeBufferPointer<UInt8>, isEnd: Bool) {
    let available = min(size, count - position)
    let start = UnsafePointer(base.assumingMemoryBound(to: UInt8.self)) + position
    return (UnsafeBufferPointer(start: start, count: available), position + available == count)
  }

  func consume(_ count: Int) {
    position += count
    let whole = position / Self.page * Self.page
    if whole - released >= 1 << 22, position < self.count {
      madvise(base + released, whole - released, Int32(MADV_DONTNEED))
      released = whole
    }
  }
}

/// A text that comes from a reader, as much of it in memory as the window is wide.
final class StreamWindow: TextWindow {
  private let reader: any ByteReader
  private var buffer: UnsafeMutableRawBufferPointer
  private var start = 0
  private var end = 0
  private var isAtEnd = false
  private static let behind = 16

  init(_ reader: any ByteReader) {
    self.reader = reader
    buffer = .allocate(byteCount: 1 << 16, alignment: 16)
  }

  deinit { buffer.deallocate() }

  var totalCount: Int? { isAtEnd ? end - start : nil }

  func bytes(atLeast size: Int) throws(CSVError) -> (bytes: UnsafeBufferPointer<UInt8>, isEnd: Bool) {
    if end - start < size, !isAtEnd { try fill(size) }
    let base = UnsafePointer(buffer.baseAddress!.assumingMemoryBound(to: UInt8.self))
    return (UnsafeBufferPointer(start: base + start, count: end - start), isAtEnd)
  }

  private func fill(_ size: Int) throws(CSVError) {
    if start > 0 {
      memmove(buffer.baseAddress!, buffer.baseAddress! + start, end - start)
      end -= start
      start = 0
    }
    if buffer.count < size + Self.behind {
      let wider = UnsafeMutableRawBufferPointer.allocate(byteCount: size + Self.behind, alignment: 16)
      wider.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[..<end]))
      buffer.deallocate()
      buffer = wider
    }
    while end < size {
      let space = UnsafeMutableRawBufferPointer(rebasing: buffer[end..<buffer.count - Self.behind])
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

  func consume(_ count: Int) { start += count }
}
