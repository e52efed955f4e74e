internal import Foundation

/// A source of bytes that is read once, from start to end.
protocol ByteReader: AnyObject {
  /// Fills `space` as far as it can and says how far; 0 only at the end.
  func read(into space: UnsafeMutableRawBufferPointer) throws(CSVError) -> Int
  /// How many bytes are still to come, where that is known.
  var remainingCount: Int? { get }
}

extension ByteReader {
  /// The first bytes, `count` of them unless the source ends before.
  func first(_ count: Int) throws(CSVError) -> [UInt8] {
    let space = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 1)
    defer { space.deallocate() }
    var found = 0
    while found < count {
      let step = try read(into: UnsafeMutableRawBufferPointer(rebasing: space[found...]))
      if step == 0 { break }
      found += step
    }
    return Array(space[..<found])
  }
}

/// The bytes of an open file; those of a regular file are read by all processors at once.
final class FileReader: ByteReader {
  private let descriptor: Int32
  private let path: String
  /// The size of a regular file when it was opened; nil where the system does not tell, as for a pipe.
  private let size: Int?
  private var position = 0

  init(path: String) throws(CSVError) {
    descriptor = open(path, O_RDONLY)
    self.path = path
    guard descriptor >= 0 else { throw .file(path: path, problem: Self.reason(errno)) }
    var status = stat()
    let isRegular = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    size = isRegular && status.st_size > 0 ? Int(status.st_size) : nil
  }

  deinit { close(descriptor) }

  /// Refuses a path that cannot be read.
  static func check(_ path: String) throws(CSVError) {
    guard access(path, R_OK) == 0 else { throw .file(path: path, problem: reason(errno)) }
  }

  static func isRegular(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  static func reason(_ code: Int32) -> String {
    switch code {
    case ENOENT: "no such file"
    case EACCES: "no permission to open the file"
    case EISDIR: "this is a folder, not a file"
    default: String(cString: strerror(code)).lowercased()
    }
  }

  var remainingCount: Int? { size.map { max(0, $0 - position) } }

  func read(into space: UnsafeMutableRawBufferPointer) throws(CSVError) -> Int {
    if let size { return try readSlices(UnsafeMutableRawBufferPointer(rebasing: space.prefix(size - position))) }
    while true {
      let count = Foundation.read(descriptor, space.baseAddress, space.count)
      if count >= 0 { return count }
      if errno != EINTR { throw .file(path: path, problem: Self.reason(errno)) }
    }
  }

  /// Fills `space` from the position on, as far as the file goes.
  private func readSlices(_ space: UnsafeMutableRawBufferPointer) throws(CSVError) -> Int {
    let slice = 1 << 19
    var outcomes = [Result<Int, CSVError>](repeating: .success(0), count: (space.count + slice - 1) / slice)
    outcomes.withUnsafeMutableBufferPointer { outcomes in
      forEachSlice(of: space.count, size: slice) { range in
        outcomes[range.lowerBound / slice] = readSlice(UnsafeMutableRawBufferPointer(rebasing: space[range]), range)
      }
    }
    var count = 0
    for outcome in outcomes {
      let found = try outcome.get()
      count += found
      // The file has been cut short since it was opened.
      if found < min(slice, space.count - count + found) { break }
    }
    position += count
    return count
  }

  private func readSlice(_ space: UnsafeMutableRawBufferPointer, _ range: Range<Int>) -> Result<Int, CSVError> {
    var count = 0
    while count < space.count {
      let place = off_t(position + range.lowerBound + count)
      let step = pread(descriptor, space.baseAddress! + count, space.count - count, place)
      if step < 0, errno == EINTR { continue }
      if step < 0 { return .failure(.file(path: path, problem: Self.reason(errno))) }
      if step == 0 { break }
      count += step
    }
    return .success(count)
  }
}

/// Bytes that are in memory already.
final class MemoryReader: ByteReader {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var remainingCount: Int? { bytes.count - position }

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

  /// Goes on with `source` after its first bytes, which have been read.
  init(_ source: any ByteReader, after head: [UInt8], path: String) throws(CSVError) {
    guard let stream = DeflateStream.decompressing() else {
      throw .file(path: path, problem: "there is no memory for decompressing it")
    }
    self.source = source
    self.path = path
    self.stream = stream
    input = .allocate(byteCount: 1 << 18, alignment: 16)
    input.copyBytes(from: head)
    unread = UnsafeRawBufferPointer(rebasing: input[..<head.count])
  }

  deinit { input.deallocate() }

  var remainingCount: Int? { nil }

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
