internal import Foundation

/// A source of bytes that is read once, from start to end.
protocol ByteReader: AnyObject {
  /// Fills `space` as far as it can and says how far; 0 only at the end.
  func read(into space: UnsafeMutableRawBufferPointer) throws(CSVError) -> Int
}

/// The bytes of an open file.
final class FileReader: ByteReader {
  let descriptor: Int32
  let path: String

  init(path: String) throws(CSVError) {
    descriptor = open(path, O_RDONLY)
    self.path = path
    guard descriptor >= 0 else { throw .file(path: path, problem: Self.reason(errno)) }
  }

  deinit { close(descriptor) }

  /// Refuses a path that cannot be read.
  static func check(_ path: String) throws(CSVError) {
    guard access(path, R_OK) == 0 else { throw .file(path: path, problem: reason(errno)) }
  }

  static func reason(_ code: Int32) -> String {
    switch code {
    case ENOENT: "no such file"
    case EACCES: "no permission to open the file"
    case EISDIR: "this is a folder, not a file"
    default: String(cString: strerror(code)).lowercased()
    }
  }

  func read(into space: UnsafeMutableRawBufferPointer) throws(CSVError) -> Int {
    while true {
      let count = Foundation.read(descriptor, space.baseAddress, space.count)
      if count >= 0 { return count }
      if errno != EINTR { throw .file(path: path, problem: Self.reason(errno)) }
    }
  }

  /// The size, if it is a regular file.
  var regularSize: Int? {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(status.st_size)
  }

  /// The first bytes of a regular file, up to `count`, without moving on.
  func peek(_ count: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let found = pread(descriptor, &bytes, count, 0)
    return Array(bytes.prefix(max(0, found)))
  }
}

/// Bytes that are in memory already.
final class MemoryReader: ByteReader {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func read(into space: UnsafeMutableRawBufferPointer) throws(CSVError) -> Int {
    let count = min(space.count, bytes.count - position)
    bytes.withUnsafeBytes { space.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[position..<position + count])) }
    position += count
    return count
  }
}

/// The bytes that a file of the gzip format (RFC 1952) holds compressed; several such files may follow each other.
final class GzipReader: ByteReader {
  static let mark: [UInt8] = [0x1F, 0x8B]

  private let source: any ByteReader
  private let path: String
  private let stream: DeflateStream
  private let input: UnsafeMutableRawBufferPointer
  /// What of the input is still compressed.
  private var unread: UnsafeRawBufferPointer
  private var isInsideMember = true
  private var isAtEnd = false

  init(_ source: any ByteReader, path: String) throws(CSVError) {
    guard let stream = DeflateStream.decompressing() else {
      throw .file(path: path, problem: "there is no memory for decompressing it")
    }
    self.source = source
    self.path = path
    self.stream = stream
    input = .allocate(byteCount: 1 << 18, alignment: 16)
    unread = UnsafeRawBufferPointer(rebasing: input[..<0])
  }

  deinit { input.deallocate() }

  func read(into space: UnsafeMutableRawBufferPointer) throws(CSVError) -> Int {
    guard !isAtEnd else { return 0 }
    var written = 0
    while written < space.count {
      if unread.isEmpty {
        let count = try source.read(into: input)
        if count == 0 {
          guard !isInsideMember else {
            throw .file(path: path, problem: "the compressed data ends too early; the file is cut short")
          }
          isAtEnd = true
          break
        }
        unread = UnsafeRawBufferPointer(rebasing: input[..<count])
      }
      let step = stream.step(unread, into: UnsafeMutableRawBufferPointer(rebasing: space[written...]))
      unread = UnsafeRawBufferPointer(rebasing: unread[step.consumed...])
      written += step.produced
      switch step.outcome {
      case .going: isInsideMember = true
      case .ended: isInsideMember = false
      case .failed(let reason): throw .file(path: path, problem: "the compressed data is damaged (\(reason))")
      }
    }
    return written
  }
}
